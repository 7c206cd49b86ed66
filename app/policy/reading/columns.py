"""Owns what a heading says its column (or, in a list, its line) is about, in Korean and English."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Final

from app.policy.reading.values import folded


class Field(StrEnum):
    """What a column holds. The names of the row's fields are the names of StatedRow where it has one."""

    NAME = "name"
    UNIT = "unit"  # The unit a place belongs to: kept with its heading.
    GROUP = "group"  # "구분": a name, a part or a kind, as the other columns decide.
    PART = "part"
    KIND = "kind"
    COUNT = "count"
    LOCATION = "location"
    COVERAGE = "coverage"
    BOTH = "both"  # Location and coverage in one column.
    HOURS = "hours"
    RETENTION = "retention"
    STORAGE = "storage"
    PROCESSING = "processing"
    METHOD = "checking_method"
    PLACE = "checking_place"
    MANAGER = "manager"
    DEPARTMENT = "department"
    PHONE = "phone"
    TITLE = "title"  # "직위": of whom the line is about.
    PERSON_NAME = "person_name"
    ROLE = "role"  # Whether a line of people names the person in charge or somebody with access.
    ACCESS = "access"
    ACCESS_PHONE = "access_phone"
    ACCESS_DEPARTMENT = "access_department"
    PURPOSE = "purpose"
    BASIS = "basis"
    SPACE = "space_class"
    ITEM = "item"  # Long tables: what the line is about, and its value.
    VALUE = "value"
    NUMBER = "number"  # A serial number.
    OTHER = "other"


FACTS: Final = frozenset(Field) - {
    Field.NAME,
    Field.GROUP,
    Field.PART,
    Field.NUMBER,
    Field.OTHER,
    Field.ITEM,
    Field.VALUE,
}

