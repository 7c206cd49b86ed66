"""Who takes personal data out says what for first (안전성기준 제12조제1항); no route that gives a file is forgotten."""

from dataclasses import dataclass, replace
from datetime import timedelta
from types import CodeType, FunctionType
from typing import ClassVar

import pytest
import time_machine

from app.access_record import queries
from app.access_record.domain import Asked, Work
from app.access_record.events import PersonalDataPrinted, PersonalDataViewed
from app.compliance.queries.standing import findings_for
from app.database import db, unit_of_work
from app.footage_access.events import RegisterRead, View
from app.kernel.clock import kst_day, utc_now
from app.kernel.uses import USE_NAMES, Use
from app.ledger import queries as ledger
from app.ledger.commands import append
from app.ledger.erasing import erase_due
from app.ledger.wiring import forgetters
from app.web.looks_recorded import TAKEN, LookMark, SealedItself, look_mark_of
from tests.browsing import form_with
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import PETRA, receive
from tests.integration.access_record.files_without_people import NOT_ASKED
from tests.integration.access_record.routes_without_people import SHOW_NOBODY

GIVES_A_FILE = {"Response", "send_file", "send_from_directory", "Content-Disposition", "Content-Type"}
TAKEN_EVENTS = {"personal_data.exported", "personal_data.printed", "personal_data.downloaded", "footage.exported",
                "viewing_request.paper_made", "request_attachment.opened", "sign_round.exported"}  # fmt: skip


def names_in(code: CodeType) -> set[str]:
    """Return the names a function uses and the words it holds, those of functions inside it too."""
    flat = [part for const in code.co_consts for part in (const if isinstance(const, tuple) else (const,))]
    inner = [names_in(part) for part in flat if isinstance(part, CodeType)]
    return set(code.co_names).union({part for part in flat if isinstance(part, str)}, *inner)


def gives_a_file(view, seen=None) -> bool:
    """Return whether a view, or a function of the views it calls, makes an answer other than a rendered page."""
    seen = set() if seen is None else seen
    view = getattr(view, "__wrapped__", view)
    if view in seen or not isinstance(view, FunctionType):
        return False
    seen.add(view)
    names = names_in(view.__code__)
    called = [view.__globals__.get(name) for name in names]
    return bool(names & GIVES_A_FILE) or any(
        gives_a_file(each, seen) for each in called if ".views" in (getattr(each, "__module__", None) or "")
    )


def asks(mark) -> bool:
    """Return whether a mark has the use asked for."""
    return (isinstance(mark, LookMark) and mark.work in TAKEN) or (isinstance(mark, SealedItself) and bool(mark.gives))


@pytest.fixture
def number(app):
    record_estate()
    return receive()


def taken():
    db.session.rollback()
    return list(ledger.entries(db.session(), names=sorted(TAKEN_EVENTS)))


def test_every_route_that_gives_a_file_asks_what_for_or_says_why_not(app):
    views = {rule.endpoint: app.view_functions[rule.endpoint] for rule in app.url_map.iter_rules()}
    giving = {endpoint for endpoint, view in views.items() if gives_a_file(view)}
    asked = {endpoint for endpoint in views if asks(look_mark_of(endpoint))}

    assert sorted(giving - asked - set(NOT_ASKED)) == []
    assert sorted(asked & set(NOT_ASKED)) == []
    assert sorted(set(NOT_ASKED) - giving) == []
    assert set(NOT_ASKED) - set(SHOW_NOBODY) == {"footage_access.show_live_list", "signage.show_sighting_photo"}
    assert len(asked) == 12


def test_a_new_route_that_gives_a_file_is_found_however_deep_it_lies():
    made = {"__name__": "app.new.views"}
    exec("def drawn():\n  return send_file(b'')\ndef give():\n  return drawn()\ndef show():\n  return 'words'", made)  # noqa: S102  # Our own words.

    assert gives_a_file(made["give"])
    assert not gives_a_file(made["show"])


def test_the_question_says_what_goes_out_and_nothing_is_taken_before_it_is_answered(number, sign_in):
    olga = sign_in("Olga")
    page = olga.get(f"/requests/{number}/papers/request-form.pdf?lang=ko")

    assert (page.status_code, page.mimetype, page.headers["Cache-Control"]) == (200, "text/html", "no-store")
    assert number in page.text
    assert "청구인" not in page.text
    assert taken() == []
    form = form_with(page.text, {"use", "lang"})
    assert form.values["use"] == "request"  # A paper of a case is for the case; Enter is enough.
    file = olga.get(form.action, query_string=form.values)
    assert file.mimetype == "application/pdf"
    [entry] = taken()
    assert (entry.name, entry.data["use"]) == ("viewing_request.paper_made", "request")


@pytest.mark.parametrize("sent", [
    {"use": "bribery"}, {"use_asked": "1"}, {"use": "other"}, {"use": "other", "use_words": " \t "},
    {"use": "other", "use_words": "가" * 201}, {"use": "scripted"}, {"use": "REQUEST"},
])  # fmt: skip
def test_a_use_that_is_none_of_the_list_or_says_nothing_gives_no_file(number, sign_in, sent):
    for address in (f"/requests/{number}/papers/request-form.html", "/access-record.csv", "/ledger/0/body"):
        answer = sign_in("Petra").get(address, query_string=sent)
        assert (answer.status_code, answer.mimetype) == (422, "text/html")
    assert taken() == []


