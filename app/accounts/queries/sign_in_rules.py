"""Owns which rule of signing in holds for a role now: the newest that was set, else our own."""

from collections.abc import Collection
from datetime import timedelta
from functools import cache

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.accounts.factor_models import SignInRule as RuleRow
from app.accounts.sign_in_rules import DEFAULTS, SignInRule, strictest
from app.kernel.actor import Role


@cache
def _newest() -> Select[RuleRow]:
    newest = select(func.max(RuleRow.id)).group_by(RuleRow.role)
    return select(RuleRow).where(RuleRow.id.in_(newest)).order_by(RuleRow.id)


def rules_in_force(session: Session) -> dict[Role, SignInRule]:
    """Return the rule of every role, in the order of roles."""
    found = {Role(row.role): _rule(row) for row in session.scalars(_newest())}
    return {role: found.get(role, rule) for role, rule in DEFAULTS.items()}


def rule_for(session: Session, *, roles: Collection[Role]) -> SignInRule:
    """Return the one rule that holds for somebody of some roles."""
    known = rules_in_force(session)
    return strictest([known[role] for role in roles])


def _rule(row: RuleRow) -> SignInRule:
    return SignInRule(
        second_factor=row.second_factor,
        idle=timedelta(minutes=row.idle_minutes),
        absolute=timedelta(minutes=row.absolute_minutes),
        fresh=timedelta(minutes=row.fresh_minutes),
        one_session=row.one_session,
    )
