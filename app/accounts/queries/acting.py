"""Owns who somebody is when a program or the shell acts for them: their account, with the rights they hold."""

from sqlalchemy.orm import Session

from app.accounts.queries import account_id_of, person
from app.kernel.actor import Actor


def actor_named(session: Session, *, sign_in_name: str) -> Actor | None:
    """Return who has a sign-in name; None if the account is closed.

    :raises NoSuchAccount: if nobody has.
    """
    found = person(session, account_id=account_id_of(session, sign_in_name=sign_in_name))
    if found.disabled_at is not None:
        return None
    rights = frozenset((grant.role, grant.site_code) for grant in found.held)
    roles = frozenset(role for role, _site in rights)
    return Actor(id=found.id, name=found.display_name, roles=roles, rights=rights)
