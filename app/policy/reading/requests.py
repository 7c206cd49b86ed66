"""Owns what a text says of requests to view footage: grounds for refusing, objection, channels and forms (영 25①6)."""

import re
from collections.abc import Iterator, Sequence

from app.policy.printed import Piece, TextLine
from app.policy.reading.headings import heading
from app.policy.reading.marks import Entry, entry
from app.policy.reading.sentences import Sentence
from app.policy.stated import Said

GAP = re.compile(r"\((?:미기재|근거 조항 미기재|not stated)[^()]*\)|\(미기재[:：]|\(not stated[:：]", re.IGNORECASE)
"""A visible gap: a value the text says is not stated."""
_SHORTEST_GROUND = 6  # Letters: what is shorter is a mark or a heading.
_SHORTEST_OBJECTION = 9
_REFUSES = re.compile(
    r"(?:거부|거절|제한|반려)\s*(?:할|될|하|되|함|합|한|됨|가능|사유)|불가능?(?:합|하|함|한)|응하지\s*(?:않|아니)|허용(?:하지|되지)\s*않|"
    r"may (?:be )?(?:also )?(?:limit|refus|reject|declin|withh)|can (?:be )?(?:refus|reject)|will (?:not be"
    r"|be) (?:refus|releas|shown)|grounds for refus",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"통지|알립|알려|알리|서면으로|불복|이의|notif|give the reason", re.IGNORECASE)
_LISTS = re.compile(
    r"다음|아래|각\s*호|하기|같(?:은|습니다|다)|[:：]\s*$|사유$|following|these|cases|경우에는?\s*(?:열람)?[^.]{0,20}(?:거부|거절|제한)|거부\s*사유",
    re.IGNORECASE,
)
_GROUND = re.compile(
    r"(?:경우|때|우려|사유|곤란|어려움|불가)(?:에는|에|로서|로)?\s*[.,;)]*\s*$|있는 것$|경우\s*\([^()]*\)$"
)
_INLINE_GROUND = re.compile(r"((?:(?!경우|거나,|때에?는?\s).){6,120}?(?:경우|때))(?:에는?|,|나|\s|와|또는|이거나)")
_MOST_GROUNDS = 12
_LONGEST_GROUND = 260


def refusal_grounds(pieces: Sequence[Piece]) -> Iterator[Said[str]]:
    """Yield each ground on which viewing may be refused: of a list under such a sentence, or within the sentence."""
    lines = [entry(piece) for piece in pieces if isinstance(piece, TextLine) and piece.whole.strip()]
    place = 0
    while place < len(lines):
        line = lines[place]
        if not _REFUSES.search(line.text) or GAP.search(line.text):
            place += 1
            continue
        listed = _listed(lines, place) if _LISTS.search(line.text) else []
        for ground in listed:
            yield Said(ground.text.strip(" .;"), ground.text, ground.where, 0.95)
        if not listed:
            yield from _within(line)
        place += 1 + len(listed)


def _listed(lines: Sequence[Entry], place: int) -> list[Entry]:
    """Return the items listed under a sentence: of one rank, not that of the sentence unless they end as grounds."""
    found: list[Entry] = []
    above = lines[place]
    for line in lines[place + 1 : place + 1 + _MOST_GROUNDS]:
        if found and line.rank != found[0].rank:
            break
        as_ground = _GROUND.search(line.text) is not None
        deeper = bool(line.marks) and line.rank != above.rank and line.level is None
        if len(line.text) > _LONGEST_GROUND or not (as_ground or deeper):
            break
        head = heading(line)
        if not as_ground and (_NOTICE.search(line.text) or (head is not None and head.items and head.rest)):
            break
        if not as_ground and re.search(r"니다\.?$", line.text):
            break
        found.append(line)
    return found


def _within(line: Entry) -> Iterator[Said[str]]:
    refused = _REFUSES.search(line.text)
    if refused is None or re.search(r"사유|방법을", line.text[refused.start() : refused.end() + 4]):
        return
    start = max(line.text.rfind("다. ", 0, refused.start()), line.text.rfind("다만", 0, refused.start()), 0)
    clause = line.text[start : refused.end()]
    for found in _INLINE_GROUND.finditer(clause):
        ground = re.sub(r"^(?:다\.|다만|단|또는|이거나|그러나|[,\s])+", "", found[1]).strip()
        if len(ground) >= _SHORTEST_GROUND and not re.match(r"(?:다음|아래|각\s)", ground):
            yield Said(ground, line.text, line.where, 0.7)


_OBJECTION = re.compile(
    r"불복|이의\s*(?:를|가|제기|신청|있)|다시\s*판단|행정심판|object(?:ion)?\b|appeal|complain (?:to|about)"
    r"|decide again",
    re.IGNORECASE,
)


def objection(texts: Sequence[Sentence]) -> Said[str] | None:
    """Return the sentence that says how to object; of several, one that names a way before one that promises to."""
    found = [
        one
        for one in texts
        if _OBJECTION.search(one.text) and not GAP.search(one.text) and len(one.text) >= _SHORTEST_OBJECTION
    ]
    found = [one for one in found if not re.search(r"^(?:Objections?|이의 ?제기)\s*[:：]?$", one.text)]
    best = min(found, key=lambda one: _names_no_way(one.text), default=None)
    if best is None:
        return None
    return Said(best.text, best.text, best.where, 0.7 if _names_no_way(best.text) else 0.95)


def _names_no_way(text: str) -> bool:
    return (
        re.search(
            r"(?:책임자|부서|위원회|팀|전화|서면|홈페이지)[^.]{0,30}(?:이의|다시|제기|신청)"
            r"|이의.{0,40}(?:책임자|위원회|부서)|decide again|officer",
            text,
        )
        is None
    )


