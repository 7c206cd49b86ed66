"""Owns what papers are filled from: the registry of a day, a case as the person may read it, the requests of a year."""

from app.case_papers.queries.cases import CaseOnPaper, case_on_paper, made
from app.case_papers.queries.senders import sender
from app.case_papers.queries.years import statistics

__all__ = ["CaseOnPaper", "case_on_paper", "made", "sender", "statistics"]
