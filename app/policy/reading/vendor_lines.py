"""Owns entrusted companies a section on them lists in lines: "A(업무, 전화), B(업무)", "A : 업무"."""

import re
from collections.abc import Iterator
from typing import Final

from app.policy.printed import TextLine
from app.policy.reading.dates import days
from app.policy.reading.part import Part
from app.policy.reading.values import folded, outside_brackets, says_nothing
from app.policy.reading.values_people import is_phone, phones_of
from app.policy.stated import Processor, Said

_SECTION: Final = re.compile(r"위탁|수탁|entrust|processors?\b|contractors?\b", re.IGNORECASE)
_FORM: Final = r"(?:㈜|\(주\)|\(유\)|주식회사|유한회사)"
_COMPANY: Final = re.compile(
    rf"(?P<name>{_FORM}\s*[가-힣A-Za-z0-9&]{{2,20}}|[가-힣A-Za-z0-9&]{{2,20}}\s*{_FORM})\s*(?P<rest>.*)", re.DOTALL
)
_KEYED: Final = re.compile(r"(?P<name>[가-힣A-Za-z0-9&() ]{2,20}?)\s*(?:[:：/]|\s[-–]\s)\s*(?P<rest>.+)", re.DOTALL)
_SENTENCE: Final = re.compile(r"(?:다|요|음|함|됨)\.?$")
_LABEL: Final = re.compile(
    r"^(?:수탁(?:자|업체|회사|기관|사)|위탁(?:하는|받는)?\s*(?:자|업체|회사|기관|업무|내용|기간)?|업체(?:명)?|기간|연락처|전화)\s*(?:명)?\s*(?:[:：]\s*|$)"
    r"|^(?:contractors?|processors?|entrusted\s+work)\s*:",
    re.IGNORECASE,
)
_ABOUT_ASKING: Final = re.compile(r"문의|열람|신청|접수|청구|민원|게시|공고")
_WITH_FORM, _WITHOUT = 0.9, 0.65


def listed(part: Part) -> Iterator[Said[Processor]]:
    """Yield the companies of lines in sections on entrusting, with work and telephone as far as they are printed."""
    for section in part.sections:
        if _SECTION.search(section.heading.text):
            for line in section.lines:
                yield from _of_line(line)


def _of_line(line: TextLine) -> Iterator[Said[Processor]]:
    text = folded(line.text)
    if _SENTENCE.search(text) or _LABEL.match(text) or says_nothing(text):
        return
    pieces = _companies(text)
    if worked := [_worked(one) for one in outside_brackets(text, "/")]:
        told = [Said(one, text, line.where, _WITHOUT) for one in worked if one is not None]
        if len(told) == len(worked):
            yield from told
            return
    for piece in pieces:
        formed = _COMPANY.fullmatch(piece)
        keyed = None if formed else _KEYED.fullmatch(piece)
        dated = keyed is not None and (any(days(keyed["rest"])) or _ABOUT_ASKING.search(keyed["name"]) is not None)
        if formed is None and (keyed is None or line.marker is None or dated):
            continue
        found = formed or keyed
        if found is not None:
            words = [one for one in outside_brackets(_opened(found["rest"]), ",/:") if not is_phone(one)]
            processor = Processor(
                name=found["name"].strip(), work=words[0] if words else None, phones=phones_of(found["rest"])
            )
            yield Said(processor, text, line.where, _WITH_FORM if formed else _WITHOUT)


def _worked(text: str) -> Processor | None:
    """Return the company of "경비: 든든한경비(주)", whose work stands first."""
    keyed = _KEYED.fullmatch(text)
    if keyed is None or _COMPANY.fullmatch(keyed["name"]) or (company := _COMPANY.fullmatch(keyed["rest"])) is None:
        return None
    rest = keyed["rest"]
    return Processor(name=company["name"].strip(), work=keyed["name"].strip(), phones=phones_of(rest))


def _companies(text: str) -> list[str]:
    """Return a line cut before each further company."""
    found: list[str] = []
    for piece in outside_brackets(text, ",;"):
        if found and not _COMPANY.fullmatch(piece):
            found[-1] += f", {piece}"
        else:
            found.append(piece)
    return found


def _opened(rest: str) -> str:
    """Return what follows a name without the brackets or marks around it; a form of a company is none of these."""
    text = rest.strip(" :：/-–")
    return text[1:-1] if text.startswith("(") and text.endswith(")") else re.sub(r"[()]", ",", text)
