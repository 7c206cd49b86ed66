"""The self-check as it stands, what people answered and planned, and frozen years."""

from app.self_check.queries.answers import (
    NO_EARLIER,
    Action,
    action_of,
    actions,
    answers_of,
    newest_answers,
)
from app.self_check.queries.assessing import KNOWN_RULES, Assessment, Result, assess
from app.self_check.queries.todo import self_check_tasks
from app.self_check.queries.years import YearRow, first_year, frozen_paper, frozen_year, frozen_years, is_frozen

__all__ = [
    "KNOWN_RULES",
    "NO_EARLIER",
    "Action",
    "Assessment",
    "Result",
    "YearRow",
    "action_of",
    "actions",
    "answers_of",
    "assess",
    "first_year",
    "frozen_paper",
    "frozen_year",
    "frozen_years",
    "is_frozen",
    "newest_answers",
    "self_check_tasks",
]
