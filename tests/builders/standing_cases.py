"""What breaks, and what does not break, the rules on settings, posts, entries and the text in force."""

from dataclasses import replace
from datetime import timedelta

from app.compliance.domain import AccountFact, RequestFact, Severity
from app.compliance.facts import HandoverFact, IntakeFact, PolicyFact
from app.compliance.rules import RULES
from app.compliance.standing_facts import BackupFact, Entered, LackFact, LintedFact, PostFact, SecurityFact
from app.kernel.actor import Role
from app.kernel.messages import Message
from app.registry.domain import Duty
from tests.builders.compliance import SOUND_ZONE, TODAY, a_camera, a_retention, facts

LEAD = PostFact(title="안전관리팀장", department="안전관리팀", was_held=True, is_held=True)
TWO_DAYS, MOMENT = timedelta(hours=48), timedelta(microseconds=1)
SAFE = SecurityFact(most_failures=5)
YESTERDAY = TODAY - timedelta(days=1)
DUE = (("2026-09", TODAY),)


def an_account(**changed):
    """An account in use today."""
    given = {"sign_in_name": "olga", "display_name": "올가", "roles": frozenset({Role.OPERATOR}), "created_on": TODAY}
    return AccountFact(**{**given, **changed})


def a_case(**changed):
    """A request that still has to be decided today."""
    return RequestFact(**{"number": "2026-0001", "undecided": True, "due_on": TODAY, "legal_on": TODAY, **changed})


def an_entry(entered=Entered.GIVEN, **changed):
    """An entry of the register that lacks nothing."""
    return LackFact(**{"number": 12, "entered": entered, "sites": ("HQ",), **changed})


def in_text(rule, severity=Severity.WARNING, count=1):
    """The facts of a policy in force of whose text the linter says something."""
    said = LintedFact(rule=rule, severity=severity, message=Message("글에 잘못이 있습니다."), count=count)
    return facts(policy=PolicyFact(in_force=1, linted=(said,)))


def a_company_of_one_zone(**changed):
    """The sound company, its zone changed, with one camera hanging in it."""
    return replace(SOUND_ZONE, **changed), a_camera("C-1")


