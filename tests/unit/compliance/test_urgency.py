"""Every rule's findings are somebody's, and due by their severity; turns say what began and what ended."""

from datetime import date, timedelta

import pytest

from app.compliance.domain import Area, Finding, Place, Severity, Subject
from app.compliance.rules import RULES
from app.compliance.urgency import OWNER_OF, Seen, Turn, deadline_of, digest_of, mark_of, seen_of, turns
from app.kernel.actor import Role
from app.kernel.messages import Message

DAY = date(2026, 11, 23)
PLACE = Place(Subject.ACCOUNT, "someone", "Someone")


def a_finding(severity=Severity.ERROR, count=1):
    return Finding(
        rule="SEC-01", area=Area.SECURITY, severity=severity, title="t", message=Message("m"), advice="a",
        source_keys=("pipa.29",), places=(PLACE,), count=count, key="SEC-01/account/someone",
    )  # fmt: skip


def seen(mark, severity=Severity.INFO):
    return Seen(mark, "CAM-01", severity, 1)


def test_every_rule_has_a_role_that_sees_to_it():
    assert {rule.id for rule in RULES if rule.area not in OWNER_OF} == set()
    assert set(OWNER_OF) == set(Area)
    assert set(OWNER_OF.values()) <= {Role.MANAGER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR}


@pytest.mark.parametrize(("severity", "days"), [(Severity.ERROR, 14), (Severity.WARNING, 30), (Severity.INFO, 90)])
def test_a_finding_is_due_by_its_severity_and_overdue_the_day_after(severity, days):
    last = DAY + timedelta(days=days)

    on_last = deadline_of(a_finding(severity), since=DAY, on=last)
    after = deadline_of(a_finding(severity), since=DAY, on=last + timedelta(days=1))

    assert (on_last.due_on, on_last.overdue, after.overdue) == (last, False, True)


def test_what_no_look_has_met_has_an_owner_and_no_day():
    deadline = deadline_of(a_finding(), since=None, on=DAY)

    assert (deadline.owner, deadline.due_on, deadline.overdue) == (Role.ADMINISTRATOR, None, False)


def test_findings_of_one_object_are_one_with_the_worst_severity_and_no_name():
    (one,) = seen_of([a_finding(Severity.INFO, 2), a_finding(Severity.ERROR, 3)]).values()

    assert (one.severity, one.count) == (Severity.ERROR, 5)
    assert "someone" not in one.mark
    assert len(one.mark) == len(mark_of("x")) == 64


def test_turns_tell_what_began_and_ended_and_not_what_stayed():
    found = turns({"a": seen("a"), "b": seen("b")}, {"b": seen("b", Severity.ERROR), "c": seen("c")})

    assert [(each.seen.mark, each.turn) for each in found] == [("c", Turn.BEGAN), ("a", Turn.ENDED)]
    assert digest_of(found) != digest_of(found[:1])
