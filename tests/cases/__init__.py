"""Facts of 23 published CCTV policies, with where each was read; facts only, none of their wording.

``case`` and ``source`` say what was read: its address where there is one, the kind of copy, and which items lay past
the end of the copy. Posts stand for persons. Fields are explained in ``conversion.py``.
"""

import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
NUMBERS = tuple(sorted(path.stem for path in FOLDER.glob("[0-9][0-9].json")))


def case(number):
    """Return the facts of one case."""
    return json.loads((FOLDER / f"{number}.json").read_text("utf-8"))
