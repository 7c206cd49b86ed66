"""Owns the legal basis, the purposes and the grounds of refusal: what they are, and whether the law knows them."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING

from app.kernel.messages import N_
from app.law.severity import Severity
from app.policy.findings import Hit, Text
from app.policy.linting.asking import capped, found, has_part, missing, place_of, places, section
from app.policy.stated import Citation, Item, Said

if TYPE_CHECKING:
    from app.policy.printed import Where

_PRIVACY_ACT = re.compile(r"개인\s*정보\s*보호\s*법(?:률)?$|^법$|Personal Information Protection Act", re.IGNORECASE)
_RULE = re.compile(r"개인\s*정보\s*보호\s*법(?:률)?\s*시행\s*규칙|^시행규칙$|^규칙$")
_ELSEWHERE = re.compile(r"정보\s*통신망|공공\s*기관의\s*개인\s*정보\s*보호에\s*관한\s*법률")
_SETS_UP = {"25", "15"}
_LAST_PARAGRAPH = {"25": 8, "15": 3, "35": 5, "38": 5, "30": 5}
_LAST_ITEM = {("25", 1): 6, ("35", 4): 3}
_PARKING = re.compile(r"주차장법\s*시행규칙")
_CRIME = re.compile(
    r"범죄|도난|절도|방범|보안|침입|수사|무단|폭력|훼손|도촬|유괴|실종|납치|안심|crime|theft|intru|securit|vandal|detect|deter",
    re.IGNORECASE,
)
_SAFETY = re.compile(
    r"시설|안전|화재|재난|재해|사고|방재|방화|산불|홍수|보호(?!\s*자)|점검|위험|fire|safe|facilit|premises|accident|protect|disaster",
    re.IGNORECASE,
)
_NOT_FACILITY = re.compile(
    r"(?:의료|환자|자산|정보|영업\s*비밀|개인|근무|직원|근태|고객\s*응대)\S{0,6}\s*(?:보호|관리|감시|유출|관찰)"
)
_TRAFFIC = re.compile(r"교통|주정차|속도|신호|traffic", re.IGNORECASE)
_LAW = re.compile(r"법령|법률|조례|by (?:law|statute|an act)", re.IGNORECASE)
_STATISTICS = re.compile(r"통계|저장하지\s*(?:않|아니)|대통령령|계수|인원\s*집계|statistic", re.IGNORECASE)
_ENTRY = re.compile(r"출입|통제|접근|access", re.IGNORECASE)


def kinds(purpose: str) -> set[str]:
    """Return which grounds of 법 25① a purpose can rest on: none for a purpose the law does not know."""
    patterns = {"2": _CRIME, "3": _SAFETY, "4": _TRAFFIC, "1": _LAW, "6": _STATISTICS}
    found_kinds = {item for item, pattern in patterns.items() if pattern.search(purpose)}
    if found_kinds == {"3"} and _NOT_FACILITY.search(purpose) and not re.search(r"시설|화재|안전", purpose):
        return set()
    return found_kinds


def basis(text: Text) -> list[Said[Citation]]:
    """Return the citations that can be the basis for setting cameras up: 법 25① or 15, or an act in section 1."""
    stated = text.stated
    own = section(text, Item.PURPOSE)
    last = stated.last_line or 0
    inside = [one for one in stated.citations if (stated.first_line or 0) <= one.where.line <= last]
    found_here = []
    for one in inside:
        cited = one.value
        in_section = own is None or own.heading.where.line <= one.where.line <= own.last_line
        is_act = _PRIVACY_ACT.search(cited.instrument) is not None
        installs = cited.article in _SETS_UP and cited.paragraph in {None, 1}
        named_only = in_section and is_act and cited.article is None
        if (installs and is_act) or named_only or (in_section and own is not None and not is_act):
            found_here.append(one)
    return found_here


def states_basis(text: Text) -> bool:
    """Return whether the text names a basis, or a row does."""
    return bool(basis(text)) or any(row.bases for row in text.stated.rows)


def without_purpose(text: Text) -> Iterator[Hit]:
    """Yield a text that names a basis and no purpose, or purposes and no basis; both missing is POL-01."""
    severity = missing(text, Item.PURPOSE)
    if not has_part(text) or severity is None:
        return
    purposes = bool(text.stated.purposes) or any(row.purposes for row in text.stated.rows)
    if states_basis(text) and not purposes:
        yield found(N_("설치 목적이 없습니다."), place_of(text, Item.PURPOSE), severity)
    elif purposes and not states_basis(text):
        yield found(N_("설치 근거 조항이 없습니다."), place_of(text, Item.PURPOSE), severity)


_NOTE = re.compile(r"^\s*[※*]|제\s*\d+\s*조.{0,20}(?:근거|의거|따라|따른)|(?:근거로|따라)\s*설치")
"""A note on another act, no purpose."""
_PLACE_NAME = re.compile(
    r"(?:본청|청사|보건소|센터|사옥|본관|별관|도서관|학교|병원|[가-힣\d]동|\d층)\s*(?:\([^()]*\))?$|\d+\s*개소"
)
"""A place in the column of purposes: the reader took one column for another."""
_TOLD = re.compile(r"^(?!\s*\d+\s*(?:대|개소|곳)).*[가-힣]{2}|[a-z]{4}.*\s[a-z]{3}")


def purposes_unknown(text: Text) -> Iterator[Hit]:
    """Yield purposes that rest on no ground of 법 25①."""
    seen: set[str] = set()
    named = places(text)
    fixed = [row for row in text.stated.rows if "이동형" not in row.name.value]
    everywhere = [*text.stated.purposes, *(one for row in fixed for one in row.purposes)]
    for one in everywhere:
        if (
            one.value in seen
            or one.value in named
            or kinds(one.value)
            or not _TOLD.search(one.value)
            or "이동형" in one.value
            or _NOTE.search(one.value)
            or _PLACE_NAME.search(one.value)
        ):
            continue
        seen.add(one.value)
        bad = Severity.INFO if _ENTRY.search(one.value) else Severity.WARNING
        message = N_("목적 '{purpose}'이(가) 법 제25조제1항의 어느 호에 해당하는지 알 수 없습니다.")
        yield found(message, one.where, capped(one, bad), purpose=one.value)


_OTHER_DUTY = re.compile(r"「[^」]+」\s*제\s*\d+\s*조")


def purposes_of_other_laws(text: Text) -> Iterator[Hit]:
    """Yield purposes that are only the article of another law: what is filmed for is not said by it."""
    rows = (one for row in text.stated.rows for one in row.purposes)
    seen: set[str] = set()
    for one in (*text.stated.purposes, *rows):
        bare = _NOTE.search(one.value) and _OTHER_DUTY.search(one.value) and "개인정보" not in one.value
        if bare and one.value not in seen:
            seen.add(one.value)
            message = N_("목적 '{purpose}'은(는) 다른 법의 조항입니다. 무엇을 위해 설치했는지 적었는지 확인하십시오.")
            yield found(message, one.where, Severity.INFO, purpose=_short(one.value))


def no_item(text: Text) -> Iterator[Hit]:
    """Yield purposes of a text that names 법 25① as its basis and nowhere an item of it."""
    installs = basis(text)
    own = [one for one in installs if one.value.article == "25" and one.value.paragraph == 1]
    told = any(one.value.item for one in text.stated.citations if one.value.article == "25")
    if own and text.stated.purposes and not told:
        message = N_("설치 목적 {count}가지가 제25조제1항의 몇 호에 따른 것인지 적혀 있지 않습니다.")
        yield found(message, own[0].where, Severity.INFO, count=len(text.stated.purposes))


def dubious_citations(text: Text) -> Iterator[Hit]:
    """Yield citations of an enforcement rule that holds nothing of the kind, and bases without their article."""
    seen: set[tuple[int, str]] = set()
    inside = _inside(text)
    installs = {id(one) for one in basis(text)}
    precise = any(id(one) in installs and one.value.paragraph for one in text.stated.citations)
    for one in text.stated.citations:
        said = _dubious(one.value, basis=id(one) in installs, precise=precise, inside=one.where.line in inside)
        if said is not None and (one.where.line, said[0]) not in seen:
            seen.add((one.where.line, said[0]))
            yield found(said[0], one.where, capped(one, said[1]), cited=one.text)


def _inside(text: Text) -> range:
    return range(text.stated.first_line or 0, (text.stated.last_line or -1) + 1)


def _dubious(  # noqa: PLR0911  # A kind of doubt a return.
    cited: Citation, *, basis: bool, precise: bool, inside: bool
) -> tuple[str, Severity] | None:
    act = _PRIVACY_ACT.search(cited.instrument) is not None
    if _RULE.search(cited.instrument) and (cited.article or cited.form):
        return N_("'{cited}': 시행규칙에는 이런 조항이나 서식이 없습니다."), Severity.WARNING
    if inside and _ELSEWHERE.search(cited.instrument):
        return N_("'{cited}': CCTV에 관한 법령이 아닙니다."), Severity.WARNING
    if act and cited.paragraph and cited.paragraph > _LAST_PARAGRAPH.get(cited.article or "", 99):
        return N_("'{cited}': 이런 항이 없습니다."), Severity.WARNING
    if act and cited.item and cited.item > _LAST_ITEM.get((cited.article or "", cited.paragraph or 0), 99):
        return N_("'{cited}': 이런 호가 없습니다."), Severity.WARNING
    if _PARKING.search(cited.instrument) and cited.article == "6" and (cited.paragraph or 1) > 1:
        return N_("'{cited}': 제6조제1항의 호를 뜻한 것 같습니다."), Severity.INFO
    if basis and not precise and act and cited.article == "25" and cited.paragraph is None:
        return N_("'{cited}': 제25조제1항의 몇 호인지 없습니다."), Severity.WARNING
    if basis and not precise and act and cited.article is None:
        return N_("'{cited}': 조항이 없습니다."), Severity.WARNING
    return None


class Refused(Enum):
    """What a ground of refusal is in law."""

    LAWFUL = "lawful"
    PRIVACY = "privacy"
    PUBLIC = "public"
    GONE = "gone"
    FOREIGN = "foreign"


_FORBIDDEN = re.compile(
    r"(?:법률|법령|법|다른\s*법).{0,24}(?:금지|제한|특별한\s*규정|의무)|(?:Act|law|statute)s?\b.{0,24}(?:forbid|limit|prohibit|restrict)",
    re.IGNORECASE,
)
_HARMS = re.compile(
    r"(?:다른\s*사람|타인|제\s*3\s*자|제삼자|others?\b|another|third part).{0,40}"
    r"(?:생명|신체|재산|이익|권리|life|body|property|interest|rights)",
    re.IGNORECASE,
)
_PRIVATE = re.compile(r"사생활|프라이버시|초상|다른\s*사람|타인|제\s*3\s*자|제삼자|privacy|others?\b", re.IGNORECASE)
_STATE = re.compile(
    r"수사|공소|재판|조세|형\s*집행|감사|입학|시험|보상금|투표|investigation|prosecution|trial", re.IGNORECASE
)
_GONE = re.compile(
    r"파기|삭제된|보관\s*기간|보존\s*기간|남아\s*있지|존재하지|저장되지|deleted|erased|no longer|expired", re.IGNORECASE
)
_UNPROVEN = re.compile(r"본인|신분|신원|대리인|자격|identity|authori[sz]", re.IGNORECASE)
_TECHNICAL = re.compile(r"기술적|곤란|어려|불가능|technical", re.IGNORECASE)
_PUBLIC_GOOD = re.compile(r"공익|정당한\s*사유|상당한\s*이유|public interest|legitimate reason", re.IGNORECASE)
_PUBLIC_BODY = re.compile(r"(?:청|시|군|구|도|위원회|학교|대학교|공단|공사|도서관|교육원|재단|의회|Council)$")


def refused_as(ground: str) -> Refused:
    """Return what a ground of refusal is: known to 법 35④1–2, or another."""
    if _TECHNICAL.search(ground) or _PUBLIC_GOOD.search(ground):
        return Refused.FOREIGN
    if _STATE.search(ground):
        return Refused.PUBLIC
    if _HARMS.search(ground) or _FORBIDDEN.search(ground):
        return Refused.LAWFUL
    if _PRIVATE.search(ground):
        return Refused.PRIVACY
    if _GONE.search(ground):
        return Refused.GONE
    return Refused.LAWFUL if _UNPROVEN.search(ground) else Refused.FOREIGN


_REFUSED = {
    Refused.PRIVACY: (
        N_("'{ground}': 제35조제4항제2호의 침해 우려가 있을 때만, 가림 처리와 일부 열람을 먼저 살핀 뒤 거절하십시오."),
        Severity.WARNING,
    ),
    Refused.PUBLIC: (N_("'{ground}': 공공기관만 쓸 수 있는 거절 사유입니다."), Severity.ERROR),
    Refused.GONE: (N_("'{ground}': 영상이 없으면 거절이 아니라 없다고 답하는 것입니다."), Severity.INFO),
    Refused.FOREIGN: (N_("'{ground}': 제35조제4항에 없는 거절 사유입니다."), Severity.ERROR),
}


def grounds_of_refusal(text: Text) -> Iterator[Hit]:
    """Yield grounds on which viewing is refused that 법 35④1–2 does not know."""
    operator = text.stated.organisation.value if text.stated.organisation else ""
    for one in text.stated.refusal_grounds:
        kind = refused_as(one.value)
        if kind is Refused.LAWFUL:
            continue
        message, bad = _REFUSED[kind]
        if kind is Refused.PUBLIC and _PUBLIC_BODY.search(operator):
            bad = Severity.INFO
        yield found(message, one.where, capped(one, bad), ground=_short(one.value))


_LONGEST = 40


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def closed_ground_in_open_places(text: Text) -> Iterator[Hit]:
    """Yield 법 15 as the ground of a text whose places are all said to be open: there 법 25① is the ground."""
    declared = {row.space_class.value for row in text.stated.rows if row.space_class}
    own = section(text, Item.PURPOSE)
    if declared != {"open"} or own is None:
        return
    for one in basis(text):
        if one.value.article == "15" and own.heading.where.line <= one.where.line <= own.last_line:
            message = N_("'{cited}': 공개된 장소의 설치 근거는 제25조제1항의 호입니다.")
            yield found(message, one.where, capped(one, Severity.WARNING), cited=one.text)


def rows_purposes(text: Text) -> Iterator[Hit]:
    """Yield purposes of a place that are none of the purposes stated for the whole."""
    whole = {kind for one in text.stated.purposes for kind in kinds(one.value)}
    told = "".join(one.value for one in text.stated.purposes)
    if not text.stated.purposes:
        return
    own = section(text, Item.PURPOSE)
    stated_there = range(own.heading.where.line, own.last_line + 1) if own else range(0)
    seen: set[tuple[str, Where]] = set()
    for rows in places(text).values():
        if "이동형" in rows[0].name.value:
            continue
        for one in (one for row in rows for one in row.purposes if not one.shared):
            known = kinds(one.value) & whole if kinds(one.value) else re.sub(r"\s|용$", "", one.value) in told
            if _PLACE_NAME.search(one.value) or _NOTE.search(one.value):
                continue
            if not known and one.where.line not in stated_there and (one.value, one.where) not in seen:
                seen.add((one.value, one.where))
                message = N_("'{place}'의 목적 '{purpose}'은(는) 방침의 설치 목적에 없습니다.")
                yield found(
                    message, one.where, capped(one, Severity.WARNING), place=rows[0].name.value, purpose=one.value
                )
