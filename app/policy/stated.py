"""Owns what a published policy states, as facts with their places: found by the reader, looked at by the rules.

The same shape is made from a registry (``expected``), so that a text and the registry can be compared fact by fact.
What a text does not say is None or empty; a reader never fills a gap with a guess.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from typing import Generic, TypeVar

from app.policy.printed import Where

T = TypeVar("T")
Other = TypeVar("Other")


class Item(IntEnum):
    """The eight items of 영 25①."""

    PURPOSE = 1  # 설치 근거 및 설치 목적
    PLACES = 2  # 설치 대수, 설치 위치 및 촬영 범위
    PEOPLE = 3  # 관리책임자, 담당 부서, 접근 권한이 있는 사람
    KEEPING = 4  # 촬영시간, 보관기간, 보관장소 및 처리방법
    CHECKING = 5  # 확인 방법 및 장소
    REQUESTS = 6  # 열람 등 요구에 대한 조치
    SAFEGUARDS = 7  # 기술적·관리적·물리적 조치
    OTHER = 8  # 그 밖에 필요한 사항


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """One fact of a text: its value, the words it was read from, where they stand, and how sure the reading is (0–1).

    ``shared`` True: declared once for several rows or for all (a merged cell, a sentence, a value above the table).
    """

    value: T
    text: str
    where: Where
    confidence: float = 1.0
    shared: bool = False

    def of(self, value: Other, *, confidence: float | None = None) -> "Said[Other]":
        """Return another value read from the same words, as sure as this one unless ``confidence`` says otherwise."""
        sure = self.confidence if confidence is None else confidence
        return Said(value, self.text, self.where, sure, self.shared)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedPerson:
    """A post as printed: never a private person's name beyond what the text prints in its place."""

    title: str | None = None
    department: str | None = None
    phones: tuple[str, ...] = ()
    label: str | None = None  # "정", "부", "시스템 운영자" …


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRetention:
    """How long footage is kept. ``days`` exact; ``least``/``most`` a range; all None: only words.

    ``from_recording``: the text says what the days are counted from. ``recorded`` False: nothing is recorded.
    """

    days: int | None = None
    least: int | None = None
    most: int | None = None
    from_recording: bool = False
    recorded: bool = True
    condition: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRow:
    """A row of the estate: a site, building, floor, system or class of sites; ``part`` names a group inside it.

    Values declared once for several rows are filled into each (``Said.shared``). ``total``: a sum, not a place.
    """

    name: Said[str]
    part: Said[str] | None = None
    kind: Said[str] | None = None
    count: Said[int] | None = None
    location: Said[str] | None = None
    coverage: Said[str] | None = None
    hours: Said[str] | None = None
    retention: Said[StatedRetention] | None = None
    storage: Said[str] | None = None
    processing: Said[str] | None = None
    checking_method: Said[str] | None = None
    checking_place: Said[str] | None = None
    managers: tuple[Said[StatedPerson], ...] = ()
    accessors: tuple[Said[StatedPerson], ...] = ()
    purposes: tuple[Said[str], ...] = ()
    bases: tuple[Said[str], ...] = ()
    space_class: Said[str] | None = None  # "open" or "closed"
    others: tuple[tuple[str, Said[str]], ...] = ()  # Column heading and value, for columns we have no field for.


class About(StrEnum):
    """What a stated period is about."""

    ANSWER = "answer"  # Showing, or saying when it is shown.
    REFUSAL = "refusal"  # Telling a refusal or postponement.
    DELETION = "deletion"
    SUSPENSION = "suspension"
    ACCESS_LOGS = "access_logs"  # How long 접속기록 are kept.
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stated period in days (months are 30 days, years 365), or None where only words are given."""

    about: About
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A legal citation: the instrument as the text calls it, and the numbers of article, paragraph and item.

    ``article`` "25", "25의2"; ``paragraph`` 1 for ①; ``item`` 1 for 제1호; ``form`` "8" for 별지 제8호서식.
    """

    instrument: str
    article: str | None = None
    paragraph: int | None = None
    item: int | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A line of the history of changes. ``kind``: "effective", "announced", "revised"."""

    on: date
    kind: str = "revised"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Processor:
    """An entrusted company: its name, work and contact as printed."""

    name: str
    work: str | None = None
    phones: tuple[str, ...] = ()
    covers: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Somebody named as responsible for privacy: under which title, holding which post, of which organisation."""

    role: str  # As printed: "개인정보 보호책임자", "개인정보보호 최고책임자", "개인정보 보호담당자" …
    person: StatedPerson
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedSection:
    """A section of the CCTV part: which items its heading answers (several where one heading joins them)."""

    items: tuple[Item, ...]
    heading: Said[str]
    last_line: int
    empty: bool = False  # A heading with nothing under it.


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedPolicy:
    """Everything a text states about its cameras, and what around it the rules need.

    ``first_line``/``last_line`` bound the CCTV part (None: the text has none). Facts outside the part are only those
    that concern the whole policy: organisation, officers, access logs, citations, revisions, links, wording.
    """

    language: str | None = None
    first_line: int | None = None
    last_line: int | None = None
    title: Said[str] | None = None
    organisation: Said[str] | None = None
    other_organisations: tuple[Said[str], ...] = ()  # Named where the operator itself should be.
    terms: tuple[Said[str], ...] = ()  # Each use of "영상정보처리기기" or "고정형 영상정보처리기기", as printed.
    sections: tuple[StatedSection, ...] = ()
    rows: tuple[StatedRow, ...] = ()
    total: Said[int] | None = None
    purposes: tuple[Said[str], ...] = ()
    citations: tuple[Said[Citation], ...] = ()
    periods: tuple[Said[Period], ...] = ()
    processing: tuple[Said[str], ...] = ()
    checking_method: Said[str] | None = None
    checking_place: Said[str] | None = None
    refusal_grounds: tuple[Said[str], ...] = ()
    objection: Said[str] | None = None
    channels: tuple[Said[str], ...] = ()  # "서면", "전화", "전자우편", "팩스", "인터넷", "방문"
    only_form: Said[str] | None = None  # A sentence that takes a paper form as the only way.
    form: Said[str] | None = None
    safeguards: tuple[Said[str], ...] = ()
    processors: tuple[Said[Processor], ...] = ()
    no_processors: Said[str] | None = None
    agreements: tuple[Said[str], ...] = ()
    officers: tuple[Said[Officer], ...] = ()
    revisions: tuple[Said[Revision], ...] = ()
    effective_on: Said[date] | None = None
    audio: Said[str] | None = None
    signs: Said[str] | None = None
    remedies: tuple[Said[str], ...] = ()
    links: tuple[Said[str], ...] = ()
    unread: tuple[Said[str], ...] = field(default=())  # Lines of the part nothing was read from: shown to a person.

    def effective(self, row: StatedRow, name: str) -> object:
        """Return a row's value, or what the text declares for all rows."""
        value = getattr(row, name)
        return value if value not in (None, ()) else getattr(self, name, value)