_PATTERNS: Final[Sequence[tuple[Field, tuple[str, ...]]]] = (
    (Field.NUMBER, (r"번호|순번|연번|일련번호|no\.?|#|순",)),
    (Field.ITEM, (r"항목|item|particulars?|구분항목",)),
    (Field.VALUE, (r"내용|주요내용|content|details?|value|세부내용",)),
    (Field.ROLE, (r"관리책임자(및|,|·|/|와)(영상정보)?접근(권한)?(이있는)?(자|사람)|역할|담당구분|책임구분|role",)),
    (Field.ACCESS_PHONE, (r"(접근권한자|접근권자)의?(연락처|전화(번호)?)",)),
    (Field.PERSON_NAME, (r"(관리책임자|접근권한자)?(성명|이름|담당자명)|nameofperson",)),
    (
        Field.MANAGER,
        (
            r"관리책임자(\((직위|직책|정|부|직위/?성명|성명|소속)[^()]*\))?(지정)?(의?(직위|직책|직급|성명|직위/?성명))?",
            r"(?!보호책임)(운영|영상정보|cctv|개인영상정보|영상)?(총괄|관리|보호|운영)?(책임[자관]|관리자|운영담당자?|관리하는사람)(\([^()]*\))?(직위)?",
            r"담당자직위|(person|persons|people)(incharge|responsible)|(cctv)?(manager|controller)",
            r"responsible(person|officer)|managers?",
        ),
    ),
    (
        Field.ACCESS,
        (
            r"(영상정보에?(대한)?)?(접근|열람)?(권한|접근)(이있는|을가진|보유)?(자|사람|자의?범위|자직위|자\([^()]*\)|담당자)",
            r"(.{0,6}[을를에])?(볼|접근할|열람할|다룰)수있는(사람|직원|분|자)|.{0,6}\((영상)?접근권한자\)|접근권자|접근권한|열람권한자|열람가능자|취급자|(개인)?영상정보취급자|모니터링담당자?",
            r"(persons?|people|staff)?(with|having)?(authori[sz]ed)?(access|accessrights?)(holders?)?(to(the)?footage)?",
            r"whohasaccess|authori[sz]ed(persons?|staff|users?|viewers?|personnel|people)",
            r"접근권한자(및|/|·)?취급자",
        ),
    ),
    (
        Field.PHONE,
        (
            r"(관리책임자|담당자|담당부서|책임자|부서|사무실|대표)?(의)?(연락처|전화(번호)?|대표번호|연락번호|tel\.?|전화/?팩스|문의처)(\([^()]*\))?",
            r"(contact|phone|telephone)(number|no\.?|details)?",
        ),
    ),
    (
        Field.DEPARTMENT,
        (
            r"(관리|운영|책임|주관)?(담당|관리|운영|주관|소관|책임|관할)(부서|부서명|과|팀)|부서명?",
            r"(관리|책임자|책임)?소속(부서)?|(department|responsibledepartment|team)",
        ),
    ),
    (Field.TITLE, (r"직위|직책|직급|담당|직위/?성명|직명|positionofperson|jobtitle|post|title",)),
    (
        Field.BOTH,
        (
            r"(설치)?(위치|장소)(및|,|/|·|와|및촬영|&|,및)?(촬영)?(범위|대상|구역)|설치장소,?촬영범위",
            r"(position|location|place)s?(and|/|&|,)(areas?filmed|coverage|range|areas?covered|filmingrange)",
        ),
    ),
    (
        Field.COVERAGE,
        (
            r"(cctv|주요|세부)?(촬영|감시|녹화)(범위|대상|구역|영역|지역|반경|방향|거리|각도)(및(거리|대상))?|범위|화각|(비추는|찍는|촬영하는)(곳|범위|구역|장소)",
            r"areas?filmed|(camera)?coverage(area)?|fieldofview|range|areascovered|filming(area|range)",
        ),
    ),
    (Field.SPACE, (r"공개(여부|구분|장소여부)|장소구분|공간구분|공개장소여부|public(access|space)?|open/?closed",)),
    (
        Field.COUNT,
        (
            r"(cctv|카메라|기기|고정형영상정보처리기기|영상정보처리기기)?(총)?(설치|운영)?(대수|수량|댓수)(\((대|개|ea|단위:?대)\))?",
            r"설치수량?|기기(의)?수|대수계|카메라(수|수량|대수|개수)|cctv(수|개수|수량)|대|수량\(?대\)?",
            r"(numberof)?(devices?|cameras?|units?|cctvcameras)(number|count)?|no\.?ofcameras|quantity|qty",
            r"설치현황|총계대수|합계대수|count",
        ),
    ),
    (
        Field.HOURS,
        (
            r"(영상정보|영상|cctv)?(의)?(촬영|녹화|운영|가동|운용)(시간|시각|시간대|기간)",
            r"(recording|filming|operating|operation)?hours|(recording|filming)times?|operatingtime",
        ),
    ),
    (
        Field.RETENTION,
        (
            r"(영상정보|영상|녹화|촬영자료|자료|화상정보|파일)?(의)?(보관|보유|저장|보존|이용및보유|보유및이용)(기간|기한|일수)(\([^()]*\))?",
            r"보관|보유|retention(period|time|term)?|storage(period|time|term)|retained|keptfor",
            r"periodofretention|keepingperiod",
        ),
    ),
    (
        Field.STORAGE,
        (
            r"(영상정보|영상|녹화|파일|자료)?(의)?(보관|저장|보유|보존|녹화기|녹화기설치|dvr|nvr|저장장치)(장소|위치|장치|시설|매체|처|방법및장소)|(보관|저장)하는(곳|장소)",
            r"where(kept|stored)|storage(place|location|site)?|placeofstorage|storedat",
        ),
    ),
    (
        Field.PROCESSING,
        (
            r"(영상정보)?(의)?(처리|파기|삭제|폐기|관리)(방법|방식|절차)|processing(method)?|disposal",
            r"deletion(method)?|manneroferasure",
        ),
    ),
    (
        Field.METHOD,
        (
            r"(영상정보)?(의)?(확인|열람|재생)(방법|절차)|how(tocheck)?|methodofviewing|checkingmethod",
            r"viewingmethod",
        ),
    ),
    (
        Field.PLACE,
        (
            r"(영상정보)?(의)?(확인|열람|재생|열람·재생|열람및재생)(장소|가능장소)|where(tocheck)?",
            r"viewingplace|placeofviewing",
        ),
    ),
    (
        Field.PURPOSE,
        (
            r"(설치|운영|이용|수집|촬영|설치운영|설치및운영)?(의)?(목적|용도|사유)",
            r"purposes?(of(installation|use))?|설치목적\(용도\)|용도",
        ),
    ),
    (
        Field.BASIS,
        (r"(설치|법적|법령|설치운영|수집)?(의)?(근거|법령|법조항)(법령|조항)?|legalbas(is|es)|basis|ground",),
    ),
    (
        Field.PART,
        (
            r"(세부|상세|개별|내부)?(구역|층|층별|층수|동|호실|세부장소|세부위치|상세위치|세부구역|위치별|소구분|세부구분|상세구분|설치층|part|floor|zone|area)(명|구분)?",
        ),
    ),
    (
        Field.UNIT,
        (
            r"(소속|상위|관리)(기관|단위|본부|팀|사업소|부서)|사업소|본부|팀|소속팀|unit|parentunit|부문",
            r"사업부",
        ),
    ),
    (
        Field.NAME,
        (
            r"(cctv)?(설치|운영|대상)?(장소|사업장|시설|시설물|건물|지점|영업점|점포|시설명칭)(명|명칭|별)?(\([^()]*\))?",
            r"(현장|사업소|사옥|역|기관|캠퍼스|공장|단지|센터|매장|청사|사무소|시스템)(명|명칭|별)(\([^()]*\))?",
            r"설치부서|부서별|호관|건물동|지역|(연계|관제|대상|운영)(시스템|업무)(명|별)?",
            r"(place|site|building|premises|facility|locationname|branch|office|store)s?(name)?|대상|분류",
            r"명칭|사업장구분|장소별|설치장소별|(?!업체|수탁|회사|담당|제품|모델|장비|기기)[가-힣]{2,6}명",
        ),
    ),
    (
        Field.LOCATION,
        (
            r"(세부|상세|주요|카메라|기기)?(설치)?(위치|지점|구역|개소위치|장소상세)",
            r"(camera)?(positions?|locations?)|installedat|설치위치상세|설치장소상세|(설치한|달린)곳",
        ),
    ),
    (Field.KIND, (r"종류|유형|시설유형|장소유형|시설구분|시설종류|종별|type|kind",)),
    (Field.GROUP, (r"구분|구\s?분|div\.?|division|category|classification",)),
)
_COMPILED: Final = tuple((field, re.compile("|".join(several), re.IGNORECASE)) for field, several in _PATTERNS)
_TOLD: Final = {Field.COUNT, Field.MANAGER, Field.RETENTION, Field.HOURS, Field.STORAGE}
_PLACED: Final = {Field.LOCATION, Field.BOTH, Field.PURPOSE, Field.UNIT}
_LONGEST: Final = 40  # Letters of a heading.
_STRONG_NAMES: Final = re.compile(
    r"설치장소|시설명|건물명|사업장|지점명?|점포|시설|건물|place|site|building|facility", re.IGNORECASE
)
_LEADING: Final = re.compile(
    r"^(?:(?:고정형\s*)?영상정보(?:처리기기)?(?:의)?|개인\s?영상정보(?:의)?|CCTV(?:의)?|영상(?:의)?|기기(?:의)?)\s*",
    re.IGNORECASE,
)


