"""Owns who: telephone numbers, posts and departments as texts print them."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from app.policy.reading.values import LIKELY, SURE, Parsed, folded, outside_brackets, says_nothing
from app.policy.stated import StatedPerson

PHONE: Final = re.compile(
    r"(?<![\d-])(?:\+?82[-\s.)]*\(?0?\)?\d{1,2}[-\s.)]*\d{3,4}[-\s.]\d{4}|(?:\(0\d{1,2}\)|"
    r"0\d{1,2}\)?)\s*[-.)\s]?\s*\d{3,4}\s*[-.\s]\s*\d{4}|"
    r"1[568]\d{2}\s*-\s*\d{4}|\d{3,4}-\d{4}|0\d{9,10}|\+\d{1,3}[\s\d]{8,14}\d|0\d{2,4}\s\d{3}\s\d{3,4})(?!\d)"
    r"(?:\s*[~∼]\s*\d{1,4})?(?:\s*\(?\s*(?:내선|교환|ext\.?)\s*:?\s*\d{1,5}\s*\)?)?|(?:내선|"
    r"ext\.?)\s*(?:번호)?\s*:?\s*\d{2,5}",
    re.IGNORECASE,
)
_TIER: Final = (
    r"정|부|총괄책임자(?:\s*정|\s*부)?|운영책임자(?:\s*정|\s*부)?|운영담당자?|총괄|운영|"
    r"주|보조|관리책임자|접근권한자|단순열람자|실시간\s*모니터링|담당자|책임자|main|deputy"
)
_LABELLED: Final = re.compile(
    rf"^[(\[]?\s*(?P<label>{_TIER})\s*[)\]]?\s*[:：]\s*(?P<rest>.+)$|^\((?P<label2>{_TIER})\)\s*(?P<rest2>.+)$"
)
_LABEL_ONLY: Final = re.compile(rf"\(\s*({_TIER})\s*\)")
POST: Final = re.compile(
    r"(?:장|장\s?대행|장\s?직무대행|이사|대표|대리|과장|차장|부장|팀장|주임|사원|직원|팀원|"
    r"주무관|담당자?|책임자|관리자|운영자|근무자|담당관|사무관|서기관|주사|"
    r"계장|반장|실장|원장|소장|처장|국장|본부장|센터장|지점장|점장|교감|원감|사감|교장|교사|강사|사서|간호사|학예사|지배인|관리원|안내원|역무원|승무원|학교장|관장|"
    r"사관|기관사|항해사|청원경찰|경비원|요원|기사|매니저|파트장|그룹장|상무|전무|사장|선임|책임|"
    r"수석|보안관|당직자|관계자|취급자|접근자|열람자|권한자|위원|감독|직무대행|관제원|상주자|"
    r"인력|경찰|소방관|보호자|CPO|CISO|"
    r"manager|officer|leader|head|director|supervisor|staff|guards?|operators?|lead|administrators?|rangers?)$",
    re.IGNORECASE,
)
DEPARTMENT: Final = re.compile(
    r"(?:과|팀|실|부|처|국|본부|센터|소|단|원|관|파트|그룹|사업부|지사|지점|청|위원회|사무국|"
    r"행정실|도서관|사업소|department|team|office|division|unit)(?:\s*\([^()]*\))?$",
    re.IGNORECASE,
)
_SURE_DEPARTMENT: Final = re.compile(
    r"(?:과|팀|실|부|처|국|본부|센터|사업소|행정실|department|division)$", re.IGNORECASE
)


def phones_of(text: str) -> tuple[str, ...]:
    """Return the telephone numbers of a text as printed, a range as one ("02-123-4567~9")."""
    found = (" ".join(one.group().split()) for one in PHONE.finditer(folded(text)))
    return tuple(dict.fromkeys(one if one.count("(") == one.count(")") else one.strip("()") for one in found))


def is_phone(text: str) -> bool:
    """Return whether a text is nothing but telephone numbers and words around them."""
    rest = PHONE.sub("", folded(text))
    left = re.sub(r"[\s,/;:()·.~☎☏]|tel|fax|전화|연락처|대표|번호|내선|직통", "", rest, flags=re.IGNORECASE)
    return bool(phones_of(text)) and len(left) <= 1


def says_person(text: str) -> bool:
    """Return whether a text ends like a post."""
    return POST.search(re.sub(r"\([^()]*\)\s*$", "", PHONE.sub("", folded(text))).strip(" ,/()")) is not None


def says_department(text: str) -> bool:
    """Return whether a text ends like a department."""
    return DEPARTMENT.search(folded(text)) is not None


def people_of(text: str) -> tuple[Parsed[StatedPerson], ...]:
    """Return the people of a cell: posts, with department, telephone and label where they are printed with them."""
    text = folded(text)
    if says_nothing(text):
        return ()
    found: list[Parsed[StatedPerson]] = []
    for chunk, sure in _chunks(text):
        person = _person(chunk)
        if person is None:
            continue
        label_only = person.title is None and person.department is None
        if label_only and found:
            found[-1] = Parsed(_joined(found[-1].value, person), found[-1].confidence)
        elif not label_only or person.phones:
            found.append(Parsed(person, sure))
    return tuple(found)


def _joined(one: StatedPerson, other: StatedPerson) -> StatedPerson:
    phones = tuple(dict.fromkeys((*one.phones, *other.phones)))
    return StatedPerson(
        title=one.title or other.title,
        department=one.department or other.department,
        phones=phones,
        label=one.label or other.label,
    )


def _chunks(text: str) -> Sequence[tuple[str, float]]:
    """Return what may be one person each: cut at lines, commas outside brackets, slashes, and between two posts."""
    found: list[tuple[str, float]] = []
    for line in re.split(
        r"\n|;|•|(?<=\))\s+(?=[^\s()/,]+\([^()]*\d{3,4}[^()]*\))|"
        r"(?<=\d{4})\s+(?=[가-힣][^\s/(]*(?:\([^()]*\)\s*/|\([^()]*\d{4}\)|\s*/))",
        text,
    ):
        pieces = _with_clauses(outside_brackets(line, ",、"))
        if len(pieces) > 1 and not all(map(_is_somebody, pieces)):
            pieces = [line]
        for piece in pieces:
            for half in outside_brackets(piece, "/") if _several_posts(piece) else [piece]:
                for one in _joined_by_and(half):
                    found += _between_posts(one)
    return [(one.strip(" -·,/"), sure) for one, sure in found if one.strip(" -·,/")]


def _joined_by_and(text: str) -> list[str]:
    """Return the two of "안전관리책임자와 당직사관", if each ends like a post."""
    halves = re.split(r"(?<=[가-힣])(?:와|과)\s|\s및\s", text)
    return halves if len(halves) > 1 and all(map(says_person, halves)) else [text]


def _with_clauses(pieces: Sequence[str]) -> list[str]:
    """Return pieces with what only says more of the one before put back ("police officers, authorised by …")."""
    found: list[str] = []
    for piece in pieces:
        if found and re.match(r"(?:authori[sz]ed|approved|as|who|with|including|by)\b", piece):
            found[-1] += f", {piece}"
        else:
            found.append(piece)
    return found


def _is_somebody(text: str) -> bool:
    """Return whether a text between commas is a person by itself, and not the telephone of the one before."""
    first = [_HOW_MANY.sub("", one) for one in outside_brackets(text, "/")[:1]]
    return bool(first) and (says_person(first[0]) or says_department(first[0]) or _LABELLED.match(text) is not None)


_HOW_MANY: Final = re.compile(r"\s*\d{1,3}\s*(?:명|인)$")
_WITH_PHONE: Final = re.compile(r"[^()/]{2,}\([^()]*\d{3,4}[-.\s]\d{4}\s*\)")
"""Words with a telephone in brackets are somebody, whatever the words end in."""


def _several_posts(text: str) -> bool:
    halves = outside_brackets(text, "/")
    posts = sum(says_person(one) or _WITH_PHONE.fullmatch(one.strip()) is not None for one in halves)
    return len(halves) > 1 and posts > 1 and not any(is_phone(one) for one in halves)


def _between_posts(text: str) -> list[tuple[str, float]]:
    """Return the posts of "시스템 운영자 상황실 근무자", where a flattened line break left only a blank."""
    words = text.split(" ")
    if len(words) > 1 and all(_ALONE.fullmatch(word) for word in words):
        return [(word, LIKELY) for word in words]
    cuts = [
        at
        for at, word in enumerate(words[:-1], start=1)
        if re.search(r"(운영자|근무자|담당자|관리자|책임자)$", word) and at > 1
    ]
    if not cuts or not says_person(words[-1]) or "(" in text or ":" in text or len(words) - cuts[-1] <= 1:
        return [(text, SURE)]
    bounds = [0, *cuts, len(words)]
    return [(" ".join(words[one:two]), LIKELY) for one, two in pairwise(bounds)]


def _person(text: str) -> StatedPerson | None:
    label = None
    if (named := _LABELLED.match(text)) and not is_phone(named["rest"] or named["rest2"] or ""):
        label, text = named["label"] or named["label2"], named["rest"] or named["rest2"]
    phones = phones_of(text)
    rest = re.sub(
        r"(?:tel|(?<![a-z])t(?=[.:\s])|전화(번호)?|연락처|☎|☏)\s*[.:)]*\s*(?=$|[,)\s])",
        "",
        PHONE.sub("", text),
        flags=re.IGNORECASE,
    )
    department = None
    inside = [one for bracket in _BRACKETS.findall(rest) for one in outside_brackets(bracket, ",/:")]
    rest = re.sub(r"(?<=\w)\s*:(?=[^()]*\))", ",", rest)
    outside = re.sub(
        r"\([\s,/]*\)|\(\s*(?:tel|t\.?|전화(?:번호)?|연락처|☎|☏)?\s*\)?\s*$", "", rest, flags=re.IGNORECASE
    )
    for one in (piece.strip() for piece in inside):
        if _HEADED.fullmatch(one):
            outside = _dropped(outside, one)
        elif re.fullmatch(_TIER, one) and label is None:
            label, outside = one, _dropped(outside, one)
        elif one and department is None and (DEPARTMENT if phones else _SURE_DEPARTMENT).search(one):
            department, outside = one, _dropped(outside, one)
    if bare := _LABEL_ONLY.fullmatch(outside.strip()):
        return StatedPerson(label=label or bare[1], phones=phones)
    pieces = [
        one.strip(" ,-:")
        for one in re.split(
            r"\s*[/|,]\s*|\s{2,}" if re.search("[가-힣]", outside) else r"\s*[/|]\s*",
            re.sub(r"\(\s*[,/: ]*\)", "", outside),
        )
        if one.strip(" ,-:()")
    ]
    title, department = _post_and_department(pieces, department)
    if not (title or department or phones or label):
        return None
    return StatedPerson(title=title, department=department, phones=phones, label=label.strip() if label else None)


def _post_and_department(pieces: list[str], department: str | None) -> tuple[str | None, str | None]:
    title: str | None = None
    for piece in pieces:
        words = piece.split(" ")
        if (
            len(words) == _TWO
            and department is None
            and _SURE_DEPARTMENT.search(words[0])
            and _RANK.fullmatch(words[1])
        ):
            department, title = words[0], title or words[1]
        elif title is None and (POST.search(re.sub(r"\([^()]*\)$", "", piece).strip()) or not DEPARTMENT.search(piece)):
            title = piece
        elif department is None and piece != title:
            department = piece
        elif title is None:
            title = piece
    return title, department


_ALONE: Final = re.compile(
    r"(?:대표이사|대표|이사|상무|전무|사장|부사장|본부장|실장|부장|차장|과장|대리|주임|"
    r"사원|팀장|팀원|소장|관장|원장|교장|교감|센터장|국장|처장|계장|주무관)"
)
_HEADED: Final = re.compile(r"(?:담당|관리)?부서(?:명)?|소속|연락처|전화(?:번호)?|직위|직책|대표번호")
_TWO: Final = 2  # Department and post.
_BRACKETS: Final = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")
_RANK: Final = re.compile(
    r"팀장|팀원|과장|부장|차장|대리|실장|사원|주임|처장|국장|본부장|센터장|소장|관장|주무관|"
    r"원장|직원|담당자|파트장|계장|이사"
)


def _dropped(text: str, word: str) -> str:
    """Return a text without a word of its brackets, and without brackets that are left empty."""
    return re.sub(rf"\(\s*([^()]*?)[,/]?\s*{re.escape(word)}\s*[,/]?\s*([^()]*?)\)", r"(\1\2)", text).replace("()", "")
