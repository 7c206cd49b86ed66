"""Owns the comparison of personal parts that are gone with the entries that say they were erased. Pure."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from app.kernel.messages import N_
from app.ledger.faults import fail
from app.ledger.runs import Runs


class Disposals:
    """Which personal parts are missing, and which are said to be erased, as runs of leaves by part."""

    def __init__(self) -> None:
        """Begin with none."""
        self._missing: dict[str, Runs] = {}
        self._said: dict[str, array[int]] = {}
        self._spans: dict[str, array[int]] = {}

    def miss(self, part: str, leaves: Sequence[int]) -> None:
        """Note, in the order of leaves, that a part is sealed but not stored."""
        runs = self._missing.setdefault(part, Runs())
        for leaf in leaves:
            runs.add(leaf, leaf)

    def note(self, data: Mapping[str, Any], *, leaf: int) -> None:
        """Take what an entry says was erased: runs by part, or, of the first version, names of parts and one span.

        :raises FaultFound: if it speaks of itself or of entries after it.
        """
        if "erased" in data:
            said = [(part, run) for part, runs in data["erased"].items() for run in runs]
            into = self._said
        else:
            said = [(part, (data["first_leaf"], data["last_leaf"])) for part in data["parts"]]
            into = self._spans
        for part, (first, last) in said:
            if not 0 <= first <= last < leaf:
                fail(N_("{number}번째 항목이 있지도 않던 개인정보를 파기했다고 합니다."), leaf=leaf)
            into.setdefault(part, array("q")).extend((first, last))

    def compare(self) -> None:
        """Compare both at the end of the log.

        :raises FaultFound: if a part is gone without a word, or there although it is said to be erased.
        """
        for part in sorted(self._missing.keys() | self._said.keys()):
            missing = self._missing.get(part, Runs())
            said = Runs(_spans_of(self._said.get(part)))
            allowed = Runs([*said, *_spans_of(self._spans.get(part))])
            if (leaf := missing.first_outside(allowed)) is not None:
                fail(
                    N_("{number}번째 항목의 개인정보 부분 '{part}'이(가) 파기 기록 없이 사라졌습니다."),
                    leaf=leaf,
                    part=part,
                )
            if (leaf := said.first_outside(missing)) is not None:
                fail(
                    N_("{number}번째 항목의 개인정보 부분 '{part}'을(를) 파기했다는 기록이 있는데 그대로 있습니다."),
                    leaf=leaf,
                    part=part,
                )


def _spans_of(flat: "array[int] | None") -> list[tuple[int, int]]:
    return [] if flat is None else list(zip(flat[::2], flat[1::2], strict=True))
