"""Builds published versions for the exported site, without a database."""

from datetime import date

from app.policy.domain import Form
from app.policy.formats import FORMATS
from app.policy.static_site import KeptFile, Published
from app.policy.writers.comparison import Edition
from app.registry.domain import Site
from tests.builders.policy import a_policy

KEPT = ("html", "fragment", "txt", "json", "md")


def a_published(number, day, *sites, languages=("ko", "en"), note="고침"):
    """Return a published version that speaks of some sites, or of one."""
    things = sites or (Site(code="A", name=f"사옥 {number} <b>", camera_count=number),)
    texts = {language: a_policy(*things, language=language) for language in languages}
    files = tuple(
        KeptFile(Form.STANDALONE, language, name, FORMATS[name].write(text))
        for language, text in texts.items()
        for name in KEPT
    )
    return Published(Edition(number, day, note), Form.STANDALONE, texts, files)


def three_published():
    """Return a past version in Korean, one in force and one announced in both languages, for any day in May 2026."""
    return (
        a_published(1, date(2026, 3, 2), languages=("ko",), note="처음 정함"),
        a_published(2, date(2026, 4, 1)),
        a_published(3, date(2026, 6, 1)),
    )
