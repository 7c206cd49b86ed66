"""What finds entries: the columns lists walk by, and the index of two letters (ADR 0010)."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

from typing import Any

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0012_search"
down_revision = "0011_register"
branch_labels = None
depends_on = None

RARE = "kind IN ('viewing', 'use', 'provision', 'destruction')"
CAMERA_INDEXES = {
    "ix_footage_access_camera_site_moment": (["site_code", "occurred_at", "leaf", "handler_id", "kind"], None),
    "ix_footage_access_camera_site_handler": (["site_code", "handler_id", "occurred_at", "leaf", "kind"], None),
    "ix_footage_access_camera_camera_moment": (["camera_code", "occurred_at", "leaf", "handler_id", "kind"], None),
    "ix_footage_access_camera_site_rare": (["site_code", "kind", "occurred_at", "leaf", "handler_id"], RARE),
}
ENTRY_INDEXES = {
    "ix_footage_access_handler_moment": (["handler_id", "occurred_at", "leaf", "kind"], None),
    "ix_footage_access_kind_moment": (["kind", "occurred_at", "leaf", "handler_id"], None),
    "ix_footage_access_file_name": (["file_name"], "file_name IS NOT NULL"),
    "ix_footage_access_document": (["document"], "document IS NOT NULL"),
    "ix_footage_access_running": (["occurred_at", "leaf"], "runs"),
}
COPIED: dict[str, sa.types.TypeEngine[Any]] = {
    "occurred_at": UTCDateTime(),
    "handler_id": sa.Integer(),
    "kind": sa.String(),
}
"""What a place repeats of its entry, so that the list of a site or camera is one walk along an index."""


def upgrade() -> None:
    """Let places say when, who and what; make the index."""
    op.drop_guards("footage_access_camera")
    for name, kind in COPIED.items():
        op.add_column("footage_access_camera", sa.Column(name, kind))
    values = ", ".join(f"{name} = entry.{name}" for name in COPIED)
    op.execute(
        f"UPDATE footage_access_camera SET {values} FROM footage_access AS entry"
        " WHERE entry.leaf = footage_access_camera.leaf"
    )
    with op.batch_alter_table("footage_access_camera") as batch:
        for name, kind in COPIED.items():
            batch.alter_column(name, existing_type=kind, nullable=False)
        batch.drop_index("ix_footage_access_camera_camera_code_leaf")
    op.guard_table("footage_access_camera", keys=[["leaf", "position"]])
    op.drop_index("ix_footage_access_handler_id_occurred_at_leaf", table_name="footage_access")
    for table, indexes in (("footage_access_camera", CAMERA_INDEXES), ("footage_access", ENTRY_INDEXES)):
        for name, (columns, condition) in indexes.items():
            where = sa.text(condition) if condition else None
            op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
    op.create_table("footage_access_indexed", sa.Column("until_leaf", sa.BigInteger(), primary_key=True))
    op.execute("INSERT INTO footage_access_indexed (until_leaf) VALUES (0)")
    op.create_table("footage_access_place_words", sa.Column("search", sa.String(), primary_key=True))
    if op.get_bind().dialect.name == "sqlite":
        # Only the postings are kept, not the words; what is deleted is overwritten at once.
        op.execute(
            "CREATE VIRTUAL TABLE footage_access_grams USING fts5"
            "(grams, content='', detail='none', columnsize=0, tokenize='ascii')"
        )
        op.execute("INSERT INTO footage_access_grams (footage_access_grams, rank) VALUES ('secure-delete', 1)")
    else:
        op.execute("CREATE TABLE footage_access_grams (leaf BIGINT PRIMARY KEY, grams INTEGER[] NOT NULL)")
        op.execute(
            "CREATE INDEX ix_footage_access_grams_grams ON footage_access_grams USING gin (grams)"
            " WITH (fastupdate = off)"
        )


def downgrade() -> None:
    """Take it all away again."""
    for table in ("footage_access_grams", "footage_access_place_words", "footage_access_indexed"):
        op.execute(f"DROP TABLE {table}")
    for table, indexes in (("footage_access_camera", CAMERA_INDEXES), ("footage_access", ENTRY_INDEXES)):
        for name in indexes:
            op.drop_index(name, table_name=table)
    op.create_index(
        "ix_footage_access_handler_id_occurred_at_leaf", "footage_access", ["handler_id", "occurred_at", "leaf"]
    )
    op.drop_guards("footage_access_camera")
    with op.batch_alter_table("footage_access_camera") as batch:
        for name in COPIED:
            batch.drop_column(name)
        batch.create_index("ix_footage_access_camera_camera_code_leaf", ["camera_code", "leaf"])
    op.guard_table("footage_access_camera", keys=[["leaf", "position"]])
