"""Our own policy, published and read again, states exactly what the registry says: 300 random registries, four formats.

``python -m tests.layouts.round_trip`` tries any number, and prints what differs.
"""

from app.policy.formats import FORMATS
from tests.layouts.round_trip import READABLE, published, read_back, tried


def test_what_is_read_is_what_three_hundred_registries_say():
    assert set(READABLE) == {"html", "txt", "pdf", "docx"} <= FORMATS.keys()

    @tried(300)
    def compare(things, form, language):
        wanted, document = published(things, form, language)
        for name in READABLE:
            found = read_back(document, name)
            assert sorted(found - wanted, key=repr) == [], f"{name}: made up"
            assert sorted(wanted - found, key=repr) == [], f"{name}: missing"

    compare()
