"""What is entered about signs."""

from app.signage.forms.printing import PrintOrder, PrintSignsForm, Selection

__all__ = ["PrintOrder", "PrintSignsForm", "Selection"]
