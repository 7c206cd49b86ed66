"""Owns how a published text is read: the camera part is found, cut into sections, and its facts are taken with places.

Pure: knows no file kind, no registry and no rule. It never raises for a text, however strange.
"""

from dataclasses import replace

from app.kernel.sweeping import unswept
from app.policy.printed import Printed
from app.policy.reading.cutting import find_part, language_of
from app.policy.reading.doubts import with_doubts
from app.policy.reading.headings import shortened, unpacked
from app.policy.reading.part import last_line
from app.policy.reading.rows import read_rows
from app.policy.reading.stacked import unstacked
from app.policy.reading.statements import of_part, of_whole, unread
from app.policy.stated import StatedPolicy


@unswept
def read(printed: Printed) -> StatedPolicy:
    """Return what a text states, each fact with its words, its place and how sure the reading is.

    A text without a camera part has no ``first_line``; what concerns the whole policy is read of it all the same.
    """
    printed = replace(printed, pieces=shortened(unpacked(unstacked(printed.pieces))))
    part = find_part(printed)
    whole = of_whole(printed, part)
    if part is None:
        return replace(whole, language=language_of(printed))
    if part.organisation is None and whole.organisation is not None:
        part = replace(part, organisation=whole.organisation.value)
    rows = with_doubts(read_rows(part), part.pieces)
    found = of_part(part, rows, whole, last=max(last_line(piece) for piece in part.pieces))
    return replace(found, language=part.language, unread=unread(part, found, rows.used))
