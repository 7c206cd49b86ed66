"""Owns what a person corrects in a draft: lines of text become values again, objects go or are added."""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

from app.kernel.errors import Problem
from app.kernel.messages import N_, Message
from app.policy.printed import Where
from app.policy.proposal.places import retention_of
from app.policy.proposal.shapes import Proposal, cleaned, named, present
from app.policy.proposal.sheets import Entry, Way, held, sheets
from app.policy.proposal.soundness import steps, take_out, value_at
from app.policy.reading.values_keeping import retention_of as period_in
from app.policy.reading.values_people import people_of, phones_of, says_department
from app.policy.stated import Said, StatedRetention
from app.registry.document import examine_document

_NUMBER = re.compile(r"\d{1,7}")
_HAND = Where(0)


class _Unclear(ValueError):  # Never leaves this module.
    pass


def corrected(
    proposal: Proposal,
    posted: Mapping[str, str],
    *,
    chosen: Mapping[str, int] | None = None,
    removed: Sequence[str] = (),
    added: Sequence[str] = (),
) -> tuple[Proposal, list[Problem]]:
    """Return a draft with a person's corrections, and a problem for each that could not be understood.

    :param posted: text by path; what is as it was shown changes nothing.
    :param chosen: for a question with options, by its path, which of them.
    :param removed: paths of objects that are no such thing.
    :param added: names of places the text has and the reading missed.
    """
    document = deepcopy(proposal.document)
    problems: list[Problem] = []
    touched = set(proposal.corrected)
    for question in proposal.specific:
        number = (chosen or {}).get(question.path or "", -1)
        if question.path and 0 <= number < len(question.options):
            put(document, question.path, deepcopy(question.options[number].value))
            touched.add(question.path)
    entries = [entry for sheet in sheets(proposal) for entry in sheet.entries if entry.path in posted]
    for entry in sorted(entries, key=lambda one: one.way is not Way.GROUND):
        text = posted[entry.path].replace("\r\n", "\n").strip()
        if text == entry.shown.strip():
            continue
        try:
            _set(document, entry, text)
        except _Unclear as fault:
            problems.append(Problem(entry.path, Message(str(fault), {"typed": cleaned(text)[:64]})))
        else:
            touched.add(entry.path)
    for name in added:
        document["sites"].append(_added(document, name))
    for path in sorted(removed, key=lambda one: steps(one)[-1], reverse=True):
        _remove(document, path)
    moved = replace(proposal, document=document, corrected=frozenset(touched))
    _tidy(moved)
    return _moved(moved, proposal.document), problems or list(examine_document(document).problems)


def _moved(proposal: Proposal, before: Mapping[str, Any]) -> Proposal:
    """Return a proposal whose paths lead to where their objects stand now; what is gone or changed is not read."""
    document = proposal.document
    places = {
        f"{key}[{number}]": next(
            (at for at, one in enumerate(document[key]) if one.get("code") == item.get("code")), -1
        )
        for key in before
        if isinstance(before[key], list)
        for number, item in enumerate(before[key])
    }

    def now(path: str) -> str | None:
        base = re.match(r"(\w+)\[\d+\]", path)
        if base is None:
            return path
        number = places.get(base[0], int(base[0].partition("[")[2][:-1]))
        return None if number < 0 else f"{base[1]}[{number}]{path[base.end() :]}"

    read = [replace(one, path=path) for one in proposal.fields if (path := now(one.path))]
    return replace(
        proposal,
        fields=tuple(one for one in read if value_at(document, steps(one.path)) == one.value),
        specific=tuple(
            replace(one, path=path) for one in proposal.specific if (path := now(one.path or "")) is not None
        ),
        corrected=frozenset(path for one in proposal.corrected if (path := now(one))),
    )


def put(document: dict[str, Any], path: str, value: Any) -> None:  # noqa: ANN401  # JSON.
    """Set the value at a path; None takes it out. What is on the way and not there yet is made."""
    *before, last = steps(path)
    found: Any = document
    for step in before:
        found = found.setdefault(step, {}) if isinstance(found, dict) else found[step]
    if value is None:
        take_out(document, path) if last in found else None
    else:
        found[last] = value


def _set(document: dict[str, Any], entry: Entry, text: str) -> None:
    if not text:
        if entry.path.endswith(".name"):
            raise _Unclear(N_("이름은 비울 수 없습니다. 이런 곳이 없으면 빼십시오."))
        if value_at(document, steps(entry.path)) is not None:
            take_out(document, entry.path)
        return
    put(document, entry.path, _value(document, entry, text))


