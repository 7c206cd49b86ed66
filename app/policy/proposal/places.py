"""Owns how the rows of a text become sites, rows over several sites, and zones; a value all share is declared once.

What a text says in two ways of one place is taken in neither: it is asked, with both.
"""

import re
from collections.abc import Sequence
from typing import Any

from app.kernel.messages import N_, Message
from app.policy.proposal.columns import address_of, of_columns
from app.policy.proposal.draft import LONGEST_PERIOD, Draft
from app.policy.proposal.gathering import FIELDS, Place, Values, key_of
from app.policy.proposal.shapes import Option, Why, cleaned, longest, present
from app.policy.stated import Said, StatedPerson, StatedRetention, StatedRow
from app.registry.domain import Kind

TEXTS = {
    "location": "location",
    "coverage": "coverage",
    "hours": "hours",
    "storage": "storage_place",
    "processing": "processing_method",
    "checking_method": "checking_method",
    "checking_place": "checking_place",
    "space_class": "space_class",
}
"""Fields of a stated row that are one text, and what the registry calls them."""
PEOPLE = {"managers": "manager", "accessors": "access_holders"}
UP = ("hours", "retention", "storage", "processing", "checking_method", "checking_place", "managers", "accessors")
"""What an organisation may declare once for all of its places."""
LABELS = {
    "count": N_("대수"),
    "location": N_("설치 위치"),
    "coverage": N_("촬영 범위"),
    "hours": N_("촬영시간"),
    "retention": N_("보관기간"),
    "storage": N_("보관장소"),
    "processing": N_("처리방법"),
    "checking_method": N_("확인 방법"),
    "checking_place": N_("확인 장소"),
    "managers": N_("관리책임자"),
    "accessors": N_("접근권한자"),
    "purposes": N_("설치 목적"),
    "space_class": N_("공개·비공개"),
    "kind": N_("종류"),
}
_FLOOR = re.compile(r"(?:지하|지상|B)?\s*\d+\s*(?:층|F)(?:\s.*)?", re.IGNORECASE)


