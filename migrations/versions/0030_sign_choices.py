"""Let a place be told by another sign or none, let signs be taken back and return, and keep how signs look."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0030_sign_choices"
down_revision = "0029_drafts_and_subjects"
branch_labels = None
depends_on = None

_COLOUR = "length({0}) = 7 AND substr({0}, 1, 1) = '#' AND {0} = upper({0})"
_LEAF = ("leaf_is_an_entry", "leaf >= 0")
CHECKS = {
    "sign_scheme": (
        ("numbered_from_one", "number >= 1"),
        ("scheme_is_known", "scheme IN ('zone', 'entrance', 'camera')"),
        ("site_not_blank", "length(site_code) >= 1"),
        _LEAF,
    ),
    "sign_substitute": (
        ("numbered_from_one", "number >= 1"),
        ("scope_is_known", "scope IN ('site', 'zone', 'camera')"),
        (
            "kind_is_known",
            (
                "kind IN ('public_body', 'homepage', 'business_place', 'newspaper', 'military', 'key_facility', "
                "'security_facility')"
            ),
        ),
        ("target_not_blank", "length(target) >= 1 AND length(site_code) >= 1"),
        ("site_is_its_own_target", "scope <> 'site' OR target = site_code"),
        (
            "reason_unless_exempt",
            "kind IN ('key_facility', 'military', 'security_facility') OR length(trim(reason)) > 0",
        ),
        ("posted_somewhere", "kind NOT IN ('business_place', 'newspaper') OR length(trim(shown_at)) > 0"),
        ("printed_on_a_day", "kind <> 'newspaper' OR document_on IS NOT NULL"),
        ("ends_after_it_begins", "until >= since"),
        _LEAF,
    ),
    "sign_substitute_end": (("reason_not_blank", "length(trim(reason)) > 0"), _LEAF),
    "sign_logo": (
        ("digest_whole", "length(digest) = 64"),
        ("media_type_is_known", "media_type IN ('image/png', 'image/svg+xml')"),
        ("says_something", "length(content) > 0"),
        _LEAF,
    ),
    "sign_look": (
        ("numbered_from_one", "number >= 1"),
        ("colours_are_whole", " AND ".join(_COLOUR.format(name) for name in ("ground", "ink", "frame"))),
        ("says_korean", "substr(languages, 1, 2) = 'ko'"),
        ("size_not_blank", "length(size) >= 2"),
        _LEAF,
    ),
}
SIGN = ("number", "kind", "target", "site_code", "issued_at", "leaf")
_KEPT = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in SIGN)
_STANDING_TWICE = (  # The partial unique index, as INSERT OR REPLACE would obey it.
    "NEW.withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM sign "
    "WHERE kind = NEW.kind AND target = NEW.target AND withdrawn_at IS NULL)"
)


def upgrade() -> None:
    """Make the tables and guard them, and let a sign that was withdrawn return under its number."""
    _make_tables()
    op.guard_table("sign_scheme", keys=(("site_code", "number"), ("leaf",)))
    op.guard_table("sign_substitute", keys=(("number",), ("leaf",)))
    op.guard_table("sign_substitute_end", keys=(("number",), ("leaf",)))
    op.guard_table("sign_logo", keys=(("digest",), ("leaf",)))
    op.guard_table("sign_look", keys=(("number",), ("leaf",)))
    op.drop_guards("sign")
    op.guard_table("sign", keys=(("number",),), update_when=_KEPT, sqlite_insert_when=_STANDING_TWICE)


def downgrade() -> None:
    """Drop the tables; a withdrawn sign is final again."""
    for table in ("sign_look", "sign_logo", "sign_substitute_end", "sign_substitute", "sign_scheme"):
        op.drop_table(table)
    op.drop_guards("sign")
    op.guard_table(
        "sign",
        keys=(("number",),),
        update_when=f"OLD.withdrawn_at IS NOT NULL OR {_KEPT}",
        sqlite_insert_when=_STANDING_TWICE,
    )


def _make_tables() -> None:
    _table(
        "sign_scheme",
        sa.Column("site_code", sa.String(80), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("scheme", sa.String(10), nullable=False),
        sa.Column("chosen_by", sa.Integer(), nullable=False),
        sa.Column("chosen_at", UTCDateTime(), nullable=False),
    )
    _table(
        "sign_substitute",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("site_code", sa.String(80), nullable=False),
        sa.Column("scope", sa.String(10), nullable=False),
        sa.Column("target", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("ground", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("shown_at", sa.Text(), nullable=False),
        sa.Column("document_title", sa.Text(), nullable=False),
        sa.Column("document_number", sa.String(80), nullable=False),
        sa.Column("document_on", sa.Date()),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
    )
    op.create_index("ix_sign_substitute_site_code", "sign_substitute", ["site_code"])
    _table(
        "sign_substitute_end",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["sign_substitute.number"], name="fk_sign_substitute_end_number"),
    )
    _table(
        "sign_logo",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("media_type", sa.String(20), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
    _table(
        "sign_look",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("ground", sa.String(7), nullable=False),
        sa.Column("ink", sa.String(7), nullable=False),
        sa.Column("frame", sa.String(7), nullable=False),
        sa.Column("languages", sa.String(40), nullable=False),
        sa.Column("size", sa.String(30), nullable=False),
        sa.Column("logo", sa.String(64)),
        sa.Column("chosen_by", sa.Integer(), nullable=False),
        sa.Column("chosen_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["logo"], ["sign_logo.digest"], name="fk_sign_look_logo"),
    )


def _table(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        *columns,
        sa.Column("leaf", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("leaf", name=f"uq_{name}_leaf"),
        *(sa.CheckConstraint(condition, name=check) for check, condition in CHECKS[name]),
    )
