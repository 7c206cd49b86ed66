"""The facts a laid-out policy states, and those a reading found, in one form: a field, what it is about, its value."""

import re

from app.policy.stated import About
from tests.cases.conversion import viewing
from tests.layouts.content import UNKNOWN_NAME
from tests.layouts.wording import listed

OTHERS = ("places_count", "operation", "pixels", "parent_unit")
PRINTED_OF_PARTS = ("camera_count", "coverage_text", "storage_place")
BLANKS = {"", "-", "–", "—"}
_CITED = re.compile(r"(?P<law>.+?) 제(?P<article>\d+)조(?:의(?P<branch>\d+))?(?:제(?P<paragraph>\d+)항)?")


def folded(text):
    """Return a text without white space and marks that change with the layout."""
    return re.sub(r"[\s·∙ㆍ,./「」『』☎:;]+", "", str(text)).lower().replace("㈜", "(주)")


def _fact(field, about, value):
    return (field, tuple(folded(part) for part in about), value)


def truth(case):
    """Yield every fact of a case that a layout states."""
    yield from _policy_truth(case)
    for row in case["sites"]:
        name = (row["name"],)
        yield _fact("name", name, "")
        yield from _values(name, row)
        for key in OTHERS:
            if row.get(key):
                value = f"{row[key]}개소" if key == "places_count" else row[key]
                yield _fact("others", name, folded(value))
        for group in row.get("groups") or ():
            part = (row["name"], group["label"])
            yield _fact("part", part, "")
            yield from _values(part, {key: group.get(key) for key in PRINTED_OF_PARTS})


def _values(about, entry):
    if entry.get("camera_count") is not None:
        yield _fact("count", about, entry["camera_count"])
    for key, field in (
        ("location_text", "location"),
        ("coverage_text", "coverage"),
        ("hours", "hours"),
        ("hours_as_written", "others"),  # No hours at all: a reader sets aside what does not fit its column.
        ("storage_place", "storage"),
    ):
        if entry.get(key):
            yield _fact(field, about, folded(entry[key]))
    if entry.get("retention"):
        yield _fact("retention", about, folded(entry["retention"]))
    days = entry.get("retention_days")
    if days is not None:
        yield _fact("retention range" if isinstance(days, list) else "retention days", about, tuple(listed(days)))
    yield from _person("manager", about, entry.get("manager") or {})
    for person in entry.get("accessors") or ():
        yield from _person("access", about, person)
    for text in entry.get("purposes") or ():
        yield _fact("row purpose", about, folded(text))


def _person(field, about, person):
    title, department = person.get("title"), person.get("department")
    if field == "access" and (title or department):  # A team without a post stands for its people.
        yield _fact("access", about, folded(title or department))
        if title and department:
            yield _fact("access department", about, folded(f"{title}{department}"))
    elif field == "manager":
        if title:
            yield _fact("manager title", about, folded(title))
        if department:
            yield _fact("manager department", about, folded(department))
    for phone in listed(person.get("phone")):
        yield _fact(f"{field} phone", about, digits(phone))


def digits(phone):
    return re.sub(r"\D", "", phone)


def _policy_truth(case):
    if UNKNOWN_NAME not in case["organisation"]:
        yield _fact("organisation", (), folded(case["organisation"]))
    yield from (_fact("basis", (), one) for one in map(_cited, case.get("legal_basis", ())) if one)
    method, place = viewing(case)
    texts = {
        "purpose": case.get("purposes"),
        "processing": (case.get("processing_method") or "").split(";"),
        "checking method": method,
        "checking place": place,
        "form": case.get("request_form"),
        "safeguard": case.get("safeguards"),
    }
    yield from (_fact(kind, (), folded(text)) for kind, value in texts.items() for text in listed(value) if text)
    yield from (_fact("history", (), one["date"]) for one in case.get("history", ()))
    numbers = {"refusal days": "refusal_deadline_days", "effective": "effective_date", "total": "stated_total"}
    yield from (_fact(kind, (), case[key]) for kind, key in numbers.items() if case.get(key) is not None)
    yield from _processors_of(case)


