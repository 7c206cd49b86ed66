"""Owns how people ask for footage and are answered (POL-08 to POL-12)."""

import re
from collections.abc import Iterator

from app.kernel.messages import N_
from app.law.contents import SAFEGUARDS
from app.law.periods import answer_days
from app.law.severity import Severity
from app.policy.findings import Hit, Text
from app.policy.linting.asking import capped, found, has_part, missing, place_of
from app.policy.linting.contents import says_nothing
from app.policy.stated import About, Item

_LOGS_DAYS = 360  # A year read as twelve months of thirty days.
_ANSWERS = {About.ANSWER, About.REFUSAL, About.DELETION, About.SUSPENSION}


def answers(text: Text) -> Iterator[Hit]:
    """Yield periods to answer that are longer or shorter than the legal one, and a text that names none."""
    limit = answer_days(text.on).days or 0
    stated = [one for one in text.stated.periods if one.value.about in _ANSWERS and one.value.days is not None]
    for one in stated:
        days = one.value.days or 0
        values = {"days": days, "limit": limit}
        if days > limit:
            message = N_("답하는 기한이 {days}일입니다. 법정 기한은 {limit}일입니다.")
            yield found(message, one.where, capped(one, Severity.ERROR), **values)
        elif days < limit:
            message = N_("답하는 기한을 법정 {limit}일보다 짧은 {days}일로 약속했습니다. 지켜야 할 기한이 됩니다.")
            yield found(message, one.where, Severity.INFO, **values)
    if not has_part(text) or missing(text, Item.REQUESTS) is None or says_nothing(text, Item.REQUESTS):
        return
    if not stated:
        message = N_("열람 요구에 답하거나 거절을 알리는 기한({limit}일 이내)이 없습니다.")
        yield found(message, place_of(text, Item.REQUESTS), Severity.INFO, limit=limit)
    elif not any(one.value.about is About.ANSWER for one in stated):
        message = N_("열람하게 하거나 일시와 장소를 알리는 기한({limit}일 이내)이 없습니다.")
        yield found(message, place_of(text, Item.REQUESTS), Severity.INFO, limit=limit)


_WORKING_DAYS = re.compile(r"(\d{1,2})\s*(?:영업일|근무일|업무일|평일|(?:working|business)\s+days)", re.IGNORECASE)
_ASKED = re.compile(r"열람|요구|거절|거부|삭제|답|통지|request|view|refus", re.IGNORECASE)
_WEEK, _WEEKEND = 5, 2


