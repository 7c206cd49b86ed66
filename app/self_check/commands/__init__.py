"""Answer the self-check, plan what is done, and freeze a year."""

from app.self_check.commands.answering import answer_question, end_action, last_valid_day, plan_action
from app.self_check.commands.years import freeze_year

__all__ = ["answer_question", "end_action", "freeze_year", "last_valid_day", "plan_action"]
