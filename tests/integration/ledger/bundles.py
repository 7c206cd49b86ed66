"""What tests of bundles share: making one, checking it, and forging its list."""

from datetime import timedelta
from hashlib import sha256

import time_machine

from app.database import db, unit_of_work
from app.ledger import bundle_verifier, commands
from app.ledger.cli import ledger
from app.ledger.keys import ensure_key
from app.ledger.proofs import origin_of_log
from tests.builders.ledger import NOON

DAYS = ("--from", "2026-11-22", "--to", "2026-11-23")


def runner(app):
    """Run a command on the last of the days."""

    def run(*words):
        with time_machine.travel(NOON + timedelta(days=1), tick=False):
            return app.test_cli_runner().invoke(ledger, [str(word) for word in words])

    return run


def sign(app):
    with unit_of_work() as session:
        commands.checkpoint(session, signer=ensure_key(app.config["SETTINGS"].home), now=NOON)


def printed_key(app):
    return str(ensure_key(app.config["SETTINGS"].home).verifier(origin_of_log(db.session())))


def checked(place, capsys, *words):
    code = bundle_verifier.main([str(place), *words])
    return code, capsys.readouterr().out


def relist(folder):
    """Do what a forger would: make the list agree with the files again."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "MANIFEST.sha256")
    lines = [f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in files]
    (folder / "MANIFEST.sha256").write_text("".join(lines))
