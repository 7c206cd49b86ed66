"""Owns what a text puts off or leaves open: a place told later, nowhere to ask, nobody to object to."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.kernel.messages import N_
from app.law.severity import Severity
from app.policy.findings import Hit, Text
from app.policy.linting.asking import capped, found, has_part, missing, part_lines, place_of, section
from app.policy.linting.contents import says_nothing
from app.policy.stated import Item, Said

if TYPE_CHECKING:
    from app.policy.printed import Where

_LATER = re.compile(
    r"추후|나중|차후|향후|미정|아직\s*정|정해지는\s*대로|정하는\s*대로|정한\s*뒤"
    r"|(?:별도|따로|개별|그때그때|그때마다|신청\s*(?:시|후|하면)|요청\s*(?:시|후)|접수\s*(?:시|후))\S{0,3}\s*(?:로|으로|에)?\s*"
    r"(?:안내|통보|통지|공지|고지|협의|지정|알림|알려|알립|정하|정함|정합|결정)"
    r"|\b(?:later|to be (?:announced|decided|confirmed|determined)|TBA|TBD|not yet)\b",
    re.IGNORECASE,
)
_A_PLACE = re.compile(
    r"\d\s*층|[가-힣]{1,10}(?:실|센터|사옥|본사|지사|사무소|본관|별관|청사|창구|상황실|지점|충전소|관리소)(?![가-힣]*장)"
    r"|\b(?:floor|room|office|building|desk)\b",
    re.IGNORECASE,
)


def put_off(text: Text) -> Iterator[Hit]:
    """Yield ways and places of checking that are only promised or are none: the item asks for them."""
    seen: set[Where] = set()
    told = [text.stated.checking_place, *(row.checking_place for row in text.stated.rows)]
    ways = [text.stated.checking_method, *(row.checking_method for row in text.stated.rows)]
    for said in (one for one in ways if one is not None and _NOTHING.search(one.value)):
        if said.where not in seen:
            seen.add(said.where)
            message = N_("확인 방법이 '{words}'뿐입니다. 어떻게 볼 수 있는지 적으십시오.")
            yield found(message, said.where, capped(said, Severity.WARNING), words=said.value)
    for said in (one for one in told if one is not None):
        if said.where not in seen and (_NOTHING.search(said.value) or is_put_off(said.value)):
            seen.add(said.where)
            message = N_("확인 장소가 '{words}'뿐입니다. 어디에서 볼 수 있는지 적으십시오.")
            yield found(message, said.where, capped(said, Severity.WARNING), words=said.value)


_NOTHING = re.compile(r"^[\s(]*(?:비공개|없음|없습니다|해당\s*(?:사항\s*)?없음|불가|미운영|생략|제한|-+)[\s).]*$")


def is_put_off(words: str) -> bool:
    """Return whether words promise a value and name none."""
    return _LATER.search(words) is not None and _A_PLACE.search(words) is None


def unfilled(text: Text) -> Iterator[Hit]:
    """Yield values of rows that are only promised: hours, storage, ranges and posts told later."""
    seen: set[tuple[Where, str]] = set()
    for row in text.stated.rows:
        plain: list[Said[str]] = [
            one for one in (row.hours, row.storage, row.location, row.coverage, row.processing) if one is not None
        ]
        people = [one.of(one.value.title or "") for one in (*row.managers, *row.accessors)]
        for said in (*plain, *people):
            promised = is_put_off(said.value) and len(said.value) <= _SHORT
            if promised and (said.where, said.value) not in seen:
                seen.add((said.where, said.value))
                message = N_("'{words}'처럼 나중으로 미룬 값이 있습니다.")
                yield found(message, said.where, capped(said, Severity.WARNING), words=said.value)


_WHEN = re.compile(
    r"\d|상시|항상|항시|연중|종일|주야|주간|야간|밤|낮|새벽|근무|영업|운영|업무|개방|개관|운행|이용|심야|일출|평일|휴일|시간|hour|always|day|night|continuous",
    re.IGNORECASE,
)


def vague_hours(text: Text) -> Iterator[Hit]:
    """Yield hours of filming that name no time: "where needed"."""
    seen: set[Where] = set()
    for row in text.stated.rows:
        said = row.hours
        if said and said.where not in seen and not _WHEN.search(said.value) and not is_put_off(said.value):
            seen.add(said.where)
            message = N_("촬영시간 '{hours}'은(는) 언제인지 알 수 없습니다.")
            yield found(message, said.where, hours=said.value)


_SHORT = 24  # Letters: what is longer says something beside that it is told later.
_OBJECTION = re.compile(
    r"^[\s\-*•·\d.)]*(?:이의|불복)(?:\s*(?:제기|신청))?\s*(?:방법|처|창구|접수처?|담당자?)?\s*[:：|]\s*(?P<to>.{2,60})$"
    r"|(?:이의|불복).{0,30}?(?P<who>담당자|담당\s*직원|직원|경비원|근무자|[가-힣]{2,4}\s*(?:님|씨|과장|대리|주임|사원|부장|차장|매니저))"
    r"(?:\s*[가-힣]{2,4}(?:님|씨)?)?(?:에게|께|한테)"
)
_REACHES = re.compile(
    r"\d{3,}|@|전화|서면|서류|우편|메일|홈\s*페이지|인터넷|온라인|팩스|방문|창구|찾아|책임자|책임관|보호관|위원회|부서|센터|대표|법원|소송|심판"
    r"|[가-힣](?:팀|과|실|본부|처|국)(?:에|으로|로|장|\s|$|[(,.])|[가-힣]사(?:에|로)\s|\b(?:officer|manager|phone|mail|writing)\b",
    re.IGNORECASE,
)


def objection_to_nobody(text: Text) -> Iterator[Hit]:
    """Yield lines that send an objection to a bare name: no post, no office and no way of reaching it."""
    for where, sentence in text.sentences:
        said = _OBJECTION.search(sentence)
        if said is None or _REACHES.search(said["to"] or sentence):
            continue
        message = N_("'{words}': 이의를 어떻게 제기하는지(직위나 부서, 전화, 서면 등)가 없습니다.")
        yield found(message, where, Severity.WARNING, words=_cut(sentence))


_LONGEST = 60


def _cut(words: str) -> str:
    told = words.strip()
    return told if len(told) <= _LONGEST else told[: _LONGEST - 1] + "…"


_WAYS = re.compile(
    r"서면|우편|전화|유선|이\s?메일|전자\s*우편|팩스|인터넷|홈\s*페이지|온라인|in writing|phone|mail", re.IGNORECASE
)
_ASKS = re.compile(r"요구|신청|청구|접수|요청|request|ask|apply", re.IGNORECASE)
_LISTS = re.compile(r"방법(?:으로|은|에)|통하여|통해|으로\s*(?:요구|신청|청구)|[:：]|\bby\b")
_WHERE_TO = re.compile(
    r"\d{3,4}-\d{4}|\d{7,}|@|https?://|www\.|\.(?:kr|com)\b|책임자|담당\s*(?:부서|자)|보호관|부서|센터|창구|민원실|[가-힣](?:팀|과|실|소)(?:에|으로|로|\s|[(,.]|$)"
    r"|officer|manager|department|office",
    re.IGNORECASE,
)


def nowhere_to_ask(text: Text) -> Iterator[Hit]:
    """Yield the ways to ask where none of them says where to: a note where at least a manager's phone is told."""
    own = section(text, Item.REQUESTS)
    if not has_part(text) or own is None or not text.stated.channels or missing(text, Item.REQUESTS) is None:
        return
    first, last = own.heading.where.line, own.last_line
    inside = [(where, words) for where, words in text.sentences if first <= where.line <= last]
    asking = [(where, words) for where, words in inside if _ASKS.search(words)]
    listed = [(where, words) for where, words in asking if _WAYS.search(words) and _LISTS.search(words)]
    reached = any(_WHERE_TO.search(words) for _where, words in listed)
    sent = any(_SENT.search(words) and not _AGAIN.search(words) for _where, words in asking)
    if listed and not reached and not sent:
        message = N_("열람을 요구하는 방법만 있고 어디로 하는지(전화번호, 주소, 부서)가 없습니다.")
        phoned = any(one.value.phones for row in text.stated.rows for one in row.managers)
        yield found(message, listed[0][0], Severity.INFO if phoned else Severity.WARNING)


