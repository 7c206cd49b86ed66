"""Owns the draft while it is made: values with their places are noted as they are put into the document."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import count
from typing import Any, TypeVar

from app.kernel.messages import N_, Message
from app.policy.printed import Where
from app.policy.proposal.shapes import Known, Option, Proposed, Question, Why, cleaned, longest, named, present
from app.policy.stated import Said, StatedPerson
from app.registry.domain import Kind
from app.registry.shape import FIRST_DAY, LARGEST_COUNT, LAST_DAY, LONGEST_LIST

T = TypeVar("T")
_POST_FIELDS = ("title", "department", "phones")
LONGEST_PERIOD = 36_500
_SHOWN_ASIDE = 8
_GROUND_ONLY = re.compile(
    r"^[\s※*·-]*(?:「[^」]+」|[가-힣·\s]{2,30}(?:법률?|시행령|시행규칙|조례|지침|규정))\s*(?:제\d+조[의제항호\d\s]*)?"
    r"(?:[을를]\s*근거로|에\s*(?:근거|의거|따라|의(?:하여|해|한)))\s*(?:하여\s*)?"
    r"(?:(?:CCTV|카메라|영상\s?정보\s?처리\s?기기)\s*[을를]?\s*)?(?:설치|운영|설치\s*[·,및]+\s*운영)[^가-힣]*"
    r"(?:하[고며]\s*있|합니다|하였|함|됨|한\s*것)?[^,]{0,8}$",
    re.IGNORECASE,
)
"""A text that says on which provision devices stand, and nothing of what they are for."""


class Draft:
    """Notes of what was taken from where, and of what must be asked."""

    def __init__(self, known: Known) -> None:
        """Start with nothing noted."""
        self.known = known
        self.fields: list[Proposed] = []
        self.questions: list[Question] = []
        self.posts: list[dict[str, Any]] = []
        self._codes: dict[str, str] = {}
        self._numbers: dict[Kind, count[int]] = {}
        self._given: set[str] = set()
        self._aside: dict[str, list[Said[str]]] = {}

    def note(self, path: str, value: object, said: Said[Any]) -> None:
        """Note where a value was read."""
        words = cleaned(said.text)
        self.fields.append(
            Proposed(
                path=path,
                value=value,
                words=words,
                where=said.where,
                confidence=round(said.confidence, 2),
                shared=said.shared,
            )
        )

    def ask(
        self,
        why: Why,
        text: str,
        *,
        path: str | None = None,
        where: Where | None = None,
        options: Iterable[Option] = (),
        **values: object,
    ) -> None:
        """Note a question."""
        message = Message(text, values)
        self.questions.append(Question(why=why, message=message, path=path, options=tuple(options), where=where))

    def set_aside(self, heading: str, value: str, said: Said[str]) -> None:
        """Leave a number out that only its column explains; ``ask_aside`` asks for all of a column at once."""
        self._aside.setdefault(heading, []).append(Said(value, said.text, said.where, said.confidence))

    def ask_aside(self) -> None:
        """Ask where the numbers belong that were left out, once for each column."""
        for heading, several in self._aside.items():
            text = N_("'{heading}' 칸의 수 {values}은(는) 무엇의 수인지 알 수 없어 넣지 않았습니다.")
            values = ", ".join(dict.fromkeys(said.value for said in several[:_SHOWN_ASIDE]))
            more = " …" if len(several) > _SHOWN_ASIDE else ""
            self.ask(Why.DECISION, text, where=several[0].where, heading=heading, values=values + more)

    def text(self, path: str, said: Said[str] | None) -> str | None:
        """Return a text that fits its field; one too long is asked for, never cut."""
        if said is None:
            return None
        found = self._fitting(path, said)
        if found:
            self.note(path, found, said)
        return found

    def texts(self, path: str, several: Sequence[Said[str]]) -> list[str]:
        """Return texts for a list, each once."""
        found: list[str] = []
        for said in several:
            text = self._fitting(path, said)
            if text and text not in found and len(found) < LONGEST_LIST:
                self.note(f"{path}[{len(found)}]", text, said)
                found.append(text)
        return found

    def purposes(self, path: str, several: Sequence[Said[str]]) -> list[dict[str, str]]:
        """Return purposes; the legal ground of each is left for a person to choose."""
        found: list[dict[str, str]] = []
        for said in several:
            text = self._fitting(f"{path}.text", said)
            if text and _GROUND_ONLY.search(text):
                asked = N_("'{words}'은(는) 목적이 아니라 근거로 보여 넣지 않았습니다. 설치 목적과 근거를 정하십시오.")
                self.ask(Why.DECISION, asked, path=path, where=said.where, words=text)
            elif text and {"text": text} not in found and len(found) < LONGEST_LIST:
                self.note(f"{path}[{len(found)}].text", text, said)
                found.append({"text": text})
        return found

    def number(self, path: str, said: Said[int] | None, *, most: int = LARGEST_COUNT, least: int = 0) -> int | None:
        """Return a number within what the registry takes."""
        if said is None:
            return None
        if not least <= said.value <= most:
            text = N_("{stated}은(는) 대장에 넣을 수 없는 수입니다.")
            self.ask(Why.CHECK, text, path=path, where=said.where, stated=said.value)
            return None
        self.note(path, said.value, said)
        return said.value

    def day(self, path: str, said: Said[date] | None) -> str | None:
        """Return a day as the document writes it."""
        if said is None or not FIRST_DAY <= said.value <= LAST_DAY:
            return None
        self.note(path, said.value.isoformat(), said)
        return said.value.isoformat()

    def duty(self, path: str, said: Said[StatedPerson]) -> dict[str, str] | None:
        """Return a duty of the post somebody holds; the same title, department and phones are the same post."""
        person = said.value
        base = f"posts[{len(self.posts)}]"
        title, department = (
            self._fitting(f"{base}.{name}", Said(text, said.text, said.where))
            for name, text in (("title", person.title or ""), ("department", person.department or ""))
        )
        phones = [text for phone in person.phones if (text := cleaned(phone)) and len(text) <= longest("phones")]
        if not (title or department):
            if phones:
                text = N_("전화번호 {phones}만 있고 직위나 부서가 없습니다.")
                self.ask(Why.MISSING, text, path=path, where=said.where, phones=", ".join(phones))
            return None
        key = named(title, department, *phones)
        code = self._codes.get(key)
        if code is None:
            code = self.code(Kind.POST, "p", title, department)
            self._codes[key] = code
            post = present(code=code, title=title, department=department, phones=list(dict.fromkeys(phones)))
            for name in _POST_FIELDS:
                if name in post:
                    self.note(f"{base}.{name}", post[name], said)
            self.posts.append(post)
        label = cleaned(person.label or "") or None
        found = present(post=code, label=label)
        self.note(path, found, said)
        return found

    def duties(self, path: str, several: Sequence[Said[StatedPerson]]) -> list[dict[str, str]]:
        """Return the duties of several people, each once."""
        found: list[dict[str, str]] = []
        for said in several[:LONGEST_LIST]:
            duty = self.duty(f"{path}[{len(found)}]", said)
            if duty and duty not in found:
                found.append(duty)
        return found

    def code(self, kind: Kind, letter: str, *names: str | None) -> str:
        """Return the code the registry has for a name, or a new one that was never given."""
        known = self.known.code(kind, *names)
        if known and known not in self._given:
            self._given.add(known)
            return known
        numbers = self._numbers.setdefault(kind, count(1))
        return next(code for number in numbers if (kind, code := f"{letter}{number:02}") not in self.known.taken)

    def _fitting(self, path: str, said: Said[str]) -> str | None:
        found, most = cleaned(said.value), longest(path)
        if len(found) <= most:
            return found or None
        text = N_("너무 긴 글({letters}자)은 넣지 않았습니다. {most}자까지 줄여 적으십시오.")
        self.ask(Why.CHECK, text, path=path, where=said.where, letters=len(found), most=most)
        return None


def agreed(several: Iterable[T | None], key: Callable[[T], object]) -> list[T]:
    """Return one of each different value, the surest reading of it, in order of the text."""
    found: dict[object, T] = {}
    for one in several:
        if one is None:
            continue
        name = key(one)
        if name not in found or _confidence(one) > _confidence(found[name]):
            found[name] = one
    return list(found.values())


def _confidence(one: object) -> float:
    if isinstance(one, tuple):
        return min((said.confidence for said in one), default=0.0)
    return getattr(one, "confidence", 0.0)
