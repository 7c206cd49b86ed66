"""Owns what is read of versions: the list, one with its texts, which is in force on a day, which went stale."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.kernel.errors import Problem
from app.ledger import queries as ledger
from app.policy.domain import Form, NotPublishable, PolicyDocument
from app.policy.models import PolicyFile, PolicyText, PolicyVersion
from app.policy.pinned import pinned_document
from app.policy.queries.composed import clauses_digest_of, composed_texts
from app.policy.queries.wording import Wording, standing_wording
from app.policy.versions import PUBLISHED, WAITING, Choices, Numbering, State, UnknownVersion
from app.registry import queries as registry
from app.registry.domain import Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version as it stands. People are numbers of accounts; 0 is the system."""

    number: int
    state: State
    choices: Choices
    registry_revision: str
    clauses: tuple[str, ...]
    clauses_digest: str
    text_digest: str
    text_leaf: int
    authors: tuple[int, ...]
    drafted_by: int
    drafted_at: datetime
    reviewed_by: int | None
    reviewed_at: datetime | None
    approved_by: int | None
    approved_at: datetime | None
    announced_on: date | None
    files_digest: str | None
    entered_on: date | None
    replaced_by: int | None

    @property
    def everybody(self) -> tuple[int, ...]:
        """Return everybody whose words it holds: who drafted it, and who worded what is new in it."""
        return (self.drafted_by, *self.authors)

    @property
    def effective_on(self) -> date:
        """Return the day it takes effect."""
        return self.choices.effective_on

    @property
    def form(self) -> Form:
        """Return the form pages show: on its own if it is published so."""
        return Form.STANDALONE if Form.STANDALONE in self.choices.forms else Form(self.choices.forms[0])

    def language(self, wished: str) -> str:
        """Return a language it is published in: the wished one if it can be."""
        return wished if wished in self.choices.languages else self.choices.languages[0]

    def is_in_force(self, on: date) -> bool:
        """Return whether it has taken effect by a day, whether or not a job has run."""
        return self.state in PUBLISHED and self.effective_on <= on


@dataclass(frozen=True, slots=True)
class ChangedSection:
    """A section that would say something else if the text were composed now."""

    form: Form
    language: str
    key: str
    heading: str


@dataclass(frozen=True, slots=True)
class Staleness:
    """What moved on since a version was composed, and which sections it changes. ``problems`` keep it from print."""

    registry: bool
    clauses: bool
    sections: tuple[ChangedSection, ...] = ()
    problems: tuple[Problem, ...] = ()

    def headings(self, language: str) -> tuple[str, ...]:
        """Return what the changed sections are called, each once, in a language as far as it is published in it."""
        found: dict[str, str] = {}
        for section in sorted(self.sections, key=lambda section: section.language != language):
            found.setdefault(section.key, section.heading)
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Act:
    """Something that was done to a version, as the ledger has it."""

    leaf: int
    number: int
    name: str
    at: datetime
    by: int
    reason: str | None


def versions(session: Session, *, published_only: bool = False) -> list[Version]:
    """Return every version, newest first; ``published_only``: those everybody may read."""
    statement = select(PolicyVersion).order_by(PolicyVersion.number.desc())
    if published_only:
        statement = statement.where(PolicyVersion.state.in_(sorted(PUBLISHED)))
    return [_version(row) for row in session.scalars(statement)]


def version(session: Session, *, number: int, published_only: bool = False) -> Version:
    """Return one version.

    :raises UnknownVersion: if there is none, or everybody may not read it and only such are asked for.
    """
    row = session.get(PolicyVersion, number, populate_existing=True)
    if row is None or (published_only and State(row.state) not in PUBLISHED):
        raise UnknownVersion(number=number)
    return _version(row)


def version_in_force(session: Session, *, on: date) -> Version | None:
    """Return the version that has taken effect last by a day: chosen by days, not by whether a job ran."""
    return _one(
        session, PolicyVersion.state.in_(sorted(PUBLISHED)), PolicyVersion.effective_on <= on, newest_day_first=True
    )


def version_in_preparation(session: Session) -> Version | None:
    """Return the draft, reviewed or approved version, if somebody works on one."""
    return _one(session, PolicyVersion.state.in_(["draft", "reviewed", "approved"]))


def announced_versions(session: Session, *, on: date) -> list[Version]:
    """Return the versions that are announced and take effect after a day, the next first."""
    statement = select(PolicyVersion).where(PolicyVersion.state == State.ANNOUNCED, PolicyVersion.effective_on > on)
    return [_version(row) for row in session.scalars(statement.order_by(PolicyVersion.effective_on))]


def last_published(session: Session) -> Version | None:
    """Return the published version with the last effective day."""
    return _one(session, PolicyVersion.state.in_(sorted(PUBLISHED)), newest_day_first=True)


def pinned_texts(session: Session, *, of: Version) -> tuple[PolicyDocument, ...]:
    """Return what a version says, as it was pinned, in the order of its choices."""
    rows = session.execute(
        select(PolicyText.form, PolicyText.language, PolicyText.content).where(PolicyText.leaf == of.text_leaf)
    )
    found = {(form, language): content for form, language, content in rows}
    return tuple(
        pinned_document(zlib.decompress(found[form, language]))
        for form in of.choices.forms
        for language in of.choices.languages
    )


