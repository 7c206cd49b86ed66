"""Owns the comparison of two texts of the policy as it is read: 신·구 대비표, its head, its reason, its history."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.policy.domain import PolicyDocument
from app.policy.redline import Difference, Kind, Redline, What, differences, listed, said, summary
from app.policy.redline.model import Mark, Run

WORDS: Mapping[str, Mapping[str, str]] = {
    "ko": {
        "title": "신·구 대비표",
        "clause": "조항",
        "before": "개정 전",
        "after": "개정 후",
        "reason": "개정 사유",
        "new": "〈신설〉",
        "gone": "〈삭제〉",
        "moved": "〈순서 바뀜〉",
        "edition": "제{number}판",
        "today": "오늘의 대장",
        "effective": "{day} 시행",
        "named": "{name} ({day} 시행)",
        "changes": "바뀐 내용",
        "history": "변경 이력",
        "version": "판",
        "day": "시행일",
        "note": "바뀐 내용과 사유",
        "nothing": "다른 곳이 없습니다.",
        "outside": "머리말·맺음말",
        "heading": "제목",
        "inserted": "추가",
        "deleted": "삭제",
        "legend": "바뀐 글: 삭제한 글은 가로줄, 추가한 글은 밑줄로 표시했습니다.",
        "legend_paper": "바뀐 글: 삭제한 글은 가로줄, 추가한 글은 굵은 글씨와 밑줄로 표시했습니다.",
        "full": "전체 글",
    },
    "en": {
        "title": "Comparison of versions",
        "clause": "Clause",
        "before": "Before",
        "after": "After",
        "reason": "Reason",
        "new": "(new)",
        "gone": "(removed)",
        "moved": "(moved)",
        "edition": "Version {number}",
        "today": "Today's registry",
        "effective": "effective {day}",
        "named": "{name} (effective {day})",
        "changes": "What changed",
        "history": "History of changes",
        "version": "Version",
        "day": "Effective",
        "note": "Change and reason",
        "nothing": "Nothing differs.",
        "outside": "Opening and closing",
        "heading": "Title",
        "inserted": "added",
        "deleted": "removed",
        "legend": "Changed words: removed text is struck through, added text is underlined.",
        "legend_paper": "Changed words: removed text is struck through, added text is bold and underlined.",
        "full": "Full text",
    },
}
"""The fixed words, in the languages policies are written in."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A text: the number of its version (None: what the registry makes today), its day, and what it changed."""

    number: int | None
    effective_on: date | None = None
    note: str = ""

    def name(self, language: str) -> str:
        """Return what it is called."""
        words = WORDS[language]
        return words["today"] if self.number is None else words["edition"].format(number=self.number)

    def named(self, language: str) -> str:
        """Return what it is called, with the day it takes effect."""
        if self.effective_on is None:
            return self.name(language)
        return WORDS[language]["named"].format(name=self.name(language), day=self.effective_on.isoformat())


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the comparison: where, and both texts with what differs marked."""

    clause: str
    place: str
    before: tuple[Run, ...]
    after: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two texts compared, in the language they are written in."""

    language: str
    title: str
    organisation: str
    before: Edition
    after: Edition
    said: str
    sentences: tuple[str, ...]
    entries: tuple[Entry, ...]
    earlier: PolicyDocument
    redline: Redline
    history: tuple[Edition, ...] = ()

    @property
    def words(self) -> Mapping[str, str]:
        """Return the fixed words of its language."""
        return WORDS[self.language]

    @property
    def heading(self) -> str:
        """Return the title of the comparison."""
        return f"{self.title} {self.words['title']}"

    @property
    def reason(self) -> str:
        """Return why the later text was made, as its version says."""
        return self.after.note


def comparison(
    earlier: PolicyDocument,
    later: PolicyDocument,
    *,
    before: Edition,
    after: Edition,
    history: Sequence[Edition] = (),
) -> Comparison:
    """Return two texts in one language compared; ``history``: the versions there were, oldest first."""
    redline = differences(earlier, later)
    found = listed(earlier, redline)
    language = later.language
    return Comparison(
        language=language,
        title=later.title,
        organisation=later.organisation,
        before=before,
        after=after,
        said=said(found, language=language),
        sentences=summary(found, language=language),
        entries=tuple(_entries(found, WORDS[language])),
        earlier=earlier,
        redline=redline,
        history=tuple(history),
    )


def _entries(found: Sequence[Difference], words: Mapping[str, str]) -> Iterator[Entry]:
    for one in found:
        outside = words["heading"] if one.what is What.TITLE else words["outside"]
        place = " · ".join(part for part in (one.row or one.table, one.column) if part)
        before, after = one.before, one.after
        if one.kind is Kind.ADDED:
            before = (Run(Mark.KEPT, words["new"]),)
        elif one.kind is Kind.REMOVED:
            after = (Run(Mark.KEPT, words["gone"]),)
        elif one.kind is Kind.MOVED:
            before, after = one.after, (Run(Mark.KEPT, words["moved"]),)
        yield Entry(one.clause or outside, place, before, after)