class Places:
    """Writes places into the draft."""

    def __init__(self, draft: Draft, places: Sequence[Place], purposes: Sequence[Said[str]]) -> None:
        """Find what all places share."""
        self.draft, self.places = draft, places
        self.common = {name: said for name in UP if (said := self._shared(name)) is not None}
        self.purposes = key_of(tuple(purposes)) if purposes else None
        self.rows: list[dict[str, Any]] = []
        self.sites: list[dict[str, Any]] = []
        self.zones: list[dict[str, Any]] = []

    def _shared(self, name: str) -> Any:  # noqa: ANN401  # A Said, or several.
        found = [place.values.get(name) for place in self.places]
        if len(found) < 2 or None in found or len({key_of(one) for one in found}) > 1:  # noqa: PLR2004  # Several.
            return None
        return min(found, key=lambda one: min(said.confidence for said in (one if isinstance(one, tuple) else (one,))))

    def declare_common(self, path: str) -> dict[str, Any]:
        """Return what is declared once, for the organisation."""
        return self._declared(path, self.common)

    def write(self) -> None:
        """Write every place."""
        for order, place in enumerate(self.places, start=1):
            own = {name: said for name, said in place.values.items() if name not in self.common}
            if self.purposes is not None and "purposes" in own and key_of(own["purposes"]) == self.purposes:
                del own["purposes"]
            name = cleaned(place.name.value)[: longest("name")] or "-"
            row_code = self.draft.known.code(Kind.ROW, name)
            if row_code or any(address_of(part) for part in place.parts):
                self._row(name, place, own, order)
            else:
                self._site(name, place, own, order)

    def _row(self, name: str, place: Place, own: Values, order: int) -> None:
        path = f"rows[{len(self.rows)}]"
        item = {"code": self.draft.code(Kind.ROW, "r", name), **self._item(path, name, place, own, order)}
        self.rows.append(item)
        homes = [cleaned(part.part.value) for part in place.parts if part.part and address_of(part)]
        inside: dict[str | None, list[StatedRow]] = {}
        for part in place.parts:
            inside.setdefault(None if address_of(part) else _home(part, homes), []).append(part)
        alone = inside.pop(None, [])
        for number, part in enumerate(alone, start=1):
            base = f"sites[{len(self.sites)}]"
            said = part.part or place.name
            label = cleaned(said.value)[: longest("name")] or "-"
            self.draft.note(f"{base}.name", label, said)
            values = self._of_part(part, place.values)
            site = present(
                code=self.draft.code(Kind.SITE, "s", label),
                name=label,
                row=item["code"],
                order=order * 1000 + number,
                address=self.draft.text(f"{base}.address", address_of(part)),
                camera_count=self.draft.number(f"{base}.camera_count", part.count),
                declared=self._declared(f"{base}.declared", values),
            )
            self.sites.append(site)
            parts = inside.get(label, [])
            self._zones(site, parts, {**place.values, **values})
            counts = [one.count.value for one in parts if one.count]
            if parts and "camera_count" in site and (len(counts) < len(parts) or sum(counts) != site["camera_count"]):
                site["zones_complete"] = False
        self._compare(path, place, own, [part.count for part in alone])

    def _site(self, name: str, place: Place, own: Values, order: int) -> None:
        path = f"sites[{len(self.sites)}]"
        item = {"code": self.draft.code(Kind.SITE, "s", name), **self._item(path, name, place, own, order)}
        self.sites.append(item)
        self._zones(item, place.parts, place.values)
        if place.parts and not self._compare(path, place, own, [part.count for part in place.parts]):
            item["zones_complete"] = False

    def _zones(self, site: dict[str, Any], parts: Sequence[StatedRow], above: Values) -> None:
        labels = [_label(part, site["name"]) for part in parts]
        by = "floor" if labels and all(_FLOOR.fullmatch(label) for label in labels) else None
        for number, (label, part) in enumerate(zip(labels, parts, strict=True), start=1):
            base = f"zones[{len(self.zones)}]"
            if part.part:
                self.draft.note(f"{base}.name", label, part.part)
            columns = of_columns(self.draft, base, part.others)
            declared = {**self._declared(f"{base}.declared", self._of_part(part, above)), **columns.declared}
            zone = present(
                code=self.draft.code(Kind.ZONE, f"{site['code']}.z", site["code"], label),
                site=site["code"],
                name=label,
                order=number,
                by=by,
                camera_count=self.draft.number(f"{base}.camera_count", part.count),
                installed_on=columns.installed_on,
                declared=declared,
            )
            self.zones.append(zone)

    def _item(self, path: str, name: str, place: Place, own: Values, order: int) -> dict[str, Any]:
        self.draft.note(f"{path}.name", name, place.name)
        columns = of_columns(self.draft, path, place.others)
        for field, found in place.differing.items():
            options = [self._option(field, one) for one in found]
            text = N_("'{place}'의 {field}이(가) 글 안에서 서로 다릅니다. 하나를 고르십시오.")
            at = f"{path}.{_written(field)}"
            known = [one for one in options if one]
            label = Message(LABELS[field])
            self.draft.ask(Why.CONTRADICTION, text, path=at, options=known, place=name, field=label)
        return present(
            name=name,
            kind=self.draft.text(f"{path}.kind", own.get("kind")),
            order=order,
            camera_count=self.draft.number(f"{path}.camera_count", own.get("count")),
            places_count=columns.places_count,
            declared={**self._declared(f"{path}.declared", own), **columns.declared},
        )

    def _option(self, field: str, one: Any) -> Option | None:  # noqa: ANN401  # A Said, or several.
        said = one[0] if isinstance(one, tuple) else one
        kept: Any = None
        if field in TEXTS or field == "kind":
            kept = cleaned(said.value)
        elif field == "count":
            kept = said.value
        elif field == "retention":
            kept = retention_of(said)
        elif field == "purposes":
            kept = [{"text": cleaned(each.value)} for each in one]
        else:  # People: their posts stand in the draft already or are written there now, to be chosen by code.
            duties = self.draft.duties(f"_.{PEOPLE[field]}", one)
            kept = (duties[0] if duties else None) if field == "managers" else duties
        if not kept and kept != 0:
            return None
        return Option(value=kept, words=cleaned(said.text), where=said.where, confidence=said.confidence)

    @staticmethod
    def _of_part(part: StatedRow, above: Values) -> Values:
        found: Values = {}
        for name in FIELDS:
            value = getattr(part, name) or None
            if value is None or name in ("count", "kind"):
                continue
            if name not in above or key_of(value) != key_of(above[name]):
                found[name] = value
        return found

    def _declared(self, path: str, values: Values) -> dict[str, Any]:
        draft = self.draft
        found: dict[str, Any] = {
            called: draft.text(f"{path}.{called}", values[name]) for name, called in TEXTS.items() if name in values
        }
        if "purposes" in values:
            found["purposes"] = draft.purposes(f"{path}.purposes", values["purposes"])
        if "retention" in values and (kept := retention_of(values["retention"])):
            draft.note(f"{path}.retention", kept, values["retention"])
            found["retention"] = kept
        if values.get("managers"):
            found["manager"] = self._manager(path, values["managers"])
        if values.get("accessors"):
            found["access_holders"] = draft.duties(f"{path}.access_holders", values["accessors"])
        return present(**found)

    def _manager(self, path: str, people: Sequence[Said[StatedPerson]]) -> dict[str, str] | None:
        if len(people) == 1:
            return self.draft.duty(f"{path}.manager", people[0])
        options = [option for one in people if (option := self._option("managers", (one,)))]
        text = N_("관리책임자가 {count}명 적혀 있습니다. 대장에 둘 한 사람을 고르십시오.")
        self.draft.ask(Why.DECISION, text, path=f"{path}.manager", options=options, count=len(people))
        return None

    def _compare(self, path: str, place: Place, own: Values, counts: Sequence[Said[int] | None]) -> bool:
        """Return whether the parts make up the place; ask where they count otherwise."""
        stated = own.get("count")
        if stated is None or not counts:
            return True
        known = [said.value for said in counts if said]
        if len(known) < len(counts):
            return False
        if sum(known) == stated.value:
            return True
        text = N_("'{place}'의 대수는 {stated}대인데 그 안의 대수를 더하면 {summed}대입니다.")
        self.draft.ask(
            Why.CONTRADICTION,
            text,
            path=f"{path}.camera_count",
            where=stated.where,
            place=cleaned(place.name.value),
            stated=stated.value,
            summed=sum(known),
        )
        return False


