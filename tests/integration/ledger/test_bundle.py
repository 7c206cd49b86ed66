"""A bundle proves itself in an empty place, and whatever is changed in it is named."""

import ast
import subprocess
import sys
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import text

from app.database import db, unit_of_work
from app.kernel.errors import NotAllowed
from app.kernel.uses import Use
from app.ledger import bundle_proofs, bundle_verifier, queries
from app.ledger.bundle import Bundled, verifier_source, write_bundle
from app.ledger.bundling import note_bundle
from app.ledger.events import LedgerBundled
from app.ledger.keyring import KeyRing
from app.ledger.keys import ensure_key
from app.ledger.proofs import origin_of_log
from app.ledger.verification import still_session
from tests.builders.ledger import NOON, WRITER, seal, unguard
from tests.integration.ledger.bundles import DAYS, checked, printed_key, relist, runner, sign


@pytest.fixture
def run(app):
    return runner(app)


@pytest.fixture
def bundled(app, run, tmp_path):
    """Three days of which two are asked for, and checkpoints before, in and after them."""
    sign(app)
    for day, count in enumerate((4, 5, 3), start=-1):
        seal(count, now=NOON + timedelta(days=day), lit_by="김가상")
        sign(app)
    result = run("bundle", *DAYS, "-o", tmp_path / "a.zip")
    assert result.exit_code == 0, result.output
    assert "기록 8건" in result.output
    return tmp_path / "a.zip"


@pytest.fixture
def folder(bundled, tmp_path):
    with ZipFile(bundled) as archive:
        archive.extractall(tmp_path / "out")
    return tmp_path / "out"


