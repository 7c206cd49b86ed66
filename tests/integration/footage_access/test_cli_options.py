"""``watchbook footage log``, ``letter`` and ``export``: each option says what it means, and a refusal ends with two."""

import csv
import json
from datetime import timedelta

import pytest

from app.cli import watchbook
from app.database import db, unit_of_work
from app.footage_access import queries
from app.footage_access.domain import ConsentItem, Filter, Form, Kind, Method, Purpose
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import kst_day, utc_now
from app.ledger import queries as ledger
from tests.builders.accounts import an_account
from tests.builders.footage_access import facts as facts_for
from tests.builders.footage_access import give
from tests.builders.handovers import hand_over, shown
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import a_provision, approve, grant_provision, receive

SPAN = ("--from", "2026-11-19 0200", "--to", "2026-11-19 0230")


@pytest.fixture
def run(app):
    record_estate()
    with unit_of_work() as session:
        for name in ("Olga", "Nora"):
            an_account(session, name=name, roles=(Role.OPERATOR,), now=utc_now(), sign_in_name=name.casefold())
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(watchbook.commands["footage"], words)


@pytest.fixture
def log(run):
    def log(*more, kind="live", purpose="facility_safety", camera="C-1", who="olga"):
        common = ("--camera", camera, "--kind", kind, "--purpose", purpose, "--as", who)
        return run("log", *common, *more)

    return log


def done(result):
    assert result.exit_code == 0, result.output
    return result.output


def facts():
    """Return what the newest entry says."""
    leaf = max(row.leaf for row in queries.page_of_entries(db.session(), wanted=Filter(), actor=SYSTEM).rows)
    return queries.facts_of(db.session(), leaf=leaf)


def an_approved(make, **decided):
    now = utc_now()
    number = make(now=now - timedelta(minutes=9))
    granted = grant_provision if make is a_provision else approve
    return granted(number, now=now - timedelta(minutes=8), **decided)


def test_a_use_says_recipient_ground_document_form_and_period(log):
    given = ("--recipient", "감사실", "--ground", "pipa.18.2.2", "--document", "도시가스사업법 제41조, 안전-7")
    ends = ("--form", "file", "--until", "2026-12-31", "--file", "C-1.mp4", "--text", "침입자 신원 확인")

    done(log(*given, *ends, *SPAN, "--at", "2026-11-20 0316", kind="use", purpose="incident"))

    said = facts()
    assert (said.kind, said.purpose, said.form, said.file_name) == (Kind.USE, Purpose.INCIDENT, Form.FILE, "C-1.mp4")
    assert (said.recipient, said.ground, said.document) == ("감사실", "pipa.18.2.2", "도시가스사업법 제41조, 안전-7")
    assert (str(said.period_until), said.text) == ("2026-12-31", "침입자 신원 확인")
    assert (said.occurred_at.isoformat(), said.span_from.isoformat()) == (
        "2026-11-19T18:16:00+00:00",
        "2026-11-18T17:00:00+00:00",
    )
    assert said.span_to - said.span_from == timedelta(minutes=30)


def test_consent_means_all_five_items(log):
    given = ("--recipient", "보험사", "--ground", "pipa.18.2.1", "--consent-on", "2026-11-18", "--form", "still")

    done(log(*given, *SPAN, "--file", "C-1.jpg", "--text", "사고 경위 설명", kind="use"))

    assert (str(facts().consent_on), facts().consent_items) == ("2026-11-18", tuple(ConsentItem))


def test_a_destruction_says_method_cycle_and_check(log):
    given = ("--method", "overwritten", "--cycle", "30", "--checked-on", "2026-11-18", "--file", "10월 저장분")

    done(log(*given, kind="destruction", purpose="expiry"))

    said = facts()
    assert (said.method, said.cycle_days, str(said.cycle_checked_on)) == (Method.OVERWRITTEN, 30, "2026-11-18")


def test_a_viewing_says_its_copy_and_leads_to_the_hand_over_when_it_would_fulfil_the_request(log):
    number = an_approved(receive)
    at = utc_now() - timedelta(minutes=7)
    hand_over(number, shown(handed_at=at, more_to_come=True), now=at)
    given = ("--request", number, "--form", "file", "--copied", "얼굴 가린 10분", "--copy-reason", "보험 청구")
    rest = ("--file", "C-1.mp4", "--text", "본인 확인 뒤 보여 줌", *SPAN)

    done(log(*given, *rest, "--more-to-come", kind="viewing", purpose="data_subject"))

    assert (facts().copied, facts().copy_reason, facts().request_number) == ("얼굴 가린 10분", "보험 청구", number)
    ends = log(*given, *rest, kind="viewing", purpose="data_subject")
    assert (ends.exit_code, f"/footage/hand-over/{number}" in ends.stderr) == (2, True)


