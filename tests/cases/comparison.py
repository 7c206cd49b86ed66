"""Compares the facts of a case, one by one, with a registry snapshot and with a composed policy."""

import re
from dataclasses import dataclass

from app.policy.clauses.labels import LABELS
from app.policy.domain import ItemList, PolicyDocument, Table
from app.policy.writers.text import plain_text
from app.registry.snapshot import Effective, Snapshot
from tests.cases.conversion import ISO_DAY, KNOWN, label, viewing

COLUMNS_OF = {
    "camera_count": {"count"},
    "location_text": {"location", "location_coverage"},
    "coverage_text": {"coverage", "location_coverage"},
    "hours": {"hours"},
    "retention": {"retention"},
    "retention_days": {"retention"},
    "storage_place": {"storage"},
    "manager": {"manager", "department", "phone"},
    "accessors": {"access"},
    "kind": {"kind"},
    "row purposes": {"purpose"},
}
"""Facts that have a column of their own, and its key."""
YES = {True: "있음", False: "없음"}


@dataclass(frozen=True)
class Fact:
    """A fact: the row and group it belongs to (None: the whole policy), its name, and what must be found."""

    name: str
    texts: tuple[str, ...]
    row: str | None = None
    group: str | None = None

    def __str__(self):
        return f"{self.row or 'policy'}{f' › {self.group}' if self.group else ''}: {self.name} {self.texts}"


def facts(case):
    """Return every fact of a case as texts that a person would look for."""
    yield from _policy_facts(case)
    for row in case["sites"]:
        yield Fact("name", (row["name"],), row["name"])
        yield from _entry_facts(row, row["name"], None)
        for group in row.get("groups", ()):
            yield Fact("label", (group["label"],), row["name"], group["label"])
            yield from _entry_facts(group, row["name"], group["label"])


def _policy_facts(case):
    plain = ("organisation", "effective_date", "entrusted_statement", "processing_method", "request_form")
    yield from (Fact(name, (case[name],)) for name in plain if case.get(name))
    for name in ("purposes", "legal_basis", "safeguards"):
        yield from (Fact(name, (text,)) for text in case.get(name, ()))
    yield from (Fact("viewing", (part,)) for part in viewing(case) if part)
    if case.get("refusal_deadline_days"):
        yield Fact("refusal_deadline_days", (f"{case['refusal_deadline_days']}일 이내",))
    if case.get("stated_total") is not None:
        yield Fact("stated_total", (f"{case['stated_total']}대",))
    for one in case.get("history", ()):
        yield Fact("history", (one["date"], one["note"]))
    for one in case.get("entrusted", ()):
        yield Fact("entrusted", tuple(one[name] for name in ("name", "work", "phone") if one.get(name)))
    for one in case.get("agreements", ()):
        yield Fact(
            "agreements", (one,) if isinstance(one, str) else tuple(str(value) for value in one.values() if value)
        )
    for one in case.get("signage", ()):
        count = f"{one['count']}개" if one.get("count") else None
        yield Fact("signage", tuple(text for text in (one.get("place"), one.get("size"), count) if text))


def _entry_facts(entry, row, group):
    """Return the facts of a row or a group."""
    for name, texts in [*_plain_facts(entry), *_people_facts(entry), *_other_facts(entry)]:
        yield Fact(name, texts, row, group)


def _plain_facts(entry):
    plain = ("kind", "location_text", "coverage_text", "hours", "retention", "storage_place", "pixels", "network")
    for name in (*plain, "audio", "recorder_type", "operation", "parent_unit", "installed"):
        if entry.get(name) is not None:
            yield name, (YES.get(entry[name], entry[name]) if name == "audio" else str(entry[name]),)
    for name, unit in (("camera_count", "대"), ("places_count", "개소")):
        if entry.get(name) is not None:
            yield name, (f"{entry[name]}{unit}",)
    days = entry.get("retention_days")
    if days is not None:
        yield "retention_days", (f"{days[0]}~{days[1]}일" if isinstance(days, list) else f"{days}일",)


