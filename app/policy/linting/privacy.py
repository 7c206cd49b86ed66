"""Owns places people should not be filmed in, or may not enter freely, and the recording of sound."""

import re
from collections.abc import Iterator

from app.kernel.messages import N_
from app.law.severity import Severity
from app.policy.findings import Hit, Text
from app.policy.linting.asking import capped, found, has_part, places
from app.policy.linting.grounds import basis

_NAKED = re.compile(
    r"목욕|사우나|찜질|탈의|샤워|욕실|욕탕|발한|락커|라커|파우더룸|changing room|locker room|shower|sauna|bath",
    re.IGNORECASE,
)
_TOILET = re.compile(r"화장실|restroom|toilet|lavator", re.IGNORECASE)
_TREATED = re.compile(
    r"진료실|상담실|치료실|수술실|병실|회복실|격리실|처치실|검사실|treatment|operating room|consult", re.IGNORECASE
)
_SLEPT = re.compile(
    r"수면실|휴게실|숙직실|당직실|기숙사|생활관|숙소|객실|dormitor|bedroom|rest room|lounge bed", re.IGNORECASE
)
_AT_DOOR = re.compile(r"입구|출입|앞|복도|외부|주변|통로|entrance|outside|corridor", re.IGNORECASE)
_NOT_FILMED = re.compile(r"제외|않|없|금지|\bnot\b|except", re.IGNORECASE)


def private_places(text: Text) -> Iterator[Hit]:
    """Yield rows that name a place where people undress or are treated."""
    seen: set[tuple[object, str]] = set()
    for row in text.stated.rows:
        for said in (row.name, row.part, row.location, row.coverage):
            if said is None or _NOT_FILMED.search(said.value):
                continue
            for words, bad in _private(said.value):
                if (said.where, words) not in seen:
                    seen.add((said.where, words))
                    message = N_(
                        "'{what}'이(가) 촬영 장소에 있습니다. 사생활을 침해할 수 있는 내부가 보이지 않아야 합니다."
                    )
                    yield found(message, said.where, capped(said, bad), what=words)


def _private(words: str) -> Iterator[tuple[str, Severity]]:
    at_door = _AT_DOOR.search(words) is not None
    for pattern, bad in (
        (_NAKED, Severity.ERROR),
        (_TOILET, Severity.ERROR),
        (_TREATED, Severity.WARNING),
        (_SLEPT, Severity.INFO),
    ):
        hit = pattern.search(words)
        if hit:
            yield hit[0], Severity.INFO if at_door and pattern is not _TREATED else bad


_CLOSED = re.compile(
    r"서버실|전산(?:실|센터)|기계실|전기실|기관실|변전|통신실|임원실|사무실\s*(?:내부|안)|사무공간|직원\s*(?:전용|구역)|통제\s*구역|제한\s*구역|정압(?:기|실)|밸브\s*(?:실|기지)|금고"
    r"|server room|machine room|staff only|restricted|governor",
    re.IGNORECASE,
)


def closed_places(text: Text) -> Iterator[Hit]:
    """Yield places people may not enter freely, where the text rests on 법 25① alone."""
    if not has_part(text) or any(one.value.article == "15" for one in basis(text)) or not basis(text):
        return
    for rows in places(text).values():
        for row in rows:
            declared = row.space_class.value if row.space_class else None
            told = [one for one in (row.name, row.part, row.location, row.coverage) if one]
            named = next((hit[0] for one in told if (hit := _CLOSED.search(one.value))), None)
            if declared == "closed":
                message = N_("'{place}'은(는) 비공개 장소인데 제15조제1항의 근거가 없습니다.")
                yield found(message, row.name.where, capped(row.name, Severity.WARNING), place=row.name.value)
                break
            if named and declared is None:
                message = N_(
                    "'{place}'의 '{what}'이(가) 출입이 제한된 곳이면 제25조가 아니라 제15조제1항의 근거를 적으십시오."
                )
                yield found(message, row.name.where, Severity.INFO, place=row.name.value, what=named)
                break


def untied_purposes(text: Text) -> Iterator[Hit]:
    """Yield the purposes of a text with places of which some may be closed, where none is tied to a place."""
    rows = text.stated.rows
    tied = any(row.purposes or row.space_class for row in rows)
    closed = any(_CLOSED.search(row.name.value) for row in rows)
    if len(places(text)) > 1 and closed and not tied and text.stated.purposes:
        message = N_("목적이 설치장소와 이어져 있지 않고, 공개된 장소인지도 적지 않았습니다.")
        yield found(message, text.stated.purposes[0].where)
