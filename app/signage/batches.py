"""Owns the making of batches: signs chosen and looked at, drawn to a file page by page, then sealed as printed.

A small batch is made while the person waits. A large one is made by a thread of its own; how far it is stands beside
the file (``app.web.taking_away``). Only when the whole file is written are its signs remembered as printed.
"""

import hashlib
import logging
import threading
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session
from uuid_utils import uuid7

from app.database import db, unit_of_work
from app.kernel.actor import Actor
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Refusal
from app.kernel.messages import N_, Message
from app.signage import commands, queries
from app.signage.batch_order import BatchOrder, Outcome
from app.signage.domain import NothingToPrint, SignContent, check_may_print
from app.signage.layout.imposition import sheets_for
from app.signage.pdf import Manner, check, write_signs
from app.signage.pdf.fitting import Omission, counted, hindrances, omitted
from app.signage.queries.batches import in_order
from app.signage.queries.looks import chosen_look, looks_to_draw
from app.web.taking_away import Shelf, TakeAway, private

BATCHES = "sign-batches"
"""The folder of the home where their files lie for an hour."""
FEW = 300
"""Up to so many signs are drawn while the person waits: about a second."""
_SAID_EVERY = 50
_log = logging.getLogger(__name__)


class NothingCanBeMade(Refusal):
    """Every sign chosen lacks something or does not fit."""

    text = N_("고른 안내판 {count}장 모두 빠진 항목이 있거나 크기에 맞지 않아 아무것도 만들지 않았습니다.")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sign that cannot be made: where it belongs, which line, and what is wrong with it."""

    number: str
    site_code: str
    name: str
    field: str
    message: Message

    def noted(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        said = {
            gap: value if isinstance(value, int | float) else str(value) for gap, value in self.message.values.items()
        }
        return {
            "number": self.number,
            "site_code": self.site_code,
            "name": self.name,
            "field": self.field,
            "text": self.message.text,
            "values": said,
        }


def noted(omission: Omission) -> dict[str, Any]:
    """Return what some signs leave out as JSON can hold it, told apart from signs left out by its count."""
    values = {gap: str(value) for gap, value in omission.what.values.items()}
    return {"text": omission.what.text, "values": values, "count": omission.count}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The signs an order chooses: those that can be made, in printed order, and why the others cannot.

    ``instead``: how many are told of in another way, so that none is made. ``is_close``: texts were measured; then
    ``omitted`` says what signs leave out in this size.
    """

    contents: tuple[SignContent, ...]
    left_out: tuple[LeftOut, ...]
    refused: int
    instead: int
    manner: Manner
    look: int
    registry_revision: str
    is_close: bool = True
    omitted: tuple[Omission, ...] = ()

    @property
    def pages(self) -> int:
        """Return how many pages they take.

        :raises SheetTooSmall: if a sheet holds none.
        """
        return sheets_for(len(self.contents), self.manner.sheet, self.manner.size)


