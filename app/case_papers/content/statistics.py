"""Owns the statistics of a year on paper: every division by month, with totals that add up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.case_papers.clauses import Wording
from app.case_papers.content import parts
from app.case_papers.domain.facts import Sender
from app.case_papers.domain.figures import MONTHS, Count, YearFigures, median_days, summed
from app.case_papers.domain.paper import Block, Paper, Table, Text
from app.kernel.clock import kst_day

NAME = "statistics"
NONE = "–"


@dataclass(frozen=True, slots=True)
class YearStatistics:
    """The figures of a year as a paper; nobody is named. ``whole`` False: of some sites only, and it says so."""

    sender: Sender
    figures: YearFigures
    whole: bool = True

    def paper(self, language: str = "ko") -> Paper:
        """Return the statistics in a language."""
        figures = self.figures
        words = Wording(language, kst_day(figures.counted_at))
        blocks: list[Block] = [
            _divided(words, "kinds", "kind", figures.kinds),
            _divided(words, "requesters", "requester", figures.requesters),
            _divided(words, "channels", "channel", figures.channels),
            _divided(words, "outcomes", "outcome", figures.outcomes),
        ]
        if any(count.total for count in figures.grounds):
            rows = [(words.citation(count.name), count.months) for count in figures.grounds if count.total]
            blocks.append(_table(words, "grounds", [*rows, (words["stats.all"], summed(figures.grounds))]))
        else:
            blocks.append(Text(words["stats.no_grounds"], label=words["stats.grounds"]))
        blocks += [_days(words, figures), _table(words, "events", _named(words, "event", figures.events))]
        blocks.append(parts.closing(words, self.sender, kst_day(figures.counted_at)))
        under = words.say("stats.counted", moment=parts.moment(words, figures.counted_at))
        if not self.whole:
            under = f"{under} {words['stats.part']}"
        title = words.say("title.statistics", year=figures.year)
        return parts.paper(words, self.sender, name=NAME, title=title, under_title=under, blocks=blocks)


def _named(words: Wording, family: str, counts: Iterable[Count]) -> list[tuple[str, Sequence[int]]]:
    return [(_capital(words[f"{family}.{count.name}"]), count.months) for count in counts]


def _divided(words: Wording, caption: str, family: str, counts: Sequence[Count]) -> Table:
    return _table(words, caption, [*_named(words, family, counts), (words["stats.all"], summed(counts))])


def _table(words: Wording, caption: str, rows: Iterable[tuple[str, Sequence[int]]]) -> Table:
    body = tuple((label, *map(str, months), str(sum(months))) for label, months in rows)
    return Table(words[f"stats.{caption}"], _head(words), body)


def _days(words: Wording, figures: YearFigures) -> Table:
    """Return how long answers took; median and longest of the year are of all its answers, not sums of the months."""
    spans = (*figures.answered, figures.all_answered)
    medians = (median_days(days) for days in spans)
    rows = (
        (words["stats.answered"], *(str(len(days)) for days in spans)),
        (words["stats.median"], *(NONE if middle is None else f"{middle:g}" for middle in medians)),
        (words["stats.longest"], *(str(max(days)) if days else NONE for days in spans)),
    )
    return Table(words["stats.days"], _head(words), rows)


def _head(words: Wording) -> tuple[str, ...]:
    return (words["stats.name"], *(words.say("stats.month", month=month) for month in MONTHS), words["stats.all"])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
