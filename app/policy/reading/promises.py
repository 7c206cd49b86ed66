"""Owns purposes, safeguards, processing and how footage is checked: what sections 1, 4, 5 and 7 state in sentences."""

import re
from collections.abc import Iterable, Iterator

from app.policy.printed import TextLine
from app.policy.reading.headings import heading
from app.policy.reading.marks import Entry, entry
from app.policy.reading.part import Part
from app.policy.reading.requests import GAP
from app.policy.stated import Item, Said

_INTRO = re.compile(
    r"(?:다음|아래|하기)(?:과|와|의)?\s*(?:같|각|목적|표|사항|내용|조치)|다음\s*조치|조치를?\s*(?:하고|취하고"
    r"|시행하고)\s*있습니다\.?$|the following|as follows|"
    r"for these purposes only|rests on these|in the table|^These measures",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"예방|허용|법령|안전|방지|보호|관리|수사|단속|보안|방범|유지|확보|통제|대응|확인|점검|조사|수집|분석|도난|화재|목적|prevent|safety|security|protect|detect|monitor|deter|crime|fire",
    re.IGNORECASE,
)
_NO_PURPOSE = re.compile(
    r"다른\s*목적|목적\s*외|목적으로만|근거로\s*삼은|규정은\s*다음|적용합니다|설치장소에\s*따라\s*목적|아니라"
    r"|no other|differ between|do not fall under"
)
_GROUND_BEHIND = re.compile(
    r"\s+[—–-]\s+(?=[「『(]|[A-Z가-힣]).*$|\s*\((?:「|법\s*제|개인정보\s*보호법|근거)[^()]*\)\s*$"
)
_LABEL = re.compile(
    r"^(?:영상정보처리기기\s*)?(?:설치|운영|촬영|이용)?\s*(?:및\s*운영\s*)?(?:의\s*)?목적(?:은|는)?\s*[:：]?\s*"
)
_LAST = re.compile(r"(?:의|을|를|하기)?\s*(?:위한|위하여|위해|목적)\s*(?:으로|이다|입니다|임)?.*$|\s*등(?:의|을)?\s*$")
_CITES = re.compile(
    r"^(?:「[^」]+」|법|개인정보\s*보호법)\s*(?:제\s*\d+조)[^가-힣]*(?:제\s*\d+[항호][^가-힣]*)*(?:에\s*따[라른]|에\s*의거|에\s*근거)?\s*[.,]?\s*$"
)
_SHORTEST = 4
_LONGEST_ITEM = 60


def purposes(part: Part) -> Iterator[Said[str]]:
    """Yield the purposes stated for the whole: each item of the list, else what a sentence names."""
    for section in part.about(Item.PURPOSE):
        lines = [line for line in lines_of(section.lines) if not GAP.search(line.text)]
        items = [line for line in _after_their_intro(lines) if _is_purpose(line)]
        for line in items:
            yield Said(_bare_purpose(line.text), line.text, line.where, 0.95)
        if not items:
            yield from _purposes_within(lines)
    if not any(True for _ in part.about(Item.PURPOSE)):
        yield from _purposes_within(
            [line for line in lines_of(part.lead) if "목적" in line.text or "purpose" in line.text]
        )


_BASES = re.compile(
    r"근거로\s*삼은|규정은\s*다음|설치\s*근거\s*(?:는|[:：])|법적\s*근거|rests on|provisions", re.IGNORECASE
)


