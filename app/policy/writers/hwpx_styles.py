"""Owns how the Hangul document looks: what each kind of text is set in, by the ids the file gives it."""

from dataclasses import dataclass

from hwpx import HwpxDocument
from lxml.etree import _Element

from app.policy.writers.office import FONT, GAP_INK, GAP_SHADE, INK, LINE, QUIET, RULE, SHADE

BODY_SIZE, CELL_SIZE = 1000, 900  # Hundredths of a point.
CELL_PITCH = 140  # The distance of lines in a cell, per cent of the letters.
_HEAD = "{http://www.hancom.co.kr/hwpml/2011/head}"
_FALLBACK = "함초롬돋움"  # Comes with every Hangul.
_KOREAN, _ENGLISH = 1042, 1033  # What Windows calls the languages.


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set: its shape, its letters and its style, each by its id in the head of the file."""

    shape: str
    letters: str
    style: str

    def opens(self) -> str:
        """Return the opening of a paragraph of this look."""
        return (
            f'<hp:p id="0" paraPrIDRef="{self.shape}" styleIDRef="{self.style}" pageBreak="0" columnBreak="0" '
            'merged="0">'
        )


@dataclass(frozen=True, slots=True)
class Looks:
    """Every look of a policy, and the borders of its cells."""

    by_name: dict[str, Look]
    missing: str
    missing_in_cell: str
    cell: str
    filled: str

    def __getitem__(self, name: str) -> Look:
        """Return the look of a name."""
        return self.by_name[name]


def set_looks(hangul: HwpxDocument, language: str) -> Looks:
    """Give a new document our fonts, paragraphs, styles and borders, and return their ids."""
    hangul.styles.ensure_font(FONT, subst_face=_FALLBACK, subst_type="TTF")
    _quiet_outline(hangul)
    head = hangul.parts.headers[0]

    def letters(size: float, colour: str = INK, *, bold: bool = False, highlight: str | None = None) -> str:
        return hangul.styles.ensure_run(font=FONT, size=size, color=f"#{colour}", bold=bold, highlight=highlight)

    def shape(
        *,
        before: int = 0,
        after: int = 0,
        pitch: int = 160,
        align: str = "LEFT",
        outline: int | None = None,
        kept: bool = False,
        border: str | None = None,
        left: int = 0,
        based_on: str = "0",
    ) -> str:
        return head.ensure_paragraph_format(
            base_para_pr_id=based_on,
            alignment=align,
            line_spacing_percent=pitch,
            margins={"prev": before, "next": after, "left": left},
            heading={"type": "OUTLINE", "idRef": "0", "level": outline} if outline is not None else None,
            border={"borderFillIDRef": border, "offsetTop": 400} if border else None,
            break_setting={"keep_with_next": kept, "keep_lines": kept, "widow_orphan": True},
        )

    rule = head.ensure_border_fill(border_color=f"#{RULE}", border_width="0.4 mm", active_borders=["top"])
    thin = head.ensure_border_fill(border_color=f"#{LINE}", border_width="0.12 mm", active_borders=["top"])
    cell, right = shape(pitch=CELL_PITCH), shape(pitch=CELL_PITCH, align="RIGHT")
    plain, strong = letters(CELL_SIZE / 100), letters(CELL_SIZE / 100, bold=True)
    body = letters(BODY_SIZE / 100)
    set_in = {
        "title": ("개요 1", shape(after=800, outline=0, kept=True), letters(19, bold=True)),
        "heading": (
            "개요 2",
            shape(before=1600, after=400, outline=1, kept=True, border=rule),
            letters(12.5, bold=True),
        ),
        "body": ("본문", shape(after=300), body),
        "kept": ("본문", shape(after=300, kept=True), body),
        "item": ("방침 항목", shape(after=150, left=300, based_on=_bulleted(hangul)), body),
        "note": ("방침 비고", shape(after=300), letters(9, QUIET)),
        "foot": ("방침 꼬리글", shape(before=1600, border=thin), letters(8.5, QUIET)),
        "page": ("방침 쪽 번호", shape(align="CENTER"), letters(8, QUIET)),
        "caption": ("캡션", shape(), letters(9.5, bold=True)),
        "after": ("방침 표 다음", shape(pitch=100), letters(4)),
        "cell": ("방침 표", cell, plain),
        "number": ("방침 표 수", right, plain),
        "name": ("방침 표 이름", cell, strong),
        "strong": ("방침 표 합계", cell, strong),
        "strong number": ("방침 표 합계 수", right, strong),
    }
    tongue = _KOREAN if language == "ko" else _ENGLISH
    looks = {
        name: Look(
            shape_id,
            letters_id,
            head.ensure_style(style, para_pr_id_ref=shape_id, char_pr_id_ref=letters_id, lang_id=tongue),
        )
        for name, (style, shape_id, letters_id) in set_in.items()
    }
    _sort_bullets(head.element)
    return Looks(
        looks,
        missing=letters(BODY_SIZE / 100, GAP_INK, highlight=f"#{GAP_SHADE}"),
        missing_in_cell=letters(CELL_SIZE / 100, GAP_INK, highlight=f"#{GAP_SHADE}"),
        cell=head.ensure_border_fill(border_color=f"#{LINE}"),
        filled=head.ensure_border_fill(border_color=f"#{LINE}", fill_color=f"#{SHADE}"),
    )


def _bulleted(hangul: HwpxDocument) -> str:
    """Return the id of a paragraph that begins with a dot."""
    hangul.add_paragraph("")
    hangul.styles.apply_list_format(paragraph_index=len(hangul.paragraphs) - 1, kind="bullet", bullet_char="•")
    return str(hangul.paragraphs[-1].para_pr_id_ref)


def _sort_bullets(head: _Element) -> None:
    """Put the bullets before the paragraphs that use them: the schema wants that order, python-hwpx adds them last."""
    references = head.find(f"{_HEAD}refList")
    references.find(f"{_HEAD}paraProperties").addprevious(references.find(f"{_HEAD}bullets"))


def _quiet_outline(hangul: HwpxDocument) -> None:
    """Take the numbers off the outline: the headings of a policy carry their own."""
    head = hangul.parts.headers[0]
    for one in head.element.iter(f"{_HEAD}numbering"):
        for level in one:
            level.text = None
            level.set("textOffset", "0")
            level.set("useInstWidth", "0")
    head.mark_dirty()
