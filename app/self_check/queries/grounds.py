"""Owns what questions are judged on: whether there is anything of the kind, and how much, read from public queries."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.compliance.queries import Standing
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.ledger import queries as ledger
from app.log_review import queries as log_review
from app.recorder_logs import queries as recorder_logs
from app.registry import queries as registry
from app.self_check.domain import Ground, Scope
from app.signage.queries.choices import substitutes

_LOOK_BACK = timedelta(days=365)
"""As far as the checks look at closed cases and at the register; our choice, no legal number."""
_RECEIVED = ("viewing_request.received",)
_RECORDED = ("footage.accessed",)
_BACKED_UP = ("backup.made",)
_MEASURED = ("recorder_check.made",)
_PRINTED = ("sign.printed",)


def grounds(session: Session, *, standing: Standing, now: datetime) -> Mapping[Scope, Ground]:
    """Return for each scope whether there is anything to judge now, with a sentence that says what."""
    on = kst_day(now)
    is_running = bool(standing.organisation)
    sites = len(standing.cameras_of_site)
    return {
        Scope.ALWAYS: Ground(judged=is_running),
        Scope.CAMERAS: _counted(
            N_("설치장소 {sites}곳, 카메라 {cameras}대"), sites, sites=sites, cameras=standing.cameras
        ),
        Scope.SIGNS: _counted(N_("안내판 {count}개"), sites, count=standing.signs),
        Scope.PRINTED: _newest(session, _PRINTED, N_("마지막 인쇄 {day}")),
        Scope.MEASURED: _newest(session, _MEASURED, N_("마지막 녹화기 점검 {day}")),
        Scope.INSTEAD: _instead(session, on),
        Scope.REQUESTS: _newest(session, _RECEIVED, N_("마지막 신청 {day}"), since=now - _LOOK_BACK),
        Scope.REGISTER: _newest(session, _RECORDED, N_("마지막 기록 {day}"), since=now - _LOOK_BACK),
        Scope.RECORDER_LOGS: _recorder_logs(session),
        Scope.CONTRACTORS: _contractors(session, on),
        Scope.REVIEWS: _reviews(session),
        Scope.BACKUPS: _newest(session, _BACKED_UP, N_("마지막 백업 {day}")),
    }


def _counted(text: str, there: int, **values: int) -> Ground:
    return Ground(judged=there > 0, message=Message(text, values) if there else None)


def _newest(session: Session, names: tuple[str, ...], text: str, *, since: datetime | None = None) -> Ground:
    leaf = ledger.newest_leaf(session, names=names)
    if leaf < 0:
        return Ground(judged=False)
    at = ledger.entry_at(session, leaf=leaf, sites=None).recorded_at
    return Ground(judged=since is None or at >= since, message=Message(text, {"day": kst_day(at).isoformat()}))


def _instead(session: Session, on: date) -> Ground:
    there = sum(each.in_force(on) for each in substitutes(session))
    return _counted(N_("안내판을 달지 않은 곳 {count}곳"), there, count=there)


def _recorder_logs(session: Session) -> Ground:
    there = len(recorder_logs.sources(session))
    return _counted(N_("로그를 가져오는 녹화기 {count}대"), there, count=there)


def _contractors(session: Session, on: date) -> Ground:
    there = len(registry.snapshot_of_sites(session, codes=[], as_of=on).contractors)
    return _counted(N_("수탁자 {count}곳"), there, count=there)


def _reviews(session: Session) -> Ground:
    done = [row for row in log_review.reviews(session) if row.minutes is not None]
    begun = ledger.newest_leaf(session, names=_RECORDED) >= 0
    if not done:
        return Ground(judged=begun)
    return Ground(judged=True, message=Message(N_("마지막으로 끝낸 점검 {month}"), {"month": str(done[0].month)}))
