"""Owns how a place is told where something is not what was sealed."""

from dataclasses import dataclass
from typing import Any, NoReturn

from app.kernel.messages import N_, Message


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where something is not what was sealed; ``leaf`` is the entry, if it is one."""

    message: Message
    leaf: int | None = None


class FaultFound(Exception):
    """Ends a verification at the first fault."""

    def __init__(self, fault: Fault) -> None:
        """Carry the fault."""
        super().__init__(str(fault.message))
        self.fault = fault


def fail(text: str, *, leaf: int | None, **values: object) -> NoReturn:
    """End with a fault; the sentence may name the entry's ``{number}``, counted from one.

    :raises FaultFound: always.
    """
    if leaf is not None:
        values["number"] = leaf + 1
    raise FaultFound(Fault(Message(text, values), leaf))


def fail_orphan(row: Any) -> NoReturn:  # noqa: ANN401  # A row has no better type.
    """End with a personal part that belongs to no entry.

    :raises FaultFound: always.
    """
    fail(
        N_("{number}번째 항목의 것이라는 개인정보 부분 '{part}'은(는) 어느 항목에도 없습니다."),
        leaf=row.leaf,
        part=row.part,
    )


def fail_range(first: int, end: int, *, signed: int) -> NoReturn:
    """End with the entries among which one is wrong though its bytes agree with the hash beside them.

    :param signed: how many entries a signature has confirmed; if that is all of them, the hash over them was changed.
    :raises FaultFound: always.
    """
    first = max(first, signed)
    if first >= end:
        fail(N_("항목은 서명한 대로인데 그 위의 해시가 바뀌었습니다({end}번째 항목까지의 것)."), end=end, leaf=None)
    if end - first == 1:
        fail(N_("{number}번째 항목이 봉인과 다릅니다. 내용과 해시를 함께 바꾸었습니다."), leaf=first)
    fail(
        N_(
            "{first}~{last}번째 항목 가운데 봉인과 다른 것이 있습니다. "
            "내용과 해시를 함께 바꾸었거나 순서를 바꾸었습니다."
        ),
        first=first + 1,
        last=end,
        leaf=first,
    )
