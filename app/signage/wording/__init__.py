"""Owns what a sign says in other languages: the headline, the names of its rows and a line to the policy.

One file a language, each naming its sources and whether a native speaker has read it. Values stay as the registry has
them: a place is found by the name that stands on its door.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.kernel.errors import Refusal
from app.kernel.messages import N_

LANGUAGES = ("ko", "en", "zh", "ja", "vi")
"""Korean stands on every sign; the others in the order they are printed. ``zh`` is written in traditional characters:
the fonts for printing have no simplified ones."""


class NotALanguage(Refusal):
    """A language was asked for in which no sign can be printed, or Korean was left out."""

    text = N_("안내판의 언어는 ko에 en, zh, ja, vi를 더해 고릅니다. '{languages}'(으)로는 만들 수 없습니다.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wording:
    """What stands beside the Korean, in one language; there is one of each."""

    tag: str  # As PDF names the language: en, zh-Hant.
    name: str  # Of the language, in Korean.
    headline: str
    policy: str
    labels: Mapping[str, str]  # By the stored name of a field.
    reviewed: bool  # Whether a native speaker has read it.
    sources: tuple[str, ...]


def parse_languages(text: str) -> tuple[str, ...]:
    """Return languages written ``ko,en,vi``, in printed order and each once.

    :raises NotALanguage: if one is unknown, or Korean is missing.
    """
    asked = {part.strip().lower() for part in text.split(",") if part.strip()}
    if "ko" not in asked or not asked <= set(LANGUAGES):
        raise NotALanguage(languages=text)
    return tuple(language for language in LANGUAGES if language in asked)


def wordings(languages: Sequence[str]) -> tuple[Wording, ...]:
    """Return the wording of every language but Korean, in printed order.

    :raises NotALanguage: if one is unknown, or Korean is missing.
    """
    return tuple(_wording(language) for language in parse_languages(",".join(languages))[1:])


@lru_cache
def _wording(language: str) -> Wording:
    told = tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text(encoding="utf-8"))
    return Wording(**told | {"sources": tuple(told["sources"])})
