"""Owns composing the policy: the registry of a day with the clauses of that day; and the texts of a version."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from sqlalchemy.orm import Session

from app.kernel.canonical import canonical_bytes
from app.kernel.errors import Problem
from app.policy import composition
from app.policy.clauses import Clause
from app.policy.clauses import Wording as Worded
from app.policy.domain import Form, PolicyDocument
from app.policy.pinned import pinned_bytes
from app.policy.queries.wording import Wording, standing_wording
from app.policy.versions import Choices, Numbering
from app.registry import queries as registry
from app.registry.domain import Revision
from app.registry.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Texts:
    """What a version says in all its forms and languages, and what it was composed from."""

    documents: tuple[PolicyDocument, ...]
    registry_revision: str
    clauses: tuple[str, ...]
    clauses_digest: str

    @property
    def digests(self) -> tuple[tuple[str, str, str], ...]:
        """Return form, language and SHA-256 of each document."""
        return tuple(
            (document.form.value, document.language, sha256(pinned_bytes(document)).hexdigest())
            for document in self.documents
        )


def digest_of_texts(digests: Iterable[tuple[str, str, str]]) -> str:
    """Return one SHA-256 for all documents of a version: form, language and digest of each."""
    return sha256(canonical_bytes(sorted(list(each) for each in digests))).hexdigest()


def policy_as_of(
    session: Session,
    *,
    as_of: date,
    form: Form,
    language: str,
    numbering: Numbering = Numbering.LETTERS,
    wording: Wording = standing_wording,
) -> PolicyDocument:
    """Return the policy as the registry of a day makes it.

    :raises NotPublishable: if the registry contradicts itself.
    :raises UnknownLanguage: if no clauses are written in the language.
    """
    worded = wording(session, language, as_of)
    snapshot = registry.snapshot(session, as_of=as_of)
    return composition.compose(snapshot, form=form, language=language, clauses=worded, on=as_of, numbering=numbering)


def obstacles(session: Session, *, as_of: date) -> Sequence[Problem]:
    """Return what keeps the policy from being made, in published order."""
    return composition.problems(registry.snapshot(session, as_of=as_of))


def composed_texts(
    session: Session, *, choices: Choices, earlier: Sequence[Revision] = (), wording: Wording = standing_wording
) -> Texts:
    """Return what a version with some choices says, as the registry is on the day it takes effect.

    It states that day, and what changed in ``earlier`` versions and in this one.

    :raises NotPublishable: if the registry contradicts itself on that day.
    :raises UnknownLanguage: if no clauses are written in a language.
    """
    on = choices.effective_on
    worded = {language: wording(session, language, on) for language in choices.languages}
    snapshot = registry.snapshot(session, as_of=on)
    stated = stating(snapshot, choices, earlier)
    documents = tuple(
        composition.compose(
            stated,
            form=Form(form),
            language=language,
            clauses=worded[language],
            on=on,
            numbering=choices.numbering,
        )
        for form in choices.forms
        for language in choices.languages
    )
    names = tuple(clause.name for clauses in worded.values() for clause in clauses)
    return Texts(documents, snapshot.revision, tuple(dict.fromkeys(names)), digest_of_clauses(worded.values()))


def clauses_digest_of(
    session: Session, *, languages: Iterable[str], on: date, wording: Wording = standing_wording
) -> str:
    """Return the SHA-256 of the clauses of some languages on a day."""
    return digest_of_clauses(wording(session, language, on) for language in languages)


def digest_of_clauses(worded: Iterable[Iterable[Clause]]) -> str:
    """Return the SHA-256 of clauses: their names and every word of them."""
    plain = [
        [clause.language, clause.section, clause.name, [[each.key, list(each.lines)] for each in _wordings(clause)]]
        for clauses in worded
        for clause in clauses
    ]
    return sha256(canonical_bytes(plain)).hexdigest()


def _wordings(clause: Clause) -> list[Worded]:
    return sorted(clause.wordings.values(), key=lambda each: each.key)


def stating(snapshot: Snapshot, choices: Choices, earlier: Sequence[Revision]) -> Snapshot:
    """Return a snapshot whose organisation states the effective day of some choices, and the history up to them."""
    organisation = snapshot.organisation
    if organisation is None:
        return snapshot
    this = Revision(on=choices.effective_on, note=choices.note)
    history = dict.fromkeys((*organisation.history, *earlier, this))
    said = replace(
        organisation,
        effective_on=choices.effective_on,
        history=tuple(sorted(history, key=lambda revision: revision.on)),
    )
    return replace(snapshot, organisation=said)
