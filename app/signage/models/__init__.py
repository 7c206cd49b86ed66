"""The tables of signage."""

from app.signage.models.batches import SignBatch
from app.signage.models.choices import SignLogo, SignLook, SignScheme, SignSubstitute, SignSubstituteEnd
from app.signage.models.signs import Sign, SignPrint

__all__ = [
    "Sign",
    "SignBatch",
    "SignLogo",
    "SignLook",
    "SignPrint",
    "SignScheme",
    "SignSubstitute",
    "SignSubstituteEnd",
]
