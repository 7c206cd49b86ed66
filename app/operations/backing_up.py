"""Owns who a backup is for: encrypted for the keys of the settings, or in the open if that is said and sealed."""

from dataclasses import dataclass
from pathlib import Path

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import iso, utc_now
from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.ledger import commands as ledger
from app.ledger.proofs import head
from app.operations.age_files import checked_recipients
from app.operations.archive import write_backup
from app.operations.events import BackupMade
from app.settings import Settings

DEMO_REASON = "WATCHBOOK_DEMO"
_LONGEST_REASON = 500


class NobodyToEncryptFor(Refusal):
    """No public key is set, and nobody said that the backup shall be in the open."""

    text = N_(
        "백업을 암호화할 공개키가 없어 백업하지 않았습니다. 'watchbook backup-keys'로 키 한 쌍을 만들어 "
        "개인키는 금고에 두고, 공개키를 WATCHBOOK_BACKUP_RECIPIENTS에 적으십시오."
    )


class ReasonNeeded(Refusal):
    """An unencrypted backup needs a reason, which is sealed."""

    text = N_("암호화하지 않는 사유를 --reason으로 적으십시오(500자까지). 사유는 원장에 봉인됩니다.")


class RecipientsUnreadable(Refusal):
    """The file of public keys cannot be read."""

    text = N_("공개키 파일을 읽을 수 없습니다: {path}")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made, as its entry in the ledger says."""

    size: int
    """Entries of the ledger in it, at least."""
    digest: str
    recipients: tuple[str, ...]


def recipients_of(settings: Settings) -> tuple[str, ...]:
    """Return the public keys of the settings: given themselves, or in a file with one a line (# is a remark).

    :raises RecipientsUnreadable: if the file cannot be read.
    :raises NotAPublicKey: if one is no public key.
    """
    given = settings.backup_recipients.replace(",", " ").split()
    if settings.backup_recipients.startswith("/"):
        path = Path(settings.backup_recipients)
        try:
            lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        except (OSError, UnicodeDecodeError) as problem:
            raise RecipientsUnreadable(path=path) from problem
        given = [line for line in lines if line and not line.startswith("#")]
    return checked_recipients(given)


def back_up(settings: Settings, target: Path, *, is_open: bool, reason: str | None, with_keys: bool) -> Backup:
    """Write a backup and seal that it was made; without its entry in the ledger there is no file.

    :param is_open: whether it shall not be encrypted; then it needs a reason.
    :raises NobodyToEncryptFor: if it shall be encrypted and no public key is set (the demo's is in the open).
    :raises ReasonNeeded: if it shall be in the open without a reason.
    :raises RecipientsUnreadable: if the public keys cannot be read.
    :raises NotAPublicKey: if one of them is none.
    :raises ProgramMissing: if PostgreSQL is used and pg_dump is not installed.
    """
    recipients: tuple[str, ...] = ()
    reason = (reason or "").strip() or None
    if is_open:
        if reason is None or len(reason) > _LONGEST_REASON:
            raise ReasonNeeded
    else:
        recipients, reason = recipients_of(settings), None
        if not recipients and not settings.demo:
            raise NobodyToEncryptFor
        if not recipients:
            reason = DEMO_REASON
    present = head(db.session())
    db.session.rollback()
    facts: dict[str, object] = {
        "made_at": iso(utc_now()),
        "ledger_size": present.size,
        "ledger_root": present.root.hex(),
    }

    def seal(digest: str) -> None:
        event = BackupMade(digest=digest, recipients=recipients, with_keys=with_keys, reason=reason)
        with unit_of_work() as session:
            ledger.append(session, event, actor=SYSTEM, now=utc_now())

    digest = write_backup(settings, target, facts=facts, recipients=recipients, with_keys=with_keys, seal=seal)
    return Backup(present.size, digest, recipients)
