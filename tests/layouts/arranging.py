"""How a policy tells of its places: tables by section, one wide one, lists, a heading a place, tables to be joined."""

from tests.layouts import content
from tests.layouts.content import CELLS, KEEPING, NEVER_MERGED, PEOPLE, PLACES
from tests.layouts.paper import Heading, Tab, Text, nested, points


def by_section(told):
    """Return a policy with a table for places, for people and for keeping, equal neighbours merged."""
    words = told.words
    people = content.person_table(told) if words.maybe() and told.named else []
    return [
        *content.opening(told),
        *told.numbered(
            [
                ("purpose", content.purpose(told)),
                ("places", [*content.total(told), *_intro(told, "places", _places(told))]),
                ("people", people or _intro(told, "people", _table(told, PEOPLE))),
                ("keeping", [*_intro(told, "keeping", _table(told, KEEPING)), *content.processing(told)]),
                *content.closing(told),
            ]
        ),
    ]


def wide(told):
    """Return a policy with one table of everything, a row a place."""
    rest = [*_parts_table(told), *content.processing(told)]
    return [
        *content.opening(told),
        *told.numbered(
            [
                ("purpose", content.purpose(told)),
                ("sites", [*content.total(told), *_table(told, CELLS, merging=False), *rest]),
                *content.closing(told),
            ]
        ),
    ]


def transposed(told):
    """Return a policy whose places are told item by item: items down the side, places across or one table each."""
    words, keys = told.words, told.stated(CELLS)
    if 1 < len(told.rows) <= 4:
        heads = (words.column("item"), *(row["name"] for row in told.rows))
        rows = tuple((told.label(key), *(told.text(row, key) for row in told.rows)) for key in keys)
        tables = [Tab(heads, rows, caption=words.heading("sites"), side=True)]
    else:
        tables = []
        for row in told.rows:
            cells = [(words.column("place"), row["name"])]
            cells += [(told.label(key), told.cell(row, key)) for key in keys if told.cell(row, key)]
            tables.append(Tab((words.column("item"), words.column("value")), tuple(cells), side=True))
    return [
        *content.opening(told),
        *told.numbered(
            [
                ("purpose", content.purpose(told)),
                ("sites", [*content.total(told), *tables, *_parts_table(told), *content.processing(told)]),
                *content.closing(told),
            ]
        ),
    ]


def by_place(told):
    """Return a policy with a heading a place, and lines of item and value under it."""
    blocks = []
    for number, row in enumerate(told.rows, start=1):
        lines = [f"{told.label(key)}: {_in_line(told, row, key)}" for key in CELLS if told.cell(row, key)]
        blocks += [Heading(row["name"], 3, content.numbering(told.point_mark, number)), points(lines, mark="-")]
        if row.get("groups"):
            blocks += [Text(f"{told.words.column('part')}"), points(_part_lines(told, row), mark="○")]
    return [
        *content.opening(told),
        *told.numbered(
            [
                ("purpose", content.purpose(told)),
                ("sites", [*content.total(told), *blocks, *content.processing(told)]),
                *content.closing(told),
            ]
        ),
    ]


def lists(told):
    """Return a policy without any table: lists by section, values that hold everywhere said once."""
    return [
        *content.opening(told),
        *told.numbered(
            [
                ("purpose", content.purpose(told)),
                ("places", [*content.total(told), *_listed(told, PLACES, parts=True)]),
                ("people", _listed(told, PEOPLE)),
                ("keeping", [*_listed(told, KEEPING), *content.processing(told)]),
                *content.closing(told),
            ]
        ),
    ]


def joined(told):
    """Return a policy whose tables have rows of different grain: places one by one, then those that agree together."""
    return [
        *content.opening(told),
        *told.numbered(
            [
                ("purpose", content.purpose(told)),
                ("places", [*_places(told, split=False), *content.total(told)]),
                ("people", _grouped(told, PEOPLE)),
                ("keeping", [*_grouped(told, KEEPING), *content.processing(told)]),
                *content.closing(told),
            ]
        ),
    ]


ARRANGEMENTS = (by_section, wide, transposed, by_place, lists, joined)


def _intro(told, key, tables):
    return [Text(told.words.say(key)), *tables] if tables else []


def _table(told, keys, *, merging=True):
    keys = told.stated(keys)
    rows = [row for row in told.rows if any(told.cell(row, key) for key in keys)]
    if not keys or not rows:
        return []
    heads = (told.words.column("place"), *(told.label(key) for key in keys))
    cells = tuple((row["name"], *(told.text(row, key) for key in keys)) for row in rows)
    merges = {place for place, key in enumerate(keys, start=1) if key not in NEVER_MERGED} if merging else ()
    return [Tab(heads, (*cells, *_total_row(told, keys, rows)), merges=frozenset(merges))]


