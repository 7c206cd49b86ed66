"""The facts of a stated policy as plain values, so that two can be compared and the difference be read."""

from tests.layouts.truth import digits, folded

NOTHING: tuple[object, ...] = (None, frozenset())


def facts(policy):
    """Return every fact as (field, about, value); what a part leaves open is its place's, what a place does, all's."""
    return {*_whole(policy), *_rows(policy)}


def _whole(policy):
    for name in ("title", "organisation", "total", "form", "no_processors", "effective_on"):
        said = getattr(policy, name)
        if said is not None:
            yield name, (), folded(said.value)
    for name in ("purposes", "processing", "refusal_grounds", "channels", "safeguards", "agreements", "links"):
        yield from ((name, (), folded(said.value)) for said in getattr(policy, name))
    for said in policy.citations:
        one = said.value
        if one.article:
            yield "citations", (), (folded(one.instrument), one.article, one.paragraph, one.item)
    yield from (("periods", (), (said.value.about.value, said.value.days)) for said in policy.periods)
    effective = policy.effective_on.value if policy.effective_on else None
    for said in policy.revisions:
        if (said.value.kind, said.value.on) != ("effective", effective):  # Said once, stated twice.
            yield "revisions", (), (said.value.on, folded(said.value.note))
    for said in policy.processors:
        one = said.value
        yield "processors", (), (folded(one.name), _text(one.work), _phones(one), _text(one.covers))
    yield from (("officers", (), _person(said.value.person)) for said in policy.officers)
    yield from (("sections", (), section.items) for section in policy.sections if section.items)


def _rows(policy):
    places = {row.name.value: _values(row) for row in policy.rows if row.part is None}
    parts = {(row.name.value, row.part.value): _values(row) for row in policy.rows if row.part is not None}
    for name, own in places.items():
        _take_what_all_say(own, [values for (of, _part), values in parts.items() if of == name])
    for row in policy.rows:
        own = dict(places[row.name.value]) if row.part is None else _values(row)
        if row.part is not None:
            within = [values for (of, part), values in parts.items() if _is_within(row, of, part)]
            for outer in (*within, places.get(row.name.value, {})):
                own = {**outer, **{name: value for name, value in own.items() if value not in NOTHING}}
        if not own["purposes"]:
            own["purposes"] = frozenset(folded(said.value) for said in policy.purposes)
        about = (folded(row.name.value), *([folded(row.part.value)] if row.part else []))
        yield "rows", about, ""
        yield from ((name, about, value) for name, value in own.items() if value not in NOTHING)


def _is_within(row, name, part):
    """Return whether a part ("충전소 출입구") is one of a place that is itself a part ("충전소") of the same row."""
    return row.name.value == name and row.part.value.startswith(f"{part} ")


def _take_what_all_say(own, parts):
    """Fill what a place leaves open and all its parts say alike, numbers of devices excepted."""
    for name in own.keys() - {"count"}:
        said = {values[name] for values in parts}
        if own[name] in NOTHING and len(parts) > 1 and len(said) == 1:
            own[name] = said.pop()


def _values(row):
    texts = (
        "location",
        "coverage",
        "hours",
        "storage",
        "processing",
        "checking_method",
        "checking_place",
        "space_class",
    )
    return {
        **{name: _said(getattr(row, name)) for name in texts},
        "count": row.count.value if row.count else None,
        "retention": _kept(row.retention),
        "managers": frozenset(_person(said.value) for said in row.managers),
        "accessors": frozenset(_person(said.value) for said in row.accessors),
        "purposes": frozenset(folded(said.value) for said in row.purposes),
    }


def _said(said):
    return None if said is None else folded(said.value)


def _kept(said):
    if said is None:
        return None
    one = said.value
    days = (one.days, one.least, one.most, one.from_recording, one.recorded)
    return (*days, _text(one.condition), _text(one.reason))


def _person(person):
    return (_text(person.title), _text(person.department), _phones(person), _text(person.label))


def _phones(one):
    return tuple(sorted(digits(phone) for phone in one.phones))


def _text(text):
    return None if text is None else folded(text)
