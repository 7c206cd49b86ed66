"""Papers of a case are encrypted, compared, handed to those who work on it only, and gone when their time is over."""

import hashlib
import os
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.database import db, unit_of_work
from app.kernel.clock import utc_now
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.operations.work import erase_personal_parts, sweep_files
from app.vault.wiring import vault
from app.viewing_requests import commands, queries
from app.viewing_requests.intake_refusals import (
    AttachmentGone,
    AttachmentNotFound,
    CaseOver,
    FileHoldsResidentNumber,
    FileNameMissing,
    MaskingUnconfirmed,
)
from app.viewing_requests.papers_in import RemovedBecause
from app.viewing_requests.refusals import RequestNotFound
from app.viewing_requests.verification import GUARDED, check_attachments
from tests.builders.ledger import unguard
from tests.builders.papers_in import RESIDENT, attach, card_image, pdf, written
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, OLGA, SAM, UMA, receive, refuse


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


@pytest.fixture
def home(app):
    return app.config["SETTINGS"].home


def rows():
    return db.session().execute(text("SELECT * FROM viewing_request_attachment ORDER BY leaf")).all()


def content(number, leaf):
    found = queries.attachment_to_take_out(db.session(), number=number, leaf=leaf, actor=OLGA, site=None)
    return found, b"".join(vault().store.open(found.stored_name, context=found.context))


def remove(number, leaf, *, actor=OLGA):
    with unit_of_work() as session:
        return commands.remove_attachment(
            session, number=number, leaf=leaf, because=RemovedBecause.SHOWS_NUMBER, actor=actor, now=NOW
        )


def grow_old(home):
    for file in (home / "attachments").iterdir():
        old = (utc_now() - timedelta(days=3)).timestamp()
        os.utime(file, (old, old))


def test_a_paper_is_encrypted_and_its_entry_says_what_is_stored(home):
    number = receive()

    leaf = attach(number, pdf("Request of the police"), name="수사협조 의뢰.pdf")

    (row,) = rows()
    entry = ledger.entry_at(db.session(), leaf=leaf, sites=None)
    found, plain = content(number, leaf)
    assert entry.data["sha256"] == row.sha256 == hashlib.sha256(plain).hexdigest()
    assert (found.download_name, row.size) == ("수사협조 의뢰.pdf", len(plain))
    assert row.file_name.startswith("wv1:")
    stored = (home / "attachments" / row.stored_name).read_bytes()
    assert b"PDF" not in stored
    assert "수사협조" not in str(entry.body)
    assert list(check_attachments(db.session())) == []


def test_a_paper_sent_twice_is_kept_once_until_it_is_removed():
    number, paper = receive(), pdf("one")
    leaf = attach(number, paper)

    assert attach(number, paper) == leaf
    assert attach(number, paper, name="다른 이름.pdf") != leaf
    remove(number, leaf)
    assert attach(number, paper) > leaf


def test_a_file_in_the_place_of_another_does_not_open(home):
    number = receive()
    one, two = attach(number, pdf("one")), attach(number, pdf("two"))
    first, second = (home / "attachments" / row.stored_name for row in rows())
    second.write_bytes(first.read_bytes())
    assert content(number, one)
    with pytest.raises(Exception, match="열 수 없습니다"):
        content(number, two)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\folder\\공문.pdf", "공문.pdf"),
        ("warrant\u202efdp.exe", "warrantfdp.pdf"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "ab Set-Cookie x.pdf"),
        ("공문.pdf.exe.js", "공문.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("공" * 300 + ".pdf", "공" * 120 + ".pdf"),
    ],
)
def test_a_name_is_shown_without_what_could_deceive(given, kept):
    number = receive()
    assert content(number, attach(number, pdf(), name=given))[0].download_name == kept


def test_a_name_that_says_nothing_or_too_much_is_refused():
    number = receive()
    for name in ("...", "\u202e\u200b", ""):
        with pytest.raises(FileNameMissing):
            attach(number, pdf(), name=name)
    with pytest.raises(FileHoldsResidentNumber, match="파일 이름"):
        attach(number, pdf(), name=f"{RESIDENT} 위임장.pdf")
    assert rows() == []


def test_what_looks_like_a_card_is_kept_only_once_somebody_answered_for_that_very_file():
    number, card, other = receive(), written(card_image()), written(card_image(700))
    with pytest.raises(MaskingUnconfirmed) as question:
        attach(number, card, name="신분.jpg")
    with pytest.raises(MaskingUnconfirmed):
        attach(number, other, name="신분.jpg", masked=question.value.digest)
    assert rows() == []

    leaf = attach(number, card, name="신분.jpg", masked=question.value.digest)

    entry = ledger.entry_at(db.session(), leaf=leaf, sites=None)
    assert (entry.data["warned"], entry.data["masked_confirmed"], entry.actor_id) == (["card"], True, OLGA.id)
    assert list(check_attachments(db.session())) == []


