"""Heads leave the database: into a file, to a witness, onto a public page; and each of them shows another history."""

import html
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

from app.database import db, unit_of_work
from app.factory import PROJECTIONS
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import utc_now
from app.kernel.errors import NotAllowed
from app.ledger import anchoring, commands, heads
from app.ledger.cli import ledger
from app.ledger.exposure import exposure
from app.ledger.keyring import keyring_of
from app.ledger.keys import ensure_key, ensure_key_file
from app.ledger.notes import Checkpoint, Note, SigningKey
from app.ledger.papers import seal_for_paper
from app.ledger.proofs import origin_of_log
from app.ledger.verification import verify
from app.ledger.witness import Request, Witness
from app.operations.jobs import run_due
from app.operations.work import keep_head_outside, take_cosignatures
from tests.builders.ledger import NOON, WRITER, seal, unguard


@pytest.fixture
def home(app):
    return app.config["SETTINGS"].home


@pytest.fixture
def witness(home):
    """A witness that trusts the log, and is believed by it."""
    (home / "w1").mkdir()
    own = Witness(home / "w1", "witness.example/w1", ensure_key_file(home / "w1" / "witness.key"))
    own.trust(ensure_key(home).verifier(origin_of_log(db.session())))
    with unit_of_work() as session:
        anchoring.accept_witness(session, own.key, actor=SYSTEM, now=NOON)
    return own


def sign(home, *, now=NOON):
    with unit_of_work() as session:
        return commands.checkpoint(session, signer=ensure_key(home), now=now)


def cosigned(own, *, now=NOON):
    return own.cosign(str(heads.request_for_witness(db.session(), old=own.known_size)), now=now)


def add(home, written, *, now=NOON):
    with unit_of_work() as session:
        ring = keyring_of(session, trusted=ensure_key(home).verifier(origin_of_log(session)))
        return anchoring.add_cosignature(session, written, ring=ring, now=now)


def fault(home, **more):
    found = verify(db.session(), key=ensure_key(home).verifier(origin_of_log(db.session())), **more).fault
    return None if found is None else str(found.message)


def test_a_head_is_added_to_the_file_once_and_nothing_in_it_is_written_again(home):
    seal(2)
    first = sign(home)
    assert heads.keep_head(home / "heads", first, now=NOON)
    (file,) = (home / "heads").iterdir()
    before = file.read_bytes()
    assert not heads.keep_head(home / "heads", first, now=NOON)
    assert file.read_bytes() == before
    seal(1)
    second = sign(home)
    assert heads.keep_head(home / "heads", second, now=NOON)
    assert file.read_bytes().startswith(before)
    assert heads.keep_head(home / "heads", sign(home), now=NOON + timedelta(days=40)) is False
    seal(1)
    assert heads.keep_head(home / "heads", sign(home), now=NOON + timedelta(days=40))
    assert [path.name for path in sorted((home / "heads").iterdir())] == [
        "ledger-1-2026-11.heads",
        "ledger-1-2027-01.heads",
    ]
    assert [Checkpoint.parse(Note.parse(note).text).size for note in heads.kept_notes(home / "heads")] == [2, 3, 4]


def test_a_folder_that_cannot_be_written_is_said(home):
    (home / "heads").write_text("no folder")
    seal(1)
    with pytest.raises(heads.HeadsNotKept, match="heads"):
        heads.keep_head(home / "heads", sign(home), now=NOON)


def test_a_note_is_found_in_what_people_bring(home):
    seal(1)
    note = sign(home)
    for brought in (note, note.replace("\n", "\r\n"), f"QR:\n\n{note}", note.strip(), f"# x\n{note}\n{note}"):
        assert set(heads.notes_in(brought)) == {note}
    assert heads.notes_in("nothing") == []


