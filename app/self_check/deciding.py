"""Owns who may read, answer and freeze the self-check: it is of the whole organisation."""

from app.compliance.domain import Area
from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.errors import NotAllowed
from app.self_check.domain import Question

READERS = (Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR)
ANSWERERS = (Role.PRIVACY_OFFICER, Role.MANAGER, Role.ADMINISTRATOR)
"""In the order in which a person who holds several is said to have answered."""
FREEZERS = (Role.PRIVACY_OFFICER,)


def reads_all(actor: Actor) -> bool:
    """Return whether a person reads it: only who holds the role at all sites, as it counts over all of them."""
    return actor.sites_as(*READERS) is None


def roles_for(question: Question) -> tuple[Role, ...]:
    """Return who answers a question and plans what is done: administrators only what is about security."""
    return tuple(role for role in ANSWERERS if role is not Role.ADMINISTRATOR or question.area is Area.SECURITY)


def may_answer(actor: Actor, question: Question) -> bool:
    """Return whether a person answers a question."""
    return _role(actor, question) is not None


def check_answers(actor: Actor) -> None:
    """Let only people go on who answer some question at all, before they are told whether a question is there.

    :raises NotAllowed: if the person answers none.
    """
    if not actor.has(*ANSWERERS, acts=(Act.MAINTAIN,)) or actor.sites_as(*ANSWERERS, acts=(Act.MAINTAIN,)) is not None:
        raise NotAllowed


def role_answering(actor: Actor, question: Question) -> Role:
    """Return the role in which a person answers a question.

    :raises NotAllowed: if they may not.
    """
    role = _role(actor, question)
    if role is None:
        raise NotAllowed
    return role


def check_may_freeze(actor: Actor) -> None:
    """Let the privacy officer of all sites freeze.

    :raises NotAllowed: if the person may not.
    """
    if not actor.has(*FREEZERS, acts=(Act.DECIDE,)) or actor.sites_as(*FREEZERS, acts=(Act.DECIDE,)) is not None:
        raise NotAllowed


def may_freeze(actor: Actor) -> bool:
    """Return whether a person freezes."""
    try:
        check_may_freeze(actor)
    except NotAllowed:
        return False
    return True


def _role(actor: Actor, question: Question) -> Role | None:
    for role in roles_for(question):
        if actor.has(role, acts=(Act.MAINTAIN,)) and actor.sites_as(role, acts=(Act.MAINTAIN,)) is None:
            return role
    return None