def test_a_viewing_is_started_and_stopped_by_the_next_shift(log, run):
    number = json.loads(done(log("--start", "--json", "--camera", "C-2")))["number"]
    (row,) = queries.running_viewings(db.session(), actor=SYSTEM)
    assert (row.number, [place.code for place in row.places]) == (number, ["C-1", "C-2"])

    stopped = json.loads(done(run("log", "--stop", str(number), "--as", "nora", "--json")))

    assert stopped["number"] == number + 1
    db.session.rollback()
    row = queries.entry_row(db.session(), leaf=number - 1, actor=SYSTEM)
    assert (row.is_running, row.ended_by_another) == (False, "Nora")
    again = run("log", "--stop", str(number), "--as", "olga")
    assert (again.exit_code, "진행 중인 열람이 아닙니다" in again.output + again.stderr) == (2, True)


def test_the_same_key_is_recorded_once_and_with_other_words_refused(log):
    given = ("--key", "vms-7-0001", "--at", "2026-11-20 0316", "--text", "가스누출 경보 확인")
    first = json.loads(done(log(*given, "--json")))

    second, other = json.loads(done(log(*given, "--json"))), log(*given[:-1], "침입 감지 확인")

    assert (first["repeated"], second["repeated"]) == (False, True)
    assert {**second, "repeated": False} == first
    assert "이미 기록됨" in done(log(*given))
    assert other.exit_code == 2
    assert len(queries.page_of_entries(db.session(), wanted=Filter(), actor=SYSTEM).rows) == 1


@pytest.mark.parametrize(
    "more",
    [
        ("--cycle", "30"),
        ("--consent-on", "언젠가"),
        ("--request", "2026-9999"),
        ("--from", "2026-11-19 0200"),
        ("--ground", "pipa.18.2.5"),
        ("--at", "2099-01-01 0000"),
        ("--copied", "10분"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_recorded(log, more):
    kind = {"--request": "viewing", "--ground": "use"}.get(more[0], "live")

    assert log(*more, kind=kind).exit_code == 2
    assert queries.page_of_entries(db.session(), wanted=Filter(), actor=SYSTEM).rows == ()


def test_a_letter_is_recorded_with_its_provision_and_refused_with_anything_else(log, run):
    number = an_approved(a_provision, ground="pipa.18.2.2")
    entry = give(facts_for(Kind.PROVISION, request_number=number), now=utc_now()).leaf + 1
    words = ("--document", "안전-118", "--limits", "수사에만 이용", "--measures", "암호화 보관", "--as", "olga")
    today = kst_day(utc_now()).isoformat()

    told = json.loads(done(run("letter", str(entry), "--sent-on", today, *words, "--json")))

    assert ledger.entry_at(db.session(), leaf=told["number"] - 1, sites=None).name == "footage.letter_recorded"
    letter = queries.letters_of(db.session(), numbers=[number])[number]
    assert (letter.number, str(letter.sent_on), letter.document, letter.limits, letter.measures) == (
        entry,
        today,
        "안전-118",
        "수사에만 이용",
        "암호화 보관",
    )
    live = json.loads(done(log("--json")))["number"]
    for wrong, day in ((live, today), (entry, "2099-01-01"), (999, today)):
        assert run("letter", str(wrong), "--sent-on", day, *words).exit_code == 2


def test_an_export_of_a_site_holds_that_site_only_and_of_the_form_its_four_kinds(log, run, tmp_path):
    done(log())
    done(log(camera="G-1"))
    done(log("--method", "erased", "--file", "10월분", kind="destruction", purpose="expiry", camera="G-1"))
    today = kst_day(utc_now()).isoformat()

    def rows(*more):
        done(run("export", "--from", today, "--to", today, "-o", str(tmp_path / "a.csv"), *more))
        return list(csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()))[1:]

    assert [row[10][:3] for row in rows()] == ["C-1", "G-1", "G-1"]
    assert [row[10][:3] for row in rows("--site", "HQ")] == ["C-1"]
    assert [row[1] for row in rows("--statutory-only")] == ["파기"]
    unknown = run("export", "--from", today, "--to", today, "-o", str(tmp_path / "b.csv"), "--site", "NOWHERE")
    assert (unknown.exit_code, "NOWHERE" in unknown.output + unknown.stderr) == (2, True)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".csv"] == ["a.csv"]
    (told, *_) = reversed([entry.data for entry in ledger.entries(db.session(), names=["footage.exported"])])
    assert (told["format"], told["rows"], told["site"]) == ("csv", 1, None)
