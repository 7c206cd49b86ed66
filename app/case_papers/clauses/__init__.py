"""Owns the words of papers in Korean and English: fixed labels, and clauses that rest on the law with their sources."""

from dataclasses import dataclass, field
from datetime import date

from app.case_papers.clauses.labels import LABELS
from app.case_papers.clauses.texts import CLAUSES, Clause
from app.law.sources import Source, source

LANGUAGES = ("ko", "en")
__all__ = ["CLAUSES", "LABELS", "LANGUAGES", "Clause", "Wording"]


@dataclass(slots=True)
class Wording:
    """The words of one paper in one language; it remembers which sources its clauses rested on, as of a day."""

    language: str
    on: date
    cited: list[Source] = field(default_factory=list)

    def __getitem__(self, key: str) -> str:
        """Return a fixed label.

        :raises KeyError: if there is none.
        """
        return LABELS[key][LANGUAGES.index(self.language)]

    def say(self, key: str, **values: object) -> str:
        """Return a label with its gaps filled."""
        return self[key].format(**values)

    def clause(self, key: str, **values: object) -> str:
        """Return a clause with its gaps filled, and remember its sources.

        :raises KeyError: if there is none.
        """
        clause = CLAUSES[key]
        for name in clause.sources:
            self.cite(name)
        return (clause.ko if self.language == "ko" else clause.en).format(**values)

    def cite(self, key: str) -> Source:
        """Return a source as of the day of the paper, and remember it.

        :raises app.law.sources.UnknownSource: if there is none of the key.
        :raises app.law.sources.NotInForce: if it does not hold that day.
        """
        found = source(key, on=self.on)
        if found not in self.cited:
            self.cited.append(found)
        return found

    def citation(self, key: str) -> str:
        """Return how a source is named in the text: in English with its title, its number as it is cited in Korea."""
        found = self.cite(key)
        if self.language == "ko":
            return f"{found.citation} ({found.title})"
        return f"{found.title_en} ({found.citation})"