def sort_out(
    session: Session,
    order: BatchOrder,
    *,
    sites: Collection[str] | None,
    as_of: date,
    public_url: str,
    most: int | None = None,
) -> Sorted:
    """Return which signs of an order can be made; ``sites``: those the person prints for (None: all).

    :param most: of more signs than these only what they lack is looked at, not whether their texts fit.

    :raises NotALanguage: if a language is unknown.
    """
    chosen = order.chosen
    found = queries.sign_list(
        session,
        as_of=as_of,
        public_url=public_url,
        sites=sites,
        site=chosen.site,
        kind=chosen.kind,
        region=chosen.region,
        condition=chosen.state,
    )
    wanted = in_order([row for row in found.rows if row.instead is None])
    look = chosen_look(session)
    name = wanted[0].content.organisation if wanted else ""
    looks = looks_to_draw(session, look=look, logo_name=name)
    manner = Manner(size=order.size, languages=order.languages, sheet=order.sheet, variant=order.variant, looks=looks)
    is_close = most is None or len(wanted) <= most
    contents, left_out, refused = list[SignContent](), list[LeftOut](), 0
    omissions = list[tuple[Message, ...]]()
    for row in wanted:
        content = row.content
        problems = hindrances(content, manner, closely=is_close)
        if not problems:
            contents.append(content)
            if is_close:  # Its text was measured just now, and that is remembered for a while.
                omissions.append(omitted(content, manner))
            continue
        refused += 1
        left_out += [
            LeftOut(content.number, content.site_code, content.name, each.field, each.message) for each in problems
        ]
    return Sorted(
        contents=tuple(contents),
        left_out=tuple(left_out),
        refused=refused,
        instead=len(found.rows) - len(wanted),
        manner=manner,
        look=look.number,
        registry_revision=found.registry_revision,
        is_close=is_close,
        omitted=counted(omissions),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asked for a batch and when, and under which address its QR codes open."""

    order: BatchOrder
    actor: Actor
    now: datetime
    public_url: str


def make_batch(asked: Asked, file: TakeAway, target: Path, *, shelf: Shelf | None = None) -> TakeAway:
    """Draw a batch to a new file, remember its signs as printed, and return what to say of the file.

    Nothing is remembered unless the whole file is written. ``shelf`` is told how far it is.

    :raises NotAllowed: if the person does not print signs.
    :raises NothingToPrint: if the order chooses no sign.
    :raises NothingCanBeMade: if every sign chosen lacks something or does not fit.
    :raises SheetTooSmall: if not even one sign fits the sheet.
    :raises AlreadyTrimmed: if signs for a print shop were to be laid on sheets.
    """
    order, actor = asked.order, asked.actor
    check_may_print(actor)
    with Session(db.engine) as session:
        found = sort_out(session, order, sites=actor.sites, as_of=kst_day(asked.now), public_url=asked.public_url)
    if not found.contents:
        if found.refused:
            raise NothingCanBeMade(count=found.refused)
        raise NothingToPrint
    check(found.contents, size=order.size, sheet=order.sheet, variant=order.variant)
    with unit_of_work() as session:
        contents = commands.issue_signs(session, contents=found.contents, actor=actor, now=asked.now)
    notes = (*(each.noted() for each in found.left_out), *(noted(each) for each in found.omitted))
    file = replace(file, total=len(contents), notes=notes)
    said = 0

    def progress(written: int) -> None:
        nonlocal said
        if shelf is not None and written - said >= _SAID_EVERY:
            said = written
            shelf.keep(replace(file, written=written))

    with private(target) as binary:
        write_signs(binary, contents, found.manner, progress=progress)
    outcome = Outcome(
        left_out=found.refused,
        pages=found.pages,
        digest=_digest(target),
        look=found.look,
        registry_revision=found.registry_revision,
    )
    with unit_of_work() as session:
        commands.record_batch(
            session, batch=file.id, contents=contents, order=order, outcome=outcome, actor=actor, now=utc_now()
        )
    return replace(file, written=len(contents), state="done")


def new_file(asked: Asked, *, total: int) -> TakeAway:
    """Return the file of a batch about to be made, under a new number."""
    name = f"signs-{kst_day(asked.now).isoformat()}-{asked.order.size.label}-{total}.pdf"
    return TakeAway(id=str(uuid7()), account_id=asked.actor.id, file_name=name, total=max(1, total))


def begin_batch(app: Flask, asked: Asked, *, total: int) -> TakeAway:
    """Make a batch, or begin to: a small one is there on return, a large one goes on in a thread of its own.

    What is refused is said at once for a small one (see ``make_batch``), else by the state of the file.
    """
    shelf, file = shelf_of(app), new_file(asked, total=total)
    shelf.cleared(asked.now)
    if total > FEW:
        shelf.keep(file)
        threading.Thread(target=_make, args=(app, asked, file), name="sign-batch", daemon=True).start()
        return file
    target = shelf.path_of(file.id)
    try:
        file = make_batch(asked, file, target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    shelf.keep(file)
    return file


def shelf_of(app: Flask) -> Shelf:
    """Return where the files of batches lie."""
    settings: Any = app.config["SETTINGS"]
    return Shelf(Path(settings.home), BATCHES)


def _make(app: Flask, asked: Asked, file: TakeAway) -> None:
    with app.app_context():
        shelf = shelf_of(app)
        target = shelf.path_of(file.id)
        try:
            shelf.keep(make_batch(asked, file, target, shelf=shelf))
        except Exception:  # noqa: BLE001  # Whatever it was, the page must say that there will be no file.
            _log.exception("a batch of signs failed")
            target.unlink(missing_ok=True)
            shelf.keep(replace(file, state="failed"))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