def _cited(text):
    """Return law, article and paragraph of a provision, or None for what cites none."""
    one = _CITED.match(text)
    if one is None:
        return None
    article = one["article"] + (f"의{one['branch']}" if one["branch"] else "")
    return folded(one["law"]), article, int(one["paragraph"]) if one["paragraph"] else None


def _processors_of(case):
    for one in case.get("entrusted", ()):
        yield from _processor(one["name"], one.get("work"), listed(one.get("phone")))
    if case.get("entrusted_statement"):
        yield _fact("no processors", (), "")


def _processor(name, work, phones):
    yield _fact("processor", (), folded(name))
    if work:
        yield _fact("processor work", (name,), folded(work))
    yield from (_fact("processor phone", (name,), digits(phone)) for phone in phones)


def found(policy):
    """Yield every fact a reading found, in the form of ``truth``."""
    yield from _policy_found(policy)
    for row in policy.rows:
        about = (row.name.value,) if row.part is None else (row.name.value, row.part.value)
        yield _fact("name", about[:1], "")
        if row.part is not None:
            yield _fact("part", about, "")
        if row.count:
            yield _fact("count", about, row.count.value)
        texts = {name: [getattr(row, name)] for name in ("location", "coverage", "hours", "storage")}
        texts |= {"row purpose": row.purposes, "others": [said for _heading, said in row.others]}
        yield from _texts(about, texts)
        yield from _texts((), {"checking method": [row.checking_method], "checking place": [row.checking_place]})
        if row.retention:
            yield from _kept(about, row.retention)
        for kind, people in (("manager", row.managers), ("access", row.accessors)):
            for said in people:
                yield from _person_found(kind, about, said.value)
        if row.processing:
            yield from _processing(row.processing.value)


def _texts(about, texts):
    for kind, several in texts.items():
        for said in several:
            if said and said.value not in BLANKS:
                yield _fact(kind, about, folded(said.value))


def _kept(about, said):
    yield _fact("retention", about, folded(said.text))
    if said.value.days is not None:
        yield _fact("retention days", about, (said.value.days,))
    elif said.value.least is not None or said.value.most is not None:
        yield _fact("retention range", about, (said.value.least, said.value.most))


def _person_found(field, about, person):
    phones = tuple(person.phones)
    yield from _person(field, about, {"title": person.title, "department": person.department, "phone": phones})


def _processing(text):
    return (_fact("processing", (), folded(part)) for part in re.split(r"[;\n]", text) if part.strip())


def _policy_found(policy):
    texts = {
        "organisation": [policy.organisation],
        "purpose": policy.purposes,
        "checking method": [policy.checking_method],
        "checking place": [policy.checking_place],
        "form": [policy.form],
        "safeguard": policy.safeguards,
    }
    yield from _texts((), texts)
    for said in policy.citations:
        inside = policy.first_line is None or policy.first_line <= said.where.line <= policy.last_line
        if inside and said.value.article:
            one = said.value
            yield _fact("basis", (), (folded(one.instrument), one.article, one.paragraph))
    for said in policy.processing:
        yield from _processing(said.value)
    for said in policy.periods:
        if said.value.about is About.REFUSAL and said.value.days is not None:
            yield _fact("refusal days", (), said.value.days)
    for said in policy.processors:
        yield from _processor(said.value.name, said.value.work, said.value.phones)
    if policy.no_processors:
        yield _fact("no processors", (), "")
    if policy.effective_on:
        yield _fact("effective", (), policy.effective_on.value.isoformat())
    yield from (_fact("history", (), said.value.on.isoformat()) for said in policy.revisions)
    if policy.total:
        yield _fact("total", (), policy.total.value)
