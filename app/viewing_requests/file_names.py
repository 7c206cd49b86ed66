"""Owns the names people give files: what is kept of one, and what is not. Pure.

A name is only ever shown; files stand under random names. Still it must not lie: no folders, no unseen characters that
turn it around or hide its ending, and the ending is that of the content.
"""

import re
import unicodedata

from app.viewing_requests.papers_in import ENDINGS, MediaType

LONGEST = 120
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_SPACES = re.compile(r"\s+")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")


def shown_name(given: str, media: MediaType) -> str:
    """Return the name a file is shown and saved under; empty if nothing of the given one can be kept."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    seen = "".join(" " if character.isspace() else character for character in last if _is_seen(character))
    stem = _SPACES.sub(" ", _FORBIDDEN.sub(" ", seen)).strip(" .")
    while _ENDING.search(stem):
        stem = _ENDING.sub("", stem).rstrip(" .")
    if not stem:
        return ""
    if _DEVICES.fullmatch(stem):
        stem = f"_{stem}"
    return stem[:LONGEST].rstrip(" .") + ENDINGS[media]


def _is_seen(character: str) -> bool:
    """Return whether a character is written: no controls, no marks of direction, no halves, nothing unassigned."""
    return character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
