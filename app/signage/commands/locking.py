"""Owns how one at a time chooses: rows that are numbered one after the other, and checked against those before."""

from sqlalchemy import text
from sqlalchemy.orm import Session


def one_at_a_time(session: Session, *tables: str) -> None:
    """Let no other write to tables until this transaction ends. SQLite has only one writer (``BEGIN IMMEDIATE``)."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"LOCK TABLE {', '.join(tables)} IN SHARE ROW EXCLUSIVE MODE"))
