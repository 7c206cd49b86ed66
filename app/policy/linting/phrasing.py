"""Owns words a policy should not hold: the old term, another company, words of older rules, leftovers and slips."""

import re
from collections.abc import Iterator

from app.kernel.messages import N_
from app.law.contents import TRACKED_CHANGES
from app.law.severity import Severity
from app.policy.findings import Hit, Text
from app.policy.linting.asking import SURE, beginning, capped, folded, found, has_part, is_dated, missing, part_lines
from app.policy.printed import Where
from app.policy.stated import Item

_OLD_TERM = "영상정보처리기기"


def old_term(text: Text) -> Iterator[Hit]:
    """Yield lines that use the term of before 2023-09-15, unless the text defined it as short for the new one."""
    seen: set[int] = set()
    for one in text.stated.terms:
        if one.value == _OLD_TERM and not one.shared and one.confidence >= SURE and one.where.line not in seen:
            seen.add(one.where.line)
            yield found(N_("'영상정보처리기기'는 '고정형 영상정보처리기기'로 고치십시오."), one.where)


def other_companies(text: Text) -> Iterator[Hit]:
    """Yield names of others where the operator should be named."""
    for one in text.stated.other_organisations:
        message = N_("운영자 자리에 다른 이름 '{name}'이(가) 있습니다.")
        yield found(message, one.where, capped(one, Severity.ERROR), name=one.value)
    operator = text.stated.organisation
    rows = " ".join(row.name.value for row in text.stated.rows)
    said = text.stated.checking_place
    named = _INSTITUTION.search(said.value) if said and operator else None
    if said and named and operator and not _related(named[0], operator.value + rows):
        message = N_("확인 장소 '{place}'이(가) 다른 기관의 것으로 보입니다.")
        yield found(message, said.where, capped(said, Severity.WARNING), place=said.value)


_INSTITUTION = re.compile(
    r"[가-힣]{2,10}(?:도서관|병원|대학교|초등학교|중학교|고등학교|구청|시청|군청|교육청|미술관|박물관)"
)


def _related(name: str, known: str) -> bool:
    return any(folded(name)[start : start + 3] in folded(known) for start in range(len(folded(name)) - 4))


_OLD_CLAUSE = re.compile(r"명백(?:히|하게).{0,40}(?:생명|신체|재산)")


def outdated(text: Text) -> Iterator[Hit]:
    """Yield the last change if the law changed since, and the clause of the guideline of before 2024."""
    if not has_part(text):
        return
    days = [one for one in text.stated.revisions if one.value.on <= text.on]
    last = max(days, key=lambda one: one.value.on, default=None)
    changes = [day for day in TRACKED_CHANGES if day <= text.on and last is not None and last.value.on < day]
    if last is not None and changes:
        message = N_("마지막 개정({revised}) 뒤에 법령이 {count}번 바뀌었습니다. 가장 최근 변경: {newest}")
        values = {"revised": last.value.on, "count": len(changes), "newest": changes[-1]}
        yield found(message, last.where, capped(last, Severity.WARNING), **values)


def old_clause(text: Text) -> Iterator[Hit]:
    """Yield the clause that let people see footage of others for an urgent interest, dropped from the guideline."""
    for number, line in part_lines(text):
        if _OLD_CLAUSE.search(line):
            message = N_(
                "'명백히 … 생명, 신체, 재산의 이익' 부분은 2024년에 바뀐 지침에 없습니다. 본인 영상만 보여 줍니다."
            )
            yield found(message, Where(number))


def history(text: Text) -> Iterator[Hit]:
    """Yield a text without any day of a change or of taking effect."""
    whole = missing(text, Item.OTHER) is Severity.ERROR
    if has_part(text) and whole and not text.stated.revisions and text.stated.effective_on is None:
        yield found(N_("시행일도 변경 이력도 없습니다."), beginning(text))


_LEFT = re.compile(
    r"[○◯〇●]{2,}|□{2,}|[ㅇ]{2,}|(?<![A-Za-z])(?:O{2,}|X{2,})(?![A-Za-z])|_{3,}|\((?:보관\s*시설|기관|회사|부서|직위|담당자|장소|업체|상호)\s*명?\)|\[(?:회사|기관|부서|담당자|직책)\s*명\]"
    r"|(?:보관시설|기관|회사|부서|업체)\s*명\s*(?:을|를)?\s*(?:기재|입력)|작성\s*(?:요령|예시)|기재\s*요령"
    r"|lorem ipsum",
    re.IGNORECASE,
)
_GAP = re.compile(r"\((?:[^()]{0,20}\s)?미기재(?:[:：][^()]*)?\)|\([^()]{0,60}not stated[^()]*\)", re.IGNORECASE)
_RULER = re.compile(r"^[\s|:_=+\-–—]*$")


def leftovers(text: Text) -> Iterator[Hit]:
    """Yield what is left of a template: signs to be filled in, instructions; and once, the gaps a text shows itself."""
    shown = [(number, words) for number, line in part_lines(text) for words in _GAP.findall(line)]
    if shown:
        message = N_("'{words}'처럼 적지 않고 남긴 곳이 {count}곳 있습니다.")
        yield found(message, Where(shown[0][0]), Severity.INFO, count=len(shown), words=shown[0][1])
    for number, line in part_lines(text):
        left = _LEFT.search(line)
        if left and not _RULER.match(line):
            yield found(N_("채우지 않은 서식의 글 '{words}'이(가) 남아 있습니다."), Where(number), words=left[0])


