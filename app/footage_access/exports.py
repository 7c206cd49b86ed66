"""Owns the register as files to take away: written in little memory, sealed, and kept for an hour for one person.

A short export is written while the person waits. A long one is written by a thread of its own into the folder
``exports`` of the home (``app.web.taking_away``); whatever is older than an hour is removed by the next export and by
the hourly job.
"""

import logging
import secrets
import threading
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from app.database import db, unit_of_work
from app.footage_access import commands, queries
from app.footage_access.domain import check_may_take_out
from app.footage_access.events import RegisterExported
from app.footage_access.queries import RegisterLine
from app.footage_access.refusals import TooLongForPaper
from app.footage_access.spreadsheet import write_csv, write_pdf, write_xlsx
from app.kernel.actor import Actor
from app.kernel.clock import kst_day, utc_now
from app.kernel.uses import Stated, Use
from app.web.looks_recorded import look_kept_until
from app.web.taking_away import Shelf, TakeAway, private

FORMATS = ("xlsx", "csv", "pdf")
FEW = 5_000
"""Up to so many lines are written while the person waits: at most some seconds."""
MOST_ON_PAPER = 200_000
"""Lines of one PDF: about 10,000 pages, more than any reader opens with ease."""
_SAID_EVERY = 500
_log = logging.getLogger(__name__)
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to take out: which days, in which format, of which site (None: all the person may see)."""

    first_day: date
    last_day: date
    format: str
    statutory_only: bool = False
    site: str | None = None

    @property
    def file_name(self) -> str:
        """Return what the file is called where it is taken to."""
        site = f"-{self.site}" if self.site else ""
        return f"footage-register{site}-{self.first_day}-{self.last_day}.{self.format}"


def write_register(
    wanted: Wanted, target: Path, *, stated: Stated, actor: Actor, now: datetime, progress: Progress | None = None
) -> int:
    """Write the register to a new file only its owner can read, seal that, and return how many lines it has.

    :param stated: what it is for.
    :param progress: called with the number of lines so far.
    :raises NotAllowed: if the person may not read the register.
    """
    check_may_take_out(actor)
    count = write_file(wanted, target, actor=actor, now=now, progress=progress)
    event = RegisterExported(
        since=wanted.first_day,
        until=wanted.last_day,
        format=wanted.format,
        rows=count,
        site=wanted.site,
        address=actor.origin,
        use=stated.use,
        use_words=stated.words,
    )
    erase_on = look_kept_until(now)
    with unit_of_work() as session:
        commands.note_export(session, event=event, actor=actor, now=now, erase_on=erase_on)
    return count


def write_file(wanted: Wanted, target: Path, *, actor: Actor, now: datetime, progress: Progress | None = None) -> int:
    """Write the register as ``write_register`` does, unsealed, and return how many lines it has."""
    with Session(db.engine) as session, private(target) as binary:
        lines = _counted(_lines(session, wanted, actor), progress)
        if wanted.format == "xlsx":
            count = write_xlsx(lines, binary)
        elif wanted.format == "pdf":
            count = write_pdf(
                session, lines, binary, first_day=wanted.first_day, last_day=wanted.last_day, today=kst_day(now)
            )
        else:
            binary.write(BOM_UTF8)
            text = TextIOWrapper(binary, encoding="utf-8", newline="")
            count = write_csv(lines, text)
            text.flush()
            text.detach()
    return count


def count_lines(wanted: Wanted, *, actor: Actor) -> int:
    """Return about how many lines an export will have.

    :raises TooLongForPaper: if these are more than one PDF takes.
    """
    total = queries.count_register(
        db.session(),
        first_day=wanted.first_day,
        last_day=wanted.last_day,
        actor=actor,
        statutory_only=wanted.statutory_only,
        site=wanted.site,
    )
    if wanted.format == "pdf" and total > MOST_ON_PAPER:
        raise TooLongForPaper(most=MOST_ON_PAPER, total=total)
    return total


def start_export(app: Flask, wanted: Wanted, *, stated: Stated, total: int, actor: Actor, now: datetime) -> TakeAway:
    """Begin to write the register in a thread of its own."""
    shelf = exports_of(_home(app))
    shelf.cleared(now)
    export = TakeAway(
        id=secrets.token_urlsafe(16),
        account_id=actor.id,
        file_name=wanted.file_name,
        total=max(1, total),
        notes=({"use": stated.use.value, "words": stated.words},),
    )
    shelf.keep(export)
    threading.Thread(target=_write, args=(app, shelf, export, wanted, actor), name="export", daemon=True).start()
    return export


def export_of(app: Flask, export_id: str, *, actor: Actor, now: datetime) -> TakeAway:
    """Return how far an export is.

    :raises FileGone: if there is none, it is another person's, or its hour is over.
    """
    return exports_of(_home(app)).find(export_id, account_id=actor.id, now=now)


def file_of(app: Flask, export: TakeAway) -> Path:
    """Return where the file of a finished export lies.

    :raises FileGone: if it is not finished, or gone.
    """
    return exports_of(_home(app)).finished(export)


def stated_for(export: TakeAway) -> Stated:
    """Return what its maker said an export is for."""
    said = export.notes[0]
    return Stated(use=Use(said["use"]), words=said["words"])


def exports_of(home: Path) -> Shelf:
    """Return where exports are kept for an hour."""
    return Shelf(home, "exports")


def _write(app: Flask, shelf: Shelf, export: TakeAway, wanted: Wanted, actor: Actor) -> None:
    with app.app_context():
        target = shelf.path_of(export.id)

        def progress(written: int) -> None:
            nonlocal export
            export = replace(export, written=written)
            shelf.keep(export)

        try:
            count = write_register(
                wanted, target, stated=stated_for(export), actor=actor, now=utc_now(), progress=progress
            )
            shelf.keep(replace(export, written=count, state="done"))
        except Exception:  # noqa: BLE001  # Whatever it was, the page must say that there will be no file.
            _log.exception("the export of the register failed")
            target.unlink(missing_ok=True)
            shelf.keep(replace(export, state="failed"))


def _lines(session: Session, wanted: Wanted, actor: Actor) -> Iterator[RegisterLine]:
    return queries.register_lines(
        session,
        first_day=wanted.first_day,
        last_day=wanted.last_day,
        actor=actor,
        statutory_only=wanted.statutory_only,
        site=wanted.site,
    )


def _counted(lines: Iterator[RegisterLine], progress: Progress | None) -> Iterator[RegisterLine]:
    for count, line in enumerate(lines, start=1):
        yield line
        if progress is not None and count % _SAID_EVERY == 0:
            progress(count)


def _home(app: Flask) -> Path:
    settings: Any = app.config["SETTINGS"]
    return Path(settings.home)
