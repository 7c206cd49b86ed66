"""Owns "page n / N" of running text: the number of all pages, known only at the end."""

from typing import Any

from app.documents import fonts
from app.documents.canvas import TaggedCanvas
from app.documents.heard import allow_heard

QUIET = (0.29, 0.325, 0.38)


class NumberedCanvas(TaggedCanvas):
    """Draws the number of pages, known only at the end, as a form that every page refers to."""

    def __init__(self, *given: Any, **settings: Any) -> None:  # noqa: ANN401  # Passed on.
        """Begin a document whose paragraphs may say what they are read aloud as."""
        super().__init__(*given, **settings)
        allow_heard(self)

    def _finish(self) -> None:
        if self._code:
            self.showPage()
        if not self._doc.hasForm("total"):
            total = str(self.getPageNumber() - 1)
            self.beginForm("total", 0, -4, 60, 12)
            self.write(0, 0, total, font=fonts.REGULAR, size=8, colour=QUIET)
            self.endForm()
        super()._finish()
