"""Owns whose text it is: the operator's name, and other organisations named where the operator itself should be."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from app.policy.printed import TextLine
from app.policy.reading.marks import entry
from app.policy.reading.sentences import Sentence
from app.policy.stated import Said

_FORMS = r"(?:주식회사|유한회사|재단법인|사단법인|학교법인|의료법인|㈜|\(주\)|\(재\)|\(사\)|\(유\))"
_NAME = rf"(?:{_FORMS}\s*)?[가-힣A-Za-z0-9&·.\-]{{1,30}}(?:\s*{_FORMS})?"
_TWO_NAMES = rf"{_NAME}(?:\s{_NAME}){{0,3}}"
_ABBREVIATED = re.compile(rf"({_TWO_NAMES})\s*(?:\([^()]{{0,40}}\))?\s*\(\s*(?:이하|hereinafter)")
_ABBREVIATED_ENGLISH = re.compile(
    r"([A-Z][\w&.,' -]{1,60}?)\s*\(\s*(?:hereinafter\s*)?(?:the\s+)?[\"“'‘](?:we|us|the company|company"
    r"|the council|council)[\"”'’]",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    rf"^[\"“'‘]?\s*({_TWO_NAMES}?)\s*(?:홈페이지\s*)?(?:\((?:https?|www)[^()]*\)\s*)?(?:은\(는\)|\(은\)는|은[/]는|은|는|에서는|에서|이|가)\s+(?=.{{0,160}}(?:개인정보|개인\s정보|영상정보|처리방침|CCTV|「))"
)
_BY_LAW = re.compile(
    r"^[\"“]?([^.。「]{2,60}?)(?:은\(는\)|은|는)\s+「개인정보\s*보호법」"
    r"|^[\"“]?([^\s.。「][^.。「]{1,50}?\)?)(?:은\(는\)|은|는)\s+(?:이|본)\s+방침"
)
_SUBJECT_WITHIN = re.compile(rf"(?:[:.]\s)({_NAME})(?:은|는)\s+(?=「?개인정보\s*보호법|아래|다음)")
_SUBJECT_ENGLISH = re.compile(
    r"^([A-Za-z][^.:]{2,60}?)\s+operates\s+(?:cameras|a\s|the\s|CCTV|fixed)"
    r"|^(?:.*?requires,\s+)((?:(?!states).)+?)\s+states below|^((?:The\s+)?[A-Z][\w&.'()-]*(?:\s+(?:of|and|the"
    r"|for|&|[A-Z][\w&.'()-]*))*)\s+"
    r"(?:states below|operates|has installed|uses|is committed|installs|has a|is the|respects|collects)\b"
)
_TITLED = re.compile(
    rf"^({_TWO_NAMES}?)\s*(?:의\s*)?(?:고정형\s*)?(?:(?:영상정보처리기기|CCTV|개인영상정보).{{0,30}}(?:방침|운영|관리|안내)|개인정보\s*(?:처리|취급)\s*방침)"
)
_GENERIC = re.compile(
    r"^(?:당사|본인|회사|본원)[는은]?$|^(?:우리|저희|당|본|이|그|각|해당|동|위|아래|다음|귀)?\s*(?:회사|사이트|홈페이지|기관|병원|의원|학교|도서관|공단|공사|법인|단체|조합|센터|방침"
    r"|지침|규정|서비스|사|원|정부|국가|법률|위원회|경찰|경찰청|검찰|법원)?(?:홈페이지)?$|^(?:고정형|이동형|영상|CCTV|개인)|제\d+[조항]"
    r"|(?:이용자|정보주체|고객|회원|개인정보|영상정보|누구|관리책임자|책임자|담당자|담당부서|사람|촬영|영상|경우|법령|요구|열람|쿠키|목적|보관|기간|접근|직원"
    r"|방문자|처리방침|수탁자|수탁사|업체|기타|내용|사항|방법|운영|설치|기기|시스템|귀하|사용자|공개|조치|기록|항목|다음"
    r"|별도|정보|자|것|곳|때|등|권한|시간|장소|범위|하여|통해|위해|따라)(?:들|등)?$"
)
_LETTERS = re.compile(r"[^가-힣A-Za-z0-9]")
_FORM_WORDS = re.compile(_FORMS)
_OPENING_LINES = 25
_SHORTEST = 2


def bare(name: str) -> str:
    """Return a name without its legal form and signs, to compare it with."""
    return _LETTERS.sub("", _FORM_WORDS.sub("", name)).lower()


def _is_generic(name: str) -> bool:
    return (
        len(bare(name)) < _SHORTEST
        or re.search(r"[은는을를]\s", name) is not None
        or _GENERIC.search(_LETTERS.sub("", name)) is not None
    )


def organisation(opening: Sequence[Sentence], everything: str, title: TextLine | None) -> Said[str] | None:
    """Return the operator: the name the text abbreviates, begins with, or bears in its title, most often printed."""
    candidates: list[tuple[float, Said[str]]] = []
    for number, sentence in enumerate(opening[:_OPENING_LINES]):
        candidates += [(weight - number * 0.02, said) for weight, said in _named(sentence, first=number == 0)]
    if title is not None:
        line = entry(title)
        titled = _TITLED.match(line.text)
        if titled and not _is_generic(titled[1]):
            candidates.append((1.5, Said(titled[1].strip(), title.text, title.where, 0.8)))
    counts: Counter[str] = Counter()
    for _, said in candidates:
        counts[said.value] = len(re.findall(re.escape(said.value), everything))
    best = max(candidates, key=lambda one: one[0] + min(counts[one[1].value], 5) * 0.3, default=None)
    return best[1] if best else None


def _named(sentence: Sentence, *, first: bool) -> Iterator[tuple[float, Said[str]]]:
    text = sentence.text
    for weight, sure, pattern in (
        (3.0, 0.97, _ABBREVIATED),
        (3.0, 0.95, _ABBREVIATED_ENGLISH),
        (2.2, 0.9, _BY_LAW),
        (2.0, 0.9, _SUBJECT),
        (2.0, 0.85, _SUBJECT_ENGLISH),
        (1.0, 0.7, _SUBJECT_WITHIN),
    ):
        found = pattern.search(text)
        name = next((group for group in found.groups() if group), "").strip(" ,") if found else ""
        name = re.sub(r"^(?:본|우리|저희)\s+", "", name)
        if (
            name
            and not _is_generic(name)
            and not re.match(r"^(?:The|This|These|We|It|Footage|You|Anybody|CCTV.*)$", name)
        ):
            yield weight, Said(name, text, sentence.where, sure)
    titled = _TITLED.match(text) if first else None
    if titled and not _is_generic(titled[1]):
        yield 1.2, Said(titled[1].strip(), text, sentence.where, 0.7)


_HOLDS = re.compile(
    rf"(?<![가-힣A-Za-z])((?:{_FORMS}\s*)?[가-힣A-Za-z0-9&]{{2,20}}(?:\s?{_FORMS})?)(?:이|가|에서|에)\s*(?:보유(?:하고\s*있는|한|하는|중인)|처리하(?:고\s*있)?는|수집(?:한|하는)\s*개인|설치[·,및\s]*운영하(?:고\s*있)?는|운영하(?:고\s*있)?는\s*(?:영상|CCTV|고정형))"
)
_SPEAKS = re.compile(
    rf"^((?:{_FORMS}\s*[가-힣A-Za-z0-9&]{{2,20}}|[가-힣A-Za-z0-9&]{{2,20}}\s?{_FORMS}|[가-힣A-Za-z0-9]{{1,15}}(?:도시가스|에너지|공사|공단|대학교|병원|은행|증권|보험|건설|산업|전자|백화점|호텔|리조트|구청|시청|교육청)))(?:은|는|에서는)\s+.{{0,120}}(?:개인정보|영상정보|처리방침|정보주체)"
)
_SHORT = re.compile(r"이하\s*[\"“'‘「『]?\s*([가-힣A-Za-z0-9&]{2,20}?)\s*[\"”'’」』]?\s*(?:이?라|으?로|\))")
"""The short name a text gives somebody: "(이하 '본교'라 함)"."""
_OURSELVES = re.compile(
    r"(?:본|당|저희|우리)(?:교|원|사|회|청|구|시|군|점|관|소|단|공사|공단|조합|법인|기관|대학교?|병원|회사)$"
)
_NOT_OPERATOR = re.compile(r"위탁|수탁|제공받는|제3자|협의|출동|보안업체|계약")


def other_organisations(texts: Sequence[Sentence], operator: str | None) -> Iterator[Said[str]]:
    """Yield names that stand where the operator should: who holds, processes or films, and is not the operator.

    Recipients, processors and authorities are not spoken of so. Nothing is yielded where the operator is unknown.
    """
    if operator is None:
        return
    own = bare(operator)
    short = {bare(name) for one in texts for name in _SHORT.findall(one.text)}
    for sentence in texts:
        if sentence.entry is None or _NOT_OPERATOR.search(sentence.text):
            continue
        for pattern in (_HOLDS, _SPEAKS):
            for found in pattern.finditer(sentence.text):
                name = bare(found[1])
                if name in short or _OURSELVES.match(name):
                    continue
                if not _is_generic(found[1]) and name not in own and own not in name and not _is_short_of(name, own):
                    yield Said(found[1], sentence.text, sentence.where, 0.85)


def _is_short_of(name: str, own: str) -> bool:
    """Return whether a name is made of the operator's letters in their order: an abbreviation of it."""
    letters = iter(own)
    return len(name) <= len(own) and all(letter in letters for letter in name)
