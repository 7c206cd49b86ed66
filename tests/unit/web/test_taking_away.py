"""A file to take away is for who asked, for an hour, and whoever asks on is told how far it is."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from app.web.taking_away import KEPT, SILENT, FileGone, Shelf, TakeAway, private

ID = "0199c1d2-0000-7000-8000-000000000001"


@pytest.fixture
def now():
    """Return the present: a file's own time is the disk's."""
    return datetime.now(UTC)


@pytest.fixture
def shelf(tmp_path, now):
    shelf = Shelf(tmp_path, "files")
    shelf.cleared(now)
    return shelf


def a_file(**more):
    return TakeAway(**({"id": ID, "account_id": 3, "file_name": "signs.pdf", "total": 8} | more))


def test_how_far_a_file_is_is_read_by_who_asked_for_it_only(shelf, now):
    shelf.keep(a_file(written=2, notes=[{"name": "읍하"}]))
    found = shelf.find(ID, account_id=3, now=now)
    assert (found.percent, found.notes) == (25, [{"name": "읍하"}])
    for account, file_id in ((4, ID), (3, ID[:-1] + "2"), (3, "../../../../etc/passwd")):
        with pytest.raises(FileGone):
            shelf.find(file_id, account_id=account, now=now)


def test_a_file_is_fetched_when_it_is_done_and_there(shelf):
    with pytest.raises(FileGone):
        shelf.finished(a_file())
    with pytest.raises(FileGone):
        shelf.finished(a_file(state="done"))
    with private(shelf.path_of(ID)) as file:
        file.write(b"%PDF")
    assert shelf.finished(a_file(state="done")).read_bytes() == b"%PDF"
    assert shelf.path_of(ID).stat().st_mode & 0o777 == 0o600
    assert a_file(state="done").percent == 100
    assert a_file(written=8).percent == 99


def test_what_nobody_writes_any_more_has_failed(shelf, now):
    shelf.keep(a_file())
    assert shelf.find(ID, account_id=3, now=now).state == "running"
    assert shelf.find(ID, account_id=3, now=now + SILENT + timedelta(minutes=1)).state == "failed"


def test_after_an_hour_nothing_is_left(shelf, now):
    shelf.keep(a_file(state="done"))
    private(shelf.path_of(ID)).close()
    kept = private(shelf.path_of("new"))
    kept.close()
    later = (now + KEPT).timestamp()
    os.utime(shelf.path_of("new"), (later, later))
    folder = shelf.cleared(now + KEPT + timedelta(minutes=1))
    assert [path.name for path in folder.iterdir()] == ["new.file"]
    with pytest.raises(FileGone):
        shelf.find(ID, account_id=3, now=now)
