"""Owns which letters the bytes of a text mean: UTF-8, UTF-16 or CP949, and never a guess that reads as nonsense."""

import codecs
import re
import unicodedata

from app.policy.extraction.refusals import GarbledText

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KOREAN = {
    "euc-kr",
    "euckr",
    "ks_c_5601-1987",
    "ksc5601",
    "ks_c_5601",
    "korean",
    "cp949",
    "uhc",
    "ms949",
    "windows-949",
}
_ENOUGH_LATIN = 0.97  # The share of ASCII from which a text may be in the code page of western Windows.
_BEYOND_ASCII = bytes(range(128, 256))
_MOST_RARE = 0.3  # The share of letters nobody uses from which a decoding is nonsense.
_BEGINNING = 4000
_MOST_BROKEN = 0.002
_TWICE_ENCODED = re.compile("[\u00c0-\u00ff][\u0080-\u00bf]")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def decoded(content: bytes, *, declared: str | None = None) -> str:
    """Return the text of bytes, in composed letters and with plain line ends.

    A byte order mark comes first, then ``declared`` (what a page says of itself), UTF-8, UTF-16 and CP949.

    :raises GarbledText: if no encoding gives letters that are used together.
    """
    for name in _candidates(content, declared):
        try:
            text = content.decode(name)
        except (UnicodeError, LookupError):
            continue
        if _sensible(text, name):
            return _plain(text)
    raise GarbledText


def _candidates(content: bytes, declared: str | None) -> list[str]:
    for mark, name in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return [name]
    names = []
    if declared:
        known = declared.strip().lower()
        names.append("cp949" if known in _KOREAN else known)
    if 0 in content[:_BEGINNING]:
        second = content[1:_BEGINNING:2].count(0)
        both = ["utf-16-le", "utf-16-be"]
        return both if second >= content[0:_BEGINNING:2].count(0) else both[::-1]
    names += ["utf-8", "cp949"]
    if len(content.translate(None, _BEYOND_ASCII)) >= _ENOUGH_LATIN * len(content):
        names.append("cp1252")
    return [name for name in dict.fromkeys(names) if _is_of_text(name)]


def _is_of_text(name: str) -> bool:
    """Return whether a codec turns bytes into text: a page may name one that unpacks, or nonsense."""
    try:
        return bool(codecs.lookup(name)._is_text_encoding)  # noqa: SLF001  # The one place that says so.
    except LookupError:
        return False


def _plain(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\u2028", "\n")
    return unicodedata.normalize("NFC", text.translate(_UNSEEN))


def _sensible(text: str, name: str) -> bool:
    """Return whether a decoding reads as a text rather than as nonsense."""
    if any(_is_no_letter(letter) for letter in set(text)) or text.count("\ufffd") > _MOST_BROKEN * len(text):
        return False
    wide = [letter for letter in text if letter > "\x7f"]
    if 2 * len(_TWICE_ENCODED.findall(text)) > _MOST_RARE * len(wide):
        return False
    if name == "cp949" or name.startswith("utf-16-"):
        return not wide or (_share_of_rare(wide) <= _MOST_RARE and not _has_strange(wide))
    return True


def _is_no_letter(letter: str) -> bool:
    return (letter < " " and letter not in "\t\n\r\f\v") or "\ud800" <= letter <= "\udfff"


def _has_strange(wide: list[str]) -> bool:
    return any(unicodedata.category(letter) in {"Cn", "Co"} for letter in set(wide))


def _share_of_rare(wide: list[str]) -> float:
    """Return how many letters are Chinese characters or syllables outside the 2,350 in use."""
    rare = sum(1 for letter in wide if "\u3400" <= letter <= "\u9fff" or _is_unused_syllable(letter))
    return rare / len(wide)


def _is_unused_syllable(letter: str) -> bool:
    if not "\uac00" <= letter <= "\ud7a3":
        return False
    return len(letter.encode("euc_kr")) > 2  # noqa: PLR2004  # Two bytes for those in use, eight to spell out others.
