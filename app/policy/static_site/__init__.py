"""Owns the policy as a web site of files: for a company's web server, without a program, a cookie or a script. Pure.

The files of a version are given out as they were kept. All addresses are relative, so the site opens from a folder too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files

from markupsafe import Markup, escape

from app.policy.domain import PolicyDocument
from app.policy.formats import FORMATS
from app.policy.static_site.packing import sitemap, zip_pieces, zipped
from app.policy.static_site.words import SAID, TONGUES
from app.policy.writers.comparison import WORDS, Edition, comparison
from app.policy.writers.comparison_html import comparison_fragment
from app.policy.writers.comparison_pdf import comparison_pdf

OFFERED = ("pdf", "docx", "hwpx", "html", "fragment", "txt", "md", "json")
"""The files offered to readers, in this order, as far as a version was published in them."""
CHECKSUMS, SITEMAP = "SHA256SUMS", "sitemap.xml"
_SCREEN, _PRINT = "policy.css", "print.css"


__all__ = [
    "CHECKSUMS",
    "SITEMAP",
    "KeptFile",
    "Published",
    "file_path",
    "organisation_of",
    "page_path",
    "site",
    "zip_pieces",
    "zipped",
]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it was published."""

    form: str
    language: str
    name: str  # Of its format.
    content: bytes


@dataclass(frozen=True, slots=True)
class Published:
    """A published version with its texts, by language, in the form pages show, and all its files."""

    edition: Edition
    form: str
    texts: Mapping[str, PolicyDocument]
    files: tuple[KeptFile, ...]

    @property
    def number(self) -> int:
        """Return the number of the version."""
        return self.edition.number or 0

    @property
    def day(self) -> date:
        """Return the day it takes effect."""
        return self.edition.effective_on or date.max


def site(versions: Sequence[Published], *, on: date, organisation: str, address: str | None = None) -> dict[str, bytes]:
    """Return the files of the site by their path: the version in force ``on`` a day first.

    ``address``: where the site will stand; only then a sitemap is written, because it needs whole addresses.
    """
    ordered = sorted(versions, key=lambda one: (one.day, one.number))
    current = next((one for one in reversed(ordered) if one.day <= on), None)
    plan = _Plan(ordered, current, on, organisation)
    made: dict[str, bytes] = {_SCREEN: _style(), _PRINT: _paper(), **dict(plan.pages())}
    if address:
        made[SITEMAP] = sitemap(address.rstrip("/"), [path for path in made if path.endswith(".html")])
    sums = [f"{sha256(content).hexdigest()}  {path}\n" for path, content in sorted(made.items())]
    made[CHECKSUMS] = "".join(sums).encode()
    return dict(sorted(made.items()))


def organisation_of(versions: Sequence[Published]) -> str:
    """Return whose policy it is, as the newest of some versions says."""
    newest_first = sorted(versions, key=lambda one: (one.day, one.number), reverse=True)
    return next((text.organisation for one in newest_first for text in one.texts.values()), "")


def page_path(number: int, tongue: str) -> str:
    """Return where the page of a version stands."""
    return f"versions/{number}{_tail(tongue)}.html"


def file_path(number: int, one: KeptFile) -> str:
    """Return where a file of a version stands."""
    fragment = "-fragment" if one.name == "fragment" else ""
    return f"files/cctv-policy-v{number}-{one.form}-{one.language}{fragment}.{FORMATS[one.name].ending}"


def _tail(tongue: str) -> str:
    return "" if tongue == "ko" else f".{tongue}"


