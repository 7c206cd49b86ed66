"""Owns whole numbers as addresses and forms say them: those a database can hold, and no others."""

from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1
"""What a column of four bytes holds; PostgreSQL refuses to compare one with more, SQLite what is beyond eight."""


def whole(text: str) -> int | None:
    """Return a number that is not negative, written in ASCII digits; None for anything else, however long."""
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(LARGEST)):
        return None
    number = int(text)
    return number if number <= LARGEST else None


class WholeConverter(IntegerConverter):
    """The numbers in addresses: beyond what a database holds there is nothing, so nothing is found."""

    def __init__(self, map: Map, fixed_digits: int = 0, min: int | None = None, max: int | None = None) -> None:  # noqa: A002  # As Werkzeug names them.
        """Limit an address that states no limit of its own."""
        super().__init__(map, fixed_digits, min, LARGEST if max is None else max)
