"""Owns what is still to do in a case whose footage was handed over. Whatever must be done adds its line here."""

from sqlalchemy.orm import Session

from app.kernel.messages import Message


def still_to_do(session: Session, *, request_id: int) -> tuple[Message, ...]:  # noqa: ARG001  # Holds and returns use it.
    """Return in words what keeps a case from being closed: footage still held, copies not accounted for."""
    return ()