def test_who_does_not_work_on_the_case_attaches_and_removes_nothing():
    number = receive()
    leaf = attach(number, pdf())
    with pytest.raises(NotAllowed):
        attach(number, pdf(), actor=UMA)
    with pytest.raises(RequestNotFound):
        attach(number, pdf(), actor=SAM)
    with pytest.raises(RequestNotFound):
        remove(number, leaf, actor=SAM)
    with pytest.raises(AttachmentNotFound):
        queries.attachment_to_take_out(db.session(), number=number, leaf=leaf, actor=SAM, site=None)
    other = receive()
    with pytest.raises(AttachmentNotFound):
        remove(other, leaf)
    refuse(number)
    with pytest.raises(CaseOver):
        attach(number, pdf())


def test_a_paper_is_removed_also_from_a_closed_case_and_says_so(home):
    number = receive()
    leaf = attach(number, pdf())
    refuse(number)

    vault().store.remove(remove(number, leaf))

    (row,) = rows()
    assert (row.stored_name, row.removed_because) == (None, "shows_number")
    assert list((home / "attachments").iterdir()) == []
    assert list(check_attachments(db.session())) == []
    with pytest.raises(AttachmentGone):
        content(number, leaf)
    erase_personal_parts(home, utc_now())
    assert rows()[0].file_name == ""
    assert list(check_attachments(db.session())) == []


def test_file_and_name_go_with_the_case_and_the_row_says_what_it_was(home):
    number = receive()
    attach(number, pdf())
    refuse(number)
    grow_old(home)
    erase_personal_parts(home, NOW + timedelta(days=3 * 365))
    assert rows()[0].stored_name is not None

    erase_personal_parts(home, NOW + timedelta(days=3 * 366 + 5))

    (row,) = rows()
    assert (row.file_name, row.stored_name, row.media_type) == ("", None, "application/pdf")
    assert list((home / "attachments").iterdir()) == []
    assert list(check_attachments(db.session())) == []


def test_what_a_crash_left_behind_is_swept_and_what_is_named_stays(home):
    number = receive()
    leaf = attach(number, pdf())
    stray = vault().store.put(b"nobody names it", context="none")
    assert sweep_files(utc_now()) == 0
    grow_old(home)

    assert sweep_files(utc_now()) == 1

    assert content(number, leaf)
    assert stray.name not in vault().store.names()


def test_the_database_keeps_what_was_attached():
    attach(receive(), pdf())
    for change in (
        "UPDATE viewing_request_attachment SET sha256 = replace(sha256, 'a', 'b') || ''",
        "UPDATE viewing_request_attachment SET size = size + 1",
        "UPDATE viewing_request_attachment SET stored_name = NULL",
        "UPDATE viewing_request_attachment SET file_name = 'x'",
        "UPDATE viewing_request_attachment SET warned = 'card'",
        "UPDATE viewing_request_attachment SET stored_name = NULL, removed_by = 1",
        "DELETE FROM viewing_request_attachment",
        (
            "INSERT INTO viewing_request_attachment (leaf, request_id, kind, file_name, media_type, size, sha256,"
            " stored_name, warned, masked_confirmed, attached_by, attached_at) SELECT leaf + 1, request_id, kind,"
            " file_name, media_type, size, sha256, substr(sha256, 1, 32), 'card', masked_confirmed, attached_by,"
            " attached_at FROM viewing_request_attachment"
        ),
    ):
        if "replace(" in change and "a" not in rows()[0].sha256:
            continue
        with pytest.raises(DatabaseError), unit_of_work() as session:
            session.execute(text(change))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE viewing_request_attachment SET size = size + 1", "size"),
        ("UPDATE viewing_request_attachment SET kind = 'warrant'", "kind"),
        (
            "UPDATE viewing_request_attachment SET file_name = '', stored_name = NULL, erased_on = '2030-01-01'",
            "erased",
        ),
        ("DELETE FROM viewing_request_attachment", "sha256"),
    ],
)
def test_an_attachment_changed_behind_the_back_is_named(change, named):
    attach(receive(), pdf())
    unguard(*GUARDED)
    with unit_of_work() as session:
        session.execute(text(change))
    assert named in " ".join(str(fault.message) for fault in check_attachments(db.session()))
