"""Owns what is asked of a draft as it stands: what is in dispute, missing, to be decided, or worth a look."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.kernel.messages import N_, Message
from app.policy.proposal.places import LABELS
from app.policy.proposal.shapes import LIKELY, NAMELESS, Proposal, Question, Why
from app.policy.proposal.soundness import steps, value_at

_ASKED_OF_EVERY_PLACE = {
    "count": "camera_count",
    "coverage": "declared.coverage",
    "hours": "declared.hours",
    "retention": "declared.retention",
    "storage": "declared.storage_place",
    "managers": "declared.manager",
}
_SHOWN_NAMES = 8
TOTAL_REASON = "organisation[0].stated_total_reason"
"""Where a person says why the sum of the places holds, though the text states another total."""


def questions(proposal: Proposal) -> list[Question]:
    """Return everything a person is asked about a draft; what was answered meanwhile is not asked again."""
    found = [one for one in proposal.specific if not _answered(one, proposal)]
    disputed = {one.path for one in found}
    found += _of_whole(proposal, disputed)
    found += _of_places(proposal.document, disputed)
    unsure = [
        one
        for one in proposal.fields
        if one.confidence < LIKELY and one.value == value_at(proposal.document, steps(one.path))
    ]
    if unsure:
        text = N_("확실하지 않게 읽은 값이 {count}개 있습니다. '불확실'이라고 적힌 값을 글과 견주십시오.")
        found.append(_question(Why.CHECK, text, count=len(unsure)))
    order = list(Why)
    return sorted(found, key=lambda one: order.index(one.why))


def _question(why: Why, text: str, *, path: str | None = None, **values: object) -> Question:
    return Question(why=why, message=Message(text, values), path=path)


def _answered(question: Question, proposal: Proposal) -> bool:
    return question.path in proposal.corrected


def _of_whole(proposal: Proposal, disputed: set[str | None]) -> Iterator[Question]:
    document = proposal.document
    whole = document["organisation"][0]
    if whole.get("name") == NAMELESS:
        text = N_("운영자(회사) 이름을 글에서 찾지 못했습니다. 이름을 적으십시오.")
        yield _question(Why.MISSING, text, path="organisation[0].name")
    if not document["sites"] and not document["rows"]:
        text = N_("설치장소를 하나도 읽지 못했습니다. 장소 이름을 적어 더하십시오.")
        yield _question(Why.MISSING, text, path="added")
    officer = "organisation[0].privacy_officer"
    if not whole.get("privacy_officer") and officer not in disputed:
        yield _question(Why.MISSING, N_("개인정보 보호책임자가 적혀 있지 않습니다."), path=officer)
    if not whole.get("request_channels"):
        text = N_("열람 요구를 어디서 어떻게 받는지 적혀 있지 않습니다. 없으면 방침을 승인할 수 없습니다.")
        yield _question(Why.MISSING, text, path="organisation[0].request_channels")
    if not (document["contractors"] or whole.get("entrustment_statement")):
        text = N_("위탁하는지 적혀 있지 않습니다. 위탁하지 않으면 그렇게 적으십시오. 없으면 방침을 승인할 수 없습니다.")
        yield _question(Why.MISSING, text, path="organisation[0].entrustment_statement")
    counts = [_counted(document, item) for item in (*document["rows"], *_alone(document))]
    total, summed = whole.get("stated_total"), cameras_read(document)
    if totals_differ(document) and not whole.get("stated_total_reason"):
        added = N_("합계는 {stated}대라고 적혀 있는데 더하면 {summed}대입니다.")
        part = N_("합계 {stated}대라고 적혀 있으나 읽은 것은 {summed}대입니다.")
        text = added if counts and None not in counts else part
        yield _question(Why.CONTRADICTION, text, path=TOTAL_REASON, stated=total, summed=summed)


def totals_differ(document: dict[str, Any]) -> bool:
    """Return whether a text states another total than its places make together."""
    total = document["organisation"][0].get("stated_total")
    return total is not None and cameras_read(document) != total


def cameras_read(document: dict[str, Any]) -> int:
    """Return how many cameras a draft counts in all, those counted only by parts of a place included."""
    return sum(_counted(document, item) or 0 for item in (*document["rows"], *_alone(document)))


def _counted(document: dict[str, Any], item: dict[str, Any]) -> int | None:
    """Return the number of cameras of a place, or what all its parts count; None if not all of them do."""
    own = item.get("camera_count")
    parts = [part.get("camera_count") for part in _parts(document, item)]
    told = [int(one) for one in parts if one is not None]
    if own is not None:
        return int(own)
    return sum(told) if parts and len(told) == len(parts) else None


def _alone(document: dict[str, Any]) -> Sequence[dict[str, Any]]:
    return [site for site in document["sites"] if "row" not in site]


def _of_places(document: dict[str, Any], disputed: set[str | None]) -> Iterator[Question]:
    whole = document["organisation"][0]
    places = [
        (f"{key}[{number}]", item)
        for key in ("rows", "sites")
        for number, item in enumerate(document[key])
        if "row" not in item
    ]
    for field, path in _ASKED_OF_EVERY_PLACE.items():
        if value_at(whole, steps(path)):
            continue
        without = [
            (at, item["name"])
            for at, item in places
            if value_at(item, steps(path)) is None
            and f"{at}.{path}" not in disputed
            and not _parts_say(document, item, path)
        ]
        if without:
            text = N_("{field}이(가) 적혀 있지 않은 곳이 {count}곳 있습니다: {places}")
            label, names = Message(LABELS[field]), _listed([name for _at, name in without])
            first = f"{without[0][0]}.{path}"
            yield _question(Why.MISSING, text, path=first, field=label, count=len(without), places=names)
    declared = [whole.get("declared", {}), *(item.get("declared", {}) for _at, item in places)]
    if any("ground" not in one for each in declared for one in each.get("purposes", ())):
        text = N_("설치 목적마다 법의 어느 호에 따른 것인지 골라야 합니다. 글은 그것을 알려 주지 않습니다.")
        yield _question(Why.DECISION, text)
    unclassed = [item["name"] for _at, item in places if not item.get("declared", {}).get("space_class")]
    if unclassed and not whole.get("declared", {}).get("space_class"):
        text = N_("누구나 드나드는 공개된 장소인지 {count}곳을 정해야 합니다: {places}")
        yield _question(Why.DECISION, text, count=len(unclassed), places=_listed(unclassed))


def _parts_say(document: dict[str, Any], item: dict[str, Any], path: str) -> bool:
    """Return whether every part of a place says what the place itself does not."""
    parts = _parts(document, item)
    return bool(parts) and all(value_at(part, steps(path)) is not None for part in parts)


def _parts(document: dict[str, Any], item: dict[str, Any]) -> list[dict[str, Any]]:
    parts = [zone for zone in document["zones"] if zone["site"] == item["code"]]
    return [*parts, *(site for site in document["sites"] if site.get("row") == item["code"])]


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_SHOWN_NAMES])
    return f"{shown} …" if len(names) > _SHOWN_NAMES else shown
