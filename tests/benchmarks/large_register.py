"""Owns a register of any size, made by the database itself: 164 stations, 40 people, 24 months, Korean sentences.

Rows are the right ones in every column lists and searches read; ledger entries have short bodies, so nothing verifies.
The head of the ledger stands behind them, so that entries can be appended.
"""

from datetime import UTC, datetime
from random import Random
from typing import Any

from sqlalchemy import Connection, text

from app.database import db, schema_may_change, unit_of_work
from app.footage_access import word_index
from app.footage_access.models import FootageAccess, FootageAccessCamera
from app.kernel.hangul import search_key
from app.ledger.models import LedgerEntry
from app.ledger.tree import node_hash

SITES, CAMERAS, PEOPLE = 164, 4, 40
BEGIN, END = datetime(2024, 11, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
REGIONS = ("원주시", "횡성군", "평창군", "홍천군", "영월군")
QUARTERS = ("단구동", "우산동", "무실동", "관설동", "태장동", "학성동", "명륜동", "봉산동", "행구동", "반곡동")
WORDS = (
    (
        "가스누출",
        "침입감지",
        "정전",
        "화재감지",
        "출입문",
        "외곽울타리",
        "차량충돌",
        "낙뢰",
        "정시",
        "야간",
        "새벽",
        "주간",
    ),
    ("경보", "신호", "이상", "개방", "접촉", "민원", "고장", "순찰", "점검", "작업", "신고", "통보"),
    ("원인", "전후", "상황", "경위", "이동경로", "작업자", "차량번호", "인원", "시각", "범위", "배관", "밸브"),
    ("확인", "살핌", "재확인", "대조", "검토", "추적", "관찰", "판독", "비교", "회신"),
    ("함", "예정", "완료", "중", "뒤 통보", "후 종결", "및 보고"),
)
RARE = ("실종자 수색 협조", "어린이집 통학차량", "멧돼지 출현", "쌍둥이 미아")
"""Said once in some thousand entries, in this order rarer by ten each."""
KINDS = (("live", 620), ("playback", 340), ("use", 20), ("destruction", 20))


def fill(entries: int, *, indexed: bool = True) -> None:
    """Write that many entries into the empty database of the application, and the index of their words."""
    token = schema_may_change.set(True)
    try:
        _fill(entries)
    finally:
        schema_may_change.reset(token)
    if indexed:
        index_words()


def _fill(entries: int) -> None:
    with db.engine.connect() as connection:
        connection.rollback()
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            driver: Any = connection.connection.driver_connection
            for pragma in ("foreign_keys=OFF", "synchronous=OFF", "journal_mode=MEMORY", "cache_size=-800000"):
                driver.execute(f"PRAGMA {pragma}")
        with connection.begin():
            guards = set_guards_aside(connection)
            indexes = _drop_indexes(connection)
            _write_words(connection)
            _write_rows(connection, entries)
            _move_head(connection, entries)
            for statement in (*indexes, *guards):
                connection.exec_driver_sql(statement)
        if sqlite:
            driver.execute("PRAGMA journal_mode=WAL")
        connection.invalidate()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if sqlite else "VACUUM ANALYZE"))


def index_words() -> None:
    """Index all entries."""
    while True:
        with unit_of_work() as session:
            if word_index.catch_up(session, most=20_000) == 0:
                return


