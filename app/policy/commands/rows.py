"""Owns finding a version's row for a change, and writing what was composed into it and beside it."""

import zlib
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.policy.events import PinnedText
from app.policy.models import PolicyText, PolicyVersion
from app.policy.pinned import pinned_bytes
from app.policy.queries import Texts, digest_of_texts
from app.policy.versions import Choices, State, UnknownVersion, check_can_become


def locked(session: Session, number: int) -> PolicyVersion:
    """Return the row of a version, locked until the transaction ends.

    :raises UnknownVersion: if there is none.
    """
    statement = select(PolicyVersion).where(PolicyVersion.number == number).with_for_update()
    row = session.scalar(statement.execution_options(populate_existing=True))
    if row is None:
        raise UnknownVersion(number=number)
    return row


def lock_all(session: Session) -> None:
    """Let one at a time begin or publish versions: which number and day are free depends on all of them.

    SQLite has only one writer anyway (``BEGIN IMMEDIATE``).
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE policy_version IN SHARE ROW EXCLUSIVE MODE"))


def check_move(row: PolicyVersion, target: State) -> None:
    """Let a version move.

    :raises WrongMove: if the move is not among ``NEXT``.
    """
    check_can_become(State(row.state), target)


def composed_columns(choices: Choices, texts: Texts, authors: tuple[int, ...]) -> dict[str, Any]:
    """Return what a composed version says of itself, by column."""
    return {
        "effective_on": choices.effective_on,
        "note": choices.note,
        "forms": ",".join(choices.forms),
        "languages": ",".join(choices.languages),
        "numbering": choices.numbering.value,
        "registry_revision": texts.registry_revision,
        "clauses": ",".join(texts.clauses),
        "clauses_digest": texts.clauses_digest,
        "text_digest": digest_of_texts(texts.digests),
        "authors": ",".join(str(number) for number in authors),
    }


def composed_fields(choices: Choices, texts: Texts, authors: tuple[int, ...]) -> dict[str, Any]:
    """Return what is sealed of a composed version, by field of the event."""
    return {
        **composed_columns(choices, texts, authors),
        "authors": authors,
        "forms": choices.forms,
        "languages": choices.languages,
        "clauses": texts.clauses,
        "texts": tuple(PinnedText(*each) for each in texts.digests),
    }


def keep_texts(session: Session, texts: Texts, *, leaf: int) -> None:
    """Keep the documents of a version under the entry that pins them."""
    session.add_all(
        PolicyText(
            leaf=leaf,
            form=form,
            language=language,
            digest=digest,
            content=zlib.compress(pinned_bytes(document), 9),
        )
        for document, (form, language, digest) in zip(texts.documents, texts.digests, strict=True)
    )
