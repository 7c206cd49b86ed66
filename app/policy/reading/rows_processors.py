"""Owns tables of entrusted companies: who they are, what they do, for which places, and how to reach them."""

import re
from typing import Final

from app.policy.printed import Grid
from app.policy.reading.columns import Field, field_of, squeezed
from app.policy.reading.values import folded, says_nothing
from app.policy.reading.values_people import phones_of
from app.policy.stated import Processor, Said

_NAME: Final = re.compile(
    r"수탁(자|사|업체|업체명|회사|기관|받는자)?(명|\(.*\))?|위탁(받는(자|업체|회사|곳|기관)|업체|업체명|회사|기관)|processors?|contractors?|업체명",
    re.IGNORECASE,
)
_WORK: Final = re.compile(
    r"(위탁)?(하는)?(업무|일|위탁업무)(의)?(내용|범위)?|위탁업무(의)?내용|위탁내용|(entrusted)?work|tasks?|scope",
    re.IGNORECASE,
)
_COVERS: Final = re.compile(r"대상(설치장소|시설|장소)?|적용장소|설치장소|placescovered|sites?", re.IGNORECASE)


def processors_of(grid: Grid) -> list[Said[Processor]]:
    """Return the companies of a table whose head names a column of them, else nothing."""
    head = [squeezed(cell.text or "") for cell in grid.rows[0]] if grid.rows else []
    named = next((at for at, text in enumerate(head) if _NAME.fullmatch(text)), None)
    if named is None:
        return []
    work = next((at for at, text in enumerate(head) if at != named and _WORK.fullmatch(text)), None)
    covers = next((at for at, text in enumerate(head) if at != named and _COVERS.fullmatch(text)), None)
    phone = next((at for at, text in enumerate(head) if field_of(text) is Field.PHONE), None)
    found = []
    for row in grid.rows[1:]:
        texts = [folded(cell.text or "") for cell in row]
        if says_nothing(texts[named]):
            continue

        def at(place: int | None, texts: list[str] = texts) -> str | None:
            return None if place is None or says_nothing(texts[place]) else texts[place]

        said = Processor(name=texts[named], work=at(work), phones=phones_of(at(phone) or ""), covers=at(covers))
        found.append(Said(said, texts[named], row[named].where))
    return found
