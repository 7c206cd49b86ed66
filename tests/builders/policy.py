"""Owns small policies for tests: registry things in, a snapshot or a composed policy out, no database."""

from datetime import date

from app.policy.clauses import clauses
from app.policy.composition import compose
from app.policy.domain import Form, Table
from app.policy.writers.comparison import Edition, comparison
from app.registry.domain import Declared, Organisation, Retention, Site
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


def a_comparison():
    """Return what changed between two policies: a place that came, a number and a period that changed."""
    kept = [Declared(retention=Retention(days=days)) for days in (60, 30)]
    before = a_policy(Site(code="A", name="사옥", camera_count=2, declared=kept[0]))
    after = a_policy(
        Site(code="A", name="사옥", camera_count=3, declared=kept[1]), Site(code="B", name="관리소", camera_count=1)
    )
    return comparison(
        before, after, before=Edition(1, date(2026, 1, 1)), after=Edition(2, TODAY, "보관기간을 줄이고 관리소를 더함")
    )


def things_of(document):
    """Return the values of a registry document."""
    return [version.value for versions in document.versions.values() for version in versions]


def table_of(policy, key):
    """Return the table of a policy with a key."""
    return next(block for block in policy.blocks() if isinstance(block, Table) and block.key == key)


def rows_of(table):
    """Return a table as lists of texts."""
    return [[cell.text for cell in row.cells] for row in table.rows]
