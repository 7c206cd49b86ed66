"""Checks of identity and authority, and attachments of a case."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0022_case_checks"
down_revision = "0021_holds"
branch_labels = None
depends_on = None

SHOWS = {
    "identity": (
        "id_shown", "id_on_visit", "mobile_id", "called_back", "e_signature", "office_card", "known_colleague",
    ),
    "authority_guardian": ("family_papers",),
    "authority_agent": ("proxy_letter",),
    "official_document": ("original_seen", "sender_called"),
}  # fmt: skip
METHODS = (
    "id_shown", "id_on_visit", "mobile_id", "called_back", "e_signature", "office_card", "known_colleague",
    "proxy_letter", "family_papers", "original_seen", "sender_called",
)  # fmt: skip
MEDIA = (
    "application/pdf", "image/jpeg", "image/png", "image/tiff",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/hwp+zip",
)  # fmt: skip
CHECK_FACTS = ("leaf", "request_id", "what", "method", "checked_at", "passed", "checked_by", "recorded_at")
REVOKING = ("revoked_by", "revoked_at", "revoked_because")
ATTACHMENT_FACTS = (
    "leaf", "request_id", "kind", "media_type", "size", "sha256", "warned", "masked_confirmed", "attached_by",
    "attached_at",
)  # fmt: skip
REMOVING = ("removed_by", "removed_at", "removed_because")


def _in(column: str, *values: str) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def _same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns)


def _complete(columns: tuple[str, str, str], since: str, because: str) -> str:
    none = " AND ".join(f"{column} IS NULL" for column in columns)
    every = " AND ".join(f"{column} IS NOT NULL" for column in columns)
    return f"({none}) OR ({every} AND {columns[1]} >= {since} AND {because})"


FITS = " OR ".join(f"(what = '{what}' AND {_in('method', *methods)})" for what, methods in SHOWS.items())
CHECKS = {
    "what_known": _in("what", *SHOWS),
    "method_known": _in("method", *METHODS),
    "method_fits": FITS,
    "checked_before_recorded": "checked_at <= recorded_at",
    "note_says_something": "note IS NULL OR length(note) > 0 OR erased_on IS NOT NULL",
    "erased_note_is_empty": "erased_on IS NULL OR note = ''",
    "revoking_is_complete": _complete(
        REVOKING,
        "recorded_at",
        _in("revoked_because", "recorded_wrongly", "other_person", "doubted", "authority_ended"),
    ),
}
ATTACHMENT = {
    "kind_known": _in("kind", "letter", "warrant", "proxy", "other"),
    "media_type_known": _in("media_type", *MEDIA),
    "not_empty": "size > 0",
    "hash_is_whole": "length(sha256) = 64",
    "stored_under_a_random_name": "stored_name IS NULL OR length(stored_name) = 32",
    "file_goes_with_its_name": "(stored_name IS NULL) = (removed_at IS NOT NULL OR erased_on IS NOT NULL)",
    "warning_was_answered": "(warned <> '') = masked_confirmed",
    "named": "length(file_name) > 0 OR erased_on IS NOT NULL",
    "erased_name_is_empty": "erased_on IS NULL OR file_name = ''",
    "removing_is_complete": _complete(
        REMOVING, "attached_at", _in("removed_because", "shows_number", "wrong_file", "other_case", "not_needed")
    ),
}


def upgrade() -> None:
    """Make the tables; a check is taken back once, a file goes once, and what is personal is emptied once."""
    op.create_table(
        "viewing_request_check",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("viewing_request.id"), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("checked_at", UTCDateTime(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String()),
        sa.Column("checked_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("revoked_by", sa.Integer()),
        sa.Column("revoked_at", UTCDateTime()),
        sa.Column("revoked_because", sa.String()),
        sa.Column("erased_on", sa.Date()),
        *(sa.CheckConstraint(rule, name=name) for name, rule in CHECKS.items()),
    )
    op.create_index("ix_viewing_request_check_request_id", "viewing_request_check", ["request_id"])
    op.guard_table(
        "viewing_request_check",
        keys=[["leaf"]],
        update_when=(
            f"NOT ({_same(*CHECK_FACTS)}) OR (OLD.revoked_at IS NOT NULL AND NOT ({_same(*REVOKING)}))"
            f" OR NOT ({_same('note', 'erased_on')} OR (OLD.erased_on IS NULL AND OLD.note IS NOT NULL"
            " AND NEW.erased_on IS NOT NULL AND NEW.note = ''))"
        ),
    )
    op.create_table(
        "viewing_request_attachment",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("viewing_request.id"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("stored_name", sa.String(), unique=True),
        sa.Column("warned", sa.String(), nullable=False),
        sa.Column("masked_confirmed", sa.Boolean(), nullable=False),
        sa.Column("attached_by", sa.Integer(), nullable=False),
        sa.Column("attached_at", UTCDateTime(), nullable=False),
        sa.Column("removed_by", sa.Integer()),
        sa.Column("removed_at", UTCDateTime()),
        sa.Column("removed_because", sa.String()),
        sa.Column("erased_on", sa.Date()),
        *(sa.CheckConstraint(rule, name=name) for name, rule in ATTACHMENT.items()),
    )
    op.create_index("ix_viewing_request_attachment_request_id", "viewing_request_attachment", ["request_id"])
    op.guard_table(
        "viewing_request_attachment",
        keys=[["leaf"], ["stored_name"]],
        update_when=(
            f"NOT ({_same(*ATTACHMENT_FACTS)}) OR (OLD.removed_at IS NOT NULL AND NOT ({_same(*REMOVING)}))"
            f" OR (NEW.stored_name IS NOT NULL AND NOT ({_same('stored_name')}))"
            f" OR NOT ({_same('file_name', 'erased_on')} OR (OLD.erased_on IS NULL AND NEW.erased_on IS NOT NULL"
            " AND NEW.file_name = ''))"
        ),
    )


def downgrade() -> None:
    """Drop the tables; their guards go with them. The files stay until they are swept."""
    for table in ("viewing_request_attachment", "viewing_request_check"):
        op.drop_table(table)