_FIRST = ("POL-04", "POL-06", "POL-07", "POL-09", "POL-11")
WRITTEN = [
    rule for rule in RULES if rule.id in _FIRST or (rule.id.startswith("POL-") and "POL-15" < rule.id < "POL-40")
]
"""The rules the linter answers."""
BROKEN_STANDING = [
    ("CAM-12", Severity.WARNING, facts(*a_company_of_one_zone(camera_count=0))),
    ("CAM-12", Severity.WARNING, facts(*a_company_of_one_zone(camera_count=1), purposes=())),
    ("MGR-03", Severity.ERROR, facts(manager=Duty(post="GONE"))),
    ("MGR-03", Severity.ERROR, facts(posts_held=[replace(LEAD, is_held=False)])),
    ("MGR-03", Severity.ERROR, facts(posts_held=[replace(LEAD, in_use=False)])),
    ("CON-02", Severity.ERROR, facts(policy=PolicyFact(in_force=1, untold_contractors=(("V-1", "예시보안"),)))),
    ("REQ-14", Severity.ERROR, facts(intakes=[IntakeFact(number="2026-0001", without_self=True)])),
    ("LOG-01", Severity.ERROR, facts(lacks=[an_entry(missing=("파일명/형태",))])),
    ("LOG-02", Severity.ERROR, facts(lacks=[an_entry(Entered.SHOWN, missing=("사본 내용",))])),
    ("LOG-04", Severity.ERROR, facts(lacks=[an_entry(public_only_ground=True)])),
    ("LOG-08", Severity.ERROR, facts(security=replace(SAFE, unsealed=("guard_ledger_entry_update",)))),
    ("LOG-09", Severity.INFO, facts(lacks=[an_entry(Entered.SHOWN, by_its_decider=True)])),
    ("RET-06", Severity.ERROR, facts(lacks=[an_entry(Entered.DESTROYED, missing=("파일명/형태",))])),
    ("SEC-03", Severity.ERROR, facts(security=replace(SAFE, unguarded=("guard_account_role_update",)))),
    ("SEC-04", Severity.ERROR, facts(security=replace(SAFE, most_failures=None))),
    ("SEC-05", Severity.ERROR, facts(security=replace(SAFE, never_idle=("상황실 근무자",)))),
    ("SEC-06", Severity.WARNING, facts(security=replace(SAFE, keeping_declared=False))),
    ("SEC-07", Severity.ERROR, facts(security=replace(SAFE, late_reviews=DUE))),
    ("SEC-12", Severity.ERROR, facts(security=replace(SAFE, without_use=(7, 3)))),
    ("SEC-08", Severity.ERROR, facts(accounts=[an_account(is_weakly_hashed=True)])),
    ("SEC-14", Severity.WARNING, facts(accounts=[an_account(confirm_by=TODAY)])),
    *((rule.id, rule.severity, in_text(rule.id, rule.severity, count=2)) for rule in WRITTEN),
    ("POL-05", Severity.WARNING, in_text("POL-05")),
    ("OPS-01", Severity.WARNING, facts(backup=BackupFact(age=TWO_DAYS + MOMENT, made_on=TODAY))),
    ("OPS-01", Severity.WARNING, facts(backup=BackupFact(age=TWO_DAYS + MOMENT))),
    ("OPS-02", Severity.WARNING, facts(backup=BackupFact(age=MOMENT, made_on=TODAY, is_open=True))),
]
OTHER_WORDS = [
    ("POL-01", Severity.ERROR, facts(checking_method=None)),
    ("REQ-01", Severity.WARNING, facts(requests=[a_case(due_on=YESTERDAY, legal_on=YESTERDAY, has_legal_day=False)])),
    ("REQ-05", Severity.WARNING, facts(intakes=[IntakeFact(number="2026-0001", authority_missing=True)])),
    ("REQ-09", Severity.WARNING, facts(requests=[a_case(given_up_on=TODAY)])),
    ("REQ-11", Severity.ERROR, facts(handovers=[HandoverFact(number="2026-0001", fee=1, cost=1, caused_by_us=True)])),
    ("RET-04", Severity.ERROR, facts(retentions=[a_retention(recorded=False, longest_days=None, kept_days=3)])),
    ("RET-07", Severity.INFO, facts(retentions=[a_retention(is_unknown=True)])),
    ("RET-07", Severity.INFO, facts(retentions=[a_retention(is_overdue=True)])),
    ("RET-11", Severity.INFO, facts(retentions=[a_retention(offset_seconds=61)])),
]
"""What rules say beside the words of the cases above, so that every sentence of theirs is said once."""
BROKEN_STANDING += OTHER_WORDS
SOUND_STANDING = [
    ("a zone without cameras that lists one taken down", facts(
        replace(SOUND_ZONE, camera_count=0), a_camera("C-1", removed_on=TODAY)
    )),
    ("a post somebody holds", facts(posts_held=[LEAD])),
    ("a post nobody was ever noted to hold", facts(posts_held=[replace(LEAD, was_held=False, is_held=False)])),
    ("an entry that lacks nothing", facts(lacks=[an_entry(), an_entry(Entered.SHOWN), an_entry(Entered.DESTROYED)])),
    ("a ground of public institutions at one", facts(lacks=[an_entry(public_only_ground=True)], public=True)),
    ("an installation as it should be set", facts(security=SAFE)),
    ("a backup of two days ago to the moment", facts(backup=BackupFact(age=TWO_DAYS, made_on=TODAY))),
    ("an installation of two days without a backup", facts(backup=BackupFact(age=TWO_DAYS))),
    ("a right to confirm later", facts(accounts=[an_account(confirm_by=TODAY.replace(year=2027))])),
    ("a note on a text about what the registry answers", in_text("POL-08", Severity.INFO)),
    ("a text in which the linter finds nothing", facts(policy=PolicyFact(in_force=1))),
]  # fmt: skip