def _people_facts(entry):
    if entry.get("manager"):
        yield "manager", _person(entry["manager"])
    yield from (("accessors", _person(person)) for person in entry.get("accessors", ()))
    yield from (("row purposes", (text,)) for text in entry.get("purposes", ()))


def _other_facts(entry):
    if entry.get("device"):
        yield "device", ({"fixed": "고정형", "mobile": "이동형"}.get(entry["device"], entry["device"]),)
    for name, value in entry.get("functions", {}).items():
        yield "functions", (f"{name}: {YES.get(value, value)}",)
    for name in entry.keys() - KNOWN:
        yield name, (f"{label(name)}: {entry[name]}",)


def _person(person):
    phones = person.get("phone")
    known = [person.get("title"), person.get("department"), person.get("role_label")]
    return tuple(text for text in (*known, *(phones if isinstance(phones, list) else [phones])) if text)


def policy_misses(case, document: PolicyDocument):
    """Return the facts that do not reach the text of the policy; a fact of a row must stand in a line of that row."""
    whole = folded(plain_text(document))
    return [fact for fact in facts(case) if not _reaches(fact, document, whole)]


def _reaches(fact, document, whole):
    here = whole if fact.row is None else folded(_lines_of(document, fact))
    return all(_stands_in(folded(_in_language(text, document.language)), here) for text in fact.texts)


def _stands_in(text, here):
    """Return whether a text occurs, and not as the end of a longer number."""
    return re.search((r"(?<!\d)" if text[0].isdigit() else "") + re.escape(text), here) is not None


def _in_language(text, language):
    if language != "en":
        return text
    english = text.removesuffix("일 이내") + " days" if text.endswith("일 이내") else text.removesuffix("대")
    return english.removesuffix("개소")


def _lines_of(document, fact):
    """Return the cells of tables that speak of the row or group of a fact, and what is said of all places at once.

    Where a fact has a column, only that column is looked at; purposes may also stand in a list.
    """
    everywhere = LABELS[document.language]["all_places"]
    row, group = fact.row, fact.group
    wanted = [{row}, {everywhere}] if group is None else [{row, group}, {f"{row} {group}"}]
    columns = COLUMNS_OF.get(fact.name)
    found = []
    for block in document.blocks():
        if isinstance(block, ItemList) and fact.name == "row purposes":
            found += [line.text for line in block.items]
        if not isinstance(block, Table):
            continue
        keys = [column.key for column in block.columns]
        for line in block.rows:
            texts = [cell.text for cell in line.cells]
            if any(names <= set(texts) for names in wanted):
                found += [
                    f"{text};" for key, text in zip(keys, texts, strict=True) if columns is None or key in columns
                ]
    return " ".join(found)


def folded(text):
    """Return a text without white space."""
    return "".join(text.split())


