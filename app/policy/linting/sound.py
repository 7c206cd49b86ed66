"""Owns the rule against recording sound (법 25⑤): what says that it is recorded, and what only speaks of it."""

import re
from collections.abc import Iterator

from app.kernel.messages import N_
from app.policy.findings import Hit, Text
from app.policy.linting.asking import found, part_lines
from app.policy.printed import Where

_CLAUSES = re.compile(
    r"(?<=[다함됨임음])\.\s*|(?<=[가-힣)])[.;。]\s|\n|(?<=[하되으이])며,?\s+|(?<=지)만,?\s+|(?<=[하되으])나,?\s+|(?<=[하되않])고(?!\s*있),?\s+"
    r"|(?<=[a-z])[.;]\s+|,?\s+(?:but|while|and)\s+"
)
"""Where one statement ends and the next begins; ``하거나 … 하지 않습니다`` is one."""
_RECORDING = re.compile(r"녹음|녹취")
_HEARD = re.compile(
    r"(?:음성|음향|소리|오디오|말소리|마이크|대화(?:\s*내용)?|통화\s*내용)"
    r"(?!\s*(?:으로|안내|인식|방송|변환|메시지|서비스|증폭|경보|통화|신호|형))"
)
_KEEPS = re.compile(
    r"녹음|녹취|녹화|기록|저장|수집|보관|남기|남깁|남겨|채록|담습|담아|담긴|담깁|담길|담겨|촬영"
    r"|켜\s*[두놓]|켭니다|들을\s*수|듣습|들립|엿들|엿듣|청취|도청"
)
_DOES = re.compile(
    r"니다|한다|된다|있다|[함됨음](?=\W|$)|하고\s*있|수\s*있|사용|실시|작동|가동|켜|활성|저장|수집|기록|보관|하여|되어"
)
_NEVER = re.compile(
    r"않|아니|안\s*(?:함|합니|하고|하며|됩니|됨)|없(?!이)|불가|불허|금지|(?<!잘)못|꺼|끄|끈|끕|미\s*(?:사용|실시|탑재|설치|지원)"
    r"|제거|차단|해제|배제|제외|비활성|중지|빼고|막아|막았|막혀"
)
_ONLY_ABOUT = re.compile(
    r"여부(?!\s*[:：|]\s*(?:사용|예|유|있음|[OoYy○]))|는지|처벌|징역|벌금|징계|위반|행위|의무|책임|방지"
    r"|(?:녹음|녹취|저장|기록|사용)(?:되면|하면|된\s*사실|한\s*사실|된\s*것)|삭제|파기"
)
_BY_TELEPHONE = re.compile(r"전화|통화|콜\s*센터|고객\s*센터|상담원|ARS", re.IGNORECASE)
_BY_CAMERA = re.compile(r"카메라|CCTV|영상|촬영", re.IGNORECASE)
_ENGLISH = re.compile(
    r"\b(?:audio|sounds?|voices?|conversations?)\b.{0,40}"
    r"\b(?:recorded|captured|stored|kept|enabled|switched on|collected)\b"
    r"|\b(?:records?|recording|captures?|capturing|stores?|collects?)\b.{0,30}\b(?:audio|sounds?|voices?|conversations?)\b"
    r"|\baudio recording (?:is|may be|will be) (?:used|on|active|enabled)\b",
    re.IGNORECASE,
)
_NEVER_ENGLISH = re.compile(
    r"\bnot\b|n't\b|\bno\b|\bnever\b|\boff\b|\bwithout\b|\bneither\b|\bnor\b|disabled|prohibit|forbid|banned|cannot"
    r"|\bwhether\b|\boffence\b|incapable",
    re.IGNORECASE,
)


def sound(text: Text) -> Iterator[Hit]:
    """Yield a text that says sound is recorded."""
    for number, line in part_lines(text):
        if says_sound_is_recorded(line):
            yield found(N_("녹음한다고 적혀 있습니다."), Where(number))


def says_sound_is_recorded(line: str) -> bool:
    """Return whether a line says that sound is recorded: neither that it is not, nor what becomes of whoever does."""
    return any(_says(clause) for clause in _CLAUSES.split(line) if clause)


def _says(clause: str) -> bool:
    if _ENGLISH.search(clause):
        return not _NEVER_ENGLISH.search(clause)
    recording, heard = _RECORDING.search(clause), _HEARD.search(clause)
    begins = min((one.start() for one in (recording, heard) if one), default=None)
    if begins is None:
        return False
    told = clause[begins:]
    if recording is None and not _KEEPS.search(told):
        return False
    if _NEVER.search(told) or _ONLY_ABOUT.search(told):
        return False
    if _BY_TELEPHONE.search(clause) and not _BY_CAMERA.search(clause):
        return False
    return _DOES.search(told) is not None or re.search(r"여부\s*[:：|]", told) is not None
