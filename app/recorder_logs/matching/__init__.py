"""Owns comparing what recorders saw with what the register says. Pure: moments are whole seconds since 1970."""

from app.recorder_logs.matching.comparison import Match, Outcome, Overdue, compare
from app.recorder_logs.matching.suggestions import Offer, offers
from app.recorder_logs.matching.viewings import Entry, Sight, Viewing, viewings_of

__all__ = ["Entry", "Match", "Offer", "Outcome", "Overdue", "Sight", "Viewing", "compare", "offers", "viewings_of"]
