"""Owns promises that are made weak: a duty that holds where it is convenient is none (POL-08, POL-10, REQ-07)."""

import re
from collections.abc import Callable, Iterator

from app.kernel.messages import N_
from app.law.severity import Severity
from app.policy.findings import Hit, Text
from app.policy.linting.asking import capped, found

_CLAUSES = re.compile(r"(?<=며),?\s+|(?<=지만),?\s+|(?<=[하으되]나),?\s+|(?<=하고),\s*|;\s*")
_SOFT = re.compile(
    r"가능(?:하면|하다면|한\s*(?:한|경우|때|범위)|할\s*(?:때|경우)|하면)|가급적|될\s*수\s*있(?:으면|는\s*(?:대로|한))|되도록(?=이면|\s)"
    r"|필요\s*(?:시|하면|할\s*때|한\s*(?:경우|때)|하다고)\S{0,4}|(?:여건|사정|형편|여력|인력|시간|상황|여유|업무)\S{0,2}\s*(?:이\s*)?(?:되|허락|허용|맞|나는|있)\S{0,4}"
    r"|(?:상황|경우|사정|여건|형편)에\s*따라|최대한|노력(?:합|하|한다|해)|힘(?:쓰|씁)|애(?:쓰|씁)|원칙으로\s*(?:하되|합|함|한다)|원칙(?:적으로|상)"
    r"|\b(?:where|if|when|as far as|whenever) (?:possible|practicable|convenient|necessary)"
    r"|\b(?:try|endeavou?r|aim) to\b|\bin principle\b|\bnormally\b",
    re.IGNORECASE,
)
_MAY_NOT = re.compile(
    r"(?:지\s*)?(?:않|아니\s*하|못)(?:을|할)\s*수(?:도)?\s*있|생략(?:할|될)\s*수(?:도)?\s*있|(?:넘|초과|지연|늦어|길어|미뤄|달라)\S{0,3}\s*수(?:도)?\s*있"
    r"|\bmay (?:not|be (?:left out|longer|late))\b",
    re.IGNORECASE,
)


def weak(
    message: str, about: re.Pattern[str], *, only_with: re.Pattern[str], excused: re.Pattern[str]
) -> Callable[[Text], Iterator[Hit]]:
    """Return what a rule asks: each clause about a promise that holds only where it is convenient.

    :param about: what the clause has to promise.
    :param only_with: what the sentence has to be about.
    :param excused: words of the sentence that make it lawful, or another matter.
    """

    def look(text: Text) -> Iterator[Hit]:
        for where, sentence in text.sentences:
            if not about.search(sentence) or not only_with.search(sentence) or excused.search(sentence):
                continue
            told = (_softened(clause) for clause in _CLAUSES.split(sentence) if about.search(clause))
            words = next((one for one in told if one is not None), None)
            if words is not None:
                yield found(message, where, Severity.WARNING, words=words)

    return look


def _softened(clause: str) -> str | None:
    soft = _SOFT.search(clause) or _MAY_NOT.search(clause)
    return soft[0].strip() if soft else None


masking = weak(
    N_("'{words}': 함께 나온 사람은 형편에 따라서가 아니라 늘 알아볼 수 없게 가려야 합니다."),
    re.compile(r"가리(?!키)|가린|가려|가립|가림|모자이크|비식별|마스킹|블러|알아볼\s*수\s*없|mask|blur", re.IGNORECASE),
    only_with=re.compile(
        r"사람|타인|제\s*3\s*자|제삼자|분(?:은|의|을|이)|얼굴|영상|화면|other|people|person|face", re.IGNORECASE
    ),
    excused=re.compile(r"뒷자리|주민등록|신분증|동의|촬영되지|찍히지|경계|이웃|구역|사유지"),
)
answers = weak(
    N_("'{words}': 10일은 형편에 따라 넘길 수 있는 기한이 아닙니다. 미루려면 그 사유를 알려야 합니다."),
    re.compile(
        r"(?:\d{1,2}|열|십)\s*(?:일|영업일|근무일)\S{0,3}\s*(?:이내|안|내|을|를|이)|기한"
        r"|\b(?:\d{1,2}|ten) (?:\w+ )?days\b",
        re.IGNORECASE,
    ),
    only_with=re.compile(r"열람|요구|청구|신청|통지|회신|답변|답하|보여|request|answer|view", re.IGNORECASE),
    excused=re.compile(
        r"늦어도|넘기지|빨리|신속|정당한\s*사유|사유가\s*(?:있|없)|사유를?\s*(?:알리고|알린|통지하고|밝히고|적어)|미룰\s*수|연기(?:할|하고)|연장|다음\s*(?:각|두|의)|각\s*호|제\s*3?[58]\s*조|법령|법률"
        r"|보관|파기|보존|덮어|개정|시행|방침|접속|교육|점검|unless|reason|kept|eras",
        re.IGNORECASE,
    ),
)
ways = weak(
    N_("'{words}': 열람을 요구하는 길은 형편에 따라 닫을 수 없습니다."),
    re.compile(
        r"(?:요구|청구|신청|요청)(?:를|을|도|는|은)?\s*(?:하실\s*|할\s*)?(?:받(?=습|을|지|기|아|는다|겠)|접수|수(?:도|는)?\s*있|응하|들어)"
        r"|(?:요구|청구|신청|요청)(?:는|은|도)\s.{0,16}?(?:받(?=습|을|지|기|아|는다|겠)|접수|응하|들어)"
        r"|(?:요구|청구|신청|요청)\S{0,2}\s*(?:접수|처리)(?:하|합|해)"
        r"|(?:전화|서면|우편|이메일|인터넷|팩스)(?:로|으로|로도|으로도|은|는|도)\s*.{0,12}?(?:받(?=습|을|지|기|아|는다|겠)|접수)"
        r"|\brequests? (?:is|are|may be|can be|will be) (?:taken|received|made|accepted)",
        re.IGNORECASE,
    ),
    only_with=re.compile(r"요구|청구|신청|요청|request", re.IGNORECASE),
    excused=re.compile(
        r"거절|거부|제한|다음\s*(?:각|두|의\s*(?:어느|경우))|각\s*호|법령|법률|삭제된|파기|위임장|신분|정당한|다시\s*판단|이의|비용|수수료|사본|자료|보완|추가"
    ),
)


def measures(text: Text) -> Iterator[Hit]:
    """Yield protective measures that are taken only where it is convenient."""
    for one in text.stated.safeguards:
        soft = _SOFT.search(one.text)
        if soft and not _LIMITED.search(one.text):
            message = N_("'{words}': 보호 조치는 형편에 따라서가 아니라 늘 하는 것이어야 합니다.")
            yield found(message, one.where, capped(one, Severity.WARNING), words=soft[0].strip())


_LIMITED = re.compile(
    r"필요한\s*(?:경우|최소|범위|사람|직원|업무|조치)|업무에\s*필요|최대한|필요\s*시|정기|주기|안전하게|노력|원칙"
)