_SENT = re.compile(
    r"(?:책임자|담당\s*(?:부서|자)|부서|센터|창구|민원실|팀|사무소|사무실|관리실)(?:에|에게|으로|로|께)\s*.{0,20}?"
    r"(?:요구할|요구하|신청할|신청하|청구할|청구하|접수|요청할|요청하|제출)"
)
_AGAIN = re.compile(r"이의|불복|다시\s*판단")
_MASKS = re.compile(
    r"가리|가린|가려|가립|가림|모자이크|비식별|마스킹|블러|흐리|흐림|알아볼\s*수\s*없|식별(?:할|될|되지|하지)|mask|blur|pixel|recogni[sz]",
    re.IGNORECASE,
)


def masking_untold(text: Text) -> Iterator[Hit]:
    """Yield a text that tells how people see footage and nothing of the others in it. No law asks a policy for it."""
    whole = missing(text, Item.REQUESTS) is Severity.ERROR and not says_nothing(text, Item.REQUESTS)
    if not has_part(text) or not whole or section(text, Item.REQUESTS) is None:
        return
    if not any(_MASKS.search(line) for _number, line in part_lines(text)):
        message = N_("영상에 함께 나온 다른 사람을 알아볼 수 없게 가린다는 말이 없습니다.")
        yield found(message, place_of(text, Item.REQUESTS), Severity.INFO)