def pinned_text(session: Session, *, of: Version, form: Form, language: str) -> PolicyDocument:
    """Return what a version says in one form and language, as it was pinned.

    :raises UnknownVersion: if it is not published so.
    """
    content = session.scalar(
        select(PolicyText.content).where(
            PolicyText.leaf == of.text_leaf, PolicyText.form == form, PolicyText.language == language
        )
    )
    if content is None:
        raise UnknownVersion(number=of.number)
    return pinned_document(zlib.decompress(content))


def kept_file(session: Session, *, number: int, form: str, language: str, name: str) -> bytes:
    """Return a file as it was published, byte for byte.

    :raises UnknownVersion: if the version has no such file.
    """
    content = session.scalar(
        select(PolicyFile.content).where(
            PolicyFile.version == number,
            PolicyFile.form == form,
            PolicyFile.language == language,
            PolicyFile.format == name,
        )
    )
    if content is None:
        raise UnknownVersion(number=number)
    return zlib.decompress(content)


def kept_files(session: Session, *, number: int) -> list[tuple[str, str, str, str]]:
    """Return form, language, format and SHA-256 of each file a version was published as."""
    rows = session.execute(
        select(PolicyFile.form, PolicyFile.language, PolicyFile.format, PolicyFile.sha256)
        .where(PolicyFile.version == number)
        .order_by(PolicyFile.form, PolicyFile.language.desc(), PolicyFile.format)
    )
    return [(form, language, name, digest) for form, language, name, digest in rows]


def earlier_revisions(session: Session, *, before: int | None = None) -> tuple[Revision, ...]:
    """Return the days and notes of the published versions, oldest first; ``before`` only those of lower numbers."""
    return tuple(
        Revision(on=one.effective_on, note=one.choices.note)
        for one in sorted(versions(session, published_only=True), key=lambda one: one.effective_on)
        if before is None or one.number < before
    )


def has_moved_on(session: Session, *, of: Version, wording: Wording = standing_wording) -> tuple[bool, bool]:
    """Return whether the registry, and whether the clauses, say something else than when a version was composed."""
    day = of.effective_on
    revision = registry.snapshot(session, as_of=day).revision
    digest = clauses_digest_of(session, languages=of.choices.languages, on=day, wording=wording)
    return revision != of.registry_revision, digest != of.clauses_digest


def staleness(session: Session, *, of: Version, wording: Wording = standing_wording) -> Staleness | None:
    """Return what moved on since a version was composed; None if nothing did, or it does not wait for its day."""
    if of.state not in WAITING:
        return None
    moved, reworded = has_moved_on(session, of=of, wording=wording)
    if not (moved or reworded):
        return None
    earlier = earlier_revisions(session, before=of.number)
    try:
        now = composed_texts(session, choices=of.choices, earlier=earlier, wording=wording).documents
    except NotPublishable as refusal:
        return Staleness(moved, reworded, problems=tuple(refusal.problems))
    pairs = zip(pinned_texts(session, of=of), now, strict=True)
    changed = tuple(section for before, after in pairs for section in _changed(before, after))
    return Staleness(moved, reworded, changed)


def acts_on(session: Session, *, number: int) -> list[Act]:
    """Return everything that was done to a version, oldest first."""
    return [
        Act(entry.leaf, entry.number, entry.name, entry.recorded_at, entry.actor_id, entry.data.get("reason"))
        for entry in ledger.entries(session, prefix="policy.", subject=f"policy_version:{number}")
    ]


def _changed(before: PolicyDocument, after: PolicyDocument) -> Iterator[ChangedSection]:
    then = {section.key: section for section in before.sections}
    now = {section.key: section for section in after.sections}
    for key in dict.fromkeys((*now, *then)):
        if then.get(key) != now.get(key):
            yield ChangedSection(before.form, before.language, key, (now.get(key) or then[key]).heading)
    if before.opening != after.opening:
        yield ChangedSection(before.form, before.language, "opening", after.title)


def _one(session: Session, *where: ColumnElement[bool], newest_day_first: bool = False) -> Version | None:
    order = (PolicyVersion.effective_on.desc(), PolicyVersion.number.desc())
    statement = select(PolicyVersion).where(*where).order_by(*(order if newest_day_first else order[1:])).limit(1)
    row = session.scalar(statement.execution_options(populate_existing=True))
    return None if row is None else _version(row)


def _version(row: PolicyVersion) -> Version:
    return Version(
        number=row.number,
        state=State(row.state),
        choices=Choices(
            effective_on=row.effective_on,
            note=row.note,
            forms=tuple(row.forms.split(",")),
            languages=tuple(row.languages.split(",")),
            numbering=Numbering(row.numbering),
        ),
        registry_revision=row.registry_revision,
        clauses=tuple(row.clauses.split(",")),
        clauses_digest=row.clauses_digest,
        text_digest=row.text_digest,
        text_leaf=row.text_leaf,
        authors=tuple(int(number) for number in row.authors.split(",") if number),
        drafted_by=row.drafted_by,
        drafted_at=row.drafted_at,
        reviewed_by=row.reviewed_by,
        reviewed_at=row.reviewed_at,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
        announced_on=row.announced_on,
        files_digest=row.files_digest,
        entered_on=row.entered_on,
        replaced_by=row.replaced_by,
    )
