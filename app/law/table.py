"""Owns the table of ``docs/legal-sources.md``; run ``python -m app.law.table`` to print it after a change."""

import sys

from app.law.citation import Source
from app.law.sources import SOURCES

HEAD = (
    "| 키 key | 조항 article | 제목 title | 요지 in our words | in English | 확인 | 시행 from | 까지 to | 확인일 |\n"
    "|---|---|---|---|---|---|---|---|---|\n"
)


def row(source: Source) -> str:
    """Return the line of one source; a first day that was not read is marked with ``~``."""
    cells = (
        f"`{source.key}`",
        source.citation,
        f"{source.title} · {source.title_en}",
        source.in_words,
        source.in_words_en,
        source.confirmed.value,
        ("" if source.since_confirmed else "~") + source.in_force_from.isoformat(),
        source.in_force_to.isoformat() if source.in_force_to else "",
        source.checked_on.isoformat(),
    )
    return "| " + " | ".join(cells) + " |"


def table() -> str:
    """Return the whole table, in order."""
    return HEAD + "\n".join(row(source) for source in SOURCES) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table())
