"""The changes of versions and clauses of the policy: rows, kept texts and files, and the sealed event together."""

from app.policy.commands.deciding import (
    approve_version,
    may_withdraw_draft,
    review_version,
    send_back,
    withdraw_version,
)
from app.policy.commands.drafting import draft_version, earliest_day, refresh_draft
from app.policy.commands.publishing import (
    announce_version,
    digest_of_files,
    enter_due,
    enter_into_force,
)
from app.policy.commands.wording import CautionsUnread, UnsoundWording, check_wording, restore_clause, reword_clause
from app.policy.commands.wording_trial import Trial

__all__ = [
    "CautionsUnread",
    "Trial",
    "UnsoundWording",
    "announce_version",
    "approve_version",
    "check_wording",
    "digest_of_files",
    "draft_version",
    "earliest_day",
    "enter_due",
    "enter_into_force",
    "may_withdraw_draft",
    "refresh_draft",
    "restore_clause",
    "review_version",
    "reword_clause",
    "send_back",
    "withdraw_version",
]
