"""The changes of versions of the policy: rows, kept texts and files, and the sealed event together."""

from app.policy.commands.deciding import approve_version, review_version, send_back, withdraw_version
from app.policy.commands.drafting import draft_version, refresh_draft
from app.policy.commands.publishing import (
    announce_version,
    digest_of_files,
    earliest_day,
    enter_due,
    enter_into_force,
)

__all__ = [
    "announce_version",
    "approve_version",
    "digest_of_files",
    "draft_version",
    "earliest_day",
    "enter_due",
    "enter_into_force",
    "refresh_draft",
    "review_version",
    "send_back",
    "withdraw_version",
]
