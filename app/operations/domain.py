"""Owns when a job is due: each has slots, and each slot is done once, by whoever takes it first."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.kernel.messages import N_

LEASE = timedelta(minutes=15)
"""A slot taken longer ago than this and never finished may be taken again: its taker died."""

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Job:
    """Something done regularly. Slots begin every ``every``, shifted by ``offset`` from midnight UTC."""

    name: str
    title: str  # Korean message id.
    every: timedelta
    offset: timedelta = timedelta(0)

    def slot_at(self, now: datetime) -> datetime:
        """Return the beginning (UTC) of the slot a moment falls into."""
        whole = (now - _EPOCH - self.offset) // self.every
        return _EPOCH + self.offset + whole * self.every


SEAL = Job("ledger.checkpoint", N_("원장 봉인 서명"), timedelta(minutes=1))
KEEP = Job("ledger.heads", N_("원장 머리를 밖에 보관"), timedelta(minutes=1))
WITNESS = Job("ledger.witness", N_("증인의 서명 받기"), timedelta(minutes=1))
VERIFY = Job("ledger.verify", N_("원장 야간 검증"), timedelta(days=1), timedelta(hours=18))  # 03:00 KST.
COMPARE = Job(
    "recorder_logs.compare", N_("녹화기 로그와 관리대장 대조"), timedelta(days=1), timedelta(hours=17)
)  # 02:00 KST.

REVIEW = Job(
    "log_review.open", N_("지난달 접속기록 점검 열기"), timedelta(days=1), timedelta(hours=17, minutes=40)
)  # 02:40 KST: after the comparison.
FOLLOW = Job(
    "checks.follow", N_("점검 결과가 생기고 사라진 날 적기"), timedelta(days=1), timedelta(hours=16, minutes=20)
)  # 01:20 KST.
ERASE = Job("ledger.erase", N_("기한이 된 개인정보 부분 파기"), timedelta(hours=1), timedelta(minutes=10))
SEND = Job("inbox.send", N_("알림 전자우편 보내기와 지난 알림 지우기"), timedelta(minutes=1))
REMIND = Job("requests.remind", N_("기한과 보존을 살펴 알리기"), timedelta(minutes=10))
PUBLISH = Job("policy.enter", N_("시행일이 된 방침 시행"), timedelta(hours=1))  # One slot begins at 00:00 KST.
SETTLE = Job(
    "signs.settle", N_("필요 없어진 안내판 거두어들이기"), timedelta(days=1), timedelta(hours=15, minutes=20)
)  # 00:20 KST: zones end with the day.
UPKEEP = Job("accounts.upkeep", N_("기간이 끝난 권한과 떠난 사람의 권한 끝내기"), timedelta(minutes=1))
INDEX = Job("footage.index", N_("관리대장 검색 색인"), timedelta(minutes=1))

JOBS: tuple[Job, ...] = (
    SEAL,
    KEEP,
    WITNESS,
    UPKEEP,
    INDEX,
    PUBLISH,
    SETTLE,
    REMIND,
    SEND,
    ERASE,
    FOLLOW,
    COMPARE,
    REVIEW,
    VERIFY,
)


@dataclass(frozen=True, slots=True)
class JobRow:
    """When a job last ran and how it went; ``outcome`` None: running or died."""

    name: str
    title: str
    slot: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    outcome: str | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class BackupState:
    """The last backup, as the ledger tells of it; ``made_at`` None: there was none."""

    made_at: datetime | None
    digest: str | None
    is_encrypted: bool
    is_old: bool
