"""Owns what is still to do in a case whose footage was handed over. Whatever must be done adds its line here."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.messages import N_, Message
from app.viewing_requests.holding import LOCKED
from app.viewing_requests.models import ViewingRequest, ViewingRequestHold
from app.viewing_requests.queries.duties import owes_letter
from app.viewing_requests.queries.emergencies import is_to_be_reviewed
from app.viewing_requests.queries.handovers import returns_still_due


def still_to_do(session: Session, *, request_id: int) -> tuple[Message, ...]:
    """Return in words what keeps a case from being closed: footage still held, copies not back, a letter, a review."""
    hold = ViewingRequestHold
    locked = select(func.count()).where(hold.request_id == request_id, hold.state.in_(sorted(LOCKED)))
    count = session.scalar(locked) or 0
    held = (Message(N_("보존을 해제할 영상 {count}건"), {"count": count}),) if count else ()
    review = (Message(N_("긴급 처리의 사후 검토")),) if is_to_be_reviewed(session, request_id=request_id) else ()
    owed = session.scalar(select(ViewingRequest.id).where(ViewingRequest.id == request_id, owes_letter()))
    letter = (Message(N_("18⑤ 문서를 보내고 수락을 기록하십시오.")),) if owed else ()
    return *held, *returns_still_due(session, request_id=request_id), *letter, *review