def _value(document: dict[str, Any], entry: Entry, text: str) -> Any:  # noqa: ANN401, PLR0911  # JSON; one form a line.
    lines = [line for line in (cleaned(one) for one in text.split("\n")) if line]
    match entry.way:
        case Way.NUMBER:
            digits = re.sub(r"[\s,대일]", "", text)
            if not _NUMBER.fullmatch(digits):
                raise _Unclear(N_("'{typed}'은(는) 수가 아닙니다."))
            return int(digits)
        case Way.DAY:
            return _day(text)
        case Way.LINES:
            return lines
        case Way.PURPOSES:
            known = {one["text"]: one for one in value_at(document, steps(entry.path)) or ()}
            return [known.get(line, {"text": line}) for line in dict.fromkeys(lines)]
        case Way.PHONES:
            return list(phones_of(text)) or [cleaned(one) for one in text.split(",") if cleaned(one)]
        case Way.RETENTION:
            found = period_in(cleaned(text))
            period = found.value if found else StatedRetention()
            return retention_of(Said(period, cleaned(text), _HAND))
        case Way.PERSON:
            return _duty(document, cleaned(text))
        case Way.PEOPLE:
            return [_duty(document, line) for line in lines]
    return cleaned(text)


def _day(text: str) -> str:
    found = re.fullmatch(r"\s*(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?\s*", text)
    try:
        day = date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:
        raise _Unclear(N_("'{typed}'은(는) 날짜가 아닙니다. 2026-11-22처럼 적으십시오."))
    return day.isoformat()


def _duty(document: dict[str, Any], text: str) -> dict[str, str]:
    """Return the duty of a post as printed: one the draft has, or a new one."""
    for label, words in ((None, text), tuple(part.strip() for part in (*text.split(":", 1), "")[:2])):
        for post in document["posts"]:
            if words and named(held(document, {"post": post["code"]})) == named(words):
                return present(post=post["code"], label=label)
    person = next((one.value for one in people_of(text)), None)
    title, department = (person.title, person.department) if person else (None, None)
    first, _, rest = (title or "").partition(" ")
    if rest and not department and says_department(first):
        title, department = rest, first
    phones = [cleaned(phone) for phone in person.phones] if person else []
    if not (title or department):
        title = text
    code = _new_code(document["posts"], "p", f"{title or ''}{department or ''}")
    document["posts"].append(present(code=code, title=title, department=department, phones=phones))
    return present(post=code, label=person.label if person else None)


def _added(document: dict[str, Any], name: str) -> dict[str, Any]:
    code = _new_code(document["sites"], "s", name)
    order = 1 + max((site.get("order", 0) for site in document["sites"]), default=0)
    return {"code": code, "name": cleaned(name), "order": order}


def _new_code(items: Sequence[Mapping[str, Any]], letter: str, name: str) -> str:
    """Return a code made of a name, so that the same name gets the same code another time."""
    codes = {item["code"] for item in items}
    stem = f"{letter}.{re.sub(r'[^0-9a-z가-힣]', '', named(name))[:40]}"
    return next(one for number in range(len(codes) + 1) if (one := f"{stem}.{number}" if number else stem) not in codes)


def _remove(document: dict[str, Any], path: str) -> None:
    """Take an object out, and what belongs to it."""
    item = value_at(document, steps(path))
    if not isinstance(item, dict):
        return
    document[str(steps(path)[0])].remove(item)
    document["zones"] = [zone for zone in document["zones"] if zone["site"] != item["code"]]
    document["sites"] = [site for site in document["sites"] if site.get("row") != item["code"]]
    for company in document["contractors"]:
        if "sites" in company:
            company["sites"] = [code for code in company["sites"] if code != item["code"]]


def _tidy(proposal: Proposal) -> None:
    """Take out posts nobody holds any more, and say where zones do not make up their site."""
    document = proposal.document
    open_options = [one.options for one in proposal.specific if one.path not in proposal.corrected]
    texts = str([open_options, *(document[key] for key in ("organisation", "rows", "sites", "zones"))])
    document["posts"] = [post for post in document["posts"] if f"'post': '{post['code']}'" in texts]
    for site in document["sites"]:
        counts = [zone.get("camera_count") for zone in document["zones"] if zone["site"] == site["code"]]
        site.pop("zones_complete", None)
        if counts and "camera_count" in site and (None in counts or sum(counts) != site["camera_count"]):
            site["zones_complete"] = False
