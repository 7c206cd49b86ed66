"""The structure of a tagged PDF is read as browsers and word processors write it, not only as we do."""

from app.policy.extraction.counted import Counted
from app.policy.extraction.pdf_sheets import Sheet
from app.policy.extraction.pdf_tagged import Tagged
from app.policy.extraction.pdf_tags import Element
from app.policy.printed import Medium
from tests.unit.policy.extraction.shown import grids_of, texts_of


class Drawing:
    """Pages under construction: ``put`` draws a line of text and returns the element that holds it."""

    def __init__(self):
        self.letters = {1: [], 2: []}
        self.marks = 0

    def put(self, kind, *lines, page=1, tag="NonStruct", marked=True):
        self.marks += 1
        for line in lines:
            top = 60.0 + 20 * len({letter["top"] for letter in self.letters[page]})
            for place, letter in enumerate(line):
                self.letters[page].append(
                    {
                        "text": letter,
                        "x0": 50.0 + 10 * place,
                        "x1": 60.0 + 10 * place,
                        "top": top,
                        "bottom": top + 10,
                        "size": 10.0,
                        "fontname": "Body",
                        "mcid": self.marks if marked else None,
                        "tag": tag,
                        "page_number": page,
                    }
                )
        return Element(kind, {}, [Element("NonStruct", {}, [(page, self.marks)])])

    def tagged(self):
        return Tagged([Sheet(number, 600.0, 800.0, letters, [], [], 0) for number, letters in self.letters.items()])

    def read(self, *elements):
        counted = Counted()
        tagged = self.tagged()
        root = Element("Root", {}, [Element("Document", {}, list(elements))])
        assert tagged.trusted(root)
        tagged.add_to(counted, root)
        return counted.printed(Medium.PDF)


def test_items_with_words_beside_a_list_inside_them_are_lines_of_their_depth():
    page = Drawing()
    inner = Element("L", {}, [Element("LI", {}, [page.put("Lbl", "-"), page.put("NonStruct", "둘")])])
    outer = Element("LI", {}, [page.put("Lbl", "1."), page.put("NonStruct", "하나"), inner])
    printed = page.read(Element("L", {}, [outer]))
    assert [(piece.marker, piece.text, piece.depth) for piece in printed.pieces] == [("1.", "하나", 0), ("-", "둘", 1)]


def test_words_between_blocks_are_paragraphs_and_headings_keep_their_rank():
    page = Drawing()
    block = Element("Div", {}, [page.put("H2", "가. 목적"), page.put("Span", "앞 글"), page.put("P", "뒤 글")])
    printed = page.read(Element("Sect", {}, [block]))
    assert [(piece.level, piece.whole) for piece in printed.pieces] == [
        (2, "가. 목적"),
        (None, "앞 글"),
        (None, "뒤 글"),
    ]


def test_spans_a_caption_and_heads_repeated_on_the_next_page_are_understood():
    page = Drawing()
    caption = page.put("Caption", "현황")
    head = [page.put("TH", "장소"), page.put("TH", "대수")]
    for cell, text in zip(head, ("장소", "대수"), strict=True):
        cell.children += page.put("TH", text, page=2).children
    wide = page.put("TD", "합계")
    wide.attributes = {"ColSpan": 2}
    rows = [Element("TR", {}, row) for row in (head, [page.put("TD", "본사"), page.put("TD", "4대")], [wide])]
    (grid,) = grids_of(page.read(Element("Table", {}, [caption, *rows])))
    assert (texts_of(grid), grid.caption) == ([["장소", "대수"], ["본사", "4대"], ["합계", "~합계"]], "현황")


def test_a_structure_that_leaves_out_much_of_the_pages_is_not_trusted():
    page = Drawing()
    held = page.put("P", "조금")
    page.put("P", "구조에 없는 훨씬 긴 글이 본문에 있습니다", tag=None, marked=False)
    assert not page.tagged().trusted(Element("Root", {}, [held]))
