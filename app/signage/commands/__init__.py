"""The changes of signage: numbers and printings."""

from app.signage.commands.issuing import issue_signs, record_print

__all__ = ["issue_signs", "record_print"]