def _after_their_intro(lines: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the lines of a list, leaving out those under a sentence that speaks of the legal basis alone."""
    bases = False
    for line in lines:
        if _INTRO.search(line.text) or re.search(r"[:：]$|니다\.?$", line.text):
            bases = _BASES.search(line.text) is not None and "목적" not in line.text
        if not bases:
            yield line


_BASIS_LABEL = re.compile(
    r"^(?:설치\s*|법적\s*|운영\s*)?(?:근거|법령)(?:\s*(?:법령|조항|규정))?\s*[:：]|^(?:legal )?basis\s*:", re.IGNORECASE
)
_NAMES_LAW = re.compile(
    r"제\s*\d+\s*조(?:의\s*\d+)?(?:\s*제?\s*\d+\s*[항호])*\s*$|^[가-힣\s「」]*(?:법|법률|시행령|시행규칙|지침|조례)[」]?\s*(?:\([^()]*\))?$|심의(?:회)?$"
    r"|^설치장소별|^시설별|현황$"
)


def _is_purpose(line: Entry) -> bool:
    text = line.text
    if _BASIS_LABEL.search(text) or _NAMES_LAW.search(_GROUND_BEHIND.sub("", text).strip(" .")):
        return False
    if _INTRO.search(text) or _NO_PURPOSE.search(text) or _CITES.match(text) or re.search(r"니다\.?$|[a-z]\.$", text):
        return False
    listed = bool(line.marks) and ":" not in text and len(text) < _LONGEST_ITEM
    return len(text) >= _SHORTEST and (listed or _PURPOSE.search(text) is not None) and "회사는" not in text


def _bare_purpose(text: str) -> str:
    return _LABEL.sub("", _GROUND_BEHIND.sub("", text)).strip(" .;") or text


_NAMES_PURPOSE = re.compile(
    r"(?:따라|의거|근거(?:하여|로)|회사는|은|는|으로서)\s*,?\s*((?:(?!따라|회사는).){4,90}?)(?:을|를|의)?\s*(?:위하여|위해|위한|목적으로)"
    r"|^((?:(?!따라).){4,90}?)(?:을|를|의)?\s*(?:위하여|위해|위한|목적으로)"
    r"|(?:목적)\s*(?:은|는|[:：])\s*(.{4,90}?)(?:이다|입니다|임)?[.]?$|(?:to"
    r"|for the purposes? of)\s+((?:prevent|protect|deter|detect|secur|ensur|maintain|crime|safety)[^.;]{4,120})",
    re.IGNORECASE,
)


def _purposes_within(lines: Iterable[Entry]) -> Iterator[Said[str]]:
    for line in lines:
        for found in _NAMES_PURPOSE.finditer(line.text):
            named = re.sub(
                r"^.*(?:에\s*따라|의거(?:하여)?|근거(?:하여|로))\s*,?\s*",
                "",
                next(group for group in found.groups() if group),
            )
            if _PURPOSE.search(named) and not _INTRO.search(named) and not _NO_PURPOSE.search(line.text):
                yield Said(named.strip(" ,."), line.text, line.where, 0.7)


_MEASURE = re.compile(
    r"계획|접근|권한|암호|전송|저장|기록|위[·ㆍ/.\s]?변조|잠금|시설|출입|통제|보관|교육|점검|보안|백신|차단|비밀번호|방화벽|조치|관리|제한|"
    r"plan|access|encrypt|lock|record|log|training|secur|password|screen|authoris|authoriz|storage|physical|control|covered|switched|shown",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"^(?:기술|관리|물리)적[^가-힣]{0,3}(?:\s*(?:보호\s*)?(?:조치|대책|방안))?$|^(?:기술|관리|물리)적.{0,12}조치$"
)


def safeguards(part: Part) -> Iterator[Said[str]]:
    """Yield each protective measure of the section on them: the items of its list, or its sentences."""
    for section in part.about(Item.SAFEGUARDS):
        if section.items != (Item.SAFEGUARDS,) and len(section.items) > 1:
            continue
        lines = [line for line in lines_of(section.lines) if not GAP.search(line.text)]
        listed = [line for line in lines if line.marks and not _GROUP.match(line.text)]
        for line in listed or lines:
            yield from _measures(line, listed=bool(listed))


_ENUMERATED = re.compile(
    r"^(?:[^,]{1,20}?[은는]\s+)?(?P<measures>.+?)\s*등(?:의)?\s*(?:안전성?\s*확보\s*|보호\s*)?조치를?\s*(?:하고|취하고|시행하고)\s*있습니다\.?$"
)
"""Measures told in one sentence ("내부 관리계획 수립, 접근 통제 등의 조치를 하고 있습니다")."""


def _measures(line: Entry, *, listed: bool) -> Iterator[Said[str]]:
    text = line.text
    head = heading(line)
    if head is not None and head.rest and _GROUP.match(head.text):
        text = head.rest
        for one in re.split(r"[,;]\s*|\s및\s", text) if len(text) > _SHORTEST else [text]:
            yield Said(one.strip(" ."), line.text, line.where, 0.85)
        return
    if not listed and (told := _ENUMERATED.match(text)) and "," in told["measures"] and _MEASURE.search(text):
        for measure in _within_sentence(told["measures"]):
            yield Said(measure, line.text, line.where, 0.8)
        return
    if _GROUP.match(text) or (_INTRO.search(text) and not listed) or re.search(r"[:：]$", text):
        return
    if _INTRO.search(text) and re.search(r"니다\.?$", text):
        return
    if listed and _MEASURE.search(text):
        yield Said(text.strip(" ."), line.text, line.where, 0.95)
    elif not listed:
        for measure in _within_sentence(text):
            yield Said(measure, line.text, line.where, 0.8)


_AFTER_VERBS = r"(?<=[하되])(?:고|며),?\s+(?!있)|(?<=[으있])(?:며|고),?\s+|(?<=[다])\.\s+|(?<=[a-z])\.\s+(?=[A-Z])|;\s*"
_BETWEEN_CLAUSES = re.compile(_AFTER_VERBS)
_BETWEEN_MEASURES = re.compile(rf"{_AFTER_VERBS}|,\s*")
_LEAD_IN = re.compile(
    r"^(?:또한|그리고|아울러|이\s*외에도|이\s*밖에도?|그\s*밖에)\s*,?\s*|^(?:\S+에서\s+처리하는\s+)?\S{1,20}[은는]\s+"
)
_VERB = re.compile(r"(?:하|하고|되고)(?:\s*있습니다|\s*있음)?$|합니다$|(?:을|를)?\s*실시하고\s*있습니다$")


def _within_sentence(text: str) -> Iterator[str]:
    """Yield the measures a sentence names one after another; a part that names none belongs to the one before."""
    found: list[str] = []
    whole = re.search(r"[다요]\.?$|[a-z]\.$", text.strip()) is not None
    for part in (_BETWEEN_CLAUSES if whole else _BETWEEN_MEASURES).split(text):
        words = _VERB.sub("", _LEAD_IN.sub("", part.strip(" .")))
        if _MEASURE.search(words) and not re.fullmatch(r"(?:수립|시행|운영|관리|점검|보관)", words):
            found.append(words)
        elif found and words:
            found[-1] = f"{found[-1]}, {words}"
    yield from found


def lines_of(pieces: Iterable[object]) -> list[Entry]:
    """Return the lines among pieces with their marks taken off."""
    return [entry(piece) for piece in pieces if isinstance(piece, TextLine) and piece.whole.strip()]
