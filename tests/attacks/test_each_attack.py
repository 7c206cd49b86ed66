"""One attack each, over HTTP. Others stand beside what they attack: fixation, replay and copies in accounts' tests."""

import io
from urllib.parse import quote

import pytest
from sqlalchemy import func, inspect, select

from app.accounts.models import Account, AccountRole
from app.database import db
from app.factory import create_app
from app.inbox.models import NoticeAddress
from app.ledger.models import LedgerEntry
from app.settings import Settings
from app.web.access import marked_routes
from app.web.csrf import token_for
from tests.attacks.forms import addresses_of
from tests.builders.staged_cases import a_picture
from tests.integration.case_rights.crawling import readable
from tests.integration.case_rights.test_matrix import address_of

WITHOUT_A_TOKEN = frozenset({"footage_access.write_entry"})
"""Programs show a token of their own there, which no browser sends by itself."""
HOSTILE = "' OR '1'='1"


def sealed():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(LedgerEntry))


def rights():
    db.session.rollback()
    return db.session.execute(select(AccountRole.account_id, AccountRole.role).order_by(AccountRole.id)).all()


def test_no_change_is_made_without_the_mark_of_our_own_page(besieged):
    before, wrong, tried = sealed(), [], 0
    rules = {rule.endpoint: rule for rule in besieged.app.url_map.iter_rules() if "POST" in rule.methods}
    public = {
        endpoint for endpoint, _path, _methods, access, _acts in marked_routes(besieged.app) if access == "public"
    }
    for endpoint, rule in sorted(rules.items()):
        if endpoint in WITHOUT_A_TOKEN:
            continue
        forged = {"X-CSRFToken": token_for("another session")}
        # Who is nobody yet has no session to borrow: there another site is known by where it sends from.
        for headers in ({"Origin": "https://evil.example"},) if endpoint in public else ({}, forged):
            answer = besieged.client("officer").post(
                address_of(rule, besieged.things), data={"reason": "x"}, headers=headers, csrf=False, checked=False
            )
            tried += 1
            if answer.status_code not in {400, 403, 404}:
                wrong.append((endpoint, headers, answer.status_code))
    assert not wrong
    assert tried > 190
    assert sealed() == before


@pytest.mark.parametrize("way", ["..", "%2e%2e", "..%2f", "%252e%252e", "....//", "..\\", "%c0%ae%c0%ae"])
@pytest.mark.parametrize("start", ["/static/", "/static/vendor/", "/papers/", "/public/signs/"])
def test_no_path_leads_out_of_where_it_starts(besieged, start, way):
    answer = besieged.client("administrator").get(f"{start}{way}/{way}/{way}/pyproject.toml", checked=False)

    assert answer.status_code in {301, 302, 303, 308, 400, 404}
    assert "[project]" not in readable(answer)


def test_what_no_database_keeps_is_nowhere_and_no_question(besieged):
    client = besieged.client("officer")

    assert client.get("/requests/a%00b", checked=False).status_code == 404
    assert client.get("/sites?q=a%00b", checked=False).status_code == 400
    assert client.get("/people/2147483648", checked=False).status_code == 404


def test_a_file_is_kept_under_the_last_part_of_its_name(besieged):
    client, number = besieged.client("officer"), besieged.things["viewing_requests"]
    sent = {"kind": "other", "file": (io.BytesIO(a_picture()), "../../../../etc/cron.d/..\\outside.png")}
    taken = client.post(
        f"/requests/{number}/attachments/new", data=sent, content_type="multipart/form-data", checked=False
    )
    assert taken.status_code == 303, readable(taken)

    words = client.get(f"/requests/{number}", checked=False).text
    assert "outside.png" in words
    assert "cron.d" not in words


def test_what_is_searched_for_is_never_a_statement(besieged):
    tables = inspect(db.engine).get_table_names()
    people = db.session.scalar(select(func.count()).select_from(Account))
    for rule, address in addresses_of(besieged):
        if rule.endpoint.startswith(
            ("registry.", "footage_access.", "viewing_requests.list", "ledger.", "accounts.list")
        ):
            for word in ("x'; DELETE FROM account; --", '" OR ""="'):
                answer = besieged.client("officer").get(f"{address}?q={quote(word)}&text={quote(word)}", checked=False)
                assert answer.status_code < 500, (address, word)
    db.session.rollback()
    assert inspect(db.engine).get_table_names() == tables
    assert db.session.scalar(select(func.count()).select_from(Account)) == people


@pytest.mark.parametrize("word", [HOSTILE, "%", "_", "\\"])
def test_signs_of_a_pattern_are_letters_like_others(besieged, word):
    found = besieged.client("officer").get(f"/sites?q={quote(word)}", checked=False)

    assert besieged.own.site not in found.text.split("<main")[1].split("</main")[0].replace(word, "")
    listed = besieged.client("officer").get(f"/footage?show=all&q={quote(word)}", checked=False)
    assert "정문을 확인함" not in listed.text


def test_what_no_form_asks_for_is_not_taken(besieged):
    before, officer = rights(), besieged.people["officer"]
    added = {
        "role": "administrator", "roles": "administrator", "is_active": "0", "id": "1", "account_id": "1",
        "granted_by": "0", "password_hash": "x", "must_change": "0", "disabled_at": "2020-01-01",
    }  # fmt: skip
    client = besieged.client("officer")
    for address, sound in {
        "/inbox/address": {"address": "officer@example.kr"},
        "/preferences": {"theme": "dark"},
    }.items():
        answer = client.post(address, data={**added, **sound}, checked=False)
        assert answer.status_code == 303, (address, readable(answer))
    for address in ("/account", "/requests/new", "/people/confirm"):
        client.post(address, data=added, checked=False)

    assert rights() == before
    assert set(db.session.scalars(select(NoticeAddress.account_id))) == {officer.id}
    row = db.session.get(Account, officer.id)
    assert (row.disabled_at, row.password_hash) == (None, None)


def test_another_servers_name_is_answered_by_nobody(tmp_path):
    settings = Settings(
        home=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'x.db'}",
        public_url="https://cctv.example.kr",
        further_hosts=("cctv",),
        testing=True,
    )
    client = create_app(settings).test_client()

    def status(host):
        return client.get("/static/none", headers={"Host": host}).status_code

    assert status("evil.example") == status("cctv.example.kr.evil.example") == status("a b") == 421
    assert status("cctv.example.kr") == status("CCTV:8000".lower()) == status("127.0.0.1:8000") == 404
