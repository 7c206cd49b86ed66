"""Owns what keeps a sign from being drawn: lines it lacks, characters no font has, and text that does not fit.

Also what it leaves out where it is drawn: other languages give way on small signs, and somebody has to be told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.documents import fonts
from app.kernel.errors import Refusal
from app.kernel.messages import N_, Message
from app.signage.domain import LABELS, SignContent, SignDoesNotFit, sign_number
from app.signage.layout.omissions import omissions
from app.signage.layout.size import Size
from app.signage.looks import Variant
from app.signage.pdf.writing import Manner, laid_out

_REMEMBERED = 8_192
_ANY_NUMBER = sign_number(0)
_MISSING = Message(N_("안내판에 반드시 적어야 하는 내용인데 대장에 값이 없습니다."))
_ORGANISATION = N_("운영자")
_GAPS = ("size", "needed", "available")
_LONG = N_(
    "글이 길어 {size} 크기에 들어가지 않습니다(필요 {needed}mm, 가능 {available}mm). 더 큰 판을 쓰거나 글을 줄이십시오."
)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a sign cannot be drawn: the name of the line, empty if it is the whole, and what is wrong with it."""

    field: str
    message: Message


def hindrances(content: SignContent, manner: Manner, *, closely: bool = True) -> tuple[Hindrance, ...]:
    """Return everything that keeps a sign from being drawn; it needs no number yet. Nothing is drawn for it.

    ``closely``: whether its text is measured too, not only looked for.
    """
    lacking = tuple(Hindrance(LABELS[field], _MISSING) for field in content.missing)
    if lacking or not closely:
        return lacking
    return _examined(content, manner).problems


def omitted(content: SignContent, manner: Manner) -> tuple[Message, ...]:
    """Return what a sign leaves out in this size, nothing if it cannot be drawn; what the law asks for never is."""
    return () if content.missing else _examined(content, manner).omitted


@dataclass(frozen=True, slots=True)
class Omission:
    """What some signs leave out in their size, and how many of them do."""

    what: Message
    count: int


def omitted_by(contents: Iterable[SignContent], manner: Manner) -> tuple[Omission, ...]:
    """Return what any of some signs leaves out, and how many do."""
    return counted(omitted(content, manner) for content in contents)


def counted(omissions: Iterable[Iterable[Message]]) -> tuple[Omission, ...]:
    """Return what signs leave out, given sign by sign, each once with how many leave it out."""
    found: dict[str, Omission] = {}
    for told in omissions:
        for what in told:
            known = found.get(str(what))
            found[str(what)] = Omission(what, known.count + 1 if known else 1)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Examined:
    problems: tuple[Hindrance, ...]
    omitted: tuple[Message, ...] = ()


def _examined(content: SignContent, manner: Manner) -> _Examined:
    logo = manner.looks.logo
    told = replace(content, number=content.number or _ANY_NUMBER)
    return _of_text(told, manner.size, tuple(manner.languages), manner.variant, round(logo.aspect, 4) if logo else None)


@lru_cache(maxsize=_REMEMBERED)
def _of_text(
    content: SignContent, size: Size, languages: Sequence[str], variant: Variant, logo: float | None
) -> _Examined:
    """Return what is wrong with the text; remembered, because a page asks again with every change of its form."""
    found = []
    for label, value in (
        *((LABELS[field], value) for field, value in content.lines),
        (_ORGANISATION, content.organisation),
    ):
        try:
            fonts.check_text(value, fonts.BOLD)
        except Refusal as refusal:
            found.append(Hindrance(label, refusal.message))
    if found:
        return _Examined(tuple(found))
    try:
        drawn = laid_out(content, url=content.url, size=size, languages=languages, variant=variant, logo=logo)
    except SignDoesNotFit as refusal:
        values = refusal.message.values
        long = Message(_LONG, {gap: values[gap] for gap in _GAPS})
        return _Examined((Hindrance(str(values["field"]), long),))
    has_logo = logo is not None and variant is not Variant.PLATE
    return _Examined((), omissions(content, drawn, languages=languages, has_logo=has_logo))