def set_guards_aside(connection: Connection) -> list[str]:
    """Take away what checks single rows; return how to put it back."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("SET LOCAL maintenance_work_mem = '1GB'"))
        return []
    triggers = connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%_insert'")
    ).all()
    for name, _ in triggers:
        connection.execute(text(f"DROP TRIGGER {name}"))
    return [sql for _, sql in triggers]


def _drop_indexes(connection: Connection) -> list[str]:
    """Drop the indexes of the big tables, and return how to make them again: once at the end is quicker."""
    made = []
    for table in (FootageAccess.__tablename__, FootageAccessCamera.__tablename__, LedgerEntry.__tablename__):
        if connection.dialect.name == "sqlite":
            query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = :table"
        else:
            query = (
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = :table AND indexname LIKE 'ix_%'"
                " AND indexname <> 'ix_footage_access_occurred_at_leaf'"
            )
        for name, sql in connection.execute(text(query), {"table": table}).all():
            connection.execute(text(f"DROP INDEX {name}"))
            made.append(sql)
    return made


def _move_head(connection: Connection, entries: int) -> None:
    """Put the head behind the last entry: the hash of every leaf is zero, so all subtrees of a height are the same."""
    subtrees, height = [], bytes(32)
    for level in range(entries.bit_length()):
        if entries >> level & 1:
            subtrees.append(height)
        height = node_hash(height, height)
    last = connection.scalar(text("SELECT recorded_at FROM ledger_entry ORDER BY leaf DESC LIMIT 1"))
    connection.execute(
        text("UPDATE ledger_head SET size = :size, frontier = :frontier, last_at = :last, clock_at = :last"),
        {"size": entries, "frontier": b"".join(reversed(subtrees)), "last": last},
    )


def _write_words(connection: Connection) -> None:
    """Write small tables of sentence parts and places, with what the search columns hold of each."""
    connection.execute(
        text("CREATE TEMPORARY TABLE part (place INTEGER, n INTEGER, word TEXT, folded TEXT, letters TEXT)")
    )
    parts = [(place, n, word) for place, words in enumerate(WORDS) for n, word in enumerate(words)]
    parts += [(9, n, word) for n, word in enumerate(RARE)]
    rows = []
    for place, n, word in parts:
        folded, letters = _keys(word)
        rows.append({"place": place, "n": n, "word": word, "folded": folded, "letters": letters})
    connection.execute(text("INSERT INTO part VALUES (:place, :n, :word, :folded, :letters)"), rows)
    connection.execute(text("CREATE UNIQUE INDEX part_n ON part (place, n)"))
    connection.execute(
        text("CREATE TEMPORARY TABLE spot (n INTEGER PRIMARY KEY, site TEXT, code TEXT, label TEXT, search TEXT)")
    )
    spots = []
    for n in range(SITES * CAMERAS):
        site, camera = divmod(n, CAMERAS)
        label = f"{REGIONS[site % 5]} {QUARTERS[site % 10]} 정압기 {site:03} 카메라 {camera + 1}"
        code = f"C-{site:03}-{camera + 1}"
        spots.append(
            {"n": n, "site": f"S-{site:03}", "code": code, "label": label, "search": search_key(f"{code} {label}")}
        )
    connection.execute(text("INSERT INTO spot VALUES (:n, :site, :code, :label, :search)"), spots)


class _Sql:
    """The few expressions the two databases spell differently."""

    def __init__(self, *, sqlite: bool, entries: int) -> None:
        self.sqlite = sqlite
        self.start = int(BEGIN.timestamp() * 1e6)
        self.step = int((END - BEGIN).total_seconds() * 1e6) // entries
        self.recorded = f"({self.start} + leaf * {self.step})"
        self.line = "char(10)" if sqlite else "chr(10)"
        self.false = "0" if sqlite else "false"
        self._draw = Random(1)  # noqa: S311  # Nothing secret: the same register every time.
        self.numbers = (
            f"WITH RECURSIVE r(leaf) AS (SELECT 0 UNION ALL SELECT leaf + 1 FROM r WHERE leaf + 1 < {entries})"
            if sqlite
            else f"WITH r AS (SELECT leaf FROM generate_series(0::bigint, {entries} - 1) AS t(leaf))"
        )

    def chance(self, of: int) -> str:
        """Return a number below ``of``, another for every leaf, and each time this is called."""
        return f"((leaf * {self._draw.randrange(2**30, 2**31)} + {self._draw.randrange(2**31)}) % 2147483647 % {of})"

    def moment(self, micros: str) -> str:
        if not self.sqlite:
            return f"to_timestamp(({micros}) / 1000000.0)"
        whole = f"strftime('%Y-%m-%d %H:%M:%S', ({micros}) / 1000000, 'unixepoch')"
        return f"{whole} || printf('.%06d', ({micros}) % 1000000)"

    def day(self, micros: str) -> str:
        if self.sqlite:
            return f"date(({micros}) / 1000000 + 32400, 'unixepoch')"
        return f"(to_timestamp(({micros}) / 1000000.0) AT TIME ZONE 'Asia/Seoul')::date"

    def zeros(self, size: int) -> str:
        return f"zeroblob({size})" if self.sqlite else f"decode(repeat('00', {size}), 'hex')"

    def identity(self) -> str:
        if self.sqlite:
            return "printf('00000000-0000-7000-8000-%012d', leaf)"
        return "'00000000-0000-7000-8000-' || lpad(leaf::text, 12, '0')"


def _write_rows(connection: Connection, entries: int) -> None:
    sql = _Sql(sqlite=connection.dialect.name == "sqlite", entries=entries)
    _draw_facts(connection, sql)
    connection.execute(
        text(f"""
        INSERT INTO ledger_entry
          (log_id, leaf, entry_id, recorded_at, event, site_code, actor_id, subject, body, leaf_hash)
        SELECT 1, leaf, {sql.identity()}, recorded, 'footage.accessed', NULL, handler_id, 'footage',
          {sql.zeros(16)}, {sql.zeros(32)} FROM made ORDER BY leaf""")
    )
    connection.execute(
        text(f"""
        INSERT INTO ledger_day (log_id, day, first_leaf, last_leaf)
        SELECT 1, {sql.day("recorded")}, min(leaf), max(leaf) FROM made GROUP BY 2""")
    )
    _write_entries(connection, sql)
    connection.execute(
        text(f"""
        INSERT INTO footage_access_camera
          (leaf, position, site_code, zone_code, camera_code, label, search, occurred_at, handler_id, kind)
        SELECT m.leaf, p.position, s.site, NULL, s.code, s.label, s.search, {sql.moment("m.recorded - m.late")},
          m.handler_id, m.kind
        FROM made m JOIN (SELECT 1 AS position UNION ALL SELECT 2) p ON p.position = 1 OR m.more = 1
          JOIN spot s ON s.n = m.spot - m.spot % {CAMERAS} + (m.spot + p.position) % {CAMERAS}
        ORDER BY m.leaf""")
    )
    for table in ("made", "part", "spot"):
        connection.execute(text(f"DROP TABLE {table}"))


def _draw_facts(connection: Connection, sql: _Sql) -> None:
    """Write a table of drawn numbers: one row for every entry."""
    columns = "leaf, kind, recorded, late, handler_id, spot, a, b, c, d, e, number, rare, more"
    of_columns = columns.replace("leaf", "leaf BIGINT PRIMARY KEY" if not sql.sqlite else "leaf INTEGER PRIMARY KEY")
    for name in columns.split(", ")[1:]:
        kind = "TEXT" if name == "kind" else "BIGINT"
        of_columns = of_columns.replace(f", {name}", f", {name} {kind}", 1)
    connection.execute(text(f"CREATE TEMPORARY TABLE made ({of_columns})"))
    drawn, until, whens = sql.chance(1000), 0, []
    for kind, share in KINDS[:-1]:
        until += share
        whens.append(f"WHEN {drawn} < {until} THEN '{kind}'")
    late = f"CASE WHEN {sql.chance(10)} = 0 THEN {sql.chance(28_800)} ELSE {sql.chance(60)} END"
    person, place = sql.chance(1000), sql.chance(997)
    connection.execute(
        text(f"""
        INSERT INTO made ({columns}) {sql.numbers}
        SELECT leaf, CASE {" ".join(whens)} ELSE '{KINDS[-1][0]}' END, {sql.recorded}, {late} * 1000000,
          1 + {PEOPLE} * {person} * {person} / 1000000,
          {SITES} * {place} * {place} / 994009 * {CAMERAS} + {sql.chance(CAMERAS)},
          {sql.chance(12)}, {sql.chance(12)}, {sql.chance(12)}, {sql.chance(10)}, {sql.chance(7)},
          {sql.chance(100_000)},
          CASE WHEN leaf % 3000000 = 1 THEN 3 WHEN leaf % 300000 = 1 THEN 2 WHEN leaf % 30000 = 1 THEN 1
               WHEN leaf % 3000 = 1 THEN 0 END, {sql.chance(20)}
        FROM r""")
    )


def _write_entries(connection: Connection, sql: _Sql) -> None:
    def joined(column: str, between: str = "") -> str:
        said = [f"p{place}.{column}" for place in range(len(WORDS))]
        number = "CASE WHEN m.more = 0 THEN 'no.' || m.number ELSE '' END"
        return between.join([*said, f"COALESCE(rare.{column}, '') || {number}"])

    names = {"live": "실시간", "playback": "재생", "use": "이용", "destruction": "파기"}
    ends = []
    for half in (0, 1):
        whens = [f"WHEN '{kind}' THEN '{_keys(f'화재예방 {name}')[half]}'" for kind, name in names.items()]
        ends.append(f"CASE m.kind {' '.join(whens)} END")
    parts = " ".join(
        f"JOIN part p{place} ON p{place}.place = {place} AND p{place}.n = m.{'abcde'[place]}" for place in range(5)
    )
    began = "m.recorded - m.late"
    connection.execute(
        text(f"""
        INSERT INTO footage_access (leaf, log_id, act, kind, handler_id, occurred_at, recorded_at, span_from, span_to,
          purpose, text, file_name, ground, form, method, version, runs, search)
        SELECT m.leaf, 1, 'accessed', m.kind, m.handler_id, {sql.moment(began)}, {sql.moment("m.recorded")},
          {sql.moment(f"{began} - 7200000000")}, {sql.moment(f"{began} - 3600000000")}, 'fire_prevention',
          {joined("word", " || ' ' || ")},
          CASE WHEN m.kind IN ('use', 'destruction') THEN 'F-' || m.leaf || '.mp4' END,
          CASE WHEN m.kind = 'use' THEN 'pipa.18.2.3' END, CASE WHEN m.kind = 'use' THEN 'file' END,
          CASE WHEN m.kind = 'destruction' THEN 'erased' END, 1, {sql.false},
          {joined("folded", " || ")} || {ends[0]} || {sql.line} || {joined("letters", " || ")} || {ends[1]}
        FROM made m {parts} LEFT JOIN part rare ON rare.place = 9 AND rare.n = m.rare
        ORDER BY m.leaf""")
    )


def _keys(word: str) -> tuple[str, str]:
    folded, _, letters = search_key(word).partition("\n")
    return folded, letters
