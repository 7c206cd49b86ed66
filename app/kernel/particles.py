"""Owns Korean particles that depend on the end of the word before them."""

import re
from functools import lru_cache


def with_particles(text: str) -> str:
    """Return text in which each particle written for both cases, e.g. ``이(가)``, stands as its word asks.

    The word may be followed by an aside in brackets, closing quotes and closing tags of HTML. Digits and Latin letters
    count as they are read; after anything else both forms stay.
    """
    return _PARTICLE.sub(_chosen, text)


@lru_cache(maxsize=4096)
def has_particles(text: str) -> bool:
    """Return whether a sentence with gaps has a particle written for both cases."""
    return any(both in text for both in BOTH)


BOTH = ("이(가)", "을(를)", "은(는)", "과(와)", "(으)로")
"""How particles are written in message ids; no reader sees them so."""
_PARTICLE = re.compile(
    r"(?P<day>\b[0-9]{4}-[0-9]{2}-[0-9](?=[0-9]\b))?(?P<last>[0-9A-Za-z가-힣])"
    r"(?P<aside>(?: ?\([^()]*\)|['\"’”]|&#3[49];|&quot;|</[a-z]+>)*)"
    rf"(?P<both>{'|'.join(map(re.escape, BOTH))})"
)
_FINAL_READ = {**dict.fromkeys("036MNmn", "ㅁ"), **dict.fromkeys("178LRl", "ㄹ")}
"""Digits and letters that end in a consonant when read aloud; only whether it is ㄹ matters."""


def _chosen(found: re.Match[str]) -> str:
    last, both = found["last"], found["both"]
    final = _FINAL_READ.get(last, "") if last.isascii() else ("", "ㄹ", "ㅁ")[_final_class(last)]
    if found["day"]:
        final = "ㄹ"  # Read as 일.
    if both == "(으)로":
        particle = "으로" if final not in {"", "ㄹ"} else "로"
    else:
        with_final, without = both[0], both[2]
        particle = with_final if final else without
    return f"{found['day'] or ''}{last}{found['aside']}{particle}"


def _final_class(syllable: str) -> int:
    """Return 0 without a final consonant, 1 for ㄹ, 2 for any other."""
    final = (ord(syllable) - ord("가")) % 28
    return 0 if final == 0 else 1 if final == 8 else 2  # noqa: PLR2004  # The eighth final is ㄹ.
