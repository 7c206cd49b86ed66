"""Owns the rules on backups (OPS): the last one is not old, and nobody who finds it can read it. Our own choices."""

from collections.abc import Iterator
from datetime import timedelta

from app.compliance.domain import Area, Breach, Facts, Place, Reads, Rule, Severity, Subject
from app.kernel.messages import N_, Message
from app.law.periods import backup_age_hours

BACKUPS = Place(Subject.SETTING, "backups", N_("백업"))


def backup_old(facts: Facts) -> Iterator[Breach]:
    """Yield a breach if the last backup is old, or there is none though the installation is as old."""
    hours = backup_age_hours(facts.on).hours or 0
    if facts.backup is None or facts.backup.age <= timedelta(hours=hours):
        return
    if facts.backup.made_on is None:
        yield Breach(BACKUPS, Message(N_("백업을 한 번도 만들지 않았습니다.")))
    else:
        text = N_("마지막 백업을 {day}에 만들었습니다. 백업은 {hours}시간 안에 하나씩 있어야 합니다.")
        yield Breach(BACKUPS, Message(text, {"day": facts.backup.made_on.isoformat(), "hours": hours}))


def backup_open(facts: Facts) -> Iterator[Breach]:
    """Yield a breach if the last backup is not encrypted."""
    if facts.backup is not None and facts.backup.is_open and facts.backup.made_on is not None:
        text = N_("{day}에 만든 마지막 백업은 암호화하지 않아, 파일을 가진 사람은 누구나 열 수 있습니다.")
        yield Breach(BACKUPS, Message(text, {"day": facts.backup.made_on.isoformat()}))


BACKUP_RULES = (
    Rule(
        id="OPS-01",
        area=Area.SECURITY,
        severity=Severity.WARNING,
        reads=Reads.BACKUPS,
        title=N_("백업의 간격"),
        advice=N_("서버에서 'watchbook backup'을 실행하고, 밤마다 저절로 실행되는지 확인하십시오."),
        sources=("product.backup_age", "pipa.29"),
        look=backup_old,
        says_several=True,
    ),
    Rule(
        id="OPS-02",
        area=Area.SECURITY,
        severity=Severity.WARNING,
        reads=Reads.BACKUPS,
        title=N_("백업의 암호화"),
        advice=N_("공개키를 WATCHBOOK_BACKUP_RECIPIENTS에 적어 다시 백업하고, 암호화하지 않은 파일은 지우십시오."),
        sources=("product.backup_age", "guideline.47.3"),
        look=backup_open,
    ),
)
