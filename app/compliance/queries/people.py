"""Owns what the checks know of people: accounts, who holds which post, and how the installation is set."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.access_record.queries import copies_without_use, keeping
from app.accounts import queries as accounts
from app.accounts.domain import ATTEMPTS_PER_NAME, ROLE_NAMES
from app.accounts.queries.confirming import grants_to_confirm
from app.accounts.queries.hashes import weakly_hashed
from app.accounts.queries.in_use import accounts_in_use
from app.accounts.queries.sessions import parallel_uses
from app.accounts.queries.sign_in_rules import rules_in_force
from app.accounts.sign_in_rules import PARALLEL_SHOWN_FOR
from app.accounts.verification import GUARDED as OF_RIGHTS
from app.compliance.domain import AccountFact, Facts
from app.compliance.standing_facts import PostFact, SecurityFact
from app.footage_access.verification import GUARDED as OF_REGISTER
from app.kernel.clock import kst_day
from app.ledger import queries as ledger
from app.ledger.guards import TABLES, missing_guards
from app.log_review.queries import reviews_overdue
from app.registry import queries as registry
from app.registry.snapshot import Snapshot

_EVENTS = ("post.assigned", "post.released", "account.disabled", "account.departure_settled")
"""What changes who holds a post, beside the registry itself."""
_A_YEAR = timedelta(days=365)
"""So long ago a copy without a use is told of; our choice, no legal number."""


def people_mark(session: Session) -> int:
    """Return a number that changes with whoever is given a post, leaves it, or whose account is closed."""
    return ledger.newest_leaf(session, names=_EVENTS)


def people_facts(session: Session, *, on: date, now: datetime) -> Facts:
    """Return the facts of accounts and of how the installation is set; without any account nothing is set yet."""
    found = _accounts(session, on, now)
    return Facts(on=on, accounts=found, security=_security(session, on) if found else None)


def post_facts(session: Session, *, snapshot: Snapshot, on: date) -> tuple[PostFact, ...]:
    """Return who holds the posts that are managers somewhere."""
    managers = {
        (values.manager.title, values.manager.department)
        for values in (
            *(site.values for site in snapshot.sites if not site.zones),
            *(zone.values for zone in snapshot.zones),
        )
        if values.manager is not None
    }
    facts = []
    for post in snapshot.posts:
        if (post.title, post.department) not in managers:
            continue
        ever = registry.holders_of(session, post=post.code)
        today = registry.holders_of(session, post=post.code, on=on) if ever else []
        numbers = {held.account_id for held in today if held.account_id is not None}
        without_account = any(held.account_id is None for held in today)
        in_use = without_account or bool(numbers and accounts_in_use(session, account_ids=numbers))
        facts.append(
            PostFact(
                title=post.title,
                department=post.department,
                was_held=bool(ever),
                is_held=bool(today),
                in_use=in_use,
            )
        )
    return tuple(facts)


def _accounts(session: Session, on: date, now: datetime) -> tuple[AccountFact, ...]:
    recent = parallel_uses(session, since=on - PARALLEL_SHOWN_FOR)
    two_places = {number: day for number, _name, day in reversed(recent)}
    to_confirm = {grant.account_id: grant.due_on for grant in reversed(grants_to_confirm(session, now=now))}
    weak = weakly_hashed(session)
    return tuple(
        AccountFact(
            sign_in_name=person.sign_in_name,
            display_name=person.display_name,
            roles=frozenset(grant.role for grant in person.held),
            created_on=kst_day(person.created_at),
            last_seen_on=kst_day(person.last_seen_at) if person.last_seen_at else None,
            two_places_on=two_places.get(person.id),
            confirm_by=to_confirm.get(person.id),
            is_weakly_hashed=person.id in weak,
        )
        for person in accounts.people(session)
        if person.disabled_at is None
    )


def _security(session: Session, on: date) -> SecurityFact:
    rules = rules_in_force(session)
    return SecurityFact(
        unguarded=tuple(missing_guards(session, OF_RIGHTS)),
        unsealed=tuple(missing_guards(session, {**TABLES, **OF_REGISTER})),
        most_failures=ATTEMPTS_PER_NAME,
        never_idle=tuple(ROLE_NAMES[role] for role, rule in rules.items() if rule.idle >= rule.absolute),
        keeping_declared=keeping(session).declared_at is not None,
        late_reviews=tuple((str(late.month), late.due_on) for late in reviews_overdue(session, on=on)),
        without_use=tuple(one.leaf for one in copies_without_use(session, first_day=on - _A_YEAR)),
    )
