"""Owns rows of a table that are sums: told apart from places, and noted where they are of all."""

from collections.abc import Sequence
from typing import Final

from app.policy.reading.columns import Field
from app.policy.reading.rows_slots import Slot
from app.policy.reading.values import count_of, is_everywhere, is_subtotal, is_total
from app.policy.stated import Said

GOES_ON: Final = 0.6
GUESSED: Final = 0.5
_FEW: Final = 4  # Texts of a row whose second one may be the word for a sum.


def is_sum(slots: Sequence[Slot], fields: Sequence[Field | None], totals: list[Said[int]], added: int) -> bool:
    """Return whether a row is a sum, and note it if it is the sum of all."""
    texts = [slot.text for slot in slots if slot.text.strip() and not slot.shared]
    if not texts:
        return False
    counts = [slot for slot, what in zip(slots, fields, strict=True) if what is Field.COUNT and slot.text]
    named = is_total(texts[0]) or (len(texts) > 1 and is_total(texts[1]) and len(texts) < _FEW)
    if is_subtotal(texts[0]) or (len(texts) > 1 and is_subtotal(texts[1])):
        number = count_of(counts[0].text) if len(counts) == 1 else None
        if number is not None and number.value == added:  # The only one, of all.
            totals.append(Said(number.value, counts[0].text, counts[0].where, GOES_ON))
        return True
    plain = len(texts) == 1 and bool(counts) and not counts[0].shared
    if len(counts) > 1:  # Several columns of devices: the last one is the sum, or the row has none.
        stated = [one for slot in counts if (one := count_of(slot.text))]
        if len(stated) > 1 and stated[0].value == sum(one.value for one in stated[1:]):
            stated, counts = stated[:1], counts[:1]  # The sum stands first.
        sums = bool(stated) and sum(one.value for one in stated[:-1]) in {0, stated[-1].value}
        rest = (count_of(text) for text in texts if text not in {slot.text for slot in counts})
        beside = next((one for one in rest if one and one.value == sum(said.value for said in stated)), None)
        counts, number = counts[-1:], stated[-1] if sums else beside
    else:
        number = count_of(counts[0].text) if counts else next((n for t in texts[1:] if (n := count_of(t))), None)
    if named or ((plain or is_everywhere(texts[0])) and added > 0 and number is not None and number.value == added):
        if number is not None:
            where = counts[0] if counts else slots[-1]
            totals.append(Said(number.value, where.text, where.where, 1.0 if named else GUESSED))
        return True
    return False
