"""Owns putting a backup in place: unpacked beside, verified whole, compared with what is known outside, then moved."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, inspect, text

from app.database import db, sqlite
from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.ledger import heads
from app.ledger.keyring import KeyRing, keyring_of
from app.ledger.keys import read_key
from app.ledger.notes import BadNote, Checkpoint, Note
from app.ledger.proofs import head, root_at, subtrees
from app.ledger.verification import still_session, verify
from app.ledger.wiring import projection_checks
from app.operations.archive import DATABASE_MEMBER, BrokenBackup, load_postgresql, unpack_backup
from app.settings import Settings


class NotEmpty(Refusal):
    """There is already an installation here; a restore never writes over one."""

    text = N_("이미 기록이 있는 설치입니다. 빈 WATCHBOOK_HOME(과 빈 데이터베이스)에 복원하십시오.")


class BackupDoesNotHold(Refusal):
    """The ledger in the backup was changed."""

    text = N_("백업의 원장이 검증되지 않습니다: {fault}")


class OlderThanCheckpoint(Refusal):
    """Entries that were once signed are not in the backup."""

    text = N_("백업에는 {kept}건까지 있고 밖에 보관한 체크포인트는 {known}건까지입니다. {lost}건이 없습니다.")


class OlderThanHeads(Refusal):
    """Entries whose signed heads this installation keeps outside are not in the backup."""

    text = N_(
        "백업에는 {kept}건까지 있고 {folder}에 보관한 원장 머리는 {known}건까지입니다. {lost}건이 없습니다. "
        "더 새로운 백업이 없으면 --accept-loss로 복원하고, 그 폴더의 파일을 증거로 다른 곳에 옮기십시오."
    )


class ContradictsCheckpoint(Refusal):
    """The backup tells another history than the checkpoint kept outside."""

    text = N_("백업의 원장이 밖에 보관한 체크포인트와 다릅니다. 복원하지 않았습니다.")


class KeysMissing(Refusal):
    """The backup was made without the keys, and they are not here either."""

    text = N_("키를 담지 않은 백업입니다. 따로 보관한 keys 폴더를 먼저 {folder}에 놓으십시오.")


def restore(
    settings: Settings, source: Path, *, note: str | None, accept_loss: bool, private_keys: Sequence[str] = ()
) -> int:
    """Restore a backup into an empty installation and return the number of verified entries.

    The heads this installation keeps outside are compared too: they show that a newer ledger was once here.

    :param private_keys: age private keys, one of which opens an encrypted backup.
    :raises KeyNeeded: if it is encrypted and there is no key.
    :raises WrongKey: if it was encrypted for others.
    :raises DamagedEncryption: if an encrypted file was cut short or altered.
    :raises KeysMissing: if it was made without keys and they are not in the home.
    :raises NotEmpty: if there are entries, or (PostgreSQL) any table, already.
    :raises BrokenBackup: if the file is damaged or of the other database.
    :raises BackupDoesNotHold: if its ledger does not verify.
    :raises OlderThanCheckpoint: if signed entries are missing and the loss was not accepted.
    :raises OlderThanHeads: the same, as the heads kept outside say.
    :raises HeadsNotKept: if they cannot be read.
    :raises ContradictsCheckpoint: if it is not the history that was signed.
    """
    _check_empty(settings)
    kind = "sqlite" if settings.is_sqlite else "postgresql"
    with tempfile.TemporaryDirectory(dir=settings.home.parent, prefix=".restore-") as name:
        folder = Path(name)
        manifest = unpack_backup(source, folder, keys=private_keys)
        if manifest.get("database") != kind:
            raise BrokenBackup(why=f"{manifest.get('database')} → {kind}")
        if manifest.get("with_keys") is False:
            if read_key(settings.home) is None:
                raise KeysMissing(folder=settings.home / "keys")
            shutil.copytree(settings.home / "keys", folder / "keys")
        with _loaded(settings, folder) as engine:
            size = _check_ledger(engine, folder, note=note, outside=settings.heads_folder, accept_loss=accept_loss)
        _put_in_place(settings, folder)
    return size


def _check_empty(settings: Settings) -> None:
    names = set(inspect(db.engine).get_table_names())
    if not settings.is_sqlite and names:
        raise NotEmpty
    if "ledger_head" in names:
        with still_session(db.engine) as session:
            if head(session).size:
                raise NotEmpty


@contextmanager
def _loaded(settings: Settings, folder: Path) -> Iterator[Engine]:
    if settings.is_sqlite:
        engine = create_engine(f"sqlite:///{folder / DATABASE_MEMBER['sqlite']}", module=sqlite)
        try:
            yield engine
        finally:
            engine.dispose()
        return
    load_postgresql(settings, folder / DATABASE_MEMBER["postgresql"])
    try:
        yield db.engine
    except Refusal:
        with db.engine.begin() as connection:  # It was empty before; it is empty again.
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        raise


def _check_ledger(engine: Engine, folder: Path, *, note: str | None, outside: Path, accept_loss: bool) -> int:
    key = read_key(folder)
    with still_session(engine) as session:
        present = head(session)
        verifier = key.verifier(present.origin) if key else None
        covered, newest = _kept_outside(outside, present.origin, present.size)
        verdict = verify(session, key=verifier, projections=projection_checks(), outside=covered)
        if verdict.fault is not None:
            raise BackupDoesNotHold(fault=verdict.fault.message)
        if newest > verdict.entries and not accept_loss:
            raise OlderThanHeads(kept=verdict.entries, known=newest, lost=newest - verdict.entries, folder=outside)
        if note is not None:
            known = _opened(note, keyring_of(session, trusted=verifier))
            if known.size > verdict.entries:
                if not accept_loss:
                    raise OlderThanCheckpoint(kept=verdict.entries, known=known.size, lost=known.size - verdict.entries)
            elif root_at(known.size, subtrees(session)) != known.root:
                raise ContradictsCheckpoint
    return verdict.entries


def _kept_outside(folder: Path, origin: str, size: int) -> tuple[list[str], int]:
    """Return the heads kept in a folder that a ledger of ``size`` entries must contain, and the size of the newest.

    Newer heads may be signed with a key that came after the backup, so only their size is asked for.

    :raises ContradictsCheckpoint: if one is of another log, or is none.
    """
    covered, newest = [], 0
    for note in heads.kept_notes(folder):
        try:
            stated = Checkpoint.parse(Note.parse(note).text)
        except BadNote as fault:
            raise ContradictsCheckpoint from fault
        if stated.origin != origin:
            raise ContradictsCheckpoint
        if stated.size <= size:
            covered.append(note)
        newest = max(newest, stated.size)
    return covered, newest


def _opened(note: str, ring: KeyRing | None) -> Checkpoint:
    if ring is None:
        raise ContradictsCheckpoint
    try:
        return ring.open(note)
    except BadNote as fault:
        raise ContradictsCheckpoint from fault


def _put_in_place(settings: Settings, folder: Path) -> None:
    db.session.remove()
    db.engine.dispose()
    for member in (DATABASE_MEMBER["sqlite"], DATABASE_MEMBER["postgresql"]):
        dump = folder / member
        if dump.exists() and settings.is_sqlite:
            target = Path(settings.database_url.removeprefix("sqlite:///"))
            for leftover in (target.with_name(target.name + "-wal"), target.with_name(target.name + "-shm")):
                leftover.unlink(missing_ok=True)
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            dump.replace(target)
        else:
            dump.unlink(missing_ok=True)
    for path in folder.iterdir():
        target = settings.home / path.name
        if target.exists():
            shutil.rmtree(target)  # Only what an empty installation made for itself: a fresh key.
        path.replace(target)
