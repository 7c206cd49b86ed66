"""Owns the checks that the rows of viewing requests say what the sealed entries say, one topic in each module."""

from app.viewing_requests.verification.checking import GUARDED, check_requests
from app.viewing_requests.verification.checks import check_attachments
from app.viewing_requests.verification.dates import check_answer_days

__all__ = ["GUARDED", "check_answer_days", "check_attachments", "check_requests"]
