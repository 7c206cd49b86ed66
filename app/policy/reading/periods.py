"""Owns stated periods: within how many days requests are answered or refused, and how long access logs are kept."""

import re
from collections.abc import Iterable, Iterator

from app.policy.reading.sentences import Sentence
from app.policy.stated import About, Period, Said

_UNITS = {
    "일": 1,
    "주": 7,
    "주일": 7,
    "개월": 30,
    "달": 30,
    "월": 30,
    "년": 365,
    "day": 1,
    "week": 7,
    "month": 30,
    "year": 365,
}
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "five": 5,
    "seven": 7,
    "ten": 10,
    "fourteen": 14,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
}
_NATIVE = {"한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "반": 0.5}
_IN_WORDS = {
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "일주일": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
    "스무날": 20,
}
_LENGTH = re.compile(
    rf"(?P<word>{'|'.join(_IN_WORDS)})|(?<![가-힣])(?P<native>[한두세석네넉반])\s*(?P<of>달|주|해)(?![가-힣]*(?:지|차))|"
    r"(?P<number>\d{1,4}|\b(?:one|two|three|five|seven|ten|fourteen|twenty|thirty|forty))\s*(?:\([^()]{1,8}\)\s*)?(?:영업|근무|working\s+|calendar\s+|business\s+|\([0-9]+\)\s*)?(?P<unit>일|주일|주|개월|달|년|days?|weeks?|months?|years?)",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"^\s*(?:간)?\s*(?:이내|내에|내로|안에|안으로|이하|까지)", re.IGNORECASE)
_ENGLISH_WITHIN = re.compile(
    r"(?:within|in|no later than|at most|up to)\s*(?:the\s+)?$|of receiving|of receipt", re.IGNORECASE
)
_SOON = re.compile(r"지체\s*없이|즉시|without (?:undue )?delay|promptly", re.IGNORECASE)
_REFUSED = re.compile(
    r"거부|거절|불복|연기|이의|제한하|미루|refus|reject|postpone|withh(?:o|e)ld|declin|object", re.IGNORECASE
)
_STOPPED = re.compile(r"처리\s*정지|suspen", re.IGNORECASE)
_ERASED = re.compile(r"삭제|정정|eras|delet", re.IGNORECASE)
_ANSWERED = re.compile(
    r"열람|답변|통지|조치|회신|요구|요청|청구|신청|존재\s*확인|알립|알려|공개|request|respond|reply|answer|show|view",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"보관|보유|저장|보존|녹화|촬영일|파기|retain|\bkept\b|stor(?:ed|age)|overwrit|이의\s*제기\s*(?:기간|는)"
    r"|시행|공지|announce|before they take",
    re.IGNORECASE,
)
_ASKED = re.compile(r"요구|요청|청구|신청|접수|거부|거절|request|receipt", re.IGNORECASE)
_TOLD = re.compile(
    r"통지|알리|알립|알려|조치|회신|답변|열람하게|tell|notif|respon|repl|inform|show|answer", re.IGNORECASE
)


def answer_periods(texts: Iterable[Sentence]) -> Iterator[Said[Period]]:
    """Yield within how long requests are answered, refused, or acted on. Only words ("지체 없이") have no days."""
    for sentence in texts:
        yield from _answers(sentence)


def _answers(sentence: Sentence) -> Iterator[Said[Period]]:
    text = sentence.text
    asked = _ASKED.search(text) is not None
    found = [one for one in _LENGTH.finditer(text) if _is_within(text, one)]
    for place, one in enumerate(found):
        before = text[found[place - 1].end() if place else 0 : one.start()]
        after = text[one.end() : found[place + 1].start() if place + 1 < len(found) else len(text)]
        about = _about(before, after)
        clause = before + after
        if about is None or (_KEPT.search(clause) and not (asked and _TOLD.search(clause))):
            continue
        sure = 0.95 if asked else 0.8
        yield Said(Period(about=about, days=days_of(one)), text, sentence.where, sure)
    soon = None if found else _SOON.search(text)
    if soon and (asked or "조치" in text) and _TOLD.search(text[soon.start() :]) and not _KEPT.search(text):
        about = _about(text[: soon.start()], text[soon.end() :])
        if about is not None:
            yield Said(Period(about=about, days=None), text, sentence.where, 0.8)


def _is_within(text: str, found: re.Match[str]) -> bool:
    if re.match(r"[a-z]", found["unit"] or "", re.IGNORECASE):
        return bool(
            _ENGLISH_WITHIN.search(text[: found.start()])
            or re.match(r"\s*(?:of recei|after recei|from recei)", text[found.end() :])
        )
    return _WITHIN.match(text[found.end() :]) is not None


def _about(before: str, after: str) -> About | None:
    """Return what a period is about: by the words before it in its clause, else by those after it."""
    clause = re.split(r"[.;]|하고,|하며,|으며,|이고,", before)[-1]
    near = clause + " " + re.split(r"다\.|[.;]|하고,|하며,|으며,", after)[0]
    for words in (near, before + after) if clause.strip() else (before + after,):
        if _REFUSED.search(words):
            return About.REFUSAL
        if _STOPPED.search(words):
            return About.SUSPENSION
        if _ERASED.search(words) and not re.search(r"열람|존재|show|view", words):
            return About.DELETION
        if _ANSWERED.search(words):
            return About.ANSWER
    return None


def days_of(found: re.Match[str]) -> int:
    """Return a length in days: months are 30, years 365."""
    if found["word"]:
        return _IN_WORDS[found["word"]]
    if found["native"]:
        return int(_NATIVE[found["native"]] * {"달": 30, "주": 7, "해": 365}[found["of"]])
    unit = found["unit"].lower()
    number = found["number"].lower()
    return (_NUMBERS.get(number) or int(number)) * _UNITS[unit.rstrip("s") if unit.isascii() else unit]


_LOGS = re.compile(
    r"접속\s*(?:한\s*|에\s*대한\s*)?(?:기록|이력|로그)|접근\s*(?:기록|로그)|접속\s*관련\s*기록|access (?:logs?"
    r"|records?)",
    re.IGNORECASE,
)
_LOGS_KEPT = re.compile(r"보관|보존|유지|관리|저장|keep|kept|retain|stor", re.IGNORECASE)
_OTHER_LOGS = re.compile(r"통신비밀|인터넷\s*로그|접속지|방문\s*기록|본인\s*확인")


def log_periods(texts: Iterable[Sentence]) -> Iterator[Said[Period]]:
    """Yield how long access logs of the systems are kept: not the traffic records telecommunications law speaks of."""
    for sentence in texts:
        text = sentence.text
        logs = _LOGS.search(text)
        if logs is None or _LOGS_KEPT.search(text) is None or _OTHER_LOGS.search(text):
            continue
        lengths = list(_LENGTH.finditer(text, logs.start())) or list(_LENGTH.finditer(text))
        for one in lengths[:1]:
            yield Said(Period(about=About.ACCESS_LOGS, days=days_of(one)), text, sentence.where, 0.95)
