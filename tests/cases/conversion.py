"""Turns the facts of a case into a registry document: what a policy declares once is written once.

A value moves up to the organisation when the source declares it for the whole policy and no row differs. Each row of
the published table becomes a site of its own, each group inside it a zone. What fits no field becomes a remark, named.
"""

import re
from itertools import count

UP = {
    "hours": "hours",
    "retention": "retention",
    "storage_place": "storage_place",
    "manager": "manager",
    "accessors": "access_holders",
}
"""Facts that a policy may declare for all rows, and their field in the registry."""
TEXTS = {
    "location_text": "location",
    "coverage_text": "coverage",
    "hours": "hours",
    "storage_place": "storage_place",
    "operation": "operation",
    "parent_unit": "unit",
    "installed": "installed",
}
KNOWN = {
    *TEXTS,
    *("name", "label", "by", "kind", "camera_count", "places_count", "groups", "manager", "accessors", "purposes"),
    *("retention", "retention_days", "retention_reason", "retention_condition", "open_area"),
    *("device", "pixels", "audio", "network", "recorder_type", "recorders", "functions"),
}
COLUMNS = {"hours": "촬영시간", "coverage": "촬영 범위", "location": "설치 위치", "retention": "보관기간"}
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def document_of(case):
    """Return the registry document of a case as plain values."""
    posts = Posts()
    rows = case["sites"]
    common = _common(case, rows, posts)
    sites = [_site(number, row, common, posts) for number, row in enumerate(rows, start=1)]
    zones = [zone for number, row in enumerate(rows, start=1) for zone in _zones(number, row, posts)]
    return {
        "format": "watchbook.registry/1",
        "complete": True,
        "organisation": [_organisation(case, common)],
        "posts": posts.items(),
        "contractors": [
            _present(code=f"v{number}", name=one["name"], work=one.get("work"), phones=_list(one.get("phone")))
            for number, one in enumerate(case.get("entrusted", ()), start=1)
        ],
        "agreements": [_agreement(number, one) for number, one in enumerate(case.get("agreements", ()), start=1)],
        "sites": sites,
        "zones": zones,
    }


class Posts:
    """The posts of a case; the same title, department and phone is the same post."""

    def __init__(self):
        self._codes, self._numbers = {}, count(1)

    def duty(self, person):
        """Return a duty of the post a person holds, with the label printed beside it."""
        key = (person.get("title"), person.get("department"), tuple(_list(person.get("phone"))))
        if key not in self._codes:
            self._codes[key] = f"p{next(self._numbers):02}"
        return _present(post=self._codes[key], label=person.get("role_label"))

    def items(self):
        return [
            _present(code=code, title=title, department=department, phones=list(phones))
            for (title, department, phones), code in self._codes.items()
        ]


def _common(case, rows, posts):
    """Return what the organisation declares: policy-level facts that no row contradicts or leaves out."""
    declared = {}
    for fact, field in UP.items():
        values = [_declared({name: row.get(name) for name in _of(fact)}, posts).get(field) for row in rows]
        if case.get("declared_level", {}).get(fact) == "policy" and values[0] and values.count(values[0]) == len(rows):
            declared[field] = values[0]
    if case.get("purposes"):
        declared["purposes"] = [{"text": text} for text in case["purposes"]]
    if case.get("processing_method"):
        declared["processing_method"] = case["processing_method"]
    method, place = viewing(case)
    return {**declared, **_present(checking_method=method, checking_place=place)}


def _of(fact):
    return ("retention", "retention_days") if fact == "retention" else (fact,)


def viewing(case):
    """Return how and where footage can be viewed: 'method / place', or a place alone after a colon."""
    text = case.get("viewing_method_place")
    if text is None:
        return None, None
    if " / " in text:
        method, _, place = text.partition(" / ")
        return method, place
    head, colon, place = text.partition(": ")
    return (None, place) if colon and "장소" in head else (text, None)


