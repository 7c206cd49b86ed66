"""Owns the comparison on paper: 신·구 대비표 as tagged PDF on landscape pages.

What was removed is struck through, what was added is bold and underlined; who hears the paper is told in words.
"""

from collections.abc import Mapping, Sequence

from app.documents.flow import Flow
from app.documents.flowables import Cell, Look, Marked
from app.policy.redline.model import Mark, Run
from app.policy.writers.comparison import Comparison

_LOCALES = {"ko": "ko-KR", "en": "en"}


def comparison_pdf(comparison: Comparison) -> bytes:
    """Return the comparison as PDF/UA-1 and PDF/A-2a; the same comparison gives the same bytes.

    :raises app.documents.fonts.Undrawable: if a character is in no font.
    """
    words, language = comparison.words, comparison.language
    flow = Flow(
        title=comparison.heading,
        author=comparison.organisation,
        subject=f"{comparison.before.name(language)} → {comparison.after.name(language)}",
        lang=_LOCALES.get(language, language),
        wide=True,
    )
    flow.heading(comparison.heading, 1)
    flow.paragraph(comparison.before.named(language), lead=words["before"])
    flow.paragraph(comparison.after.named(language), lead=words["after"])
    if comparison.reason:
        flow.paragraph(comparison.reason, lead=words["reason"])
    flow.heading(words["changes"], 2)
    flow.paragraph(comparison.said)
    if comparison.sentences:
        flow.items(comparison.sentences)
    if comparison.entries:
        flow.heading(words["title"], 2)
        flow.paragraph(words["legend_paper"], kind="note")
        rows = [
            [
                Cell("\n".join(part for part in (entry.clause, entry.place) if part), heads_row=True),
                _cell(entry.before, words),
                _cell(entry.after, words),
            ]
            for entry in comparison.entries
        ]
        flow.table(head=[[words["clause"], words["before"], words["after"]]], rows=rows, widths=[1.1, 2, 2])
    if comparison.history:
        flow.heading(words["history"], 2)
        flow.table(
            head=[[words["version"], words["day"], words["note"]]],
            rows=[
                [
                    Cell(edition.name(language), heads_row=True),
                    edition.effective_on.isoformat() if edition.effective_on else "",
                    edition.note,
                ]
                for edition in comparison.history
            ],
            widths=[1, 1, 4],
        )
    return flow.pdf()


def _cell(runs: Sequence[Run], words: Mapping[str, str]) -> Cell:
    looks = {Mark.REMOVED: (Look.REMOVED, words["deleted"]), Mark.ADDED: (Look.ADDED, words["inserted"])}
    marks, text = [], ""
    for run in runs:
        if run.mark is not Mark.KEPT:
            marks.append(Marked(len(text), len(text) + len(run.text), *looks[run.mark]))
        text += run.text
    return Cell(text, marked=tuple(marks))
