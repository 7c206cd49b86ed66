"""Owns the facts papers are filled from, in plain types: whoever knows a case gives these. Pure.

Kinds, channels and requesters are given by their stored names ("viewing", "web", "subject"); a paper puts them into
words of its own language. Moments carry a time zone. Text is plain and printed as it is.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The company as the registry has it today; the privacy officer by post, never by name."""

    name: str
    name_en: str | None = None
    address: str | None = None
    phone: str | None = None
    homepage: str | None = None
    officer_title: str | None = None
    officer_department: str | None = None
    officer_phone: str | None = None
    channels: tuple[str, ...] = ()  # How requests reach the company, in its own words.


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """A request as its papers name it. ``requester_*``, ``subject_name``, ``place_words`` and ``purpose`` are personal.

    Days of ``due_on`` are Korean days. ``relation`` is who the asker is to the person in the footage, in words.
    """

    number: str
    kind: str  # RequestKind
    requester_kind: str  # RequesterKind
    channel: str  # Channel
    received_at: datetime
    due_on: date
    span_from: datetime
    span_to: datetime
    requester_name: str
    requester_contact: str = ""
    requester_body: str | None = None
    requester_address: str = ""
    document_no: str | None = None
    subject_name: str = ""
    relation: str = ""
    places: tuple[str, ...] = ()  # Code and name of each camera, zone or site.
    place_words: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """What is recorded of footage that does not exist: where, why, and when and by which post it was found missing."""

    looked_for: str
    looked_at: datetime | None  # None: nobody looked, records say so.
    looked_by: str
    gone_since: datetime | None  # None: it did not go, there is none.
    why: str
    on_schedule: bool = True  # False: it went before its period was over.
    lost: bool = False  # By a fault or damage.


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """What was decided. ``outcome``: approved, partly_approved, postponed, refused or not_existing.

    What an outcome needs beyond the date is checked by its notice: a refusal without reason, ground, objection method
    and date cannot be made.
    """

    outcome: str
    decided_on: date | None
    items: tuple[str, ...] = ()  # What may be seen or taken, in words or places.
    span: tuple[datetime, datetime] | None = None  # Of the footage, where no words name a part of it.
    show_at: datetime | None = None
    show_place: str = ""
    masking: str = ""
    fee: str = ""
    withheld: str = ""  # What a partial answer leaves out.
    ground: str = ""  # Key of a ground of 법 제35조제4항.
    reason: str = ""
    objection_method: str = ""
    ground_ends_on: date | None = None  # Of a postponement.
    answer_by: date | None = None  # Of a postponement: the new last day.
    looking: Looking | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedFile:
    """A file that was handed over. ``digest`` is its SHA-256 in hex."""

    name: str
    digest: str = ""
    span: tuple[datetime, datetime] | None = None
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverFacts:
    """What is provided to whom, and what they are asked to keep to (법 제18조제5항). ``handed_on`` None: not yet.

    ``ends_with``: return, destroy or kept (in the files of a case, or by a statute); empty if nothing was agreed.
    """

    recipient: str
    handed_on: date | None
    letter_on: date
    ground: str  # Key of a ground of 법 제17조제1항 or 제18조제2항.
    purpose: str
    files: tuple[HandedFile, ...]
    limits: str
    measures: str
    use_until: date | None = None
    ends_with: str = ""
    confirm_by: date | None = None
    document_no: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFacts:
    """How the asker sees the state of the request. ``secret`` is known only when it is first given."""

    address: str  # Of the page, without the secret.
    secret: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """When and where something is shown, and what it costs: told in the notice of an approval (시행령 제41조제5항)."""

    show_at: datetime | None = None
    place: str = ""
    masking: str = ""
    fee: str = ""