def snapshot_misses(case, snapshot: Snapshot):
    """Return the facts that the registry does not hold, by value, where they belong."""
    organisation, misses = snapshot.organisation, []

    def check(name, expected, actual):
        if expected != actual:
            misses.append(f"{name}: {expected!r} is {actual!r}")

    check("organisation", case["organisation"], organisation.name)
    check("effective", case.get("effective_date"), _iso(organisation.effective_on))
    check("legal_basis", case.get("legal_basis", []), list(organisation.legal_bases))
    check("safeguards", case.get("safeguards", []), list(organisation.safeguards))
    check("purposes", case.get("purposes", []), [one.text for one in snapshot.organisation_values.purposes])
    check("statement", case.get("entrusted_statement"), organisation.entrustment_statement)
    check("days", case.get("refusal_deadline_days"), organisation.refusal_notice_days)
    check("form", case.get("request_form"), organisation.request_form)
    check("total", case.get("stated_total"), organisation.stated_total)
    check("processing", case.get("processing_method"), snapshot.organisation_values.processing_method)
    values = snapshot.organisation_values
    check("viewing", viewing(case), (values.checking_method, values.checking_place))
    check("history", case.get("history", []), [{"date": _iso(r.on), "note": r.note} for r in organisation.history])
    entrusted = [(one["name"], one.get("work"), one.get("phone")) for one in case.get("entrusted", ())]
    check("entrusted", entrusted, [(c.name, c.work, next(iter(c.phones), None)) for c in snapshot.contractors])
    check("agreements", len(case.get("agreements", ())), len(snapshot.agreements))
    signs = [(one.get("place"), one.get("size"), one.get("count")) for one in case.get("signage", ())]
    check("signs", signs, [(sign.place, sign.size, sign.count) for sign in organisation.sign_plans])
    check("rows", [row["name"] for row in case["sites"]], [row.name for row in snapshot.rows])
    for row, view in zip(case["sites"], snapshot.rows, strict=True):
        check(f"{row['name']} kind", row.get("kind"), view.kind)
        check(f"{row['name']} count", row.get("camera_count"), view.count)
        check(f"{row['name']} places", row.get("places_count"), view.places_count)
        misses += _value_misses(row["name"], row, view.values)
        zones = view.sites[0].zones
        check(
            f"{row['name']} groups", [group["label"] for group in row.get("groups", ())], [zone.name for zone in zones]
        )
        for group, zone in zip(row.get("groups", ()), zones, strict=True):
            check(f"{group['label']} by", group["by"], zone.by)
            check(f"{group['label']} count", group.get("camera_count"), zone.count)
            installed = group.get("installed")
            dated = bool(installed and ISO_DAY.fullmatch(installed))
            check(f"{group['label']} installed", installed if dated else None, _iso(zone.installed_on))
            misses += _value_misses(
                group["label"], {**row, **group, "installed": None if dated else installed}, zone.values
            )
    if case.get("computed_total") is not None:
        check("computed total", case["computed_total"], snapshot.total)
    return misses


def _iso(day):
    return day.isoformat() if day else None


def _value_misses(place, entry, values: Effective):
    days = entry.get("retention_days")
    least, most = days if isinstance(days, list) else (None, None)
    kept, device, manager = values.retention, values.device, values.manager
    functions = [(name, YES.get(value, value)) for name, value in entry.get("functions", {}).items()]
    remarks = [f"{label(name)}: {value}" for name, value in entry.items() if name not in KNOWN and value is not None]
    pairs = {
        "location": (entry.get("location_text"), values.location),
        "coverage": (entry.get("coverage_text"), values.coverage),
        "hours": (entry.get("hours"), values.hours),
        "retention": (entry.get("retention"), kept.text if kept else None),
        "days": (None if isinstance(days, list) else days, kept.days if kept else None),
        "range": ((least, most), (kept.least_days, kept.most_days) if kept else (None, None)),
        "storage": (entry.get("storage_place"), values.storage_place),
        "manager": (_holder(entry.get("manager")), _held(manager)),
        "access": ([_holder(one) for one in entry.get("accessors", ())], [_held(one) for one in values.access_holders]),
        "unit": (entry.get("parent_unit"), values.unit),
        "operation": (entry.get("operation"), values.operation),
        "installed": (entry.get("installed"), values.installed),
        "resolution": (entry.get("pixels"), device.resolution if device else None),
        "device": (entry.get("device"), device.kind if device else None),
        "audio": (entry.get("audio"), device.audio if device else None),
        "network": (entry.get("network"), device.network if device else None),
        "recorder": (entry.get("recorder_type"), device.recorder if device else None),
        "functions": (functions, list(device.functions) if device else []),
        "remarks": (remarks, [text for text in values.remarks if text in remarks]),
    }
    if entry.get("purposes"):
        pairs["purposes"] = (entry["purposes"], [purpose.text for purpose in values.purposes])
    return [f"{place} {name}: {wanted!r} is {found!r}" for name, (wanted, found) in pairs.items() if wanted != found]


def _holder(person):
    if not person:
        return None
    return person.get("title"), person.get("department"), person.get("phone"), person.get("role_label")


def _held(holder):
    return (holder.title, holder.department, holder.phone, holder.label) if holder else None
