"""What a policy says besides its tables of places: each section as blocks, the same in every arrangement."""

from tests.cases.conversion import viewing
from tests.layouts.paper import Heading, Tab, Text, points
from tests.layouts.wording import listed

UNKNOWN_NAME = "미확인"
CELLS = (
    *("count", "places_count", "location", "coverage", "hours", "retention", "storage"),
    *("manager", "department", "phone", "access", "purpose", "operation", "pixels", "parent_unit"),
)
PLACES = ("count", "places_count", "location", "coverage", "purpose", "operation", "pixels", "parent_unit")
PEOPLE = ("manager", "department", "phone", "access")
KEEPING = ("hours", "retention", "storage")
_VALUES = {
    "count": lambda row: row.get("camera_count"),
    "location": lambda row: row.get("location_text"),
    "coverage": lambda row: row.get("coverage_text"),
    "hours": lambda row: row.get("hours") or row.get("hours_as_written"),
    "storage": lambda row: row.get("storage_place"),
    "manager": lambda row: _in_charge(row).get("title"),
    "department": lambda row: _in_charge(row).get("department"),
    "phone": lambda row: ", ".join(listed(_in_charge(row).get("phone"))),
    "access": lambda row: row.get("accessors") or (),
    "purpose": lambda row: ", ".join(row.get("purposes") or ()),
}
NEVER_MERGED = {"place", "part", "count", "places_count"}


class Told:
    """A case and the words it is told in."""

    def __init__(self, case, words):
        self.case, self.words = case, words
        self.rows = case["sites"]
        self.section_mark, self.point_mark, self.inner_mark = words.numbering
        together = all(row.get("location_text") == row.get("coverage_text") for row in self.rows)
        self.both = together and words.maybe()
        self.named = all(any(self.cell(row, key) for key in PLACES) for row in self.rows)

    def stated(self, keys, rows=None):
        """Return which of the columns any row fills."""
        rows = self.rows if rows is None else rows
        return [key for key in keys if any(self.cell(row, key) for row in rows)]

    def shared(self, key):
        """Return the value all rows agree on, or None."""
        values = {self.cell(row, key) for row in self.rows}
        return values.pop() if len(values) == 1 else None

    def label(self, key):
        return self.words.column("both" if key == "location" and self.both else key)

    def cell(self, row, key):
        """Return what a row says under a column, or None."""
        words = self.words
        value = _VALUES[key](row) if key in _VALUES else row.get(key)
        match key:
            case "count":
                return None if value is None else words.count(value)
            case "places_count":
                return None if value is None else f"{value}개소"
            case "coverage" if self.both:
                return None
            case "access":
                return "\n".join(words.person(person) for person in value) or None
            case _:
                return value or None

    def text(self, row, key):
        """Return a cell as printed, with the mark of an empty one."""
        return self.cell(row, key) or self.words.blank

    def numbered(self, sections):
        """Return headings and blocks of sections, numbered in order; sections without blocks are left out."""
        blocks, number = [], 0
        for key, under in sections:
            if not under:
                continue
            number += 1
            blocks += [Heading(self.words.heading(key), 2, numbering(self.section_mark, number)), *under]
        return blocks


def _in_charge(row):
    return row.get("manager") or {}


def numbering(mark, number):
    return points([""] * number, mark=mark).entries[-1].mark


def opening(told):
    """Return title and first sentence."""
    name, words = told.case["organisation"], told.words
    korean = f"{name}은(는)" if words.language == "ko" else name
    who = "당사는" if UNKNOWN_NAME in name else korean
    return [Heading(words.heading("title"), 1), Text(words.say("intro", who=who))]


def purpose(told):
    bases, purposes, words = told.case.get("legal_basis", ()), told.case.get("purposes", ()), told.words
    blocks = []
    if len(bases) == 1:
        blocks.append(Text(words.say("basis", text=quoted(words, bases[0]))))
    elif bases:
        blocks += [Text(words.say("bases")), points([quoted(words, one) for one in bases], mark=told.point_mark)]
    if purposes:
        blocks += [Text(words.say("purposes")), points(purposes, mark=told.point_mark)]
    return blocks


