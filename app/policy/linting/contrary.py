"""Owns sentences that say the opposite of what the law asks: told by what they do, not by one spelling."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.law.severity import Severity
from app.policy.findings import Hit, Text
from app.policy.linting.asking import found
from app.policy.printed import Where

_CLAUSES = re.compile(r"(?<=며),?\s+|(?<=지만),?\s+|(?<=[으하되]나),?\s+|(?<=[하있없않]고),\s*|(?<=[있없않]고)\s+|;\s*")
"""Where one statement of a sentence ends and the next begins."""
_WIDE = re.compile(r"(?<=며),?\s+|(?<=지만),?\s+|;\s*")
"""The same for what is denied: "알리지 않고 시행" is one statement."""
NEVER = re.compile(
    r"않|아니(?!라도)|아닙|없|못|금지|불가|안\s*됩|안\s*된다|삼가|\bnot\b|n't\b|\bnever\b|\bno\b|\bneither\b|\bnor\b",
    re.IGNORECASE,
)
_ASSERTED = re.compile(
    r"니다|수\s*(?:도\s*)?있|한다|된다|있다|[함됨음임](?=\W|$)|가능|[가-힣]며(?=\s|$)|하고|되며|셔야|\b(?:may|can|will|must|is|are|we)\b",
    re.IGNORECASE,
)
_ONLY_ABOUT = re.compile(
    r"처벌|징역|벌금|과태료|위반|행위|방지|여부|금합|책임을|보호합|막기|막고|기록(?:하고|합니다|한다)|대장|penalt|offence",
    re.IGNORECASE,
)
_LONGEST = 120
_SHORTEST = 8  # Letters: what is shorter states nothing.


@dataclass(frozen=True, slots=True)
class Contrary:
    """What a clause says against a duty.

    ``wrong`` finds it. ``denies`` True: the wrong is in denying (the clause already says "not"); False: it must be
    asserted, and a "not" behind it makes it right. ``excused`` are words of the clause that make it lawful.
    ``only_with`` are words the sentence must have to be about this at all. ``plain`` True: the words can mean nothing
    else, so the sentence is looked at whole, and nothing but ``excused`` excuses it.
    """

    wrong: re.Pattern[str]
    message: str
    severity: Severity = Severity.ERROR
    denies: bool = False
    excused: re.Pattern[str] | None = None
    only_with: re.Pattern[str] | None = None
    plain: bool = False

    def said_in(self, sentence: str) -> str | None:
        """Return the words of a sentence that say it, or None."""
        if not self.wrong.search(sentence):
            return None
        if self.only_with and not self.only_with.search(sentence):
            return None
        if self.plain:
            hit = self.wrong.search(sentence)
            is_excused = self.excused is not None and self.excused.search(sentence)
            return sentence[hit.start() : hit.start() + _LONGEST].strip() if hit and not is_excused else None
        cut = _WIDE if self.denies else _CLAUSES
        return next((words for clause in cut.split(sentence) if (words := self._said(clause))), None)

    def _said(self, clause: str) -> str | None:
        hit = self.wrong.search(clause)
        if hit is None or _ONLY_ABOUT.search(clause, hit.start()) or (self.excused and self.excused.search(clause)):
            return None
        if not self.denies and (NEVER.search(clause, hit.end()) or not _ASSERTED.search(clause, hit.start())):
            return None
        return clause[hit.start() : hit.start() + _LONGEST].strip()


def beside(*looks: Callable[[Text], Iterator[Hit]]) -> Callable[[Text], Iterator[Hit]]:
    """Return what asks the same duty in several ways; of one place only the first that finds something is told."""

    def look(text: Text) -> Iterator[Hit]:
        told = set[Where | None]()
        for one in looks:
            hits = list(one(text))
            yield from (hit for hit in hits if hit.where not in told)
            told |= {hit.where for hit in hits}

    return look


def saying(*contraries: Contrary) -> Callable[[Text], Iterator[Hit]]:
    """Return what a rule asks: each sentence of the camera part that says one of these."""

    def look(text: Text) -> Iterator[Hit]:
        for where, sentence in text.sentences:
            if len(sentence) < _SHORTEST:
                continue
            for one in contraries:
                words = one.said_in(sentence)
                if words is not None:
                    yield found(one.message, where, one.severity, words=words)
                    break

    return look
