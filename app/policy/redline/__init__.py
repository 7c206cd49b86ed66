"""Owns what differs between two texts of the policy: by section, block, row, cell and word. Pure.

A redline holds only what differs, as steps over the earlier text; ``applied`` gives the later text from it, so nothing
that differs can be left out of what is shown.
"""

from app.policy.redline.applying import OtherBeginning, applied
from app.policy.redline.difference import Difference, Kind, What
from app.policy.redline.finding import differences
from app.policy.redline.listing import listed
from app.policy.redline.model import Redline
from app.policy.redline.saying import said, summary

__all__ = [
    "Difference",
    "Kind",
    "OtherBeginning",
    "Redline",
    "What",
    "applied",
    "differences",
    "listed",
    "said",
    "summary",
]
