"""Owns which heads a cell of an HTML table has where cells are merged: there ``scope`` alone leaves it open."""

from markupsafe import Markup

from app.policy.domain import Table


class Heads:
    """The ids of the heads of one table, and for each cell beside a merged one the heads it stands under."""

    def __init__(self, table: Table, name: str) -> None:
        """Look where cells are merged; ``name`` is the beginning of every id."""
        self.spans = table.row_spans()
        self._naming, self._name = table.naming_column, name
        self._merged = [any(span != 1 for span in row) for row in self.spans]
        self._any = any(self._merged)
        self._tops: list[int] = []  # For each row, the row in which the cell that names it begins.
        for number, row in enumerate(self.spans):
            self._tops.append(number if row[self._naming] else self._tops[number - 1])

    def id_of_column(self, place: int) -> Markup:
        """Return the id of a column's head as an attribute, if cells name it."""
        return Markup(' id="{}c{}"').format(self._name, place) if self._any else Markup("")

    def id_of_row(self, number: int) -> Markup:
        """Return the id of a row's head as an attribute, if cells name it."""
        return Markup(' id="{}r{}"').format(self._name, number) if self._merged[number] else Markup("")

    def of_cell(self, number: int, place: int) -> Markup:
        """Return the heads of a cell as an attribute: its column, and every row it spans."""
        if not self._merged[number]:
            return Markup("")
        names = [f"{self._name}c{place}"]
        if place != self._naming:
            covered = range(number, number + self.spans[number][place])
            names += [f"{self._name}r{top}" for top in dict.fromkeys(self._tops[row] for row in covered)]
        return Markup(' headers="{}"').format(" ".join(names))
