"""Messages to people, and e-mails waiting to be sent."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0019_inbox"
down_revision = "0018_recorder_checks"
branch_labels = None
depends_on = None

KINDS = (
    "'hold_due', 'hold_overdue', 'hold_release', 'decision_waiting', 'decision_overdue', 'answer_due', "
    "'answer_overdue', 'handover_waiting', 'emergency_opened', 'emergency_review', 'return_overdue', 'due_moved', "
    "'request_received', 'stand_in_named', 'mail_failed', 'other'"
)
CHECKS = {
    "inbox_message": {
        "kind_known": f"kind IN ({KINDS})",
        "key_not_blank": "length(trim(key)) > 0",
        "text_not_blank": "length(trim(text)) > 0",
        "subject_has_a_code": "length(replace(subject, ':', '')) BETWEEN 2 AND length(subject) - 1",
        "link_is_a_path": "substr(link, 1, 1) = '/' AND substr(link, 1, 2) <> '//'",
    },
    "outgoing_mail": {
        "state_known": "state IN ('waiting', 'sent', 'failed', 'given_up')",
        "attempts_not_negative": "attempts >= 0",
        "tried_again_until_it_ends": "(state IN ('waiting', 'failed')) = (next_try_at IS NOT NULL)",
        "ends_once": "(state IN ('sent', 'given_up')) = (ended_at IS NOT NULL)",
        "sent_was_tried": "state <> 'sent' OR (attempts >= 1 AND last_error IS NULL)",
        "failed_says_why": "state NOT IN ('failed', 'given_up') OR last_error IS NOT NULL",
        "no_address_in_errors": "last_error IS NULL OR replace(last_error, '@', '') = last_error",
    },
    "notice_address": {
        "erased_is_empty": "erased_on IS NULL OR address = ''",
        "empty_is_erased": "address IS NULL OR erased_on IS NOT NULL OR length(address) > 0",
    },
}
KEPT = ("leaf", "log_id", "account_id", "set_by", "set_at")
UNREAD = sa.text("read_at IS NULL AND settled_at IS NULL")


def upgrade() -> None:
    """Make the tables; of an address only what is personal may be emptied, once."""
    _messages()
    _mails()
    _addresses()


def downgrade() -> None:
    """Drop the tables; their guards go with them."""
    for table in ("notice_address", "outgoing_mail", "inbox_message"):
        op.drop_table(table)


def _checks(table: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(condition, name=name) for name, condition in CHECKS[table].items()]


def _messages() -> None:
    op.create_table(
        "inbox_message",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False),
        sa.Column("text", sa.String(500), nullable=False),
        sa.Column("gaps", sa.Text(), nullable=False),
        sa.Column("link", sa.String(300), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("told_by", sa.Integer(), nullable=False),
        sa.Column("told_at", UTCDateTime(), nullable=False),
        sa.Column("read_at", UTCDateTime()),
        sa.Column("settled_at", UTCDateTime()),
        sa.UniqueConstraint("account_id", "key"),
        *_checks("inbox_message"),
    )
    op.create_index("ix_inbox_message_account_id_told_at", "inbox_message", ["account_id", "told_at"])
    op.create_index("ix_inbox_message_key", "inbox_message", ["key"])
    op.create_index("ix_inbox_message_subject", "inbox_message", ["subject"])
    op.create_index("ix_inbox_message_told_at", "inbox_message", ["told_at"])
    op.create_index(
        "ix_inbox_message_unread", "inbox_message", ["account_id"], sqlite_where=UNREAD, postgresql_where=UNREAD
    )


def _mails() -> None:
    op.create_table(
        "outgoing_mail",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("message_id", sa.Integer(), sa.ForeignKey("inbox_message.id"), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", UTCDateTime()),
        sa.Column("last_error", sa.String(80)),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime()),
        sa.UniqueConstraint("message_id"),
        *_checks("outgoing_mail"),
    )
    op.create_index("ix_outgoing_mail_next_try_at", "outgoing_mail", ["next_try_at"])


def _addresses() -> None:
    op.create_table(
        "notice_address",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("address", sa.Text()),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", UTCDateTime(), nullable=False),
        sa.Column("erased_on", sa.Date()),
        sa.ForeignKeyConstraint(["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"]),
        *_checks("notice_address"),
    )
    op.create_index("ix_notice_address_account_id_leaf", "notice_address", ["account_id", "leaf"])
    changed = [f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in KEPT]
    op.guard_table(
        "notice_address",
        keys=[["leaf"]],
        update_when=" OR ".join(
            [
                "OLD.erased_on IS NOT NULL",
                "NEW.erased_on IS NULL",
                "OLD.address IS NULL",
                "NEW.address IS DISTINCT FROM ''",
                *changed,
            ]
        ),
    )