_CHANNELS = (
    ("서면", re.compile(r"서면|(?<!전자)(?<!전자 )우편(?!함)|in writing|by (?:post|letter)|서신", re.IGNORECASE)),
    (
        "전화",
        re.compile(
            r"전화(?!번호를)|유선|telephone|by phone|phone\b|☎|Tel\b|(?<!\d)0\d{1,2}[-) ]\s?\d{3,4}-\d{4}",
            re.IGNORECASE,
        ),
    ),
    ("전자우편", re.compile(r"전자\s*우편|이\s?메일|e-?\s?mail|[\w.]+@[\w.]+\.\w", re.IGNORECASE)),
    ("팩스", re.compile(r"팩스|모사\s*전송|\bFAX\b", re.IGNORECASE)),
    (
        "인터넷",
        re.compile(r"인터넷|홈\s*페이지|온라인|웹\s*사이트|internet|online|website|https?://|www\.", re.IGNORECASE),
    ),
    ("방문", re.compile(r"방문|민원실|안내\s?데스크|직접\s*(?:찾아|내방|제출)|내방|in person|visit", re.IGNORECASE)),
)
_RECEIVES = re.compile(
    r"(?:요구|청구|신청|요청|접수|연락|문의|행사|제출)(?!\s*(?:를|을)?\s*(?:거부|거절))|받는\s*곳|ask\b|request|contact|received|apply",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"통지|회신|고지|알립|공지|게시|notif", re.IGNORECASE)
_HERE = re.compile(
    r"(?:요구|신청|청구|접수|요청)를?\s*(?:을\s*)?(?:받는|하는|할\s*수\s*있는)?\s*(?:곳|방법|처|창구)\s*[:：]"
    r"|Where requests are received\s*:",
    re.IGNORECASE,
)


def channels(texts: Sequence[Sentence]) -> Iterator[Said[str]]:
    """Yield by what ways requests are taken, each once: "서면", "전화", "전자우편", "팩스", "인터넷", "방문"."""
    seen: set[str] = set()
    listing = False
    for sentence in texts:
        text = sentence.text
        opened = _HERE.search(text) is not None
        marked = sentence.entry is not None and bool(sentence.entry.marks)
        listing = opened or (listing and marked)
        if GAP.search(text) or not (listing or _RECEIVES.search(text)) or _only(text):
            continue
        if _ANSWERS.search(text) and not re.search(r"신청|청구서|요구할|청구할|접수", text):
            continue
        for name, pattern in _CHANNELS:
            if name not in seen and pattern.search(text):
                seen.add(name)
                yield Said(name, text, sentence.where, 0.9)


_FORM_WORD = r"(?:청구서|신청서|요구서|요청서|의뢰서|서식|양식)"
_ONLY = re.compile(
    rf"{_FORM_WORD}\s*(?:\([^()]*\))?\s*(?:으로|로|를|을|에|에 의하여|에 따라)[^.]{{0,40}}?(?:신청|청구|요구"
    rf"|제출|작성|접수|기재)[^.]{{0,16}}?(?:하여야|해야|여야|야\s*(?:한다|합니다|하며|함)|한하여|야만|만\s*가능)"
    rf"|{_FORM_WORD}(?:로만|으로만)|(?:만|한하여)\s*(?:신청|접수).{{0,10}}{_FORM_WORD}|only (?:by|on|using"
    rf"|with) (?:the|a|our|this) [^.]{{0,30}}form|must [^.]{{0,40}}\bform\b",
    re.IGNORECASE,
)


def _only(text: str) -> bool:
    return _ONLY.search(text) is not None


def only_form(texts: Sequence[Sentence]) -> Said[str] | None:
    """Return the sentence that takes a form as the only way, unless it names another way beside it."""
    for sentence in texts:
        found = _ONLY.search(sentence.text)
        if found and not re.search(r"위임장을|또는\s*(?:전화|구두|인터넷|이메일)", sentence.text):
            return Said(found[0], sentence.text, sentence.where, 0.9)
    return None


_FORM = re.compile(
    rf"(?:[「『\"“‘'<〈【\[])\s*([^「」『』\"“”‘’'<>〈〉【】\[\]]{{2,50}}{_FORM_WORD})\s*[」』\"”’'>〉】\]]"
    rf"|((?:개인\s*영상\s*정보|영상\s*정보|CCTV|열람|존재)(?:(?!경우|원하|[을를]\s|하여|하고)[^.:\n]){{0,30}}?(?:청구서|신청서|요구서|요청서))"
    r"|(별지\s*(?:제\s*)?\d+\s*호?\s*서?식?(?:\s*(?:의)?\s*[가-힣·, ]{2,24}(?:청구서|신청서|요구서|요청서))?)"
)
_FORM_GIVEN = re.compile(
    r"(?:갖추어 둔 서식은 다음과 같습니다|서식|양식|A form is available|(?:Request )?form)\s*[:：]\s*(.+)$",
    re.IGNORECASE,
)


def form(texts: Sequence[Sentence]) -> Said[str] | None:
    """Return the name of the form requests are made on, as printed."""
    for sentence in texts:
        given = _FORM_GIVEN.search(sentence.text)
        if given and not GAP.search(given[1]):
            return Said(given[1].strip(), sentence.text, sentence.where)
        found = _FORM.search(sentence.text)
        if found:
            name = next(group for group in found.groups() if group)
            return Said(re.sub(r"\s+", " ", name).strip(), sentence.text, sentence.where, 0.9)
    return None
