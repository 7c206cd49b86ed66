"""Owns files made for one person to take away: how far each is stands beside it, and both are gone after an hour.

They lie in a folder of the home, so that any process can say how far a file is. Nobody but who asked can fetch it.
"""

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from app.kernel.errors import NotFound
from app.kernel.messages import N_

KEPT = timedelta(hours=1)
SILENT = timedelta(minutes=5)
"""What did not grow for so long has no writer any more."""
_ID = re.compile(r"[A-Za-z0-9_-]{20,40}")


class FileGone(NotFound):
    """There is no such file, it is another person's, or its hour is over."""

    text = N_("받을 파일이 없습니다. 만든 지 한 시간이 지났거나 다른 사람이 만든 파일입니다. 다시 만드십시오.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeAway:
    """How far a file is; ``notes`` is what its maker has to say about it, as JSON can hold it."""

    id: str
    account_id: int
    file_name: str
    total: int
    written: int = 0
    state: str = "running"  # running, done, failed
    notes: Sequence[Mapping[str, Any]] = field(default_factory=tuple)

    @property
    def percent(self) -> int:
        """Return how far it is; 100 only when it is done."""
        return 100 if self.state == "done" else min(99, 100 * self.written // max(1, self.total))


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder such files lie in."""

    home: Path
    name: str

    def cleared(self, now: datetime) -> Path:
        """Return the folder, without what is older than an hour."""
        folder = self.home / self.name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        oldest = (now - KEPT).timestamp()
        for path in folder.iterdir():
            try:
                if path.stat().st_mtime < oldest:
                    path.unlink()
            except FileNotFoundError:  # Somebody else was faster.
                continue
        return folder

    def keep(self, file: TakeAway) -> None:
        """Put the state in place in one step: whoever reads finds the old or the new one."""
        beside = self.home / self.name / f"{file.id}.new"
        with private(beside) as written:
            written.write(json.dumps(asdict(file)).encode())
        beside.replace(self.home / self.name / f"{file.id}.json")

    def find(self, file_id: str, *, account_id: int, now: datetime) -> TakeAway:
        """Return how far a file is.

        :raises FileGone: if there is none, it is another person's, or its hour is over.
        """
        state = self.cleared(now) / f"{file_id}.json"
        if not _ID.fullmatch(file_id) or not state.exists():
            raise FileGone
        file = TakeAway(**json.loads(state.read_bytes()))
        if file.account_id != account_id:
            raise FileGone
        silent = now - datetime.fromtimestamp(state.stat().st_mtime, tz=now.tzinfo)
        return replace(file, state="failed") if file.state == "running" and silent > SILENT else file

    def path_of(self, file_id: str) -> Path:
        """Return where a file lies, or will lie."""
        return self.home / self.name / f"{file_id}.file"

    def finished(self, file: TakeAway) -> Path:
        """Return where a finished file lies.

        :raises FileGone: if it is not finished, or gone.
        """
        path = self.path_of(file.id)
        if file.state != "done" or not path.exists():
            raise FileGone
        return path


def private(path: Path) -> BinaryIO:
    """Open a new file nobody else can read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