def working_days(text: Text) -> Iterator[Hit]:
    """Yield periods to answer in working days that may be longer than the legal days: a weekend counts in law."""
    limit = answer_days(text.on).days or 0
    for where, sentence in text.sentences:
        said = _WORKING_DAYS.search(sentence)
        if said is None or not _ASKED.search(sentence):
            continue
        days = int(said[1])
        longest = days + _WEEKEND * -(-days // _WEEK)
        if longest > limit:
            message = N_("'{words}'은(는) 주말을 더하면 {days}일이 되어 법정 {limit}일을 넘을 수 있습니다.")
            yield found(message, where, Severity.WARNING, words=said[0], days=longest, limit=limit)


def no_objection(text: Text) -> Iterator[Hit]:
    """Yield a text that does not say how to object."""
    severity = missing(text, Item.REQUESTS)
    if has_part(text) and severity and text.stated.objection is None and not says_nothing(text, Item.REQUESTS):
        yield found(N_("거절에 이의를 제기하는 방법이 없습니다."), place_of(text, Item.REQUESTS), severity)

    for where, sentence in text.sentences if text.stated.objection else ():
        if _NOTICE.search(sentence) and "이의" not in sentence and "불복" not in sentence:
            message = N_("거절을 알리는 문장에 이의를 제기하는 방법도 알린다는 말이 없습니다.")
            yield found(message, where, Severity.INFO)


_NOTICE = re.compile(r"(?:거절|거부)(?:할|하는|한).{0,40}(?:그\s*)?사유를\s*(?:알립|알려|통지)")


def channels(text: Text) -> Iterator[Hit]:
    """Yield a text that names no way to ask, or a paper form as the only one."""
    only = text.stated.only_form
    severity = missing(text, Item.REQUESTS)
    if only is not None:
        message = N_("'{only}': 서식이 유일한 방법이면 안 됩니다. 전화, 전자우편, 인터넷으로도 받는 곳을 적으십시오.")
        yield found(message, only.where, capped(only, Severity.WARNING), only=only.value)
    elif has_part(text) and severity and not text.stated.channels and not says_nothing(text, Item.REQUESTS):
        bad = Severity.WARNING if text.stated.form and severity is Severity.ERROR else severity
        yield found(
            N_("열람을 요구하는 방법(서면, 전화, 전자우편, 인터넷 등)이 없습니다."), place_of(text, Item.REQUESTS), bad
        )


def access_logs(text: Text) -> Iterator[Hit]:
    """Yield access logs that are kept less than a year."""
    for one in text.stated.periods:
        days = one.value.days
        if one.value.about is About.ACCESS_LOGS and days is not None and days < _LOGS_DAYS:
            said = _LENGTH.search(one.text)
            message = N_("접속기록을 {period} 보관한다고 적었습니다. 1년 이상이어야 합니다.")
            yield found(message, one.where, capped(one, Severity.ERROR), period=said[0] if said else f"{days}일")


_LENGTH = re.compile(r"\d{1,4}\s*(?:일|주|개월|달|년|days?|weeks?|months?|years?)", re.IGNORECASE)
_NOT_DONE = re.compile(
    r"지\s*(?:않(?:고\s*있|습니다|는다|음|으며|다)|아니(?:합|하고|한|함))|없습니다|없음|생략"
    r"|\bnot (?:kept|used|encrypted|locked)"
)
"""A measure that is said not to be taken; "유출되지 않도록" is one that is."""
_MEASURES = {
    "plan": re.compile(r"계획|방침|지침|규정\s*수립|\bplan\b|\bpolic(?:y|ies)\b", re.IGNORECASE),
    "access": re.compile(
        r"접근|권한|비밀번호|인증|열람\s*(?:제한|통제)|access|authori[sz]|permission|password", re.IGNORECASE
    ),
    "transfer": re.compile(
        r"암호|전송|안전한?\s*(?:저장|보관\s*(?:및|·)\s*전송)|저장[·ㆍ,\s]*(?:및\s*)?전송|저장.{0,12}(?:기술|보안|전송)|보안\s*(?:프로그램|솔루션|소프트)|방화벽|침입\s*차단|백신|encrypt|transmi"
        r"|secure storage",
        re.IGNORECASE,
    ),
    "records": re.compile(
        r"기록|로그|대장|위[·ㆍ./\s]*변조|위조|변조|이력|record|log\b|logs\b|tamper|audit", re.IGNORECASE
    ),
    "lock": re.compile(
        r"잠금|시건|시설|출입|보관\s*(?:장소|함|실)|통제\s*구역|물리|자물|lock|storage room|physical|secured room",
        re.IGNORECASE,
    ),
}


def measures(text: Text) -> Iterator[Hit]:
    """Yield a text that states fewer than the five protective measures of the guideline."""
    stated = text.stated.safeguards
    severity = missing(text, Item.SAFEGUARDS)
    if not has_part(text) or not stated or severity is None:
        return
    taken = [
        part for one in stated for part in re.split(r"(?<=[다음함지])\.\s|\n", one.text) if not _NOT_DONE.search(part)
    ]
    told = [key for key, pattern in _MEASURES.items() if any(pattern.search(part) for part in taken)]
    lacking = [item.title for item in SAFEGUARDS if item.key not in told]
    if lacking:
        message = N_("보호 조치 다섯 가지 가운데 {count}가지를 찾지 못했습니다: {what}")
        bad = Severity.WARNING if severity is Severity.ERROR else Severity.INFO
        yield found(message, stated[-1].where, bad, count=len(lacking), what=", ".join(lacking))
