"""Owns the two faces every paper is set in, and refuses what they cannot draw.

ReportLab drops a character its font lacks without a word; a sign that silently loses one is worse than no sign.
So all text passes ``check_text`` first. The faces are embedded whole-hearted: no paper names a font of the viewer.
"""

import re
import threading
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.settings import BadSetting

FOLDER = Path(__file__).resolve().parent.parent / "fonts"
REGULAR = "PretendardGOV"
BOLD = "PretendardGOV-Bold"
FILES = {REGULAR: "PretendardGOV-Regular.ttf", BOLD: "PretendardGOV-Bold.ttf"}
ASCENT, DESCENT = 0.77, 0.19
"""How far Hangul reaches above and below the base line, in parts of the size: what centring goes by."""

drawing = threading.RLock()
"""Held while a document is made: a face must not serve two documents at the same time."""


class MissingFonts(BadSetting):
    """The fonts were not copied at set-up. A fault of the installation, which stops the start; nothing entered is."""

    def __init__(self, missing: Path) -> None:
        """Name the file and the way out."""
        super().__init__(
            f"인쇄용 글꼴 파일이 없습니다: app/fonts/{missing.name}. "
            "설치(make run)를 다시 하십시오. (a font for printing is missing; run the set-up again)"
        )


class Undrawable(Refusal):
    """A text holds a character that the fonts for printing do not have."""

    text = N_("'{character}'({code}) 글자는 인쇄 글꼴에 없어 찍을 수 없습니다. 다른 글자로 바꾸십시오: {context}")


def check_installed(folder: Path = FOLDER) -> None:
    """Raise MissingFonts unless every font file is there: a look at the folder, so cheap enough for every start."""
    for file in FILES.values():
        if not (folder / file).is_file():
            raise MissingFonts(folder / file)


def register() -> None:
    """Make the faces known to ReportLab; a second call does nothing.

    :raises MissingFonts: if a font file is not there.
    """
    with drawing:
        if REGULAR in pdfmetrics.getRegisteredFontNames():
            return
        rl_config.useA85 = 0  # Plain deflate: a fifth smaller.
        rl_config.canvas_basefontname = REGULAR  # Else every page would name Helvetica, which is not embedded.
        check_installed()
        for name, file in FILES.items():
            pdfmetrics.registerFont(TTFont(name, str(FOLDER / file)))
        pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def check_text(text: str, font: str = REGULAR) -> str:
    """Return the text in NFC, having seen that the font can draw every character of it.

    :raises Undrawable: naming the first character that it cannot.
    """
    composed = unicodedata.normalize("NFC", text)
    drawable = _drawable(font)
    if drawable(composed):
        return composed
    for place, character in enumerate(composed):
        if not drawable(character):
            raise Undrawable(
                character=character if character.isprintable() else unicodedata.name(character, "?"),
                code=f"U+{ord(character):04X}",
                context=composed[max(0, place - 12) : place + 12],
            )
    return composed


def with_stand_ins(text: str, *, stand_in: str = "□", font: str = REGULAR) -> tuple[str, int]:
    """Return the text as ``check_text`` takes it, and how many characters had to be drawn as something else.

    Line breaks and tabs become spaces, which nobody misses, so they are not counted.
    """
    drawable, missing, drawn = _drawable(font), 0, list[str]()
    composed = unicodedata.normalize("NFC", text)
    if drawable(composed):
        return composed, 0
    for character in composed:
        if character in "\n\r\t":
            drawn.append(" ")
        elif not drawable(character):
            drawn.append(stand_in)
            missing += 1
        else:
            drawn.append(character)
    return "".join(drawn), missing


@lru_cache(maxsize=16_384)
def width(text: str, font: str) -> float:
    """Return how wide the text is when set in size 1."""
    return sum(map(_widths(font).__getitem__, text))


class _Widths(dict[str, float]):
    """The advance of each character, looked up in the face once."""

    def __init__(self, font: str) -> None:
        super().__init__()
        self._width = pdfmetrics.getFont(font).face.getCharWidth

    def __missing__(self, character: str) -> float:
        found: float = self._width(ord(character)) / 1000
        self[character] = found
        return found


@lru_cache
def _widths(font: str) -> _Widths:
    register()
    return _Widths(font)


@lru_cache
def _drawable(font: str) -> Callable[[str], object]:
    """Return what says whether a face has every character of a text; a pattern takes a hundredth of a set's memory."""
    register()
    codes = sorted(code for code in pdfmetrics.getFont(font).face.charToGlyph if code >= ord(" "))
    runs = [[code, code] for code in codes[:1]]
    for code in codes[1:]:
        if code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    ranges = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in runs)
    return re.compile(f"[{ranges}]*").fullmatch
