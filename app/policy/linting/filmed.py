"""Owns where cameras are and what they film: numbers, positions, ranges, private and closed places, sound."""

import re
from collections.abc import Iterator

from app.kernel.messages import N_
from app.law.severity import Severity
from app.policy.findings import Hit, Text
from app.policy.linting.asking import (
    SURE,
    capped,
    folded,
    found,
    has_part,
    lacking,
    missing,
    nobody,
    not_recorded,
    part_lines,
    place_of,
    places,
    section,
    stands_unread,
)
from app.policy.linting.contents import says_nothing
from app.policy.linting.people import unjoinable
from app.policy.printed import Where
from app.policy.stated import Item, Said, StatedRow

MANY = 50
_GENERIC = re.compile(
    r"건물|시설물?|사업장|사업소|사옥|청사|교사|매장|점포|역사|사무소|본사|회사|교내|사내|구내|내외부|내부|외부|실내|실외|안팎|안쪽|바깥쪽|전\s*구역|전역|전체|전부|모든\s*곳|(?:카메라|CCTV|기기|렌즈|화면)\S{0,2}\s*(?:보이는|찍히는|잡히는|비치는|닿는)(?:\s*(?:곳|데|범위))?|(?:보이는|찍히는|촬영되는|촬영\s*가능한)\s*(?:곳|범위|데|모든)"
    r"|주변|일대|일원|인근|각\s*층|전\s*층|곳곳|주요\s*장소|등지|\b(?:the|whole|entire|all|of|in|out|inside|outside|indoors?|outdoors?|interior|exterior|building|premises|site|area|areas|around|surroundings|and|or|its)\b"
    r"|및|등|와|과|의|내(?![가-힣])|외(?![가-힣])|안(?![가-힣])|밖|[\W_]",
    re.IGNORECASE,
)
_NO_ROOM = re.compile(
    r"(?:안전|보안|통제|제한)\s*(?:구역|장소)|별도|보관|저장|공간|장소|지정된?|적절한?|적당한?|알맞은|안전한?|필요한?"
    r"|곳|safe place|secure"
)
_ELSEWHERE = re.compile(r"별첨|별지|별표|별도|첨부|붙임|목록|참조|명세|annex|attach|see\b|separate list", re.IGNORECASE)


def says_where(words: str) -> bool:
    """Return whether anything is left of a place or a range once the words that name any building are taken away."""
    return bool(_GENERIC.sub("", words))


def _mildest(severity: Severity) -> int:
    return -list(Severity).index(severity)


def _sum_of(rows: list[StatedRow]) -> int | None:
    """Return how many cameras a place has: its own number, else those of its parts; None where any is unknown."""
    own = next((row.count.value for row in rows if row.part is None and row.count), None)
    if own is not None:
        return own
    parts = [row.count.value for row in rows if row.part is not None and row.count]
    return sum(parts) if parts and len(parts) == sum(row.part is not None for row in rows) else None


_A_COUNT = re.compile(r"\d[\d,]*\s*대(?![가-힣])|\|\s*\d[\d,]*\s*(?:\(|\||$)")
_ALL_TOLD = re.compile(
    r"(?:모두|총|전체|합계|총계)\s*(?:설치\s*)?(?:대수\s*)?(?:은|는|[:：])?\s*([\d,]{1,9})\s*(?:대(?!책|상|응|신|비)|개소)"
    r"|\bthere are ([\d,]{1,9}) (?:\w+ )?(?:devices|cameras)|\btotal(?: of)?:? ([\d,]{1,9}) (?:devices|cameras)",
    re.IGNORECASE,
)


def counts(text: Text) -> Iterator[Hit]:
    """Yield places without a number, and totals that are not the sum of the rows."""
    if not has_part(text):
        return
    severity = missing(text, Item.PLACES)
    gaps = lacking(text, "count")
    if severity and not says_nothing(text, Item.PLACES):
        if gaps and nobody(text, "count") and text.stated.total is None:
            if stands_unread(text, Item.PLACES, _A_COUNT):
                message = N_("설치 대수를 읽지 못했습니다. 사람이 확인하십시오.")
                yield found(message, place_of(text, Item.PLACES), Severity.INFO)
            else:
                yield found(N_("설치 대수가 없습니다."), place_of(text, Item.PLACES), severity)
        elif gaps and not (text.stated.total and len(places(text)) == 1):
            for row in gaps if not unjoinable(text) else ():
                bad = severity if row.location or row.coverage else min(severity, Severity.WARNING, key=_mildest)
                message = N_("'{place}'의 설치 대수가 없습니다.")
                yield found(message, row.name.where, capped(row.name, bad), place=row.name.value)
    sums = [_sum_of(rows) for rows in places(text).values()]
    if not sums or None in sums:
        return
    total = sum(one for one in sums if one is not None)
    for stated, where, sure in _totals(text):
        if stated != total and total:
            message = N_("합계는 {stated}대라고 적었지만 줄을 모두 더하면 {total}대입니다.")
            yield found(message, where, Severity.ERROR if sure else Severity.WARNING, stated=stated, total=total)


