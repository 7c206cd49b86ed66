"""Versions of the policy from draft to replaced, the texts they pin, and the files they were published as."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0026_policy_versions"
down_revision = "0025_receipts"
branch_labels = None
depends_on = None

NEXT = {
    "draft": ("reviewed", "withdrawn"),
    "reviewed": ("approved", "draft", "withdrawn"),
    "approved": ("announced", "draft", "withdrawn"),
    "announced": ("in_force", "withdrawn"),
    "in_force": ("replaced",),
}
STATES = (*NEXT, "replaced", "withdrawn")


def _in(column: str, *values: str) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def _same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns)


_DONE = "state IN ('announced', 'in_force', 'replaced')"
CHECKS = {
    "policy_version": {
        "state_known": _in("state", *STATES),
        "numbered_from_one": "number >= 1",
        "says_what_changed": "length(trim(note)) > 0 AND length(note) <= 200",
        "published_somehow": "length(forms) > 0 AND length(languages) > 0",
        "numbering_known": _in("numbering", "letters", "numbers"),
        "digests_whole": "length(text_digest) = 64 AND length(clauses_digest) = 64",
        "not_reviewed_by_its_author": "reviewed_by <> drafted_by AND reviewed_for <> drafted_by",
        "not_approved_by_its_author": "approved_by <> drafted_by AND approved_for <> drafted_by",
        "draft_is_open": "state <> 'draft' OR (reviewed_by IS NULL AND approved_by IS NULL)",
        "reviewed_by_somebody": (
            f"NOT (state IN ('reviewed', 'approved') OR {_DONE})"
            " OR (reviewed_by IS NOT NULL AND reviewed_at IS NOT NULL)"
        ),
        "approved_after_review": (
            f"(approved_by IS NULL OR reviewed_by IS NOT NULL) AND (NOT (state = 'approved' OR {_DONE})"
            " OR (approved_by IS NOT NULL AND approved_at IS NOT NULL))"
        ),
        "reviewed_is_not_approved": "state <> 'reviewed' OR approved_by IS NULL",
        "announced_with_its_files": (
            f"(announced_on IS NULL) = (files_digest IS NULL) AND (NOT ({_DONE}) OR announced_on IS NOT NULL)"
            " AND (announced_on IS NULL OR approved_by IS NOT NULL)"
            " AND (announced_on IS NULL OR announced_on <= effective_on)"
        ),
        "files_digest_whole": "length(files_digest) = 64",
        "in_force_on_its_day": (
            "(state IN ('in_force', 'replaced')) = (entered_on IS NOT NULL) AND (entered_on >= effective_on)"
        ),
        "replaced_by_a_later_one": "(state = 'replaced') = (replaced_by IS NOT NULL) AND (replaced_by > number)",
    },
    "policy_text": {
        "form_known": _in("form", "section", "standalone"),
        "digest_whole": "length(digest) = 64",
        "says_something": "length(content) > 0",
    },
    "policy_file": {
        "form_known": _in("form", "section", "standalone"),
        "digest_whole": "length(sha256) = 64",
        "says_something": "length(content) > 0",
    },
}
FIXED = ("number", "drafted_by", "drafted_at")
COMPOSED = (
    "effective_on", "note", "forms", "languages", "numbering", "registry_revision", "clauses", "clauses_digest",
    "text_digest", "text_leaf",
)  # fmt: skip
REVIEW = ("reviewed_by", "reviewed_for", "reviewed_at")
APPROVAL = ("approved_by", "approved_for", "approved_at")
ANNOUNCEMENT = ("announced_on", "files_digest")
_MOVES = " OR ".join(f"(OLD.state = '{old}' AND {_in('NEW.state', *new)})" for old, new in NEXT.items())


def _only_when(move: str, columns: tuple[str, ...]) -> str:
    """Return when columns changed although the move is another; going back to a draft empties them."""
    return f"(NOT ({_same(*columns)}) AND NOT ({move}) AND NOT (OLD.state <> 'draft' AND NEW.state = 'draft'))"


REFUSED = " OR ".join((
    f"NOT ((OLD.state = 'draft' AND NEW.state = 'draft') OR {_MOVES})",
    f"NOT ({_same(*FIXED)})",
    f"(NOT ({_same(*COMPOSED)}) AND NOT (OLD.state = 'draft' AND NEW.state = 'draft'))",
    _only_when("OLD.state = 'draft' AND NEW.state = 'reviewed'", REVIEW),
    _only_when("OLD.state = 'reviewed' AND NEW.state = 'approved'", APPROVAL),
    _only_when("OLD.state = 'approved' AND NEW.state = 'announced'", ANNOUNCEMENT),
    _only_when("NEW.state = 'in_force'", ("entered_on",)),
    _only_when("NEW.state = 'replaced'", ("replaced_by",)),
))  # fmt: skip
"""When a change of a version is refused: no move there is, or something else changed with it."""
WRONG_START = (
    "NEW.state <> 'draft' OR NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM policy_version)"
    " OR EXISTS (SELECT 1 FROM policy_version WHERE state IN ('draft', 'reviewed', 'approved'))"
)


def _checks(table: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(condition, name=name) for name, condition in CHECKS[table].items()]


def upgrade() -> None:
    """Make the tables, and guard them."""
    op.create_table(
        "policy_version",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("forms", sa.String(40), nullable=False),
        sa.Column("languages", sa.String(40), nullable=False),
        sa.Column("numbering", sa.String(10), nullable=False),
        sa.Column("registry_revision", sa.String(12), nullable=False),
        sa.Column("clauses", sa.Text(), nullable=False),
        sa.Column("clauses_digest", sa.String(64), nullable=False),
        sa.Column("text_digest", sa.String(64), nullable=False),
        sa.Column("text_leaf", sa.BigInteger(), nullable=False),
        sa.Column("drafted_by", sa.Integer(), nullable=False),
        sa.Column("drafted_at", UTCDateTime(), nullable=False),
        sa.Column("reviewed_by", sa.Integer()),
        sa.Column("reviewed_for", sa.Integer()),
        sa.Column("reviewed_at", UTCDateTime()),
        sa.Column("approved_by", sa.Integer()),
        sa.Column("approved_for", sa.Integer()),
        sa.Column("approved_at", UTCDateTime()),
        sa.Column("announced_on", sa.Date()),
        sa.Column("files_digest", sa.String(64)),
        sa.Column("entered_on", sa.Date()),
        sa.Column("replaced_by", sa.Integer()),
        *_checks("policy_version"),
    )
    in_force = sa.text("state = 'in_force'")
    op.create_index(
        "uq_policy_version_in_force",
        "policy_version",
        ["state"],
        unique=True,
        sqlite_where=in_force,
        postgresql_where=in_force,
    )
    op.create_table(
        "policy_text",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("form", sa.String(10), primary_key=True),
        sa.Column("language", sa.String(5), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        *_checks("policy_text"),
    )
    op.create_table(
        "policy_file",
        sa.Column("version", sa.Integer(), sa.ForeignKey("policy_version.number"), primary_key=True),
        sa.Column("form", sa.String(10), primary_key=True),
        sa.Column("language", sa.String(5), primary_key=True),
        sa.Column("format", sa.String(20), primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("leaf", sa.BigInteger(), nullable=False),
        *_checks("policy_file"),
    )
    op.guard_table("policy_version", keys=[["number"]], update_when=REFUSED, sqlite_insert_when=WRONG_START)
    op.guard_table("policy_text", keys=[["leaf", "form", "language"]])
    op.guard_table("policy_file", keys=[["version", "form", "language", "format"]])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"""CREATE FUNCTION policy_version_start() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF {WRONG_START} THEN
                RAISE EXCEPTION 'a version starts as a draft, with the next number, while no other is prepared'
                    USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW; END $$""")
        op.execute("""CREATE TRIGGER policy_version_start BEFORE INSERT ON policy_version
            FOR EACH ROW EXECUTE FUNCTION policy_version_start()""")
        op.execute("ALTER TABLE policy_version ENABLE ALWAYS TRIGGER policy_version_start")


def downgrade() -> None:
    """Drop the tables; their guards go with them."""
    op.drop_table("policy_file")
    op.drop_table("policy_text")
    op.drop_table("policy_version")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION policy_version_start()")