def _total_row(told, keys, rows):
    """Return the printed total as a last row, in policies that print it there and only if it is of these rows."""
    number = told.case.get("stated_total")
    if number is None or keys[0] != "count" or len(rows) < 2 or not told.words.maybe():
        return ()
    return ((told.words.column("total"), told.words.count(number), *([""] * (len(keys) - 1))),)


def _splittable(told):
    """Return whether parts can stand in the rows of one table: their counts make up the place's, and nothing else."""
    grouped = [row for row in told.rows if row.get("groups")]
    if any("coverage_text" in group for row in grouped for group in row["groups"]):
        return False
    return bool(grouped) and all(
        [group.get("camera_count") for group in row["groups"]].count(None) == 0
        and sum(group["camera_count"] for group in row["groups"]) == row["camera_count"]
        for row in grouped
    )


def _places(told, *, split=True):
    if not (split and _splittable(told)):
        return [*_table(told, PLACES), *_parts_table(told)]
    keys = told.stated(PLACES)
    heads = (told.words.column("place"), told.words.column("part"), *(told.label(key) for key in keys))
    rows = []
    for row in told.rows:
        for group in _of(row) or [None]:
            cells = (told.text(group if group and key == "count" else row, key) for key in keys)
            rows.append((row["name"], group["label"] if group else told.words.blank, *cells))
    merges = {0, *(place for place, key in enumerate(keys, start=2) if key not in NEVER_MERGED)}
    return [Tab(heads, tuple(rows), merges=frozenset(merges))]


def _of(row):
    return row.get("groups") or []


def _part(group):
    return {name: value for name, value in group.items() if name not in {"by", "label"}}


def _parts_table(told):
    """Return the parts of places as a table of their own."""
    parts = [(row, group) for row in told.rows for group in _of(row)]
    keys = told.stated(("count", "coverage", "storage"), [_part(group) for _row, group in parts])
    if not parts:
        return []
    heads = (told.words.column("place"), told.words.column("part"), *(told.words.column(key) for key in keys))
    rows = tuple((row["name"], group["label"], *(told.text(_part(group), key) for key in keys)) for row, group in parts)
    return [Text(told.words.column("part")), Tab(heads, rows, merges=frozenset({0}))]


def _part_lines(told, row):
    lines = []
    for group in _of(row):
        values = {key: told.cell(_part(group), key) for key in ("coverage", "storage")}
        stated = [f"{told.words.column(key)} {value}" for key, value in values.items() if value]
        if group.get("camera_count") is not None:
            stated.insert(0, f"{group['camera_count']}대")
        lines.append(f"{group['label']}: {', '.join(stated)}" if stated else group["label"])
    return lines


def _in_line(told, row, key):
    return told.cell(row, key).replace("\n", ", ")


def _listed(told, keys, *, parts=False):
    keys = told.stated(keys)
    common = [key for key in keys if told.named and key not in NEVER_MERGED and told.shared(key)]
    own = [key for key in keys if key not in common]
    shown = [f"{told.label(key)}: {_in_line(told, told.rows[0], key)}" for key in common]
    pairs = []
    for row in told.rows:
        lines = [f"{told.label(key)}: {_in_line(told, row, key)}" for key in own if told.cell(row, key)]
        if parts and row.get("groups"):
            lines += _part_lines(told, row)
        if lines:
            pairs.append((row["name"], lines))
    blocks = [nested(pairs, outer=told.point_mark, inner=told.inner_mark)] if pairs else []
    return [*blocks, *([points(shown, mark="-")] if shown else [])]


def _grouped(told, keys):
    """Return a table whose rows are the places that agree, named together and in short."""
    keys = told.stated(keys)
    grouped = {}
    for row in told.rows:
        values = tuple(told.text(row, key) for key in keys)
        if any(told.cell(row, key) for key in keys):
            grouped.setdefault(values, []).append(row)
    if not grouped:
        return []
    heads = (told.words.column("place"), *(told.label(key) for key in keys))
    rows = []
    for values, members in grouped.items():
        everywhere = told.named and len(members) == len(told.rows) > 1
        name = told.words.column("everywhere") if everywhere else ", ".join(_short(told, row) for row in members)
        rows.append((name, *values))
    return [Tab(heads, tuple(rows))]


def _short(told, row):
    """Return a name without what stands in brackets, where no other place would be called the same."""
    bare = row["name"].partition("(")[0].strip()
    same = [other for other in told.rows if other["name"].partition("(")[0].strip() == bare]
    return bare if bare and len(same) == 1 else row["name"]
