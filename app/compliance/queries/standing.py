"""Owns how findings are computed once per state of registry and signs, and shown to whoever asks.

Composing a snapshot of thousands of sites for every page would be slow, so each process remembers the newest result.
Its key is the *mark*: the number of the newest change to the registry with the id of the ledger entry that sealed it,
the newest change to signs, the newest look at a recorder, the newest change to what is locked, the newest version of
the policy announced, who holds which post, and the day in Korea, since rules and validity change at midnight. While
the ledger has not grown at all, not even the mark is looked up.

Every command seals an entry, so nothing recorded goes unseen. A change made behind the program's back, in the tables
alone, does; finding that is what ``ledger verify`` is for. Requests, accounts and what the register lacks are few and
change often: they are read every time.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from threading import Lock

from sqlalchemy.orm import Session

from app.accounts.domain import READERS_OF_PEOPLE
from app.compliance.domain import Facts, Finding, Reads, Rule, examine, examine_parts, ordered, within
from app.compliance.queries.backups import backup_facts
from app.compliance.queries.cases import case_facts
from app.compliance.queries.people import people_facts, people_mark, post_facts
from app.compliance.queries.policies import policy_fact, policy_mark
from app.compliance.queries.recorders import parts_of, retention_facts, retention_mark
from app.compliance.queries.register import register_facts
from app.compliance.queries.signs import sign_facts, signs_mark
from app.compliance.rules import RULES
from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.ledger import proofs
from app.ledger import queries as ledger
from app.ledger.proofs import Head
from app.registry import queries as registry
from app.viewing_requests import queries as viewing

_KEPT_RULES: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.reads in {Reads.REGISTRY, Reads.SIGNS})
_RECORDER_RULES: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.reads is Reads.RECORDER_CHECKS)
_REQUEST_RULES: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.reads is Reads.REQUESTS)
_REGISTER_RULES: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.reads is Reads.REGISTER)
_ACCOUNT_RULES: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.reads is Reads.ACCOUNTS)
_BACKUP_RULES: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.reads is Reads.BACKUPS)
_MOST_SCOPES = 64
_LOOK_BACK = timedelta(days=365)
"""So long a closed case is looked at for what was given on it; our choice, no legal number."""
Mark = tuple[int, str, int, int, int, int, int, date]
Size = tuple[int, bytes, date]


@dataclass(frozen=True, slots=True)
class Standing:
    """The registry of a day in numbers, and what the rules found in it and in its signs."""

    revision: str
    organisation: str
    rows: int
    cameras: int
    cameras_of_site: Mapping[str, int]
    findings: tuple[Finding, ...]
    signs: int
    renew_of_site: Mapping[str, int]  # How many signs of a site are stale, incomplete or were never printed.
    to_renew: int
    is_public_institution: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """One look at everything for one person: read once, used by every part of a page."""

    standing: Standing
    head: Head
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Kept:
    """The newest standing of this process, and what persons limited to some sites may see of it."""

    size: Size | None = None
    mark: Mark | None = None
    standing: Standing | None = None
    scoped: dict[frozenset[str], tuple[Finding, ...]] = field(default_factory=dict)
    people: tuple[tuple[int, bytes, date], tuple[Finding, ...]] | None = None


_kept = _Kept()
_lock = Lock()


def look(session: Session, *, actor: Actor, now: datetime) -> Look:
    """Return everything a person may know, findings worst first."""
    on, head = kst_day(now), proofs.head(session)
    stands = _standing_at(session, on, head)
    asked = case_facts(session, since=now - _LOOK_BACK, on=on, actor=actor)
    found = [*examine(asked, _REQUEST_RULES), *_for_sites(stands, actor.sites)]
    register = register_facts(session, on=on, since=now - _LOOK_BACK, actor=actor, public=stands.is_public_institution)
    found += examine(register, _REGISTER_RULES)
    if actor.sites is None and actor.has(*READERS_OF_PEOPLE):
        found += _for_accounts(session, on, now, head)
        found += examine(backup_facts(session, on=on, now=now), _BACKUP_RULES)
    return Look(stands, head, ordered(found))


def _for_accounts(session: Session, on: date, now: datetime, head: Head) -> tuple[Finding, ...]:
    size = (head.size, head.root, on)
    with _lock:
        if _kept.people is not None and _kept.people[0] == size:
            return _kept.people[1]  # Who signs in or is given a right leaves an entry; the day tells the rest.
        found = examine(people_facts(session, on=on, now=now), _ACCOUNT_RULES)
        _kept.people = (size, found)
        return found


def findings_for(session: Session, *, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    """Return everything the rules find that a person may know, worst first."""
    return look(session, actor=actor, now=now).findings


def standing(session: Session, *, on: date) -> Standing:
    """Return the standing of a day, remembered while registry and signs do not change."""
    return _standing_at(session, on, proofs.head(session))


def _standing_at(session: Session, on: date, head: Head) -> Standing:
    size = (head.size, head.root, on)
    with _lock:  # The second of two people who ask at once waits for the first one's result.
        if _kept.standing is not None and _kept.size == size:
            return _kept.standing  # Not one entry since: nothing can have changed.
        mark = _mark(session, on)
        if _kept.standing is None or mark is None or _kept.mark != mark:
            _kept.standing, _kept.mark, _kept.scoped = _standing(session, on), mark, {}
        _kept.size = size
        return _kept.standing


def _mark(session: Session, on: date) -> Mark | None:
    edition = registry.edition(session)
    if edition == 0:
        return None
    sealed = ledger.entry_at(session, leaf=edition - 1, sites=None).entry_id
    return (
        edition,
        sealed,
        signs_mark(session),
        retention_mark(session),
        viewing.holds_mark(session),
        policy_mark(session),
        people_mark(session),
        on,
    )


def _standing(session: Session, on: date) -> Standing:
    snapshot = registry.snapshot(session, as_of=on)
    signs = sign_facts(session, snapshot=snapshot)
    organisation = snapshot.organisation
    findings: tuple[Finding, ...] = ()
    if organisation:  # An empty registry breaks no rule: nothing is filmed yet.
        facts = Facts(
            on=on,
            snapshot=snapshot,
            signs=signs,
            policy=policy_fact(session, snapshot=snapshot, on=on),
            posts=post_facts(session, snapshot=snapshot, on=on),
        )
        held = viewing.held_codes(session)
        parts = (
            Facts(on=on, retentions=retention_facts(session, snapshot=part, on=on, held=held))
            for part in parts_of(snapshot)
        )
        findings = ordered([*examine(facts, _KEPT_RULES), *examine_parts(parts, _RECORDER_RULES, on=on)])
    renew = Counter(sign.site_code for sign in signs if sign.to_renew)
    return Standing(
        revision=snapshot.revision,
        organisation=organisation.name if organisation else "",
        rows=len(snapshot.rows),
        cameras=snapshot.total,
        cameras_of_site={site.code: site.count or 0 for site in snapshot.sites},
        findings=findings,
        signs=len(signs),
        renew_of_site=renew,
        to_renew=renew.total(),
        is_public_institution=organisation.is_public_institution if organisation else False,
    )


def _for_sites(of: Standing, sites: frozenset[str] | None) -> tuple[Finding, ...]:
    if sites is None:
        return of.findings
    with _lock:
        current = _kept.standing is of
        if current and sites in _kept.scoped:
            return _kept.scoped[sites]
        found = within(of.findings, sites)
        if current:
            if len(_kept.scoped) >= _MOST_SCOPES:
                _kept.scoped.clear()
            _kept.scoped[sites] = found
        return found
