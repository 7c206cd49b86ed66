"""Pages of recorders' logs: set up, look at a log before importing it, name, explain, accept, print; and the shell."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from flask import render_template

from app.cli import watchbook
from app.compliance.rights import LABELS
from app.database import db
from app.footage_access.domain import Kind
from app.kernel.clock import KST, kst_day, utc_now
from app.ledger import queries as ledger
from app.recorder_logs import queries
from app.recorder_logs.domain import State, Treatment, month_of
from app.web.languages import LANGUAGE_COOKIE
from tests.builders.footage_access import log
from tests.builders.recorder_logs import a_log, a_source, an_import, compare, named
from tests.builders.registry import record_estate

NOW = utc_now().replace(microsecond=0)
MONTH = str(month_of(kst_day(NOW)))


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


@pytest.fixture
def compared(cast):
    """A recorder of whose viewings one, of Olga, has no entry."""
    amir, olga = cast("Amir"), cast("Olga")
    a_source(actor=amir)
    named(cameras={"Lobby 1": "C-1"}, users={"olga": (Treatment.PERSON, olga.id)}, actor=amir)
    an_import(a_log((-1, "olga", "Lobby 1", "Playback"), now=NOW), actor=amir, now=NOW)
    compare(actor=amir, now=NOW)
    (row,) = queries.page_of_findings(db.session(), wanted=queries.Filter(), actor=amir).rows
    return row


def upload(client, data, **fields):
    return client.post(
        "/recorder-logs/NVR-1/import",
        data={"file": (BytesIO(data), "audit.csv"), **fields},
        content_type="multipart/form-data",
    )


def test_a_recorder_is_set_up_its_log_looked_at_and_imported(sign_in):
    amir = sign_in("Amir")
    columns = {"at_column": "Time", "camera_column": "Camera", "action_column": "Action", "user_column": "User"}
    response = amir.fill(
        "/recorder-logs/new", code="NVR-1", name="본사 녹화기", format="columns", zone="UTC",
        words="live = 실시간\nplayback = 재생", **columns,
    )  # fmt: skip
    assert response.status_code == 303

    data = a_log((-9, "olga", "Lobby 1", "Playback"), (-8, "olga", "Lobby 1", "Zoomed"), now=NOW)
    preview = upload(amir, data)
    assert "새 줄 1" in preview.text
    assert "Zoomed" in preview.text
    assert "Lobby 1" in preview.text
    token = preview.text.split('name="token" value="')[1][:32]
    done = amir.post("/recorder-logs/NVR-1/import/confirm", data={"token": token}, follow_redirects=True)

    assert "새 줄 1개를 가져와" in done.text
    assert "새 줄 0" in upload(amir, data).text
    assert "NVR-1" in amir.get("/recorder-logs").text


def test_a_bad_line_is_shown_by_number_field_and_reason(sign_in):
    amir = sign_in("Amir")
    a_source(actor=amir.actor)

    response = upload(amir, a_log() + b"soon,olga,192.0.2.7,Lobby 1,Playback\r\n")

    assert response.status_code == 422
    assert "2행" in response.text
    assert "soon" in response.text


def test_a_bad_line_is_told_in_english(sign_in):
    amir = sign_in("Amir")
    a_source(actor=amir.actor)
    amir.set_cookie(LANGUAGE_COOKIE, "en")

    text = upload(amir, a_log() + b"soon,olga,192.0.2.7,Lobby 1,Playback\r\n").text

    assert "row 2 &#39;Time&#39;</strong> It cannot be read as a time: soon" in text


def test_what_actions_mean_is_offered_in_the_language_it_is_asked_in(sign_in):
    amir = sign_in("Amir")
    amir.fill(
        "/recorder-logs/new", code="NVR-2", name="둘째 녹화기", format="columns", zone="UTC",
        at_column="Time", camera_column="Camera", action_column="Action", words="Seen = 실시간\nGone = 제외",
    )  # fmt: skip

    assert "Seen = 실시간\nGone = 제외" in amir.get("/recorder-logs/NVR-2/edit").text.replace("\r", "")
    amir.set_cookie(LANGUAGE_COOKIE, "en")
    assert "Seen = live\nGone = ignore" in amir.get("/recorder-logs/NVR-2/edit").text.replace("\r", "")
    assert amir.fill("/recorder-logs/NVR-2/edit").status_code == 303


def test_names_are_offered_and_told(sign_in):
    amir = sign_in("Amir")
    a_source(actor=amir.actor)
    an_import(a_log((-1, "olga", "cam C-1 east", "Playback"), now=NOW), actor=amir.actor, now=NOW)

    page = amir.get("/recorder-logs/NVR-1/names").text
    assert 'value="C-1"' in page
    response = amir.post(
        "/recorder-logs/NVR-1/names",
        data={"camera_names": "cam C-1 east", "camera_codes": "C-1", "user_names": "olga", "user_accounts": "shared"},
    )

    assert response.status_code == 303
    assert queries.cameras_named(db.session(), source="NVR-1") == {"cam C-1 east": "C-1"}
    assert queries.users_named(db.session(), source="NVR-1") == {"olga": (Treatment.SHARED, None)}


def test_an_operator_explains_and_the_manager_accepts(sign_in, compared):
    olga, amir = sign_in("Olga"), sign_in("Amir")
    page = olga.get(f"/recorder-logs/findings/{compared.number}").text
    assert "기록 없는 열람" in page
    assert "192.0.2.7" in page

    olga.fill(f"/recorder-logs/findings/{compared.number}", reason="installer", words="업체 점검, 작업일지 27번")
    done = amir.post(f"/recorder-logs/findings/{compared.number}/judge", data={"decision": "accept"})

    assert done.status_code == 303
    row = queries.finding_row(db.session(), leaf=compared.leaf, actor=amir.actor)
    assert row.state is State.ACCEPTED
    assert "업체 점검" in amir.get(f"/recorder-logs/months/{MONTH}").text
    assert olga.post(f"/recorder-logs/findings/{compared.number}/judge", data={"decision": "accept"}).status_code == 403


def test_an_explanation_that_says_nothing_stays_on_the_page(sign_in, compared):
    response = sign_in("Olga").fill(f"/recorder-logs/findings/{compared.number}", reason="installer", words="확인")

    assert response.status_code == 422
    assert "구체적으로" in response.text


def test_nobody_of_another_site_sees_a_source_or_finding(sign_in, compared):
    sam = sign_in("Sam")

    assert sam.get(f"/recorder-logs/findings/{compared.number}").status_code == 404
    assert f"findings/{compared.number}" not in sam.get("/recorder-logs/findings?show=all").text
    manager = sign_in("Amir", sites={"OTHER-SITE"})
    assert manager.get("/recorder-logs/NVR-1").status_code == 404
    assert "NVR-1" not in manager.get("/recorder-logs").text
    assert manager.get(f"/recorder-logs/findings/{compared.number}").status_code == 404
    assert "NVR-1" not in manager.get(f"/recorder-logs/months/{MONTH}").text


def test_every_page_opens_and_a_month_can_be_compared_again(sign_in, compared):
    amir = sign_in("Amir")
    for path in ("", "/new", "/NVR-1", "/NVR-1/edit", "/NVR-1/names", "/NVR-1/import", "/findings", f"/months/{MONTH}"):
        assert amir.get(f"/recorder-logs{path}").status_code == 200, path
    log(Kind.PLAYBACK, actor=compared_actor(compared), now=NOW - timedelta(minutes=1))

    again = amir.post(f"/recorder-logs/months/{MONTH}/compare", follow_redirects=True)

    assert "풀린 것 1건" in again.text
    assert amir.get("/recorder-logs/months/never").status_code == 404


def compared_actor(row):
    from app.kernel.actor import Actor, Role  # noqa: PLC0415  # Only here.

    return Actor(id=row.account_id, name="Olga", roles=frozenset({Role.OPERATOR}))


def test_the_month_on_paper_carries_the_ledger_s_head(sign_in, compared):
    assert compared
    shown = sign_in("Amir").get("/recorder-logs/months/2026-11").text
    assert "원장 체크포인트" in shown
    assert "<svg" in shown


def test_everything_that_can_be_done_has_words_in_the_table_of_rights(app):
    routes = {rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint.startswith("recorder_logs.")}
    assert routes <= set(LABELS)


def test_every_entry_reads_as_a_sentence(app, compared):
    with app.test_request_context("/"):
        said = [
            render_template(
                f"ledger/entries/{entry.name}.html", entry=entry, data=entry.data, actor_name="Amir"
            ).strip()
            for entry in ledger.entries(db.session(), prefix="recorder_")
        ]
    assert len(said) >= 6
    assert all("NVR-1" in sentence or "번" in sentence for sentence in said)


def test_the_shell_imports_lists_and_says_by_its_exit_code_what_is_left(app, compared, tmp_path):
    shell = app.test_cli_runner()
    file = tmp_path / "audit.csv"
    file.write_bytes(a_log((-2, "olga", "Lobby 1", "Live"), now=NOW))

    dry = shell.invoke(watchbook, ["recorder-log", "import", str(file), "--source", "NVR-1", "--dry-run"])
    assert (dry.exit_code, "열람 1" in dry.output) == (0, True)
    done = shell.invoke(watchbook, ["recorder-log", "import", str(file), "--source", "NVR-1"])
    assert done.exit_code == 0, done.output
    assert "새 줄 1개" in done.output
    found = shell.invoke(watchbook, ["recorder-log", "findings", "--month", MONTH, "--json"])
    assert found.exit_code == 1
    assert {each["direction"] for each in json.loads(found.output)} == {"viewing"}
    file.write_bytes(b"nothing\r\n")
    bad = shell.invoke(watchbook, ["recorder-log", "import", str(file), "--source", "NVR-1"])
    assert bad.exit_code == 2
    assert shell.invoke(watchbook, ["recorder-log", "import", str(file), "--source", "NO"]).exit_code == 2


def test_the_missing_entry_is_offered_filled_in(sign_in, compared):
    olga = sign_in("Olga")
    page = olga.get(f"/recorder-logs/findings/{compared.number}").text
    link = page.split('href="/footage?')[1].split('"')[0].replace("&amp;", "&")

    desk = olga.get(f"/footage?{link}").text

    assert 'value="HQ|HQ-lobby|C-1"' in desk
    assert f"{compared.at.astimezone(KST):%H:%M}" in desk