_ROUGH = re.compile(
    r"(?:약|대략|거의|최대|최소)\s*\d|\d\s*(?:여\s*대|대\s*(?:여|가량|정도|안팎|내외|남짓|이상|이하))|\babout \d",
    re.IGNORECASE,
)


def rough_counts(text: Text) -> Iterator[Hit]:
    """Yield numbers of cameras that are only about right."""
    seen: set[tuple[Where, str]] = set()
    for row in text.stated.rows:
        said = row.count
        rough = _ROUGH.search(said.text) if said else None
        if said and rough and len(said.text) <= _A_CELL and (said.where, said.text) not in seen:
            seen.add((said.where, said.text))
            message = N_("설치 대수 '{count}'은(는) 어림수입니다. 실제 대수를 적으십시오.")
            yield found(message, said.where, capped(said, Severity.WARNING), count=said.text.strip())


_A_CELL = 20  # Letters: a longer text speaks of more than the number.


def _totals(text: Text) -> Iterator[tuple[int, Where, bool]]:
    own = section(text, Item.PLACES)
    stated = text.stated.total
    if stated is not None:
        yield stated.value, stated.where, stated.confidence >= SURE
    for number, line in part_lines(text):
        within = own is not None and own.heading.where.line <= number <= own.last_line
        said = _ALL_TOLD.search(line) if within and "|" not in line else None
        if said and (stated is None or stated.where.line != number):
            yield int(next(one for one in said.groups() if one).replace(",", "")), Where(number), True


def lumped(text: Text) -> Iterator[Hit]:
    """Yield a row of very many cameras whose place says nothing: nobody can tell cameras from places."""
    for rows in places(text).values():
        row = rows[0]
        where = row.location or row.coverage
        parted = any(one.part for one in rows)
        many = row.count is not None and row.count.value >= MANY and not parted
        if many and row.count and where and not says_where(where.value):
            message = N_(
                "'{place}' 한 줄에 {count}대입니다. 설치한 곳의 수인지 카메라의 수인지, 어디인지 알 수 없습니다."
            )
            yield found(message, row.count.where, place=row.name.value, count=row.count.value)


def ranges(text: Text) -> Iterator[Hit]:
    """Yield places whose filmed range is missing, or says nothing about what is filmed."""
    severity = missing(text, Item.PLACES)
    if has_part(text) and severity and not says_nothing(text, Item.PLACES):
        gaps = lacking(text, "coverage", but=lambda rows: bool(rows[0].coverage))
        if gaps and nobody(text, "coverage"):
            yield found(N_("촬영 범위가 없습니다."), place_of(text, Item.PLACES), severity)
        else:
            for row in (row for row in gaps if row.count or row.location):
                message = N_("'{place}'의 촬영 범위가 없습니다.")
                bad = Severity.INFO if _POSITION.search(row.name.value) else capped(row.name, severity)
                yield found(message, row.name.where, bad, place=row.name.value)
    seen: set[tuple[str, Where]] = set()
    for row in text.stated.rows:
        said = row.coverage
        if said and not says_where(said.value) and (said.value, said.where) not in seen:
            seen.add((said.value, said.where))
            message = N_("촬영 범위 '{coverage}'은(는) 무엇을 찍는지 알 수 없습니다.")
            yield found(message, said.where, capped(said, Severity.WARNING), coverage=said.value)


_METRES = re.compile(r"(\d{2,4})\s*(?:m(?![a-z])|미터|M(?![a-zA-Z]))")
_INDOORS = re.compile(r"실내|내부|로비|복도|사무실|강의실|전시|열람실|층|indoor|lobby|corridor", re.IGNORECASE)
_TOO_FAR = 100


def far_indoors(text: Text) -> Iterator[Hit]:
    """Yield filmed ranges of a hundred metres where the camera is indoors."""
    for row in text.stated.rows:
        said = row.coverage
        if said is None:
            continue
        metres = [int(one) for one in _METRES.findall(said.value)]
        whole = " ".join(one.value for one in (row.name, row.part, row.location, row.coverage) if one)
        if metres and max(metres) >= _TOO_FAR and _INDOORS.search(whole):
            message = N_("촬영 범위 '{coverage}'은(는) 실내에서 나올 수 있는 거리인지 확인하십시오.")
            yield found(message, said.where, coverage=said.value)


_POSITION = re.compile(r"(?:내부|현관|로비|출입구|정문|후문|층|복도|놀이터|옥상|경계)(?:\s*\([^()]*\))?$")
"""Names of places that say themselves where the cameras are: "101동 승강기 내부"."""


