"""Our own policy, published and read again, states exactly what the registry says: 300 random registries.

All are published as HTML and text, every third also as PDF and DOCX, which the suite's time allows;
``python -m tests.layouts.round_trip`` tries any number in every format, and prints what differs.
"""

from itertools import count

from app.policy.formats import FORMATS
from tests.layouts.round_trip import READABLE, published, read_back, tried

SLOW = {"pdf", "docx"}
EVERY = 3


def test_what_is_read_is_what_three_hundred_registries_say():
    names = [name for name in READABLE if name in FORMATS]
    numbers = count()

    @tried(300)
    def compare(things, form, language):
        wanted, document = published(things, form, language)
        number = next(numbers)
        for name in names:
            if name in SLOW and number % EVERY:
                continue
            found = read_back(document, name)
            assert sorted(found - wanted, key=repr) == [], f"{name}: made up"
            assert sorted(wanted - found, key=repr) == [], f"{name}: missing"

    assert {"html", "txt", "pdf"} <= set(names)
    compare()
