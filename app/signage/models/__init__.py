"""The tables of signage."""

from app.signage.models.choices import SignLogo, SignLook, SignScheme, SignSubstitute, SignSubstituteEnd
from app.signage.models.signs import Sign, SignPrint

__all__ = ["Sign", "SignLogo", "SignLook", "SignPrint", "SignScheme", "SignSubstitute", "SignSubstituteEnd"]
