"""The tables of signage."""

from app.signage.models.signs import Sign, SignPrint

__all__ = ["Sign", "SignPrint"]
