"""Owns what letters inside a paragraph are read aloud as, where how they look would say it only to the eye."""

from app.documents.canvas import TaggedCanvas
from app.documents.metadata import pdf_text

BEGIN, END = "begin_heard", "end_heard"
"""What ReportLab's markup calls them by: ``<onDraw name="begin_heard" label="…"/>``."""


def allow_heard(canvas: TaggedCanvas) -> None:
    """Let paragraphs on a canvas say what some of their letters are read aloud as."""
    canvas.setNamedCB(BEGIN, _begin)
    canvas.setNamedCB(END, _end)


def _begin(canvas: TaggedCanvas, _kind: str, words: str) -> None:
    _write(canvas, f"/Span <</ActualText{pdf_text(words).decode('latin-1')}>> BDC")


def _end(canvas: TaggedCanvas, _kind: str, _words: str) -> None:
    _write(canvas, "EMC")


def _write(canvas: TaggedCanvas, operators: str) -> None:
    """Write operators among those of the letters that ReportLab has gathered and not written yet."""
    if canvas.tagged and not canvas.in_artifact:
        canvas._curr_tx_info["tx"]._code.append(operators)  # noqa: SLF001  # ReportLab offers no other way in.
