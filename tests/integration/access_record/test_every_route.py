"""No page is forgotten: each route is marked as showing personal data, or stands in a table that says why not."""

import re
from string import Formatter

from app.access_record.queries import LOOK_EVENTS
from app.web.looks_recorded import LookMark, SealedItself, look_mark_of
from tests.integration.access_record.routes_without_people import SHOW_NOBODY


def test_every_route_is_marked_or_says_why_it_shows_nobody(app):
    known = {rule.endpoint for rule in app.url_map.iter_rules()}
    marked = {endpoint for endpoint in known if look_mark_of(endpoint) is not None}

    assert sorted(known - marked - set(SHOW_NOBODY)) == []
    assert sorted(marked & set(SHOW_NOBODY)) == []
    assert sorted(set(SHOW_NOBODY) - known) == []


def test_a_new_route_in_neither_is_found(app):
    app.add_url_rule("/new-page", "new_page", lambda: "somebody")

    assert look_mark_of("new_page") is None
    assert "new_page" not in SHOW_NOBODY


def test_each_mark_can_be_filled_from_its_address(app):
    faults = []
    for rule in app.url_map.iter_rules():
        mark = look_mark_of(rule.endpoint)
        if isinstance(mark, LookMark):
            gaps = {gap for _text, gap, _spec, _conversion in Formatter().parse(mark.thing) if gap}
            if not gaps <= rule.arguments or not re.fullmatch(r"[a-z_{}]+/[a-z_{}-]+", mark.thing):
                faults.append((rule.endpoint, mark.thing))

    assert faults == []


def test_what_seals_itself_is_found_in_the_access_record(app):
    marks = [look_mark_of(rule.endpoint) for rule in app.url_map.iter_rules()]

    assert {name for mark in marks if isinstance(mark, SealedItself) for name in mark.events} <= LOOK_EVENTS