def test_verify_reads_the_file_by_itself_and_names_a_log_that_was_cut_short(app, home):
    seal(5)
    sign(home)
    seal(5)
    keep_head_outside(home, NOON)
    runner = app.test_cli_runner()
    runner.invoke(ledger, ["checkpoint"])
    good = runner.invoke(ledger, ["verify"])
    assert good.exit_code == 0, good.output
    kept = list(heads.kept_notes(home / "heads"))
    origin = origin_of_log(db.session())
    other = str(ensure_key(home).sign(Checkpoint(origin, 12, b"\1" * 32).text, name=origin))
    (home / "brought.txt").write_text(other)
    cut = runner.invoke(ledger, ["verify", "--against", str(home / "brought.txt")])
    assert cut.exit_code == 1
    assert "12건" in cut.output
    (home / "brought.txt").write_text("nothing")
    assert runner.invoke(ledger, ["verify", "--against", str(home / "brought.txt")]).exit_code == 1
    heads.keep_head(home / "heads", other, now=NOON)
    assert runner.invoke(ledger, ["verify"]).exit_code == 1
    assert len(kept) == 2


def test_a_cosignature_is_kept_as_evidence_and_still_verifies(home, witness):
    seal(3)
    sign(home)
    assert [key.name for key in add(home, cosigned(witness))] == ["witness.example/w1"]
    seal(3)
    sign(home)
    written = cosigned(witness)
    assert add(home, written) == [witness.key]
    assert add(home, written) == []
    assert list(anchoring.check_anchors(db.session())) == []
    assert fault(home, projections=PROJECTIONS) is None


def test_only_a_believed_witness_counts_and_only_administrators_name_one(home, witness):
    seal(1)
    sign(home)
    (home / "w2").mkdir()
    stranger = Witness(home / "w2", "other", SigningKey(Ed25519PrivateKey.generate()))
    stranger.trust(ensure_key(home).verifier(origin_of_log(db.session())))
    with pytest.raises(anchoring.NotEvidence, match="accept"):
        add(home, cosigned(stranger))
    with pytest.raises(anchoring.NotEvidence):
        add(home, "no note")
    with unit_of_work() as session, pytest.raises(NotAllowed):
        anchoring.accept_witness(session, stranger.key, actor=WRITER, now=NOON)
    with unit_of_work() as session:
        assert not anchoring.accept_witness(session, witness.key, actor=SYSTEM, now=NOON)


def test_evidence_put_under_another_size_is_none(home, witness):
    seal(3)
    sign(home)
    written = cosigned(witness)
    add(home, written)
    unguard("ledger_anchor")
    with unit_of_work() as session:
        session.execute(text("UPDATE ledger_anchor SET size = size + 1"))
    assert "그 증인의 서명이 아닙니다" in str(next(anchoring.check_anchors(db.session())).message)


def test_a_history_written_anew_is_named_by_the_witness_alone(home, witness):
    seal(3)
    sign(home)
    add(home, cosigned(witness))
    unguard("ledger_entry")
    with unit_of_work() as session:
        first = session.scalar(text("SELECT leaf_hash FROM ledger_entry WHERE leaf = 0"))
        session.execute(text("UPDATE ledger_entry SET leaf_hash = :hash WHERE leaf = 2"), {"hash": first})
    assert "다시 쓰였습니다" in str(next(anchoring.check_anchors(db.session())).message)


def test_the_job_takes_what_witnesses_put_down_and_leaves_what_it_cannot_keep(home, witness):
    seal(2)
    sign(home)
    (home / "witness").mkdir()
    (home / "witness" / "a.note").write_text(cosigned(witness))
    assert take_cosignatures(home, NOON) == "1 notes"
    assert list((home / "witness").iterdir()) == []
    (home / "witness" / "b.note").write_text("nothing")
    outcomes = {job.name: outcome for job, outcome, _ in run_due(home, now=utc_now())}
    assert (outcomes["ledger.witness"], outcomes["ledger.heads"]) == ("failed", "done")
    assert (home / "witness" / "b.note").exists()


