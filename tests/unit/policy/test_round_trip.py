"""Our own policy, published and read again, states exactly what the registry says: random registries, every format.

Reading a PDF takes a third of a second, so the suite tries fewer of them; ``python -m tests.layouts.round_trip``
tries three hundred in every format.
"""

import pytest

from app.policy.formats import FORMATS
from tests.layouts.round_trip import READABLE, published, read_back, tried

SLOW = {"pdf": 30, "docx": 60}
QUICK = tuple(name for name in READABLE if name not in SLOW)


def check_read_back(names, things, form, language):
    wanted, document = published(things, form, language)
    for name in names:
        found = read_back(document, name)
        assert sorted(found - wanted, key=repr) == [], f"{name}: made up"
        assert sorted(wanted - found, key=repr) == [], f"{name}: missing"


def test_what_is_read_is_what_three_hundred_registries_say():
    @tried(300)
    def compare(things, form, language):
        check_read_back(QUICK, things, form, language)

    compare()


@pytest.mark.parametrize("name", [name for name in SLOW if name in FORMATS])
def test_files_of_a_word_processor_and_for_print_are_read_the_same(name):
    @tried(SLOW[name])
    def compare(things, form, language):
        check_read_back((name,), things, form, language)

    compare()
