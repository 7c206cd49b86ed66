"""Owns what the factory hands down to accounts: sites, the company's names and inboxes, which only those above know."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from flask import Flask, current_app
from sqlalchemy.orm import Session

from app.accounts.domain import UnknownSite
from app.accounts.leaving import OpenTask
from app.kernel.actor import SYSTEM, Actor
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message

_KNOWS_SITE, _TELLS, _COMPANY_WORDS = "accounts.knows_site", "accounts.tells", "accounts.company_words"
_NEW_ADDRESS = N_(
    "처음 보는 곳에서 이 계정으로 로그인했습니다. 본인이 아니면 그 로그인을 끝내고 비밀번호를 바꾸십시오."
)


_OPEN_TASKS = "accounts.open_tasks"
_TAKES_ON = N_("떠나는 사람의 끝나지 않은 일 {count}건을 이어받습니다.")
_TWO_PLACES = N_(
    "이 계정이 서로 다른 두 곳에서 함께 쓰였습니다. 본인이 아니면 그 로그인을 끝내고 비밀번호를 바꾸십시오."
)


class KnowsSite(Protocol):
    """Answers whether there is a site of a code today."""

    def __call__(self, session: Session, *, code: str) -> bool:
        """Return whether there is."""
        ...


class Tells(Protocol):
    """Puts a message into somebody's inbox."""

    def __call__(
        self, session: Session, *, account_id: int, message: Message, link: str, key: str, actor: Actor, now: datetime
    ) -> None:
        """Tell them, once for each key."""
        ...


class CompanyWords(Protocol):
    """Says what the company and its places are called."""

    def __call__(self, session: Session, *, now: datetime) -> Collection[str]:
        """Return the words."""
        ...


class FindsTasks(Protocol):
    """Finds what a person began and nobody finished, in one capability."""

    def __call__(self, session: Session, *, account_id: int, now: datetime) -> Collection[OpenTask]:
        """Return it, the oldest first."""
        ...


def connect_accounts(
    app: Flask,
    *,
    knows_site: KnowsSite,
    tells: Tells,
    company_words: CompanyWords,
    open_tasks: Collection[FindsTasks] = (),
) -> None:
    """Hand accounts what they need from above; the factory calls this once."""
    app.extensions[_OPEN_TASKS] = open_tasks
    app.extensions[_KNOWS_SITE] = knows_site
    app.extensions[_TELLS] = tells
    app.extensions[_COMPANY_WORDS] = company_words


def tell_owner(session: Session, *, account_id: int, message: Message, key: str, now: datetime) -> None:
    """Tell somebody of something about their own sign-in; it leads to the list of their sessions."""
    tells: Tells | None = current_app.extensions.get(_TELLS)
    if tells is not None:
        tells(session, account_id=account_id, message=message, link="/account/sessions", key=key, actor=SYSTEM, now=now)


def tell_new_sign_in(session: Session, *, account_id: int, now: datetime) -> None:
    """Tell somebody that they signed in from an address that was never seen of them; the page says which."""
    key = f"new_address:{account_id}:{int(now.timestamp())}"
    tell_owner(session, account_id=account_id, message=Message(_NEW_ADDRESS, {}), key=key, now=now)


def tell_parallel_use(session: Session, *, account_id: int, now: datetime) -> None:
    """Tell somebody that their account is used from two places at once, once a day."""
    key = f"parallel_use:{account_id}:{kst_day(now).isoformat()}"
    tell_owner(session, account_id=account_id, message=Message(_TWO_PLACES, {}), key=key, now=now)


def company_words(session: Session, *, now: datetime) -> Collection[str]:
    """Return what the company and its places are called; passwords made of it are guessed first."""
    asked: CompanyWords | None = current_app.extensions.get(_COMPANY_WORDS)
    return () if asked is None else asked(session, now=now)


def open_tasks_of(session: Session, *, account_id: int, now: datetime) -> tuple[OpenTask, ...]:
    """Return everything a person began and nobody finished."""
    finders: Collection[FindsTasks] = current_app.extensions.get(_OPEN_TASKS, ())
    return tuple(task for find in finders for task in find(session, account_id=account_id, now=now))


def tell_successor(
    session: Session, *, successor_id: int, account_id: int, count: int, leaf: int, actor: Actor, now: datetime
) -> None:
    """Tell somebody that they take on what a person who leaves has open; the page says what."""
    tells: Tells | None = current_app.extensions.get(_TELLS)
    if tells is not None:
        message, link = Message(_TAKES_ON, {"count": count}), f"/people/{account_id}/tasks"
        key = f"takes_on:{leaf}"
        tells(session, account_id=successor_id, message=message, link=link, key=key, actor=actor, now=now)


def check_site_exists(session: Session, *, code: str | None) -> None:
    """Raise UnknownSite unless a right's site (None: everywhere) is in the registry, for a slip would open nothing."""
    knows_site: KnowsSite | None = current_app.extensions.get(_KNOWS_SITE)
    if code is not None and knows_site is not None and not knows_site(session, code=code):
        raise UnknownSite(code=code)
