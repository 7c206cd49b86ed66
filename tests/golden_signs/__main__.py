"""Paints every sign anew."""

from tests.golden_signs import FOLDER, SIGNS, painted

for name in SIGNS:
    painted(name).save(FOLDER / f"{name}.png", optimize=True)