_SLIPS = (
    (
        re.compile(r"누출(?=[,·ㆍ\s]{0,2}(?:변조|훼손|위조|도난|되지|방지))|(?<=도난)[,·ㆍ\s]{1,2}누출"),
        N_("'누출'은 '유출'의 잘못으로 보입니다."),
    ),
    (re.compile(r"제\s*3차(?:에게|의|자?\s*제공)"), N_("'제3차'는 '제3자'의 잘못으로 보입니다.")),
    (
        re.compile(r"(?<![a-z])ecm\.cyber\.go\.kr", re.IGNORECASE),
        N_("ecm.cyber.go.kr은 ecrm.cyber.go.kr의 잘못으로 보입니다."),
    ),
    (
        re.compile(r"개인정보보[호호]법법|영상정보처리기계|개인영상정보보호책임|뺑소니 정보주체"),
        N_("낱말을 잘못 적은 것으로 보입니다."),
    ),
    (
        re.compile(r"취급\s*방침(?!.*(?:개정|시행|제정|이력|변경))(?=을|이|은|에)"),
        N_("'취급방침'은 2013년부터 '처리방침'입니다."),
    ),
)


def slips(text: Text) -> Iterator[Hit]:
    """Yield wrong words and addresses seen in published policies."""
    if not has_part(text):
        return
    for number, line in text.told:
        for pattern, message in _SLIPS:
            if pattern.search(line):
                yield found(message, Where(number))


def numbering(text: Text) -> Iterator[Hit]:
    """Yield a heading whose number leaves out one that no line between it and the heading before bears."""
    before: tuple[str, int, int] | None = None
    for one in text.stated.sections:
        mark = _mark(one.heading.text)
        if mark is None or not one.items or is_dated(text, one.heading.where):
            continue
        line = one.heading.where.line
        if before and mark[0] == before[0] and before[1] + 1 < mark[1] <= before[1] + _WIDEST_GAP:
            between = {_mark(words) for number, words in text.told if before[2] < number < line}
            if not any((mark[0], number) in between for number in range(before[1] + 1, mark[1])):
                message = N_("'{heading}' 앞의 번호가 이어지지 않습니다.")
                yield found(message, one.heading.where, heading=one.heading.text.strip())
        before = (*mark, line)


_WIDEST_GAP = 4
_LETTERS = "가나다라마바사아자차카타파하"
_MARK = re.compile(
    rf"^[\s\-*•#\[<【]*(?:(제)\s*(\d{{1,2}})\s*조|(\d{{1,2}})\s*([.)])(?!\d)|([{_LETTERS}])\s*([.)])|([①-⑮]))"
)


def _mark(words: str) -> tuple[str, int] | None:
    read = _MARK.match(words)
    if read is None:
        return None
    if read[2]:
        return "article", int(read[2])
    if read[3]:
        return f"number{read[4]}", int(read[3])
    if read[5]:
        return f"letter{read[6]}", _LETTERS.index(read[5]) + 1
    return "circled", ord(read[7]) - ord("①") + 1


_YEAR = 365


def days_order(text: Text) -> Iterator[Hit]:
    """Yield a day of taking effect more than a year away from its announcement, or before it."""
    announced = [one for one in text.stated.revisions if one.value.kind == "announced"]
    effective = text.stated.effective_on
    if not announced or effective is None:
        return
    last = max(announced, key=lambda one: one.value.on)
    apart = (effective.value - last.value.on).days
    if apart < 0 or apart > _YEAR:
        message = N_("공고일({announced})과 시행일({effective})의 순서나 간격을 확인하십시오.")
        yield found(message, effective.where, announced=last.value.on, effective=effective.value)


_MOBILE = re.compile(r"이동형")


def title_scope(text: Text) -> Iterator[Hit]:
    """Yield a title that names fixed devices only, of a text that is on moving ones too."""
    title = text.stated.title
    mobile = next((one for one in text.stated.terms if _MOBILE.search(one.value)), None)
    if title and mobile and "고정형" in title.value and not _MOBILE.search(title.value):
        yield found(N_("제목은 고정형만 말하지만 본문에 이동형 영상정보처리기기가 있습니다."), title.where)


_NOT_POSTED = re.compile(
    r"홈\s*페이지에?\s*(?:를\s*)?(?:게시|게재|공개)하?지\s*(?:않|아니|못)|홈페이지\s*(?:미게시|미게재)"
)


def not_posted(text: Text) -> Iterator[Hit]:
    """Yield a text that says it is not on the homepage."""
    for number, line in part_lines(text):
        if _NOT_POSTED.search(line):
            yield found(
                N_("홈페이지에 게시하지 않는다고 적혀 있습니다. 게시되어 있다면 이 문장을 지우십시오."), Where(number)
            )


_HOURS_HEAD = re.compile(r"시간$|hours?$|^촬영시간", re.IGNORECASE)
_KEPT_HEAD = re.compile(r"보관\s*기간|retention", re.IGNORECASE)
_COUNT_HEAD = re.compile(r"대수$|^(?:number|devices)$", re.IGNORECASE)
_IS_COUNT = re.compile(r"^\s*\d+\s*대\s*$")


def misplaced(text: Text) -> Iterator[Hit]:
    """Yield values that cannot be of their column: a number of cameras where hours should stand."""
    for row in text.stated.rows:
        for heading, said in row.others:
            column = folded(heading)
            wrong = (
                (_HOURS_HEAD.search(column) and not re.search(r"시|상시|연중|주야|hour|24|\d:\d", said.value))
                or (_KEPT_HEAD.search(column) and _IS_COUNT.match(said.value))
                or (_COUNT_HEAD.search(column) and not re.search(r"\d", said.value))
            )
            if wrong or (column in {"hours", "retention", "count"} and _IS_COUNT.match(said.value)):
                message = N_("'{heading}' 칸에 맞지 않는 값 '{value}'이(가) 있습니다.")
                yield found(message, said.where, heading=heading, value=said.value)
