"""Owns what a legal source is: where it stands, what it says in our words, how surely we know it, and since when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

CHECKED_ON = date(2026, 11, 22)
REFORM = date(2023, 9, 15)
"""The reform of 개인정보 보호법 제25조; the earliest day we vouch for today's wording of the Act and its Decree."""
GUIDELINE_FROM = date(2024, 1, 4)
MINISTRY_FROM = date(2024, 3, 20)
SAFETY_FROM = date(2026, 7, 1)
LATEST = date(2026, 9, 11)


OURS_CITED = "회사가 정함"
"""How our own choices are cited: not as if they were an instrument."""


class Confidence(StrEnum):
    """How far a statement was confirmed; the letters are printed."""

    STATUTE = "A"  # The text of the Act or Decree itself was read.
    RESTATED = "B"  # Read in a text that restates the instrument.
    NEWS = "N"  # News, a public page or another repository only.
    UNCONFIRMED = "U"  # General knowledge; read the original or ask counsel.
    OURS = "D"  # No law: a default of this product.

    @property
    def words(self) -> str:
        """Return what the letter means, in Korean."""
        return _MEANING[self][0]

    @property
    def words_en(self) -> str:
        """Return what the letter means, in English."""
        return _MEANING[self][1]


_MEANING = {
    Confidence.STATUTE: ("법령 원문 확인", "statute read"),
    Confidence.RESTATED: ("같은 내용을 옮긴 규정에서 확인", "read in a text that restates it"),
    Confidence.NEWS: ("보도·공개 자료로만 확인", "news or public pages only"),
    Confidence.UNCONFIRMED: ("미확인, 원문 확인 필요", "unconfirmed; read the original"),
    Confidence.OURS: ("법령이 아닌 제품 기본값", "our default, not law"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One provision in one period. ``since_confirmed`` False: the first day is assumed, not read."""

    key: str
    instrument: str
    article: str
    title: str
    title_en: str
    in_words: str
    in_words_en: str
    confirmed: Confidence
    in_force_from: date
    in_force_to: date | None = None
    since_confirmed: bool = False
    checked_on: date = CHECKED_ON

    @property
    def citation(self) -> str:
        """Return how the source is cited, e.g. 「개인정보 보호법」 제25조제1항제2호; what is ours is no law."""
        if self.confirmed is Confidence.OURS:
            return OURS_CITED
        return f"「{self.instrument}」 {self.article}" if self.article else f"「{self.instrument}」"

    @property
    def is_confirmed(self) -> bool:
        """Return whether a text was read that says so (A or B)."""
        return self.confirmed in {Confidence.STATUTE, Confidence.RESTATED}

    def in_force(self, on: date) -> bool:
        """Return whether the source holds on a day; its last day counts."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)


@dataclass(frozen=True, slots=True)
class Words:
    """The same short text in Korean and English."""

    ko: str
    en: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, decree or notice, and the shape of its articles."""

    prefix: str
    name: str
    since: date
    confirmed: Confidence

    def says(
        self,
        item: str,
        article: str,
        title: Words,
        words: Words,
        *,
        tag: str | None = None,
        since: date | None = None,
        until: date | None = None,
        since_read: bool = True,
    ) -> Source:
        """Return one provision of this instrument; ``since_read`` False: the given first day is only assumed."""
        return Source(
            key=f"{self.prefix}.{item}",
            instrument=self.name,
            article=article,
            title=title.ko,
            title_en=title.en,
            in_words=words.ko,
            in_words_en=words.en,
            confirmed=Confidence(tag) if tag else self.confirmed,
            in_force_from=since or self.since,
            in_force_to=until,
            since_confirmed=since is not None and since_read,
        )


ACT = Instrument("pipa", "개인정보 보호법", REFORM, Confidence.STATUTE)
DECREE = Instrument("decree", "개인정보 보호법 시행령", REFORM, Confidence.STATUTE)
GUIDELINE = Instrument("guideline", "표준 개인정보 보호지침", GUIDELINE_FROM, Confidence.RESTATED)
MINISTRY = Instrument("ministry", "국토교통부 개인정보 보호지침", MINISTRY_FROM, Confidence.RESTATED)
SAFETY = Instrument("safety", "개인정보의 안전성 확보조치 기준", SAFETY_FROM, Confidence.RESTATED)
FORMS = Instrument("notice", "개인정보 처리 방법에 관한 고시", REFORM, Confidence.NEWS)
LABOUR = Instrument("labour", "근로자참여 및 협력증진에 관한 법률", REFORM, Confidence.NEWS)
PARKING = Instrument("parking", "주차장법 시행규칙", REFORM, Confidence.NEWS)
CIVIL = Instrument("civil", "민법", REFORM, Confidence.UNCONFIRMED)
PRODUCT = Instrument("product", "제품 기본값", date(2020, 1, 1), Confidence.OURS)
