"""What hangs is found by region, site and state, page by page, and what is to be done is taken along on paper."""

import re

import pytest

from app.kernel.clock import utc_now
from app.signage.placing import Act
from app.signage.views import placements
from tests.builders.registry import record_estate
from tests.builders.sightings import a_sighting, note
from tests.builders.signage import a_signed_estate, issue, print_all

NOW = utc_now()


@pytest.fixture
def signs(app):
    record_estate(a_signed_estate())
    numbered = issue()
    print_all(numbered)
    for content in numbered[:2]:
        note(a_sighting(content.number, Act.MOUNTED, at=NOW, revision=content.revision), now=NOW)
    return [content.number for content in numbered]


def listed(client, query=""):
    return re.findall(r'/signs/([0-9A-Z]{8})"', client.get(f"/signs/placements{query}").text)


def test_the_list_is_narrowed_by_what_is_asked_and_by_nothing_unknown(signs, sign_in):
    client = sign_in("Olga")
    assert set(listed(client)) == set(signs)
    assert set(listed(client, "?site=HQ")) == set(signs[:2])
    assert set(listed(client, "?stand=mounted")) == set(signs[:2])
    assert set(listed(client, "?stand=printed&need=mount")) == set(signs[2:])
    assert listed(client, "?region=원주시&site=G-1") == []
    assert set(listed(client, "?region=원주시")) == set(signs[:2])
    assert listed(client, "?region=없는 시") == []
    assert set(listed(client, "?stand=sold&need=none")) == set(signs)


def test_a_long_list_is_read_page_by_page_and_each_sign_stands_on_one(signs, sign_in, monkeypatch):
    monkeypatch.setattr(placements, "_ROWS", 3)
    client = sign_in("Olga")
    first = client.get("/signs/placements").text
    [following] = re.findall(r'/signs/placements(\?[^"]*after=[^"]+)"', first)
    one, two = listed(client), listed(client, following)
    assert (len(one), sorted(one + two)) == (3, sorted(signs))


def test_what_is_to_be_done_is_printed_whole_with_the_place_to_go_to(signs, sign_in, monkeypatch):
    monkeypatch.setattr(placements, "_ROWS", 1)
    client = sign_in("Olga")
    page = client.get("/signs/placements/print", use="fieldwork").text
    assert [f"{number[:4]}-{number[4:]}" in page for number in signs] == [False, False, True, True]
    assert "걸어야 할 것" in page
    assert "할 일이 없습니다" in client.get("/signs/placements/print?need=reprint", use="fieldwork").text
