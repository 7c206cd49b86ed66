"""Tables of registry."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003_registry"
down_revision = "0002_accounts"
branch_labels = None
depends_on = None

_KNOWN = sa.text("superseded_leaf IS NULL")
_DECLARED = (("space_class", sa.String(16), True), ("retention_days", sa.Integer(), True))
_DECLARED_CHECKS = (
    ("space_class", "space_class IN ('open', 'closed')"),
    ("retention_days", "retention_days > 0"),
)
_COUNTED = (*_DECLARED, ("position", sa.Integer(), False), ("camera_count", sa.Integer(), True))
_COUNTED_CHECKS = (*_DECLARED_CHECKS, ("camera_count", "camera_count >= 0"))

TABLES = (
    "post_holding",
    "camera_version",
    "zone_version",
    "site_version",
    "row_version",
    "agreement_version",
    "contractor_version",
    "post_version",
    "organisation_version",
)

Columns = Sequence[tuple[str, sa.types.TypeEngine[Any], bool]]


def upgrade() -> None:
    """Make the tables, and let no two known versions of one code share a day."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")  # A trusted extension: the database's owner may.
    _make("organisation_version", _DECLARED, (*_DECLARED_CHECKS, ("one", "code = 'self'")))
    _make("post_version", (("department", sa.String(200), True),))
    _make("contractor_version")
    _make("agreement_version")
    _make("row_version", (*_COUNTED, ("kind", sa.Text(), True)), _COUNTED_CHECKS)
    _make(
        "site_version",
        (
            *_COUNTED,
            ("kind", sa.Text(), True),
            ("region", sa.Text(), True),
            ("row_code", sa.String(64), True),
            ("parent_code", sa.String(64), True),
        ),
        _COUNTED_CHECKS,
        ("row_code", "parent_code"),
    )
    _make(
        "zone_version",
        (*_COUNTED, ("site_code", sa.String(64), False), ("split_by", sa.String(32), False)),
        _COUNTED_CHECKS,
        ("site_code",),
    )
    _make(
        "camera_version",
        (
            *_DECLARED,
            ("zone_code", sa.String(64), False),
            ("installed_on", sa.Date(), True),
            ("removed_on", sa.Date(), True),
        ),
        (*_DECLARED_CHECKS, ("installed", "installed_on <= removed_on")),
        ("zone_code",),
    )
    _make_holdings()


def _make(
    table: str,
    columns: Columns = (),
    checks: Sequence[tuple[str, str]] = (),
    belongs_by: Sequence[str] = (),
) -> None:
    named: Columns = (
        ("id", sa.Integer(), False),
        ("code", sa.String(64), False),
        ("valid_from", sa.Date(), True),
        ("valid_to", sa.Date(), True),
        ("recorded_leaf", sa.BigInteger(), False),
        ("superseded_leaf", sa.BigInteger(), True),
        ("name", sa.String(200), True),
        ("search", sa.Text(), False),
        ("value", sa.Text(), False),
        *columns,
    )
    op.create_table(
        table,
        *(sa.Column(name, type_, nullable=nullable) for name, type_, nullable in named),
        sa.CheckConstraint("length(code) > 0", name="code"),
        sa.CheckConstraint("valid_from < valid_to", name="days"),
        sa.CheckConstraint("recorded_leaf >= 0 AND superseded_leaf >= recorded_leaf", name="leaves"),
        *(sa.CheckConstraint(rule, name=name) for name, rule in checks),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )
    for column in ("code", "recorded_leaf", "superseded_leaf"):
        op.create_index(f"ix_{table}_{column}", table, [column])
    for name, column in (("known", "code"), *((column, column) for column in belongs_by)):
        op.create_index(f"ix_{table}_{name}", table, [column], sqlite_where=_KNOWN, postgresql_where=_KNOWN)
    _refuse_overlap(table, ("code",))
    _guard(table, [name for name, _type, _nullable in named])


def _make_holdings() -> None:
    named: Columns = (
        ("id", sa.Integer(), False),
        ("assignment", sa.String(36), False),
        ("assigned_leaf", sa.BigInteger(), False),
        ("post_code", sa.String(64), False),
        ("account_id", sa.Integer(), True),
        ("valid_from", sa.Date(), True),
        ("valid_to", sa.Date(), True),
        ("recorded_leaf", sa.BigInteger(), False),
        ("superseded_leaf", sa.BigInteger(), True),
    )
    op.create_table(
        "post_holding",
        *(sa.Column(name, type_, nullable=nullable) for name, type_, nullable in named),
        sa.CheckConstraint("valid_from < valid_to", name="days"),
        sa.CheckConstraint("length(assignment) = 36", name="assignment"),
        sa.CheckConstraint("recorded_leaf >= 0 AND superseded_leaf >= recorded_leaf", name="leaves"),
        sa.PrimaryKeyConstraint("id", name="pk_post_holding"),
    )
    op.create_index(
        "ix_post_holding_known", "post_holding", ["post_code"], sqlite_where=_KNOWN, postgresql_where=_KNOWN
    )
    op.create_index("ix_post_holding_assignment", "post_holding", ["assignment"])
    _refuse_overlap("post_holding", ("post_code", "account_id"))  # An empty account is like no other: names may share.
    _guard("post_holding", [name for name, _type, _nullable in named])


def _refuse_overlap(table: str, same: Sequence[str]) -> None:
    if op.get_bind().dialect.name == "postgresql":
        equal = ", ".join(f"{column} WITH =" for column in same)
        op.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT ex_{table}_overlap EXCLUDE USING gist "
            f"({equal}, daterange(valid_from, valid_to) WITH &&) WHERE (superseded_leaf IS NULL)"
        )
        return
    equal = " AND ".join(f"{column} = NEW.{column}" for column in same)
    op.execute(
        f"CREATE TRIGGER overlap_{table} BEFORE INSERT ON {table} FOR EACH ROW "
        f"WHEN NEW.superseded_leaf IS NULL AND EXISTS (SELECT 1 FROM {table} WHERE {equal} "
        "AND superseded_leaf IS NULL AND (valid_from IS NULL OR NEW.valid_to IS NULL OR valid_from < NEW.valid_to) "
        "AND (valid_to IS NULL OR NEW.valid_from IS NULL OR NEW.valid_from < valid_to)) "
        f"BEGIN SELECT RAISE(ABORT, 'ex_{table}_overlap: two known versions would share a day'); END"
    )


def _guard(table: str, columns: Sequence[str]) -> None:
    """Refuse every change but closing a row that was open; closing is final."""
    changed = " OR ".join(
        f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns if column != "superseded_leaf"
    )
    op.guard_table(
        table,
        keys=(("id",),),
        update_when=f"OLD.superseded_leaf IS NOT NULL OR NEW.superseded_leaf IS NULL OR {changed}",
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in TABLES:
        op.drop_table(table)
