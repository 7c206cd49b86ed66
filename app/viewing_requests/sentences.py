"""Owns a sentence of a reason: folded words, where concepts stand in them, and which claims they make. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise, product

from app.kernel.hangul import nfc
from app.viewing_requests.claims import Says
from app.viewing_requests.english_phrases import ENGLISH
from app.viewing_requests.fact_phrases import ENGLISH_FACTS, KOREAN_FACTS
from app.viewing_requests.phrases import KOREAN

_SENTENCE_END = re.compile(r"(?<![0-9])[.]|[.](?![0-9])|[!?;。\n]")
_MARKS = re.compile(r"[^0-9a-z가-힣 '-]")
_GAP = re.compile(r"(?<![a-z]) +| +(?![a-z])")
_DOUBLE_NEGATIVES = (
    (re.compile(r"보여(?:드리|주)지(?:않을|아니할)수(?:가|는|도)?없"), "보여드립니다"),
    (re.compile(r"지(?:않을|아니할)수(?:가|는|도)?없|지(?:는|가)?않은(?:것|건)(?:은|이|도)?아[니닙님]"), "해야"),
)
_LATIN_WEIGHT = 0.3
_LONGEST_WORD = 12
_REACH = 24
"""How far behind a claim the words stand that take it back, in syllables."""


def folded(text: str) -> Iterator[str]:
    """Yield the sentences of a text in small letters, without marks and spaces between Korean words."""
    plain_lines = "\n".join(nfc(line) for line in text.casefold().splitlines())
    for part in _SENTENCE_END.split(plain_lines):
        words = _GAP.sub("", " ".join(_MARKS.sub(" ", part).split()))
        if words:
            for negative, plain in _DOUBLE_NEGATIVES:
                words = negative.sub(plain, words)
            yield words


@cache
def _concept(name: str) -> re.Pattern[str]:
    """Return what finds a concept: Korean stems anywhere, English ones where a word begins.

    :raises KeyError: if nobody has defined it.
    """
    if name not in KOREAN and name not in KOREAN_FACTS:
        raise KeyError(name)
    english = ENGLISH.get(name) or ENGLISH_FACTS.get(name)
    korean = KOREAN.get(name) or KOREAN_FACTS.get(name)
    return re.compile("|".join(filter(None, (korean, rf"(?<![a-z])(?:{english})" if english else None))))


@dataclass(frozen=True, slots=True)
class Span:
    """Where a concept stands, in characters."""

    start: int
    end: int


class Sentence:
    """Words without spaces, and how far apart its places are."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._at = [0.0, *accumulate(_LATIN_WEIGHT if character < "가" else 1.0 for character in words)]
        self._found: dict[str, list[Span]] = {}

    def has(self, name: str) -> bool:
        """Return whether a concept occurs."""
        return bool(self.spans(name))

    def spans(self, name: str) -> list[Span]:
        """Return where a concept occurs."""
        if name not in self._found:
            self._found[name] = [Span(*match.span()) for match in _concept(name).finditer(self._words)]
        return self._found[name]

    def claims(self, says: Says, *, masking: bool) -> bool:
        """Return whether the sentence says this, and does not take it back."""
        return any(not self._taken_back(says, claim, masking=masking) for claim in self._claims(says))

    def _claims(self, says: Says) -> Iterator[Span]:
        first, *others = says.all_of
        reach = says.within * len(others) + _LONGEST_WORD
        for anchor in self.spans(first):  # Only what stands near it is combined: a long text stays quick to read.
            near = [[span for span in self.spans(name) if self._apart(anchor, span) <= reach] for name in others]
            for spans in product([anchor], *near):
                if says.ordered and any(one.start > two.start for one, two in pairwise(spans)):
                    continue
                ordered = sorted(spans, key=lambda span: span.start)
                if all(self._distance(one.end, two.start) <= says.within for one, two in pairwise(ordered)):
                    yield Span(ordered[0].start, max(span.end for span in spans))

    def _taken_back(self, says: Says, claim: Span, *, masking: bool) -> bool:
        if self.has("objecting") or self._follows("disclaimed", claim):
            return True
        if not says.condition and any(span.start >= claim.start for span in self.spans("granted")):
            return True
        for name in says.unless:
            match name:
                case "masking":
                    back = masking
                case "statute":
                    back = self.has("act_article") and self.has("withheld_by_law")
                case "secrecy":
                    back = self.has("act_article") and self.has("secrecy")
                case "harmed":
                    back = self._harmed(claim)
                case "harm" | "police" | "identity_copy" | "mask_too_weak":
                    back = self.has(name)
                case _:
                    back = self._follows(name, claim)
            if back:
                return True
        return False

    def _follows(self, name: str, claim: Span) -> bool:
        """Return whether a concept reaches into a claim or stands soon after it."""
        return any(
            span.end > claim.start and self._distance(claim.end, span.start) <= _REACH for span in self.spans(name)
        )

    def _harmed(self, claim: Span) -> bool:
        """Return whether the claim leads to a harm, and is not one more reason beside it (법 제35조제4항제2호)."""
        if self.has("unfair") and (self.has("other_business") or self.has("harm")):
            return True
        later = [span.start for span in self.spans("harm") if span.start >= claim.start]
        return bool(later) and not any(claim.start <= span.start < later[0] for span in self.spans("added"))

    def _apart(self, one: Span, two: Span) -> float:
        return max(self._distance(one.end, two.start), self._distance(two.end, one.start))

    def _distance(self, one: int, two: int) -> float:
        return max(0.0, self._at[two] - self._at[one])