def _home(part: StatedRow, homes: Sequence[str]) -> str | None:
    """Return the part with an address that another is named after: "장양 충전소 출입구" stands in "장양 충전소"."""
    label = cleaned(part.part.value) if part.part else ""
    return max((name for name in homes if label.startswith(f"{name} ")), key=len, default=None)


def _label(part: StatedRow, site: str) -> str:
    name = cleaned(part.part.value) if part.part else site
    return (name.removeprefix(f"{site} ") or name)[: longest("name")] or "-"


def retention_of(said: Said[StatedRetention]) -> dict[str, Any] | None:
    """Return a retention period as the document writes it, or None if nothing of it fits."""
    kept = said.value
    text, condition, reason = (cleaned(one or "") for one in (said.text, kept.condition, kept.reason))
    days, least, most = (
        number if number is not None and 1 <= number <= LONGEST_PERIOD else None
        for number in (kept.days, kept.least, kept.most)
    )
    if not kept.recorded:
        days = least = most = None
    if days is not None or (least is not None and most is not None and least > most):
        least = most = None
    most_letters = longest("text")
    found = present(
        text=text if len(text) <= most_letters else None,
        days=days,
        least_days=least,
        most_days=most,
        condition=condition if len(condition) <= most_letters else None,
        reason=reason if len(reason) <= most_letters else None,
    )
    return found if kept.recorded else {**found, "recorded": False}


def _written(field: str) -> str:
    """Return where in an item a field of a stated row stands."""
    if field in ("count", "kind"):
        return {"count": "camera_count", "kind": "kind"}[field]
    return f"declared.{TEXTS.get(field) or PEOPLE.get(field) or field}"
