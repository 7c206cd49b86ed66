"""Owns small policies for tests: registry things in, a snapshot or a composed policy out, no database."""

from datetime import date

from app.policy.clauses import clauses
from app.policy.composition import compose
from app.policy.domain import Form, Table
from app.registry.domain import Organisation
from app.registry.resolution import snapshot_of

TODAY = date(2026, 11, 22)


def a_snapshot(*things, on=TODAY, revision="0123456789ab"):
    """Return the snapshot of some registry things; an organisation is added where none is given."""
    if not any(isinstance(thing, Organisation) for thing in things):
        things = (Organisation(name="예시도시가스"), *things)
    return snapshot_of(things, as_of=on, known_at=None, revision=revision)


def a_policy(*things, form=Form.STANDALONE, language="ko", on=TODAY):
    """Return the policy composed from some registry things."""
    snapshot = a_snapshot(*things, on=on)
    return compose(snapshot, form=form, language=language, clauses=clauses(language, on=on), on=on)


def policy_of_document(document, *, form=Form.STANDALONE, language="ko", on=TODAY):
    """Return the policy composed from a registry document whose versions always hold."""
    return a_policy(*things_of(document), form=form, language=language, on=on)


def things_of(document):
    """Return the values of a registry document."""
    return [version.value for versions in document.versions.values() for version in versions]


def table_of(policy, key):
    """Return the table of a policy with a key."""
    return next(block for block in policy.blocks() if isinstance(block, Table) and block.key == key)


def rows_of(table):
    """Return a table as lists of texts."""
    return [[cell.text for cell in row.cells] for row in table.rows]
