"""Owns reading a refusal: which unlawful grounds its words claim, by meaning and not by spelling. Pure.

Text is folded (NFC, case, spaces and marks between Korean words), cut into sentences, and searched for concepts. A
claim is a set of concepts close together that nothing beside it takes back (docs/adr/0011).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import accumulate, pairwise, product

from app.kernel.hangul import nfc
from app.law.grounds import ground
from app.viewing_requests.claims import Says, UnlawfulGround
from app.viewing_requests.english_phrases import ENGLISH
from app.viewing_requests.phrases import KOREAN
from app.viewing_requests.unlawful_grounds import NO_FACT, UNLAWFUL_GROUNDS

_SENTENCE_END = re.compile(r"(?<![0-9])[.]|[.](?![0-9])|[!?;。\n]")
_MARKS = re.compile(r"[^0-9a-z가-힣 '-]")
_GAP = re.compile(r"(?<![a-z]) +| +(?![a-z])")
_DOUBLE_NEGATIVES = (
    (re.compile(r"보여(?:드리|주)지(?:않을|아니할)수(?:가|는|도)?없"), "보여드립니다"),
    (re.compile(r"지(?:않을|아니할)수(?:가|는|도)?없|지(?:는|가)?않은(?:것|건)(?:은|이|도)?아[니닙님]"), "해야"),
)
_NOTHING = re.compile(
    r"(?:(?:보여|제공|열람|허용|공개)[가-힣]{0,4}(?:부분|구간|영상|것)?(?:은|는|이|가)?)?"
    r"(?:전혀|아무것도|모두|전부|일체)?"
    r"(?:없|해당(?:사항)?없|해당(?:사항)?없는|무|불가|비공개|거절|no|none|nothing|nil|n ?a|zero|제한"
    r"|0(?:초|분|건|개|시간|%|프로|퍼센트)?)"
    r"(?:음|습니다|다|함|됨|합니다|임|입니다)?"
)
_LATIN_WEIGHT = 0.3
_LONGEST_WORD = 12
_REACH = 24
"""How far behind a claim the words stand that take it back, in syllables."""


def claimed_grounds(text: str, *, private: bool, on: date) -> tuple[UnlawfulGround, ...]:
    """Return the unlawful grounds a refusal of a viewing claims, in the order of the list.

    :param private: whether the controller is private; a public institution has a ground more (법 제35조제4항제3호).
    :param on: the day of the decision; a ground counts as lawful only while it is in force.
    """
    sentences = [_Sentence(words) for words in _sentences(text)]
    masking = _offers_masking(sentences)
    return tuple(
        unlawful
        for unlawful in UNLAWFUL_GROUNDS
        if not _is_lawful(unlawful, private=private, on=on)
        and any(sentence.claims(says, masking=masking) for sentence in sentences for says in unlawful.says)
    )


def why_unlawful(text: str, *, private: bool, on: date) -> tuple[UnlawfulGround, ...]:
    """Return why a refusal of a viewing may not be written so, or nothing: what it claims, or that it says no fact.

    A text in which nothing unlawful is recognised must still say something that a lawful ground is about: another Act
    by its article or by what it forbids (법 35④1), a harm and to whom or by what (법 35④2), that the footage is gone,
    that the request was taken back or nobody was identified. The words of 법 제35조 alone are no fact.
    """
    claimed = claimed_grounds(text, private=private, on=on)
    if claimed or not text.strip():
        return claimed
    sentences = [_Sentence(words) for words in _sentences(text)]
    facts = ("lawful_fact", "granted") if private else ("lawful_fact", "granted", "hindrance")
    stated = any(_says(sentences, fact) for fact in (*facts, "other_act")) or _offers_masking(sentences)
    forbidden = _says(sentences, "act_named") and _says(sentences, "withheld_by_law")
    harmed = _says(sentences, "harm_fact") and _says(sentences, "endangered")
    return () if stated or forbidden or harmed else (NO_FACT,)


def why_not_gone(text: str, *, private: bool, on: date) -> tuple[UnlawfulGround, ...]:
    """Return the unlawful grounds an answer that there is no footage claims; that one looked again is none."""
    claimed = claimed_grounds(text, private=private, on=on)
    return tuple(unlawful for unlawful in claimed if unlawful.name != "already_shown")


def why_not_postponed(text: str, *, private: bool, on: date) -> tuple[UnlawfulGround, ...]:
    """Return the unlawful grounds a postponement claims; a machine under repair is none, since that passes."""
    repaired = _says([_Sentence(words) for words in _sentences(text)], "under_repair")
    claimed = claimed_grounds(text, private=private, on=on)
    return tuple(unlawful for unlawful in claimed if not (repaired and unlawful.name == "technical"))


def spares_others_unmasked(text: str) -> bool:
    """Return whether a refusal speaks of others in the picture, and not of hiding them (시행령 42①, 표준지침 46)."""
    sentences = [_Sentence(words) for words in _sentences(text)]
    weighed = any(sentence.has("masked") or sentence.has("mask_fails") for sentence in sentences)
    return not weighed and any(sentence.has("others") for sentence in sentences)


def allows_nothing(part: str) -> bool:
    """Return whether what a decision in part allows is nothing, in any of the words people fill a field with."""
    words = list(_sentences(part))
    return all(_NOTHING.fullmatch(word.strip("-' ")) is not None for word in words if word.strip("-' "))


def _is_lawful(unlawful: UnlawfulGround, *, private: bool, on: date) -> bool:
    if unlawful.public_ground is None:
        return False
    lawful = ground(unlawful.public_ground)
    return lawful.applies_to(private=private) and lawful.in_force(on)


def _sentences(text: str) -> Iterator[str]:
    folded = "\n".join(nfc(line) for line in text.casefold().splitlines())
    for part in _SENTENCE_END.split(folded):
        words = _GAP.sub("", " ".join(_MARKS.sub(" ", part).split()))
        if words:
            for negative, plain in _DOUBLE_NEGATIVES:
                words = negative.sub(plain, words)
            yield words


@cache
def _concept(name: str) -> re.Pattern[str]:
    """Return what finds a concept: Korean stems anywhere, English ones where a word begins."""
    english = ENGLISH.get(name)
    korean = KOREAN.get(name)
    return re.compile("|".join(filter(None, (korean, rf"(?<![a-z])(?:{english})" if english else None))))


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int


class _Sentence:
    """Words without spaces, and how far apart its places are."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._at = [0.0, *accumulate(_LATIN_WEIGHT if character < "가" else 1.0 for character in words)]
        self._found: dict[str, list[_Span]] = {}

    def has(self, name: str) -> bool:
        """Return whether a concept occurs."""
        return bool(self.spans(name))

    def spans(self, name: str) -> list[_Span]:
        """Return where a concept occurs."""
        if name not in self._found:
            self._found[name] = [_Span(*match.span()) for match in _concept(name).finditer(self._words)]
        return self._found[name]

    def claims(self, says: Says, *, masking: bool) -> bool:
        """Return whether the sentence says this, and does not take it back."""
        return any(not self._taken_back(says, claim, masking=masking) for claim in self._claims(says))

    def _claims(self, says: Says) -> Iterator[_Span]:
        first, *others = says.all_of
        reach = says.within * len(others) + _LONGEST_WORD
        for anchor in self.spans(first):  # Only what stands near it is combined: a long text stays quick to read.
            near = [[span for span in self.spans(name) if self._apart(anchor, span) <= reach] for name in others]
            for spans in product([anchor], *near):
                if says.ordered and any(one.start > two.start for one, two in pairwise(spans)):
                    continue
                ordered = sorted(spans, key=lambda span: span.start)
                if all(self._distance(one.end, two.start) <= says.within for one, two in pairwise(ordered)):
                    yield _Span(ordered[0].start, max(span.end for span in spans))

    def _taken_back(self, says: Says, claim: _Span, *, masking: bool) -> bool:
        if self.has("objecting") or self._follows("disclaimed", claim):
            return True
        if not says.condition and any(span.start >= claim.start for span in self.spans("granted")):
            return True
        for name in says.unless:
            match name:
                case "masking":
                    back = masking
                case "statute":
                    back = self.has("act_named") and self.has("withheld_by_law")
                case "harmed":
                    back = self._harmed(claim)
                case "harm" | "police" | "identity_copy":
                    back = self.has(name)
                case _:
                    back = self._follows(name, claim)
            if back:
                return True
        return False

    def _follows(self, name: str, claim: _Span) -> bool:
        """Return whether a concept reaches into a claim or stands soon after it."""
        return any(
            span.end > claim.start and self._distance(claim.end, span.start) <= _REACH for span in self.spans(name)
        )

    def _harmed(self, claim: _Span) -> bool:
        """Return whether the claim leads to a harm, and is not one more reason beside it (법 제35조제4항제2호)."""
        if self.has("unfair") and (self.has("other_business") or self.has("harm")):
            return True
        later = [span.start for span in self.spans("harm") if span.start >= claim.start]
        return bool(later) and not any(claim.start <= span.start < later[0] for span in self.spans("added"))

    def _apart(self, one: _Span, two: _Span) -> float:
        return max(self._distance(one.end, two.start), self._distance(two.end, one.start))

    def _distance(self, one: int, two: int) -> float:
        return max(0.0, self._at[two] - self._at[one])


def _says(sentences: list[_Sentence], name: str) -> bool:
    """Return whether a concept occurs anywhere in a text."""
    return any(sentence.has(name) for sentence in sentences)


def _offers_masking(sentences: list[_Sentence]) -> bool:
    """Return whether the text says that others are masked, and not that they cannot be."""
    return any(sentence.has("masked") for sentence in sentences) and not any(
        sentence.has("mask_fails") for sentence in sentences
    )
