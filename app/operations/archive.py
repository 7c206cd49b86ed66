"""Owns the backup file: a ZIP of database, keys and uploads with a manifest of their SHA-256, encrypted.

SQLite is copied with its online backup API, PostgreSQL with pg_dump; both are consistent while people work.
Restoring checks every hash first and puts nothing in place itself.
"""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import make_url

from app.database import sqlite
from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.operations.age_files import decrypt, encrypting, is_encrypted
from app.settings import Settings

FORMAT = "watchbook.backup/1"
DATABASE_MEMBER = {"sqlite": "database.sqlite", "postgresql": "database.pgdump"}
KEPT_FOLDERS = ("keys", "attachments", "outbox")
_CHUNK = 1 << 20


class BrokenBackup(Refusal):
    """The backup file is damaged, incomplete or of another kind."""

    text = N_("백업 파일을 쓸 수 없습니다: {why}")


class ProgramMissing(Refusal):
    """A program of the database is not installed."""

    text = N_("{program} 프로그램이 없습니다. postgresql-client를 설치하십시오.")


def write_backup(
    settings: Settings,
    target: Path,
    *,
    facts: dict[str, object],
    recipients: Sequence[str],
    with_keys: bool = True,
    seal: Callable[[str], None] | None = None,
) -> str:
    """Write a backup and return its SHA-256; it appears under its name only when it is whole (mode 0600).

    What is encrypted lies nowhere beside the backup in the open; the copy of the database stays in the home meanwhile.

    :param recipients: age public keys it is encrypted for; none: it is a plain ZIP.
    :param with_keys: whether the keys of vault and ledger go into it.
    :param seal: called with the SHA-256 once the file is whole and before it has its name.
    :raises ProgramMissing: if PostgreSQL is used and pg_dump is not installed.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    kind = "sqlite" if settings.is_sqlite else "postgresql"
    manifest = {"format": FORMAT, "database": kind, "with_keys": with_keys, **facts}
    folders = [folder for folder in KEPT_FOLDERS if with_keys or folder != "keys"]
    try:
        with tempfile.TemporaryDirectory(dir=settings.home, prefix=".backup-") as name:
            copy = Path(name) / DATABASE_MEMBER[kind]
            if settings.is_sqlite:
                _copy_sqlite(Path(settings.database_url.removeprefix("sqlite:///")), copy)
            else:
                url, password = _without_password(settings)
                _postgresql("pg_dump", password, ["--format=custom", "--no-owner", "--file", str(copy), url])
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                with encrypting(file, recipients) if recipients else contextlib.nullcontext(file) as plain:
                    _pack(plain, settings.home, copy, folders, manifest)
                file.flush()
                os.fsync(file.fileno())
        digest = _digest(draft)
        if seal is not None:
            seal(digest)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return digest


def unpack_backup(source: Path, folder: Path, *, keys: Sequence[str] = ()) -> dict[str, object]:
    """Unpack a backup, encrypted or not, into an empty folder and return its manifest.

    :param keys: age private keys; one of them opens an encrypted backup.
    :raises KeyNeeded: if it is encrypted and there is no key.
    :raises WrongKey: if it was encrypted for others.
    :raises DamagedEncryption: if an encrypted file was cut short or altered.
    :raises BrokenBackup: if the file is no backup, or any member is missing, added or altered.
    """
    if is_encrypted(source):
        opened = folder / ".opened"
        try:
            decrypt(source, opened, keys=keys)
            return _unpack(opened, folder)
        finally:
            opened.unlink(missing_ok=True)
    return _unpack(source, folder)


def _unpack(source: Path, folder: Path) -> dict[str, object]:
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            if manifest.get("format") != FORMAT:
                raise BrokenBackup(why=f"format {manifest.get('format')!r}")
            members = set(archive.namelist()) - {"manifest.json"}
            if members != set(manifest["files"]):
                raise BrokenBackup(why=", ".join(sorted(members ^ set(manifest["files"]))))
            for name, digest in manifest["files"].items():
                path = folder / name
                if not path.resolve().is_relative_to(folder.resolve()):
                    raise BrokenBackup(why=name)
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                with (
                    archive.open(name) as member,
                    os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as out,
                ):
                    shutil.copyfileobj(member, out, _CHUNK)
                if _digest(path) != digest:
                    raise BrokenBackup(why=name)
    except (OSError, zipfile.BadZipFile, KeyError, json.JSONDecodeError, NotImplementedError) as fault:
        raise BrokenBackup(why=str(fault)) from fault
    result: dict[str, object] = manifest
    return result


def load_postgresql(settings: Settings, dump: Path) -> None:
    """Load a dump into the empty database of the settings, all or nothing.

    :raises ProgramMissing: if pg_restore is not installed.
    :raises BrokenBackup: if the dump does not load.
    """
    url, password = _without_password(settings)
    _postgresql(
        "pg_restore",
        password,
        ["--no-owner", "--single-transaction", "--exit-on-error", "--dbname", url, str(dump)],
    )


def _pack(file: BinaryIO, home: Path, copy: Path, folders: Sequence[str], manifest: dict[str, object]) -> None:
    digests = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(copy, copy.name)
        digests[copy.name] = _digest(copy)
        for name, path in _kept_files(home, folders):
            with contextlib.suppress(FileNotFoundError):  # An attachment may be erased at this moment.
                digest = _digest(path)
                archive.write(path, name)
                digests[name] = digest
        archive.writestr("manifest.json", json.dumps({**manifest, "files": digests}, indent=1))


def _kept_files(home: Path, folders: Sequence[str]) -> Iterator[tuple[str, Path]]:
    for folder in folders:
        for path in sorted((home / folder).rglob("*")):
            if path.is_file() and not path.name.startswith("."):  # A draft is being written, and will be renamed.
                yield str(path.relative_to(home)), path


def _copy_sqlite(source: Path, target: Path) -> None:
    with closing(sqlite.connect(f"file:{source}?mode=ro", uri=True)) as live, closing(sqlite.connect(target)) as copy:
        live.backup(copy)
    target.chmod(0o600)


def _postgresql(program: str, password: str, arguments: list[str]) -> None:
    found = shutil.which(program)
    if not found:
        raise ProgramMissing(program=program)
    outcome = subprocess.run(  # noqa: S603  # Our own settings, no shell.
        [found, *arguments], capture_output=True, text=True, check=False, env={**os.environ, "PGPASSWORD": password}
    )
    if outcome.returncode:
        raise BrokenBackup(why=outcome.stderr.strip()[-500:])


def _without_password(settings: Settings) -> tuple[str, str]:
    """Return the address without its password, which would be seen in the list of processes, and the password."""
    url = make_url(settings.database_url)
    password = url.password or ""
    plain = url.set(drivername="postgresql", password=None).render_as_string()
    return plain, password


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