class _Plan:
    """The site being written."""

    def __init__(self, ordered: Sequence[Published], current: Published | None, on: date, organisation: str) -> None:
        self._ordered, self._current, self._on, self._organisation = ordered, current, on, organisation
        found = dict.fromkeys(tongue for one in ordered for tongue in one.texts)
        self._tongues = [tongue for tongue in SAID if tongue in found] or ["ko"]

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """Return every page and file with its path."""
        for tongue in self._tongues:
            yield f"index{_tail(tongue)}.html", self._front(tongue)
            yield f"versions/index{_tail(tongue)}.html", self._list(tongue)
            for before, one in zip([None, *self._ordered], self._ordered, strict=False):
                if tongue in one.texts:
                    yield page_path(one.number, tongue), self._version(one, before, tongue)
                if before is not None and tongue in one.texts and tongue in before.texts:
                    yield from self._compared(before, one, tongue)
        for one in self._ordered:
            yield from ((file_path(one.number, kept), kept.content) for kept in one.files)

    def _front(self, tongue: str) -> bytes:
        words = SAID[tongue]
        if self._current is None or tongue not in self._current.texts:
            body = Markup("<p>{}</p>").format(words["none"])
            return self._page(words["title"], body, tongue, depth=0, path="index")
        place = self._ordered.index(self._current)
        before = self._ordered[place - 1] if place else None
        return self._text(self._current, before, tongue, depth=0, path="index")

    def _version(self, one: Published, before: Published | None, tongue: str) -> bytes:
        return self._text(one, before, tongue, depth=1, path=f"versions/{one.number}")

    def _text(self, one: Published, before: Published | None, tongue: str, *, depth: int, path: str) -> bytes:
        up, words = "../" * depth, SAID[tongue]
        links = [
            Markup('<a href="{}{}" download>{}</a>').format(up, file_path(one.number, kept), _called(kept, words))
            for kept in sorted(one.files, key=_order)
            if (kept.form, kept.language) == (one.form, tongue)
        ]
        if before is not None and tongue in before.texts:
            target = f"{up}compare/{before.number}-{one.number}{_tail(tongue)}.html"
            links.append(Markup('<a href="{}">{}</a>').format(target, words["compare"]))
        fragment = next(
            kept.content.decode()
            for kept in one.files
            if (kept.form, kept.language, kept.name) == (one.form, tongue, "fragment")
        )
        body = Markup('<p class="wb-policy-label">{}</p>\n<p class="wb-site-files">{}</p>\n{}').format(
            self._state(one, words),
            Markup(" · ").join(links),
            Markup(fragment),  # noqa: S704  # As it was published; the writer escaped every text.
        )
        return self._page(one.edition.name(tongue), body, tongue, depth=depth, path=path)

    def _state(self, one: Published, words: Mapping[str, str]) -> str:
        key = "coming" if one.day > self._on else "in_force" if one is self._current else "past"
        return words[key].format(day=one.day.isoformat())

    def _list(self, tongue: str) -> bytes:
        words, said = SAID[tongue], WORDS[tongue]
        rows = []
        for one in reversed(self._ordered):
            name: str | Markup = one.edition.name(tongue)
            if tongue in one.texts:
                name = Markup('<a href="{}{}.html">{}</a>').format(one.number, _tail(tongue), name)
            rows.append(
                Markup('<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>').format(
                    name, one.day.isoformat(), self._state(one, words), one.edition.note
                )
            )
        heads = Markup("").join(
            Markup('<th scope="col">{}</th>').format(text)
            for text in (said["version"], said["day"], words["state"], said["note"])
        )
        body = Markup(
            '<div class="wb-policy"><div class="wb-policy-table" role="region" tabindex="0" aria-label="{0}">'
            "<table><caption>{0}</caption><thead><tr>{1}</tr></thead><tbody>{2}</tbody></table></div></div>"
        ).format(words["all"], heads, Markup("\n").join(rows))
        return self._page(words["all"], body if rows else escape(words["none"]), tongue, depth=1, path="versions/index")

    def _compared(self, before: Published, one: Published, tongue: str) -> Iterator[tuple[str, bytes]]:
        found = comparison(
            before.texts[tongue],
            one.texts[tongue],
            before=before.edition,
            after=one.edition,
            history=[each.edition for each in self._ordered if each.day <= one.day],
        )
        path = f"compare/{before.number}-{one.number}"
        paper = f"{path}{_tail(tongue)}.pdf"
        body = Markup('<p class="wb-site-files"><a href="../{}" download>PDF</a></p>\n{}').format(
            paper,
            Markup(comparison_fragment(found)),  # noqa: S704  # The writer escapes every text.
        )
        yield f"{path}{_tail(tongue)}.html", self._page(found.heading, body, tongue, depth=1, path=path)
        yield paper, comparison_pdf(found)

    def _page(self, title: str, body: Markup, tongue: str, *, depth: int, path: str) -> bytes:
        up, words = "../" * depth, SAID[tongue]
        others = [
            Markup('<a href="{0}{1}{2}.html" hreflang="{3}" lang="{3}">{4}</a>').format(
                up, path, _tail(other), other, TONGUES[other]
            )
            for other in self._tongues
            if other != tongue and self._has(path, other)
        ]
        way = [
            Markup('<a href="{}index{}.html">{}</a>').format(up, _tail(tongue), words["current"]),
            Markup('<a href="{}versions/index{}.html">{}</a>').format(up, _tail(tongue), words["all"]),
            *others,
        ]
        text = _PAGE.format(
            tongue=tongue,
            title=title,
            organisation=self._organisation,
            up=up,
            skip=words["skip"],
            way=words["way"],
            links=Markup(" ").join(way),
            body=body,
        )
        return text.encode()

    def _has(self, path: str, tongue: str) -> bool:
        """Return whether a page is there in another language too."""
        folder, _, name = path.rpartition("/")
        if name == "index":
            return True
        numbers = {int(number) for number in name.split("-")}
        return all(tongue in one.texts for one in self._ordered if one.number in numbers) and folder != ""


_PAGE = Markup(
    """<!doctype html>
<html lang="{tongue}" data-bs-theme="auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · {organisation}</title>
<link rel="stylesheet" href="{up}policy.css">
<link rel="stylesheet" href="{up}print.css" media="print">
</head>
<body class="wb-policy-page wb-site">
<a class="wb-site-skip" href="#content">{skip}</a>
<header class="wb-site-top"><span class="wb-site-name">{organisation}</span>
<nav aria-label="{way}">{links}</nav></header>
<main id="content" tabindex="-1">
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""
)


@cache
def _style() -> bytes:
    """Return the style of the screen: that of the policy, and of the frame around it."""
    static = files("app") / "static"
    return (static / "policy.css").read_bytes() + (static / "policy-site.css").read_bytes()


@cache
def _paper() -> bytes:
    return (files("app") / "static" / "policy-site-print.css").read_bytes()


def _called(kept: KeptFile, words: Mapping[str, str]) -> str:
    return words["fragment"] if kept.name == "fragment" else kept.name.upper()


def _order(kept: KeptFile) -> tuple[int, str]:
    return OFFERED.index(kept.name) if kept.name in OFFERED else len(OFFERED), kept.name