def test_it_runs_alone_in_an_empty_place(app, folder):
    alone = subprocess.run(
        [sys.executable, "-I", "verify.py", "--key", printed_key(app)],
        cwd=folder,
        env={},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (alone.returncode, alone.stderr) == (0, "")
    assert "기록 8건이 한 글자도 바뀌지 않고" in alone.stdout
    assert "체크포인트 4개를 모두 이 원장의 공개 키로 서명했습니다." in alone.stdout
    assert "증명되지 않는 것" in alone.stdout
    assert "결과: 맞습니다." in alone.stdout
    assert len(alone.stdout.splitlines()) <= 24
    assert {path.name for path in folder.iterdir()} >= {"README.ko.txt", "verify.py", "keys.txt"}


def test_without_cryptography_it_says_that_signatures_were_not_checked(folder):
    alone = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py"],  # -S: no installed packages.
        cwd=folder,
        env={},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (alone.returncode, alone.stderr) == (2, "")
    assert "cryptography 패키지가 없어 서명을 확인하지 못했습니다." in alone.stdout
    assert "\n증명된 것\n" not in alone.stdout


def test_the_verifier_imports_nothing_of_ours():
    tree = ast.parse(verifier_source())
    named = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    named |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    tops = {name.partition(".")[0] for name in named}
    assert tops - set(sys.stdlib_module_names) == {"cryptography"}


def test_it_needs_not_be_unpacked(bundled, capsys):
    code, said = checked(bundled, capsys)
    assert code == 0
    assert "묶음에 든 키로만 확인했습니다" in said


def test_nothing_personal_is_in_it(bundled):
    with ZipFile(bundled) as archive:
        assert not any("김가상".encode() in archive.read(name) for name in archive.namelist())


def test_the_same_days_of_the_same_log_give_the_same_bytes(app, bundled):
    written = []
    for _ in range(2):
        with still_session(db.engine) as session:
            key = ensure_key(app.config["SETTINGS"].home).verifier(origin_of_log(session))
            file = BytesIO()
            write_bundle(session, file, first=date(2026, 11, 22), last=date(2026, 11, 23), keys=KeyRing.of(key))
        written.append(file.getvalue())
    assert written[0] == written[1]


def test_taking_a_bundle_out_is_sealed_with_what_it_held(bundled):
    (entry,) = queries.entries(db.session(), names=[LedgerBundled.name])
    with ZipFile(bundled) as archive:
        digest = sha256(archive.read("MANIFEST.sha256")).hexdigest()
    told = {
        "since": "2026-11-22",
        "until": "2026-11-23",
        "first_leaf": 4,
        "entries": 8,
        "digest": digest,
        "use": "scripted",
    }
    assert (entry.leaf, entry.subject, entry.actor_id, entry.data) == (12, "ledger:bundle", 0, told)


def test_not_everybody_may_take_a_bundle_out(app):
    bundled = Bundled(date(2026, 11, 22), date(2026, 11, 22), 0, 1, "0" * 64)
    with pytest.raises(NotAllowed), unit_of_work() as session:
        note_bundle(session, bundled=bundled, use=Use.REVIEW, actor=WRITER, now=NOON)


def test_a_byte_changed_in_any_file_is_named(folder, capsys):
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        for place in (0, len(content) // 2, len(content) - 1):
            path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
            code, said = checked(folder, capsys)
            assert code == 1, (path, place, said)
            if path.name != "MANIFEST.sha256":  # There the line that no longer fits its file is named.
                assert f"- {path.relative_to(folder).as_posix()}: " in said
        path.write_bytes(content)
    assert checked(folder, capsys)[0] == 0


@pytest.mark.parametrize("kind", ["entries", "proofs", "checkpoints", "consistency", "keys.txt"])
def test_a_changed_byte_is_named_also_when_the_list_was_made_anew(folder, capsys, kind):
    paths = sorted((folder / kind).iterdir()) if (folder / kind).is_dir() else [folder / kind]
    for path in paths:
        content = path.read_bytes()
        for place in {*range(0, len(content), 29), len(content) - 1}:
            path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
            relist(folder)
            code, said = checked(folder, capsys)
            assert code == 1, (path, place, said)
            assert path.stem in said
        path.write_bytes(content)


def test_entries_that_changed_places_are_named(folder, capsys):
    first, second = folder / "entries/0000000004.json", folder / "entries/0000000005.json"
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)
    relist(folder)
    code, said = checked(folder, capsys)
    assert code == 1
    assert "5번째 기록이 서명된 뿌리 해시로 이어지지 않습니다" in said


@pytest.mark.parametrize("name", ["entries/0000000006.json", "proofs/0000000006.tlog-proof", "span.json", "keys.txt"])
def test_a_missing_file_makes_it_incomplete(folder, capsys, name):
    (folder / name).unlink()
    relist(folder)
    code, said = checked(folder, capsys)
    assert code == 2
    assert f"{name}: 파일이 없습니다." in said


def test_a_checkpoint_left_out_is_missed(folder, capsys):
    (folder / "checkpoints/0000000004.note").unlink()
    relist(folder)
    code, said = checked(folder, capsys)
    assert code == 2
    assert "consistency/0000000000-0000000009.txt: 파일이 없습니다." in said


def test_another_key_than_the_one_obtained_elsewhere_is_told(app, folder, capsys, tmp_path):
    other = str(ensure_key(tmp_path / "other").verifier(origin_of_log(db.session())))
    assert checked(folder, capsys, "--key", printed_key(app))[0] == 0
    code, said = checked(folder, capsys, "--key", other)
    assert code == 1
    assert "따로 받은 공개 키와 다릅니다" in said


def test_what_is_not_signed_yet_is_signed_first(bundled, run, tmp_path, capsys):
    seal(2, now=NOON + timedelta(days=1))
    run("bundle", *DAYS, "-o", tmp_path / "b.zip")
    code, said = checked(tmp_path / "b.zip", capsys)
    assert code == 0
    assert "기록 11건이 한 글자도 바뀌지 않고" in said  # With the entry of the bundle before.


def test_entries_not_signed_yet_are_told(app, bundled, tmp_path, capsys):
    seal(2, now=NOON + timedelta(days=1))
    with still_session(db.engine) as session, (tmp_path / "b.zip").open("wb") as file:
        key = ensure_key(app.config["SETTINGS"].home).verifier(origin_of_log(session))
        write_bundle(session, file, first=date(2026, 11, 22), last=date(2026, 11, 23), keys=KeyRing.of(key))
    code, said = checked(tmp_path / "b.zip", capsys)
    assert code == 2
    assert "아직 서명된 체크포인트에 들어 있지 않습니다" in said


def test_an_entry_changed_in_the_database_is_named(bundled, run, tmp_path, capsys):
    unguard("ledger_entry")
    with unit_of_work() as session:
        session.execute(
            text("UPDATE ledger_entry SET body = (SELECT body FROM ledger_entry WHERE leaf = 5) WHERE leaf = 6")
        )
    run("bundle", *DAYS, "-o", tmp_path / "b.zip")
    code, said = checked(tmp_path / "b.zip", capsys)
    assert code == 1
    assert "entries/0000000006.json: 7번째 기록" in said


def test_what_is_no_bundle_is_told(tmp_path, capsys):
    (tmp_path / "a.zip").write_text("no zip")
    assert checked(tmp_path / "a.zip", capsys)[0] == 1
    (tmp_path / "empty").mkdir()
    code, said = checked(tmp_path / "empty", capsys)
    assert code == 2
    assert "MANIFEST.sha256: 파일이 없습니다." in said


def test_days_without_entries_and_a_log_without_a_signature_are_refused(app, run, tmp_path):
    unsigned = run("bundle", *DAYS, "-o", tmp_path / "a.zip")
    assert (unsigned.exit_code, "ledger checkpoint" in unsigned.output) == (1, True)
    sign(app)
    empty = run("bundle", *DAYS, "-o", tmp_path / "a.zip")
    assert (empty.exit_code, "봉인된 기록이 없습니다" in empty.output) == (1, True)
    assert not list(tmp_path.glob("*.zip*"))
    assert not list(tmp_path.glob(".*.part"))


def test_the_verifier_in_the_bundle_is_the_one_tested_here(folder):
    assert (folder / "verify.py").read_text("utf-8") == verifier_source()
    for module in (bundle_proofs, bundle_verifier):
        source = Path(module.__file__).read_text("utf-8")
        assert source[-2000:] in verifier_source()


def test_days_are_korean(bundled):
    with ZipFile(bundled) as archive:
        leaves = [name for name in archive.namelist() if name.startswith("entries/")]
    assert (leaves[0], len(leaves)) == ("entries/0000000004.json", 8)
