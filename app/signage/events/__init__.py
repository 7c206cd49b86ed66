"""What happens to signs, as events of the ledger."""

from app.signage.events.signs import PrintedSign, SignIssued, SignsPrinted

__all__ = ["PrintedSign", "SignIssued", "SignsPrinted"]
