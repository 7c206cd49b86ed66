"""Owns the way from a published text to a registry: what was read becomes a draft document, for a person to confirm.

Nothing is guessed: what a text says in two ways, or not at all, is asked. The document imports without errors.
"""

from app.policy.proposal.asking import questions
from app.policy.proposal.correcting import corrected
from app.policy.proposal.drafting import propose
from app.policy.proposal.known import known_of, own_sentences
from app.policy.proposal.looking import Looked, is_doubtful, looked, progress, sure_paths
from app.policy.proposal.shapes import NAMELESS, WHY_NAMES, Known, Option, Proposal, Proposed, Question, Why, mark_of
from app.policy.proposal.sheets import Entry, Sheet, Way, sheets

__all__ = [
    "NAMELESS",
    "WHY_NAMES",
    "Entry",
    "Known",
    "Looked",
    "Option",
    "Proposal",
    "Proposed",
    "Question",
    "Sheet",
    "Way",
    "Why",
    "corrected",
    "is_doubtful",
    "known_of",
    "looked",
    "mark_of",
    "own_sentences",
    "progress",
    "propose",
    "questions",
    "sheets",
    "sure_paths",
]
