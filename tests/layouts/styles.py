"""The styles: how a policy is arranged, and as which file it is published."""

from dataclasses import dataclass

from tests.layouts import arranging, rendering
from tests.layouts.content import Told
from tests.layouts.files import pdf, word
from tests.layouts.surroundings import surrounded
from tests.layouts.wording import Wording


@dataclass(frozen=True)
class Style:
    """A way of publishing: the arrangement, the writing, the ending of the file."""

    name: str
    arrange: object
    write: object
    ending: str
    long: bool = False

    def lay_out(self, case):
        """Return the name and the bytes of a policy that states the facts of a case."""
        words = Wording(case, self.name)
        blocks = self.arrange(Told(case, words))
        if self.long:
            blocks = surrounded(blocks, words)
        written = self.write(blocks, words)
        return f"{case['case']}-{self.name}.{self.ending}", written


def _html(blocks, words):
    return rendering.html(blocks, language=words.language).encode()


def _html_lines(blocks, words):
    return rendering.html(blocks, language=words.language, nested_headings=False).encode()


def _flat(blocks, words):
    return rendering.flattened(blocks, words=words).encode()


def _plain(blocks, _words):
    return rendering.plain(blocks).encode()


def _cp949(blocks, _words):
    return rendering.plain(blocks).encode("cp949")


STYLES = (
    Style("merged", arranging.by_section, _html, "html"),
    Style("merged-lines", arranging.by_section, _html_lines, "html"),
    Style("flattened", arranging.by_section, _flat, "txt"),
    Style("lists", arranging.lists, _plain, "txt"),
    Style("lists-html", arranging.lists, _html, "html"),
    Style("by-place", arranging.by_place, _html, "html"),
    Style("by-place-text", arranging.by_place, _plain, "txt"),
    Style("joined", arranging.joined, _html, "html"),
    Style("joined-flat", arranging.joined, _flat, "txt"),
    Style("wide", arranging.wide, _html, "html"),
    Style("wide-flat", arranging.wide, _flat, "txt"),
    Style("transposed", arranging.transposed, _html, "html"),
    Style("long", arranging.by_section, _html, "html", long=True),
    Style("long-flat", arranging.joined, _flat, "txt", long=True),
    Style("cp949", arranging.lists, _cp949, "txt"),
    Style("pdf-ruled", arranging.by_section, lambda blocks, _words: pdf(blocks), "pdf"),
    Style("pdf-wide", arranging.wide, lambda blocks, _words: pdf(blocks), "pdf"),
    Style("pdf-bare", arranging.joined, lambda blocks, _words: pdf(blocks, ruled=False), "pdf"),
    Style("pdf-lists", arranging.lists, lambda blocks, _words: pdf(blocks), "pdf"),
    Style("docx", arranging.by_section, lambda blocks, _words: word(blocks), "docx"),
    Style("docx-place", arranging.by_place, lambda blocks, _words: word(blocks), "docx"),
    Style("docx-transposed", arranging.transposed, lambda blocks, _words: word(blocks), "docx"),
)