def test_exposure_is_the_age_of_the_oldest_entry_without_a_head_outside(home, witness):
    folder = home / "heads"
    seal(2, now=NOON)

    def late(seconds):
        found = exposure(db.session(), folder=folder, now=NOON + timedelta(seconds=seconds))
        return found.file.late, found.witness and found.witness.late

    assert late(100) == (False, None)
    assert late(130) == (True, None)
    sign(home)
    keep_head_outside(home, NOON)
    assert late(100_000) == (False, None)
    add(home, cosigned(witness))
    assert late(100_000) == (False, False)
    seal(1, now=NOON)
    assert late(130) == (True, False)
    assert late(250) == (True, True)


def test_everybody_reads_the_newest_head_without_a_cookie(app, home):
    client = app.test_client()
    assert client.get("/public/ledger/checkpoint").status_code == 404
    assert client.get("/public/ledger/witness?old=0").status_code == 404
    seal(3)
    note = sign(home)
    page = client.get("/public/ledger")
    assert page.status_code == 200
    assert heads.shown_head(db.session()).short_code in page.text
    assert str(ensure_key(home).verifier(origin_of_log(db.session()))) in html.unescape(page.text)
    answer = client.get("/public/ledger/checkpoint")
    assert (answer.text, answer.content_type) == (note, "text/plain; charset=utf-8")
    asked = client.get("/public/ledger/witness?old=2")
    assert (Request.parse(asked.text).old, Request.parse(asked.text).note) == (2, note)
    assert client.get("/public/ledger/witness?old=9").status_code == 409
    assert client.get("/public/ledger/witness").status_code == 404
    assert client.get("/public/ledger/head.svg").mimetype == "image/svg+xml"
    for path in ("", "/checkpoint", "/witness?old=0", "/head.svg"):
        assert "Set-Cookie" not in client.get(f"/public/ledger{path}").headers


def test_the_seal_of_a_paper_says_the_signed_head_and_the_code_proves_it(home):
    seal(2)
    assert "아직 없습니다" in " ".join(seal_for_paper(db.session()).lines)
    note = sign(home)
    paper = seal_for_paper(db.session())
    assert paper.code == note
    assert heads.shown_head(db.session()).short_code in paper.alt


def test_the_shell_makes_requests_and_takes_cosignatures(app, home, tmp_path):
    runner = app.test_cli_runner()
    seal(2)
    assert "서명된 체크포인트가 없습니다" in runner.invoke(ledger, ["witness", "request"]).output
    sign(home)
    key = runner.invoke(ledger, ["key"]).output.strip()
    request, note, state = (str(tmp_path / name) for name in ("request", "note", "state"))
    assert runner.invoke(ledger, ["witness", "request", "-o", request]).exit_code == 0
    words = ["cosign", "--from", request, "--state", state, "--name", "w", "-o", note]
    assert runner.invoke(ledger, words).exit_code == 1
    done = runner.invoke(ledger, [*words, "--key", key])
    assert done.exit_code == 0, done.output
    assert runner.invoke(ledger, ["witness", "add", note]).exit_code == 1
    own = done.stderr.strip().split(": ")[-1]
    assert runner.invoke(ledger, ["witness", "accept", own]).exit_code == 0
    assert runner.invoke(ledger, ["witness", "accept", key]).exit_code == 1
    assert runner.invoke(ledger, ["witness", "add", note]).exit_code == 0
    again = runner.invoke(ledger, words)
    assert again.exit_code == 1
    assert "--since 2" in again.stderr
    assert runner.invoke(ledger, ["verify"]).exit_code == 0


def test_the_board_and_readyz_say_when_nobody_outside_holds_a_new_head(app, home, sign_in):
    client = sign_in(Role.ADMINISTRATOR)
    seal(1, now=NOON)
    assert app.test_client().get("/readyz").json["outside"] == "late"
    assert "밖에 보관한 서명이 없습니다" in client.get("/").text
    sign(home)
    keep_head_outside(home, utc_now())
    page = client.get("/").text
    assert app.test_client().get("/readyz").json["outside"] == "ok"
    assert "밖에 보관한 서명이 없습니다" not in page
    assert "밖에 보관" in page
