"""What happens to signs, as events of the ledger."""

from app.signage.events.batches import SignBatchMade
from app.signage.events.choices import (
    SignLookChosen,
    SignReturned,
    SignSchemeChosen,
    SignSubstituteEnded,
    SignSubstituteRecorded,
    SignWithdrawn,
    Why,
)
from app.signage.events.signs import PrintedSign, SignIssued, SignsPrinted

__all__ = [
    "PrintedSign",
    "SignBatchMade",
    "SignIssued",
    "SignLookChosen",
    "SignReturned",
    "SignSchemeChosen",
    "SignSubstituteEnded",
    "SignSubstituteRecorded",
    "SignWithdrawn",
    "SignsPrinted",
    "Why",
]
