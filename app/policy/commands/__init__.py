"""The changes of versions and clauses of the policy: rows, kept texts and files, and the sealed event together."""

from app.policy.commands.deciding import approve_version, review_version, send_back, withdraw_version
from app.policy.commands.drafting import draft_version, refresh_draft
from app.policy.commands.publishing import (
    announce_version,
    digest_of_files,
    earliest_day,
    enter_due,
    enter_into_force,
)
from app.policy.commands.wording import UnsoundWording, check_wording, restore_clause, reword_clause

__all__ = [
    "UnsoundWording",
    "announce_version",
    "approve_version",
    "check_wording",
    "digest_of_files",
    "draft_version",
    "earliest_day",
    "enter_due",
    "enter_into_force",
    "refresh_draft",
    "restore_clause",
    "review_version",
    "reword_clause",
    "send_back",
    "withdraw_version",
]