def quoted(words, basis):
    """Return a provision, its law in brackets in some policies and not in others."""
    law, space, rest = basis.partition(" 제")
    return f"「{law}」 제{rest}" if space and words.maybe() else basis


def checking(told):
    method, place = viewing(told.case)
    words = told.words
    texts = [f"{words.column(key)}: {text}" for key, text in (("method", method), ("where", place)) if text]
    return [points(texts, mark=told.point_mark)] if texts else []


def processing(told):
    text, words = told.case.get("processing_method"), told.words
    if not text:
        return []
    if words.maybe():
        return [points([f"{words.column('processing')}: {text}"], mark="-")]
    return [Text(words.column("processing")), points(text.split("; "), mark=told.point_mark)]


def requests(told):
    case, words = told.case, told.words
    texts = []
    if case.get("request_form"):
        texts.append(f"{words.column('form')}: {case['request_form']}")
    if case.get("refusal_deadline_days"):
        texts.append(words.say("refusal", days=case["refusal_deadline_days"]))
    return [points([words.say("asking"), *texts], mark=told.point_mark)] if texts else []


def safeguards(told):
    measures = told.case.get("safeguards", ())
    return [Text(told.words.say("guarding")), points(measures, mark=told.point_mark)] if measures else []


def entrusting(told):
    case, words = told.case, told.words
    statement = [Text(case["entrusted_statement"])] if case.get("entrusted_statement") else []
    if not case.get("entrusted"):
        return statement
    keys = [key for key in ("work", "phone") if any(one.get(key) for one in case["entrusted"])]
    rows = tuple((one["name"], *(one.get(key) or words.blank for key in keys)) for one in case["entrusted"])
    heads = (words.column("processor"), *(words.column(key) for key in keys))
    if words.maybe():
        return [*statement, Tab(heads, rows)]
    texts = [", ".join(f"{head}: {cell}" for head, cell in zip(heads, row, strict=True)) for row in rows]
    return [*statement, points(texts, mark=told.point_mark)]


def changes(told):
    case, words = told.case, told.words
    blocks = []
    if case.get("effective_date"):
        blocks.append(Text(words.say("effective", day=words.day(case["effective_date"]))))
    history = case.get("history", ())
    if history and words.maybe():
        rows = tuple((words.day(one["date"]), one["note"]) for one in history)
        blocks.append(Tab((words.column("date"), words.column("note")), rows))
    elif history:
        blocks.append(points([f"{words.day(one['date'])} {one['note']}" for one in history], mark="-"))
    return blocks


def signs(told):
    texts = []
    for sign in told.case.get("signage", ()):
        number = f"{sign['count']}개" if sign.get("count") else None
        texts.append(", ".join(part for part in (sign.get("place"), sign.get("size"), number) if part))
    return [points([f"안내판: {text}" for text in texts], mark="-")] if texts else []


def closing(told):
    """Return the sections that follow the places, people and keeping."""
    return [
        ("checking", checking(told)),
        ("requests", requests(told)),
        ("safeguards", safeguards(told)),
        ("entrusting", entrusting(told)),
        ("changes", [*signs(told), *changes(told)]),
    ]


def total(told):
    """Return the total a policy prints in a sentence, if it prints one."""
    number = told.case.get("stated_total")
    return [] if number is None else [Text(told.words.say("total", count=number))]


def person_table(told):
    """Return the one manager and the accessors all rows share as a table of people, or nothing."""
    first, words = told.rows[0], told.words
    people = [(row.get("manager"), row.get("accessors")) for row in told.rows]
    if any(one != people[0] for one in people) or not first.get("manager") or not first.get("accessors"):
        return []
    everybody = [(words.column("manager"), first["manager"])]
    everybody += [(words.column("access"), person) for person in first["accessors"]]
    keys = [key for key in ("title", "department", "phone") if any(one.get(key) for _role, one in everybody)]
    rows = tuple((role, *(", ".join(listed(one.get(key))) or words.blank for key in keys)) for role, one in everybody)
    return [Tab((words.column("role"), *(words.column(key) for key in keys)), rows, merges=frozenset({0}))]