def test_what_is_posted_is_kept_beside_the_question(sign_in, number):
    amir = sign_in("Amir")
    page = amir.post("/footage/export", data={"since": "2026-11-01", "until": "2026-11-02", "format": "csv"})

    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert taken() == []
    form = form_with(page.text, {"since", "until", "format", "use"})
    file = amir.post(form.action, data=form.values)
    assert file.mimetype == "text/csv"
    [entry] = taken()
    assert (entry.name, entry.data["use"]) == ("footage.exported", "register")


def test_who_may_not_have_a_paper_is_not_asked_what_for(number, sign_in):
    far = sign_in("Olga", name="Far", sites={"G-1"})
    for address in (f"/requests/{number}/papers/request-form.pdf", f"/requests/{number}/papers/no-such.pdf",
                    f"/requests/{number}/attachments/0", "/ledger/0/body"):  # fmt: skip
        assert far.get(address).status_code in {403, 404}
    assert sign_in("Olga").get(f"/requests/{number}/papers/proxy.pdf").status_code == 404


def test_words_are_shown_to_readers_of_words_and_erased_with_the_address(number, sign_in):
    petra = sign_in("Petra")
    given = {"use": "other", "use_words": "홍길동 씨에게 설명"}
    assert petra.get("/ledger/0/body", query_string=given).mimetype == "application/json"

    [look] = queries.page_of_looks(db.session(), asked=Asked(work=Work.DOWNLOADED), sites=None, size=9).rows
    assert (look.use, look.use_words) == (Use.OTHER, "홍길동 씨에게 설명")
    assert "홍길동" not in str(ledger.entry_at(db.session(), leaf=look.leaf, sites=None).body)
    listed = petra.get("/access-record?work=downloaded").text
    assert "홍길동 씨에게 설명" in listed
    assert "기타" in petra.get(f"/ledger/{look.leaf}").text
    assert "홍길동" not in sign_in("Ada").get("/access-record?work=downloaded").text
    file = petra.get("/access-record.csv", use="review").data.decode("utf-8-sig")
    assert f"{USE_NAMES[Use.OTHER]}: 홍길동 씨에게 설명" in file
    erase_due(
        db.session(), on=utc_now().date() + timedelta(days=800), forgetters=forgetters(), actor=PETRA, now=utc_now()
    )
    [look] = queries.page_of_looks(db.session(), asked=Asked(work=Work.DOWNLOADED), sites=None, size=9).rows
    assert (look.use, look.use_words) == (Use.OTHER, None)
    db.session.rollback()


def test_the_same_file_for_another_use_is_another_look(number, sign_in):
    petra = sign_in("Petra")
    for use in ("review", "review", "authority"):
        petra.get("/ledger/0/body", use=use)

    assert [entry.data["use"] for entry in taken()] == ["review", "authority"]


def test_copies_without_a_use_are_found_and_those_older_than_the_question_are_not(sign_in):
    record_estate()
    sign_in("Petra")  # Without an account nothing is set yet.

    @dataclass(frozen=True, kw_only=True)
    class PrintedBefore(PersonalDataViewed):
        name: ClassVar[str] = "personal_data.printed"

    look = {"thing": "viewing_request/list", "page": "somewhere", "address": None, "typed": None}
    read = {"typed": None, "address": None}
    faults = (
        PersonalDataPrinted(**look),
        PersonalDataPrinted(**look, use=Use.OTHER),
        RegisterRead(view=View.PRINT, **read),
    )
    sound = (
        PersonalDataPrinted(**look, use=Use.OTHER, use_words="감사"), PersonalDataPrinted(**look, use=Use.SCRIPTED),
        RegisterRead(view=View.LIST, **read), PersonalDataViewed(**look), PrintedBefore(**look),
    )  # fmt: skip
    with unit_of_work() as session:
        sealed = [append(session, event, actor=PETRA, now=utc_now()).leaf for event in (*faults, *sound)]

    found = queries.copies_without_use(db.session(), first_day=kst_day(utc_now()))
    assert [entry.leaf for entry in found] == sealed[2::-1]
    assert queries.copies_without_use(db.session(), first_day=kst_day(utc_now()) + timedelta(days=1)) == ()
    told = [one for one in findings_for(db.session(), actor=PETRA, now=utc_now()) if one.rule == "SEC-12"]
    assert [one.message.values["count"] for one in told] == [3]


def test_who_takes_out_too_much_in_an_hour_is_stopped_and_it_is_sealed_once(app, sign_in, monkeypatch):
    record_estate()
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], rate_limited=True)
    monkeypatch.setattr("app.access_record.wiring.MOST_COPIES", 3)
    noon = utc_now()
    with time_machine.travel(noon, tick=False):
        uma, petra = sign_in("Uma"), sign_in("Petra")
        codes = [uma.get(f"/ledger/{leaf}/body", use="review").status_code for leaf in (0, 1, 2, 3, 3)]
        assert codes == [200, 200, 200, 409, 409]
        assert "3건까지" in uma.get("/access-record.csv").text
        assert petra.get("/ledger/0/body", use="review").status_code == 200
    stopped = list(ledger.entries(db.session(), names=["personal_data.copies_stopped"]))
    assert [(one.subject, one.data["thing"], one.data["most"]) for one in stopped] == [
        (f"account:{uma.actor.id}", "ledger/3", 3)
    ]
    assert "한 시간에 3건을 넘게" in petra.get(f"/ledger/{stopped[0].leaf}").text
    with time_machine.travel(noon + timedelta(minutes=61), tick=False):
        assert sign_in("Uma").get("/ledger/3/body", use="review").status_code == 200


def test_a_view_that_forgets_to_ask_is_asked_for(app, sign_in, monkeypatch):
    record_estate()
    monkeypatch.setattr("app.ledger.views.use_of_copy", lambda **_said: None)
    page = sign_in("Petra").get("/ledger/0/body")

    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert taken() == []
