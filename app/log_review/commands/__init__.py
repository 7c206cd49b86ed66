"""Owns what changes about reviews of the register: opened, explained, decided, concluded."""

from app.log_review.commands.concluding import conclude_review
from app.log_review.commands.items import (
    accept_item,
    explain_item,
    follow_up_item,
    look_at_sample,
    mark_sample_odd,
    return_item,
)
from app.log_review.commands.opening import Opened, open_review

__all__ = [
    "Opened",
    "accept_item",
    "conclude_review",
    "explain_item",
    "follow_up_item",
    "look_at_sample",
    "mark_sample_odd",
    "open_review",
    "return_item",
]
