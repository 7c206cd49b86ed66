"""Owns what the required words of a clause must keep saying, however they are turned, and what none may say. Pure.

A block is required because the law asks for what it says. The reader reads periods, grounds and ways back; the promises
that are only a sentence ("녹음하지 않습니다") are held here: what the sentence has to contain, and what turns it round.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.kernel.messages import N_, Message


@dataclass(frozen=True, slots=True)
class Promise:
    """What a block must keep: its name for people, what says it, and what undoes it, in both languages."""

    name: str
    says: re.Pattern[str]
    undoes: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """A promise that a block does not keep; ``line`` (from 1) where a sentence undoes it."""

    key: str
    line: int | None
    message: Message


_TURNED = N_("'{fact}'을(를) 뒤집는 말입니다. 법이 요구하는 내용이어야 합니다.")
_LOST = N_("'{fact}'이(가) 빠졌습니다. 법이 요구하는 내용이어야 합니다.")
_NOT = r"(?:않|아니|못|없|금지|불가|말아)"


def _promise(name: str, says: str, undoes: str | None = None) -> Promise:
    flags = re.IGNORECASE
    return Promise(name, re.compile(says, flags), re.compile(undoes, flags) if undoes else None)


KEPT: Mapping[tuple[int, str], tuple[Promise, ...]] = {
    (1, "purposes"): (
        _promise(
            N_("다른 목적으로 쓰지 않음"),
            rf"목적으로만|다른\s*목적[^.]*{_NOT}|목적\s*(?:외|밖)[^.]*{_NOT}|purposes? only|no other",
        ),
    ),
    (2, "no_control"): (
        _promise(
            N_("임의로 조작하지 않음"),
            rf"조작[^.]*{_NOT}|\bnot\b[^.]*\b(?:operat|control|manipulat)|(?:operat|control|manipulat)[^.]*\bnot\b",
            r"수\s*있|(?:조작|녹음)(?:합니다|하며|하고)|\b(?:may|can) be\b|where necessary",
        ),
        _promise(
            N_("다른 곳을 비추지 않음"),
            rf"(?:비추|비춥|돌리|촬영)[^.]*{_NOT}|\bnot\b[^.]*\b(?:point|turn|aim|direct)",
        ),
        _promise(
            N_("녹음하지 않음"),
            rf"(?:녹음|음성)[^.]*{_NOT}|\b(?:sound|audio)\b[^.]*\b(?:not|never)\b"
            rf"|\b(?:no|not|never)\b[^.]*\b(?:sound|audio)\b",
        ),
    ),
    (3, "intro"): (_promise(N_("관리책임자를 둠"), r"관리책임자|책임자|persons?|people", rf"(?:두지|있지)\s*{_NOT}"),),
    (4, "intro"): (
        _promise(
            N_("촬영일부터 셈"),
            r"촬영(?:일|한\s*날|된\s*날|\s*시)|녹화(?:일|한\s*날)|record",
            rf"(?:세지|부터가)\s*{_NOT}",
        ),
    ),
    (4, "processing"): (
        _promise(
            N_("보관기간이 지나면 지움"),
            r"지우|지웁|삭제|파기|없애|eras|delet|destroy|overwrit",
            rf"(?:지우지|삭제하지|파기하지)\s*{_NOT}|\bnot\b[^.]*(?:eras|delet|destroy)",
        ),
    ),
    (5, "intro"): (
        _promise(N_("확인할 수 있음"), r"확인|열람|check|see|view", rf"확인(?:할|하실)\s*수\s*{_NOT}|cannot"),
    ),
    (6, "who"): (
        _promise(
            N_("정보주체가 요구할 수 있음"),
            r"(?:요구|청구|요청|신청)(?:를|을)?\s*(?:하실|할)\s*수\s*있|요구합니다|\b(?:may|can|entitled)\b",
            r"(?:요구|청구|요청|신청)(?:를|을)?\s*(?:하실|할)\s*수\s*없|아무것도|(?:요구|청구)하지\s*못"
            r"|\b(?:may|can) not\b|cannot|nobody",
        ),
        _promise(N_("열람"), r"열람|보여|\bview|\bsee\b"),
        _promise(N_("삭제"), r"삭제|지워|eras|delet"),
        _promise(N_("대리인"), r"대리인|위임|대신|represent|authoris|authoriz|on behalf"),
    ),
    (6, "closed"): (_promise(N_("처리정지"), r"처리\s*정지|suspen", r"(?:요구|청구)할\s*수\s*없|cannot"),),
    (6, "channels"): (
        _promise(
            N_("여러 방법으로 받음"),
            r"수\s*있|받습니다|편한|가운데|또는|\bmay\b|\bcan\b|\bor\b",
            r"(?:서면|방문|서식|청구서|전화|우편)(?:하여|해|으로|로)?\s*만(?!\s*고집)|(?:으로|로|에서|만)만|(?:하여야|해야|야만)\s*(?:합니다|하며|한다)|반드시"
            r"|(?:서면|방문|서식|청구서)[^.,]{0,12}(?:필수|의무)(?!(?:가|는|은)?\s*(?:아니|아닙))"
            r"|\bmust\b|\bonly (?:in|by|on|if)\b",
        ),
    ),
    (6, "identity"): (
        _promise(
            N_("본인인지 확인함"),
            r"확인|check|verif|identit",
            rf"확인(?:을|은|도)?\s*(?:하지|거치지|요구하지)(?:는|도)?\s*{_NOT}|확인\s*(?:절차\s*)?없이|확인(?:을|은)?\s*생략"
            r"|\b(?:do|will) not (?:check|verify)|without (?:checking|verif)",
        ),
        _promise(
            N_("주민등록번호를 적어 두지 않음"),
            rf"^(?![\s\S]*주민등록번호)(?![\s\S]*registration number)|주민등록번호[^.]*{_NOT}"
            rf"|registration numbers?[^.]*\bnot\b"
            r"|\bno\b[^.]*registration number",
            r"주민등록번호[^.]*(?:적어\s*두고|보관(?:합니다|하며|하고)|수집(?:합니다|하며|하고)|기록(?:합니다|하며|하고))",
        ),
    ),
    (6, "notice"): (_promise(N_("사유를 알림"), r"사유|까닭|이유|reason", rf"(?:알리|통지하|고지하)지\s*{_NOT}"),),
    (6, "masking"): (
        _promise(
            N_("다른 사람을 가림"),
            r"가린|가려|가립|가리(?!지)|모자이크|비식별|알아볼\s*수\s*없|흐리|mask|blur|pixel|beyond recognition",
            rf"가리지\s*{_NOT}|가릴\s*수\s*없|(?:처리|모자이크)하지\s*{_NOT}|가림\s*없이|그대로\s*보여"
            r"|\bnot\b[^.]*(?:mask|blur)|unmasked|as they are"
            r"|(?:가능하면|가능한\s*한|되도록|가급적|필요하면|필요한\s*경우|원칙적으로)[^.]*(?:가리|가려|가린|가립|모자이크|비식별)"
            r"|(?:where|if|as far as) (?:possible|needed)",
        ),
    ),
    (6, "fee"): (
        _promise(
            N_("실제 드는 비용까지"),
            r"실비|실제|넘지|무료|받지\s*않|드는\s*(?:비용|만큼)|actual|cost|free|no (?:fee|charge)",
            r"\d[\d,.]*\s*(?:천|만|십만|백만)?\s*원|\bKRW\b|₩|\bwon\b|실비(?:를|보다)\s*(?:넘|더)|비용을\s*넘[는을겨](?!지)",
        ),
    ),
    (7, "intro"): (
        _promise(N_("보호 조치를 함"), r"조치|보호|measure|protect|guard", rf"조치[^.]*{_NOT}(?!도록)|\bno measures"),
    ),
    (8, "signs"): (
        _promise(
            N_("안내판을 닮"),
            r"안내판|표지판|sign",
            rf"(?:달지|붙이지|설치하지|두지)\s*{_NOT}|안내판(?:이|은)?\s*없|\bno signs\b|\bnot\b[^.]*sign",
        ),
    ),
    (8, "changes"): (
        _promise(
            N_("시행하기 전에 알림"),
            r"알리|알립|공고|공지|게시|공개|고지|announc|publish|notif|notice",
            rf"(?:알리|공고하|공지하|게시하|공개하|고지하)지\s*{_NOT}|알림\s*없이"
            rf"|(?:공고|공지)\s*없이|without (?:notice"
            rf"|announc)|\bnot\b[^.]*announc",
        ),
    ),
}
"""What each required block of a section must keep saying, in Korean and English."""


def lost_promises(section: int, lines: Mapping[str, Iterable[str]]) -> Iterator[Lost]:
    """Yield each promise a clause no longer keeps, by its block: what it does not say, and what says the contrary.

    :param lines: the lines of each block by its key; one left out is not looked at.
    """
    for (of, key), promises in KEPT.items():
        said = list(lines.get(key, ())) if of == section else []
        whole = "\n".join(said)
        for promise in promises if said else ():
            values = {"fact": Message(promise.name)}
            turned = [
                number for number, line in enumerate(said, start=1) if promise.undoes and promise.undoes.search(line)
            ]
            for number in turned:
                yield Lost(
                    key, number, Message(N_("'{fact}'을(를) 뒤집는 말입니다. 법이 요구하는 내용이어야 합니다."), values)
                )
            if not turned and not promise.says.search(whole):
                yield Lost(
                    key, None, Message(N_("'{fact}'이(가) 빠졌습니다. 법이 요구하는 내용이어야 합니다."), values)
                )
