"""What the register lacks, and what recorders saw besides, is found for those who may know of it."""

from datetime import date, timedelta

import pytest

from app.compliance import queries
from app.compliance.domain import Severity
from app.database import db, unit_of_work
from app.footage_access import commands
from app.footage_access.domain import ConsentItem, Kind
from app.kernel.actor import SYSTEM, Actor, Role
from app.recorder_logs.commands import explain_finding
from app.recorder_logs.domain import Reason
from app.recorder_logs.queries import findings_of_month
from tests.builders.footage_access import log, send_letter
from tests.builders.recorder_logs import a_log, a_source, an_import, compare, named
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, a_provision, grant_provision, places
from tests.integration.ledger.intruder import intrusion

ELSEWHERE = Actor(id=105, name="Sam", roles=frozenset({Role.MANAGER}), sites=frozenset({"GOV"}))
GIL = Actor(id=109, name="Gil", roles=frozenset({Role.ADMINISTRATOR}))


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def found(actor=SYSTEM, session=None):
    db.session.rollback()
    rows = queries.findings_for(session or db.session(), actor=actor, now=NOW)
    return sorted((row.rule, row.severity) for row in rows if row.rule.startswith("LOG-"))


def provision(ground="pipa.18.2.3", **values):
    return log(Kind.PROVISION, request_number=grant_provision(a_provision(), ground=ground), **values)


def test_a_provision_without_a_letter_is_found_until_the_letter_is_recorded():
    given = provision()
    assert found() == [("LOG-06", Severity.ERROR)]

    send_letter(given.leaf)

    assert found() == []


def test_a_withdrawn_provision_and_one_within_the_purpose_ask_for_no_letter():
    given = provision()
    with unit_of_work() as session:
        commands.withdraw_entry(session, leaf=given.leaf, reason="잘못 적음", actor=OLGA, now=NOW)
    provision(ground="pipa.17.1")

    assert found() == []


def test_an_entry_of_before_anybody_asked_lacks_its_document_or_the_items_of_consent():
    whole = {"consent_on": date(2026, 11, 1), "consent_items": tuple(ConsentItem)}
    statute = log(Kind.USE, ground="pipa.18.2.2", document="형사과-2026-118")
    consent = log(Kind.USE, ground="pipa.18.2.1", **whole)
    assert found() == []

    with intrusion() as intruder:
        for leaf, column in ((statute.leaf, "document"), (consent.leaf, "consent_items")):
            intruder.run(f"UPDATE footage_access SET version = 1, {column} = NULL WHERE leaf = {leaf}")
        lacking = found(session=intruder.session)

    assert lacking == [("LOG-05", Severity.ERROR), ("LOG-07", Severity.ERROR)]


def test_only_who_reads_the_register_of_that_site_is_told():
    provision(places=places("C-1"))

    assert found(AMIR) == [("LOG-06", Severity.ERROR)]
    assert found(ELSEWHERE) == found(GIL) == []


def test_a_playback_the_recorder_saw_is_found_until_it_is_recorded_or_its_explanation_accepted():
    a_source()
    named()
    an_import(a_log((-30, "olga", "Lobby 1", "playback"), (-90, "olga", "Lobby 2", "live")))
    compare()
    assert found() == [("LOG-03", Severity.ERROR)]
    assert found(ELSEWHERE) == []

    (seen,) = [row for row in findings_of_month(db.session(), source="NVR-1", month="2026-11") if row.act == "playback"]
    with unit_of_work() as session:
        explain_finding(
            session,
            number=seen.number,
            reason=Reason.OTHER,
            words="점검 중 재생",
            entry_number=None,
            actor=OLGA,
            now=NOW,
        )

    assert found() == [("LOG-03", Severity.WARNING)]


def test_a_recorded_playback_is_not_found():
    a_source()
    named()
    an_import(a_log((-30, "olga", "Lobby 1", "playback")))
    log(Kind.PLAYBACK, now=NOW - timedelta(minutes=30))
    compare()

    assert found() == []
