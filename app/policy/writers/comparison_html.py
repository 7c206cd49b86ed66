"""Owns the comparison as HTML: 신·구 대비표 and the history of changes, as a piece of a page and as a page."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape

from app.policy.redline.model import Mark, Run
from app.policy.writers.comparison import Comparison


def comparison_fragment(comparison: Comparison, *, top: int = 2) -> str:
    """Return the head, the sentences, the table and the history; ``top`` is the level of its headings.

    What was removed and added is told by ``del`` and ``ins``, by strike-through and underline, and in words for those
    who hear it.
    """
    return "\n".join(
        [
            Markup('<section class="wb-policy wb-policy-comparison" lang="{}">').format(comparison.language),
            *_head(comparison),
            *_changes(comparison, top),
            *_table(comparison),
            *_history(comparison, top),
            "</section>\n",
        ]
    )


def comparison_page(comparison: Comparison) -> str:
    """Return the comparison as a whole page with its style inside, to be printed or put on a web server."""
    return _PAGE.format(
        language=comparison.language,
        title=comparison.heading,
        organisation=comparison.organisation,
        style=Markup(_style()),  # noqa: S704  # Our own file.
        body=Markup(comparison_fragment(comparison)),  # noqa: S704  # Escaped piece by piece below.
    )


def marked(runs: Sequence[Run], words: tuple[str, str]) -> Markup:
    """Return runs as HTML; the words say "removed" and "added" to those who do not see the marks."""
    deleted, inserted = words
    parts = []
    for run in runs:
        text = Markup("<br>").join(escape(line) for line in run.text.split("\n"))
        match run.mark:
            case Mark.KEPT:
                parts.append(text)
            case Mark.REMOVED:
                parts.append(_DELETED.format(deleted, text))
            case Mark.ADDED:
                parts.append(_INSERTED.format(inserted, text))
    return Markup("").join(parts)


_DELETED = Markup('<del><span class="wb-policy-unseen">[{}: </span>{}<span class="wb-policy-unseen">]</span></del>')
_INSERTED = Markup('<ins><span class="wb-policy-unseen">[{}: </span>{}<span class="wb-policy-unseen">]</span></ins>')
_PAGE = Markup(
    """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>{title} · {organisation}</title>
<style>
{style}</style>
</head>
<body class="wb-policy-page">
<main>
<p class="wb-policy-label">{organisation}</p>
<h1>{title}</h1>
{body}</main>
</body>
</html>
"""
)


@cache
def _style() -> str:
    return (files("app") / "static" / "policy.css").read_text("utf-8")


def _head(comparison: Comparison) -> Iterator[str]:
    words, language = comparison.words, comparison.language
    yield '<dl class="wb-policy-editions">'
    pairs = [
        (words["before"], comparison.before.named(language)),
        (words["after"], comparison.after.named(language)),
        *([(words["reason"], comparison.reason)] if comparison.reason else []),
    ]
    yield from (Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(*pair) for pair in pairs)
    yield "</dl>"


def _changes(comparison: Comparison, top: int) -> Iterator[str]:
    yield Markup("<h{0}>{1}</h{0}>").format(top, comparison.words["changes"])
    yield Markup("<p>{}</p>").format(comparison.said)
    if comparison.sentences:
        yield "<ul>"
        yield from (Markup("<li>{}</li>").format(sentence) for sentence in comparison.sentences)
        yield "</ul>"


def _table(comparison: Comparison) -> Iterator[str]:
    if not comparison.entries:
        return
    words = comparison.words
    yield Markup('<p class="wb-policy-note">{}</p>').format(words["legend"])
    yield Markup('<div class="wb-policy-table" role="region" tabindex="0" aria-label="{}">').format(words["title"])
    yield Markup("<table><caption>{}</caption>").format(words["title"])
    heads = Markup("").join(
        Markup('<th scope="col">{}</th>').format(words[key]) for key in ("clause", "before", "after")
    )
    yield Markup("<thead><tr>{}</tr></thead><tbody>").format(heads)
    said = (words["deleted"], words["inserted"])
    for number, entry in enumerate(comparison.entries):
        again = number > 0 and comparison.entries[number - 1].clause == entry.clause
        unseen = Markup(' class="wb-policy-again"') if again and entry.place else ""
        clause = Markup("<span{}>{}</span>").format(unseen, entry.clause)
        place = Markup('<span class="wb-policy-where">{}</span>').format(entry.place) if entry.place else ""
        yield Markup('<tr><th scope="row">{} {}</th><td>{}</td><td>{}</td></tr>').format(
            clause, place, marked(entry.before, said), marked(entry.after, said)
        )
    yield "</tbody></table></div>"


def _history(comparison: Comparison, top: int) -> Iterator[str]:
    if not comparison.history:
        return
    words, language = comparison.words, comparison.language
    yield Markup("<h{0}>{1}</h{0}>").format(top, words["history"])
    yield Markup('<div class="wb-policy-table" role="region" tabindex="0" aria-label="{}">').format(words["history"])
    yield Markup("<table><caption>{}</caption>").format(words["history"])
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(words[key]) for key in ("version", "day", "note"))
    yield Markup("<thead><tr>{}</tr></thead><tbody>").format(heads)
    for edition in comparison.history:
        day = edition.effective_on.isoformat() if edition.effective_on else ""
        yield Markup('<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>').format(
            edition.name(language), day, edition.note
        )
    yield "</tbody></table></div>"