def squeezed(heading: str) -> str:
    """Return a heading without blanks and without marks around it."""
    return re.sub(r"[\s*※▪■□○●◦·]+", "", folded(heading)).strip("[]<>〈〉【】:：.-")


def field_of(heading: str | None) -> Field | None:
    """Return what a heading says its column is about, or None if it is no heading we know."""
    text = squeezed(heading or "")
    if not text or len(text) > _LONGEST or text[-1] in "다함임":
        return None
    return _field_of(text, squeezed(_LEADING.sub("", folded(heading or ""))))


@lru_cache(maxsize=5_000)
def _field_of(text: str, plain: str) -> Field | None:
    for one in dict.fromkeys((text, re.sub(r"\([^()]*\)$", "", text), plain)):
        for field, pattern in _COMPILED:
            if one and pattern.fullmatch(one):
                return field
    return None


def fields_of(headings: Iterable[str | None]) -> list[Field | None]:
    """Return the fields of a row of headings, with what only its neighbours can tell made plain.

    A column "위치" is the name where nothing else is; a second telephone column after the people with access is
    theirs; "구분" is the name, a part or a kind as the other columns leave it.
    """
    texts = [folded(one or "") for one in headings]
    found = [field_of(one) for one in texts]
    _settle_names(found, texts)
    seen_access = False
    for at, field in enumerate(found):
        if field is Field.PHONE and seen_access and Field.PHONE in found[:at]:
            found[at] = Field.ACCESS_PHONE
        seen_access = seen_access or field is Field.ACCESS
    return found


def _settle_names(found: list[Field | None], texts: list[str]) -> None:
    names = [at for at, field in enumerate(found) if field is Field.NAME]
    groups = [at for at, field in enumerate(found) if field is Field.GROUP]
    if len(names) > 1:
        strong = [at for at in names if _STRONG_NAMES.search(squeezed(texts[at]))] or names
        for at in names:
            if at != strong[0]:
                found[at] = Field.PART if at > strong[0] else Field.UNIT
        names = strong[:1]
    if not names:
        _name_from(found, groups)
        return
    for at in groups:
        found[at] = Field.PART if at > names[0] else Field.KIND
    if Field.UNIT in found[names[0] + 1 :]:
        found[found.index(Field.UNIT, names[0] + 1)] = Field.OTHER


def _name_from(found: list[Field | None], groups: list[int]) -> None:
    """Take the column that must be the name where none is headed so."""
    if groups:
        for at in groups:
            found[at] = Field.NAME if at == groups[0] else Field.PART
        return
    where = [at for at, field in enumerate(found) if field in {Field.LOCATION, Field.PART}]
    if len(where) > 1 and found[where[0]] is Field.LOCATION:
        found[where[0]] = Field.NAME  # "설치구역 | 세부위치"
        return
    first = int(found[:1] == [Field.NUMBER])
    told = set(found)
    if found[first : first + 1] == [None] and _TOLD & told and (Field.PART in told or not _PLACED & told):
        found[first] = Field.NAME  # "공항 | 구역 | 대수": whatever its heading.
        return
    for field in (Field.UNIT, Field.PART, Field.DEPARTMENT, Field.LOCATION, Field.BOTH, Field.PURPOSE):
        if field in found and (field is not Field.DEPARTMENT or found.index(field) == 0):
            at = found.index(field)
            if field in {Field.UNIT, Field.PART, Field.DEPARTMENT}:
                found[at] = Field.NAME
            return
