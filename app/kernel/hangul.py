"""Owns Korean text for searching: NFC, folding, and initial consonants (초성)."""

import re
import unicodedata

_LAST_TWO = "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
_NOT_SHOWN = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef{_LAST_TWO}]")
"""Not among them: tab, the four kinds of line break, and U+0085, which all fold to a space."""
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FIRST, _LAST, _PER_INITIAL = 0xAC00, 0xD7A3, 588
_INITIAL_OF = {letter: _INITIALS[(letter - _FIRST) // _PER_INITIAL] for letter in range(_FIRST, _LAST + 1)}


def nfc(text: str) -> str:
    """Return the text in NFC with runs of white space folded to one space and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def without_controls(text: str) -> str:
    """Return the text without what no page and no paper can show: control characters, half pairs, noncharacters.

    Line breaks, tabs and other white space stay (HTML, 13.2.3.5: what is an error in an input stream).
    """
    return _NOT_SHOWN.sub("", text)


def initials(text: str) -> str:
    """Return the text with every Hangul syllable replaced by its initial consonant: 관설동 → ㄱㅅㄷ."""
    return unicodedata.normalize("NFC", text).translate(_INITIAL_OF)


def search_key(text: str) -> str:
    """Return what a search column stores: folded text, a line break, then its initials; white space removed."""
    folded = "".join(unicodedata.normalize("NFC", text).casefold().split())
    return f"{folded}\n{initials(folded)}"


def search_term(typed: str) -> str:
    """Return what to look for in a search column; text of initial consonants matches the initials part."""
    return "".join(unicodedata.normalize("NFC", typed).casefold().split())