def details(text: Text) -> Iterator[Hit]:
    """Yield places without hours, position or storage; values that seem to belong to another row; vague ones."""
    if not has_part(text):
        return
    for field, item, nowhere, here in (
        ("location", Item.PLACES, N_("설치 위치가 없습니다."), N_("'{place}'의 설치 위치가 없습니다.")),
        ("hours", Item.KEEPING, N_("촬영시간이 없습니다."), N_("'{place}'의 촬영시간이 없습니다.")),
        ("storage", Item.KEEPING, N_("보관장소가 없습니다."), N_("'{place}'의 보관장소가 없습니다.")),
    ):
        severity = missing(text, item)
        if says_nothing(text, item):
            continue
        gaps = lacking(text, field, but=not_recorded if field == "storage" else None)
        needed = ("count", "coverage") if field == "location" else ("count", "coverage", "retention", "hours")
        gaps = [row for row in gaps if any(getattr(row, one) for one in needed)]
        if gaps and nobody(text, field):
            if severity:
                yield found(nowhere, place_of(text, item), severity)
        else:
            for row in gaps:
                if field == "location" and _POSITION.search(row.name.value):
                    continue
                bad = capped(row.name, severity or Severity.INFO)
                yield found(here, row.name.where, bad, place=row.name.value)
    yield from _borrowed(text)
    yield from _vague(text)


def _borrowed(text: Text) -> Iterator[Hit]:
    """Yield rows whose own line is short: hours or storage were filled from the line above, if a cell was merged."""
    for row in text.stated.rows:
        own = row.retention
        for said, message in (
            (row.hours, N_("'{place}' 줄에 촬영시간이 없습니다. 윗줄과 같다면 '{value}'을(를) 이 줄에도 적으십시오.")),
            (
                row.storage,
                N_("'{place}' 줄에 보관장소가 없습니다. 윗줄과 같다면 '{value}'을(를) 이 줄에도 적으십시오."),
            ),
        ):
            borrowed = said is not None and said.shared and said.confidence <= SURE
            if own and not own.shared and said and borrowed and said.where.line != own.where.line:
                yield found(message, own.where, Severity.WARNING, place=row.name.value, value=said.value)


def _vague(text: Text) -> Iterator[Hit]:
    seen: set[str] = set()
    for rows in places(text).values():
        row = rows[0]
        where = row.location
        if where and len(rows) == 1 and _ELSEWHERE.search(where.value) and where.value not in seen:
            seen.add(where.value)
            message = N_("설치 위치가 '{words}'뿐입니다. 목록을 방침과 함께 게시하십시오.")
            yield found(message, where.where, Severity.INFO, words=where.value)
        kept = row.storage
        if kept and not says_where(_NO_ROOM.sub("", kept.value)) and kept.value not in seen:
            seen.add(kept.value)
            message = N_("보관장소 '{words}'은(는) 어느 방인지 알 수 없습니다.")
            yield found(message, kept.where, Severity.INFO, words=kept.value)


_SITE = re.compile(
    r"(?:동|관|센터|소|점|사옥|본사|지사|공장|학교|병원|타워|빌딩|층|office|centre|center|building|site)\d*$",
    re.IGNORECASE,
)
"""Names of buildings: what stands in one of them does not stand in another of the same name."""


def doubled(text: Text) -> Iterator[Hit]:
    """Yield positions that two places name: the same cameras may be counted twice."""
    owners: dict[str, Said[str]] = {}
    for name, rows in places(text).items():
        for row in rows if not _SITE.search(name) else ():
            for part in re.split(r"[,/·、]|\s및\s", row.location.value if row.location else ""):
                key = folded(_NUMBERED.sub("", part))
                other = owners.setdefault(key, row.name) if len(key) >= 3 and _own(key) else None  # noqa: PLR2004  # Shorter words are of any building.
                if other and other.value != name and other.where != row.name.where:
                    message = N_(
                        "'{what}'이(가) '{one}'과(와) '{other}' 두 줄에 있습니다. 두 번 세지 않았는지 확인하십시오."
                    )
                    yield found(message, row.name.where, what=part.strip(), one=other.value, other=name)


_ANYWHERE = re.compile(
    r"출입|입구|현관|로비|복도|계단|승강기|엘리베이터|주차|정문|후문|옥상|사무실|창고|외곽|울타리|층|외벽|통로|화장실|건물|내부|외부|앞|참조|별첨|별표|별지|같|주변|마당|운동장|[A-Za-z]"
)


_NUMBERED = re.compile(r"\s*[A-Za-z0-9]{1,2}\s*$")


def _own(part: str) -> bool:
    return _ANYWHERE.search(part) is None and says_where(part)