def _organisation(case, common):
    history = [{"on": one["date"], "note": one["note"]} for one in case.get("history", ())]
    return _present(
        name=case["organisation"],
        sector=case.get("sector"),
        language=case.get("language"),
        effective_on=case.get("effective_date"),
        legal_bases=case.get("legal_basis"),
        safeguards=case.get("safeguards"),
        request_form=case.get("request_form"),
        refusal_notice_days=case.get("refusal_deadline_days"),
        entrustment_statement=case.get("entrusted_statement"),
        stated_total=case.get("stated_total"),
        history=history,
        sign_plans=case.get("signage"),
        source_url=case["source"]["address"],
        declared=common,
    )


def _agreement(number, one):
    if isinstance(one, str):
        return {"code": f"a{number}", "party": one}
    party = one.get("party") or one.get("name")
    scope = one.get("scope") or one.get("work") or one.get("subject")
    return _present(code=f"a{number}", party=party, scope=scope, agreed_on=one.get("date"))


def _site(number, row, common, posts):
    declared = {field: value for field, value in _declared(row, posts).items() if common.get(field) != value}
    counts = [group.get("camera_count") for group in row.get("groups", ())]
    whole = None not in counts and sum(counts) == row.get("camera_count")
    return _present(
        code=f"s{number:02}",
        name=row["name"],
        kind=row.get("kind"),
        order=number,
        camera_count=row.get("camera_count"),
        places_count=row.get("places_count"),
        zones_complete=whole if counts and not whole else None,
        declared=declared,
    )


def _zones(number, row, posts):
    for place, group in enumerate(row.get("groups", ()), start=1):
        declared = _declared(group, posts)
        day = group.get("installed")
        dated = isinstance(day, str) and ISO_DAY.fullmatch(day)
        if dated:
            del declared["installed"]
        yield _present(
            code=f"s{number:02}.z{place:02}",
            site=f"s{number:02}",
            name=group["label"],
            order=place,
            by=group.get("by"),
            camera_count=group.get("camera_count"),
            installed_on=day if dated else None,
            declared=declared,
        )


def _declared(entry, posts):
    """Return what a row or group declares, in the fields of the registry."""
    declared = {field: str(entry[fact]) for fact, field in TEXTS.items() if entry.get(fact) is not None}
    if entry.get("purposes"):
        declared["purposes"] = [{"text": text} for text in entry["purposes"]]
    retention = _retention(entry)
    if retention:
        declared["retention"] = retention
    if entry.get("manager"):
        declared["manager"] = posts.duty(entry["manager"])
    if entry.get("accessors"):
        declared["access_holders"] = [posts.duty(person) for person in entry["accessors"]]
    device = _device(entry)
    if device:
        declared["device"] = device
    space = {True: "open", "open": "open", "공개": "open", False: "closed", "closed": "closed", "비공개": "closed"}
    if entry.get("open_area") in space:
        declared["space_class"] = space[entry["open_area"]]
    remarks = [f"{label(key)}: {value}" for key, value in entry.items() if key not in KNOWN and value is not None]
    if remarks:
        declared["remarks"] = remarks
    return declared


def label(key):
    """Return how a fact that fits no field is named in a remark."""
    written = re.fullmatch(r"(.+)_as_written", key)
    return (
        f"{COLUMNS.get(written[1], written[1])} 칸에 적힌 값" if written else {"count_text": "대수 표기"}.get(key, key)
    )


def _retention(entry):
    days = entry.get("retention_days")
    least, most = days if isinstance(days, list) else (None, None)
    return _present(
        text=entry.get("retention"),
        days=None if isinstance(days, list) else days,
        least_days=least,
        most_days=most,
        reason=entry.get("retention_reason"),
        condition=entry.get("retention_condition"),
    )


def _device(entry):
    functions = [[name, _yes(value)] for name, value in (entry.get("functions") or {}).items()]
    recorder = entry.get("recorder_type") or entry.get("recorders")
    return _present(
        kind=entry.get("device"),
        resolution=entry.get("pixels"),
        audio=_yes(entry["audio"]) if "audio" in entry else None,
        network=entry.get("network"),
        recorder=str(recorder) if recorder else None,
        functions=functions,
    )


def _yes(value):
    return {True: "있음", False: "없음"}.get(value, value) if isinstance(value, bool) else value


def _list(value):
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def _present(**values):
    """Return the values that are there."""
    return {name: value for name, value in values.items() if value not in (None, [], {}, ())}
