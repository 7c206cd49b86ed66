"""What the checks found (``standing``) and what a person must do today (``board``)."""

from app.compliance.queries.acknowledged import Apart, acknowledgements, apart
from app.compliance.queries.board import Board, board
from app.compliance.queries.followed import Followed, followed
from app.compliance.queries.standing import Standing, findings_for, standing

__all__ = [
    "Apart",
    "Board",
    "Followed",
    "Standing",
    "acknowledgements",
    "apart",
    "board",
    "findings_for",
    "followed",
    "standing",
]
