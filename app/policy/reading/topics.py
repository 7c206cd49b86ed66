"""Owns which item of 영 25① a heading answers, by meaning: the many ways headings are worded, in Korean and English."""

import re
from functools import lru_cache

from app.policy.stated import Item

CAMERA = re.compile(
    r"영상\s*정보\s*처리\s*기기|C\s?C\s?T\s?V|씨씨티[브비]이?|폐쇄\s*회로|개인\s*영상\s*정보|영상\s*정보|(?:감시|방범)\s*카메라"
    r"|visual data processing|video (?:surveillance|monitoring)|surveillance camera|security camera",
    re.IGNORECASE,
)
"""Words that speak of cameras."""
_TITLE = re.compile(
    r"설치|운영|관리|방침|처리|사항|규정|지침|안내|policy|operation|scheme|system|code of practice|notice|statement",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[\s·ㆍ∙･⋅,./、‧・「」『』\[\]()<>〈〉《》“”\"'‘’:：;?!~\-–—]+")
_DEVICE = re.compile(
    r"(?:고정형|이동형)?영상정보처리기기(?:운영자)?의?|cctv의?|씨씨티[브비]이?의?|폐쇄회로(?:텔레비전|tv)?의?|개인영상정보의?|영상정보의?|영상의?"
)
_KOREAN: tuple[tuple[Item, re.Pattern[str]], ...] = (
    (
        Item.PURPOSE,
        re.compile(
            r"설치(?:운영)?(?:의|및)?(?:법적)?근거|(?:설치|운영|수집|촬영|이용|처리|도입)(?:및(?:운영|이용))?(?:의)?목적|법적근거|근거및목적"
            r"|^목적(?:및.*)?$|^근거$|설치(?:운영)?(?:사유|이유)|^왜|왜(?:cctv|카메라)?(?:를)?(?:설치|촬영|찍)"
        ),
    ),
    (
        Item.PLACES,
        re.compile(
            r"설치(?:된)?(?:카메라)?(?:대수|수량)|설치(?:및운영)?(?:위치|장소|현황|구역)|촬영(?:범위|구역|대상|위치|장소)"
            r"|운영(?:현황|대수)|^대수|몇대|카메라(?:의)?(?:수|위치|대수)|^현황$|^위치|기기현황|어디에"
        ),
    ),
    (
        Item.PEOPLE,
        re.compile(
            r"(?<!개인정보보호)(?<!최고)책임(?:자|관)|(?:관리|운영|책임|접근)(?:하는|지는|할수있는)사람|볼수있는사람|담당(?:부서|자)|관리(?:부서|자)|접근(?:권한|가능|할수있는)|권한이있는|취급자|운영부서|누가"
        ),
    ),
    (
        Item.KEEPING,
        re.compile(
            r"(?:촬영|녹화|운영|가동)시간|^촬영및(?:보관|저장)|(?:보관|보유|저장|보존)(?:및(?:이용|파기|처리))?(?:기간|기한|장소|방법|위치)|처리방법|보관및|^보관|^저장"
            r"|파기(?:방법|절차|및)|^파기$|삭제(?:방법|주기)|얼마나|며칠|얼마동안|언제(?:까지)?(?:촬영|녹화|찍|보관|지우|삭제)"
        ),
    ),
    (
        Item.CHECKING,
        re.compile(r"확인.{0,6}?(?:방법|장소|절차)|열람.{0,8}?(?:방법|장소)|재생장소|^확인$|방법및장소|^열람$"),
    ),
    (
        Item.REQUESTS,
        re.compile(
            r"열람.{0,8}?(?:요구|청구|요청|신청|절차)|정보주체(?:의)?(?:권리|요구|요청|열람|존재)|존재확인|권리.{0,6}행사"
            r"|(?:요구|요청|청구)(?:에|시|사항).{0,6}조치|(?:거부|거절)(?:사유|절차)|^정보주체의$"
        ),
    ),
    (
        Item.SAFEGUARDS,
        re.compile(
            r"(?:기술|관리|물리)적.{0,14}(?:조치|대책|방안|보호)|안전성(?:의)?확보|안전확보조치|보호(?:조치|대책|방안)|안전(?:조치|관리|대책)|보안(?:조치|대책|관리)"
            r"|보호를위한|보호하기위한"
        ),
    ),
)
_REST = re.compile(
    r"^그(?:밖|외)|^기타|안내판|위탁|변경|개정|시행일|이력|부칙|개인정보보호(?:최고)?책임자|권익|구제|민원|고충|녹음|통합관리|제3자|목적외"
    r"|고지|공고|협의|협약|별표|별지"
)
_FIRST_REST = re.compile(r"^그(?:밖|외)에?|^기타")
_ENGLISH: tuple[tuple[Item, re.Pattern[str]], ...] = (
    (
        Item.PURPOSE,
        re.compile(r"\bpurposes?\b|legal basis|lawful basis|\bwhy\b|objectives?\b|\baims?\b|grounds? for install"),
    ),
    (
        Item.PLACES,
        re.compile(
            r"list of places|number of (?:devices|cameras)|places? of installation|areas? (?:filmed|covered"
            r"|monitored)|\bcoverage\b"
            r"|locations?\b|camera (?:positions?|siting)|siting|where (?:the )?(?:cameras|devices|cctv)|cameras and"
        ),
    ),
    (
        Item.PEOPLE,
        re.compile(
            r"persons? in charge|responsib|\bmanagement of the (?:scheme|system)|who (?:has|operates|manages"
            r"|is)|access to (?:the )?"
            r"(?:footage|system|images|recordings)|persons? with access|authori[sz]ed (?:persons?|staff|users)"
            r"|data controller|operators?\b"
        ),
    ),
    (
        Item.KEEPING,
        re.compile(
            r"retention|\bstor(?:age|ed|ing)\b|hours of|how long|recording(?:s| of)?\b|destruction|disposal"
            r"|deletion|keep(?:ing)? (?:of )?(?:footage|images)"
        ),
    ),
    (
        Item.CHECKING,
        re.compile(
            r"(?:how|where) .{0,30}(?:checked|viewed|seen)|viewing (?:of )?(?:footage|images|recordings|area"
            r"|room|place)|checking"
        ),
    ),
    (
        Item.REQUESTS,
        re.compile(
            r"\brequests?\b|subject access|your rights|rights of|disclosure"
            r"|access by (?:the )?(?:data )?subjects?|release of"
        ),
    ),
    (
        Item.SAFEGUARDS,
        re.compile(r"\bprotection of (?:footage|images|data)|safeguard|security(?: of| measures|$)|measures\b"),
    ),
)
_ENGLISH_REST = re.compile(
    r"\bother\b|signs?\b|signage|changes|history|complaints?|contact|review|processors?|contractors?"
    r"|privacy officer|annex|general|objections?"
)
_LATIN = re.compile(r"[A-Za-z]")
_HANGUL = re.compile(r"[가-힣]")


@lru_cache(maxsize=4_000)  # A line is asked several times, and headings are alike everywhere.
def items_of(heading: str) -> tuple[Item, ...]:
    """Return the items of 영 25① a heading answers, in their order; none where it answers none."""
    if _HANGUL.search(heading) is None:
        return _items_of_english(heading.lower()) if _LATIN.search(heading) else ()
    squeezed = _SIGNS.sub("", heading).lower()
    bare = _DEVICE.sub("", squeezed)
    if _FIRST_REST.search(bare):
        return (Item.OTHER,)
    found = [item for item, pattern in _KOREAN if pattern.search(bare)]
    if Item.REQUESTS in found:
        found = [item for item in found if item is not Item.CHECKING or "장소" in bare or "확인방법" in bare]
    if Item.CHECKING in found and Item.PLACES in found and not re.search(r"설치|촬영", bare):
        found.remove(Item.PLACES)
    if not found and _REST.search(bare):
        return (Item.OTHER,)
    return tuple(found)


def _items_of_english(heading: str) -> tuple[Item, ...]:
    if heading.startswith("other "):
        return (Item.OTHER,)
    found = [item for item, pattern in _ENGLISH if pattern.search(heading)]
    if Item.REQUESTS in found:
        found = [item for item in found if item in {Item.REQUESTS, Item.PURPOSE}]
    if Item.SAFEGUARDS in found:
        found = [item for item in found if item not in {Item.PEOPLE, Item.KEEPING}]
    if Item.CHECKING in found and Item.KEEPING in found:
        found.remove(Item.KEEPING)
    if not found and _ENGLISH_REST.search(heading):
        return (Item.OTHER,)
    return tuple(found)


def is_title(text: str) -> bool:
    """Return whether a heading can be the title of a camera part: it speaks of cameras and of no single item."""
    items = items_of(text)
    camera = CAMERA.search(text) is not None
    return camera and _TITLE.search(text) is not None and (not items or _names_policy(text))


def _names_policy(text: str) -> bool:
    return re.search(r"방침|policy|code of practice", text, re.IGNORECASE) is not None


_PRIVACY = re.compile(
    r"개인정보(?!보호책임자에)|쿠키|권익침해|행태정보|제3자제공|제삼자|가명정보|만?14세|추가적인?이용|수집(?:항목|하는|출처|방법)|법정대리인"
    r"|자동(?:으로)?수집|처리방침(?:의)?(?:변경|개정|시행|고지)|변경이력|고지의?의무|구제방법|정보주체(?:와|의)?(?:권리|.{0,8}의무)|링크사이트|광고"
    r"|이용자(?:의)?권리|국외이전|권리의?무"
)
_PRIVACY_ENGLISH = re.compile(
    r"\bcookies?\b|personal (?:data|information)|third part|contact us|your rights|changes to (?:this|our)"
    r"|privacy (?:policy|notice|officer)"
    r"|children|marketing|data protection officer"
)


def is_privacy_topic(text: str) -> bool:
    """Return whether a heading opens another section of a privacy policy, one not about cameras."""
    if CAMERA.search(text):
        return False
    if _HANGUL.search(text):
        return _PRIVACY.search(_SIGNS.sub("", text)) is not None
    return _PRIVACY_ENGLISH.search(text.lower()) is not None
