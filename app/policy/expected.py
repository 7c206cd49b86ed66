"""Owns what our own policy of a registry states, as facts: the counterpart of reading one.

Made from the snapshot and the clauses, never from a printed text, so that a text and the registry can be compared fact
by fact. Facts have no place (line 0). Each published row is a row; what differs inside it, and every place listed in
an annex, is a row with the same name and a ``part``, with all of its values in force (none left to be looked up).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from app.law.grounds import UnknownGround, ground
from app.law.periods import deletion_answer_days, suspension_answer_days
from app.policy.clauses import Clause, clauses
from app.policy.clauses.labels import LABELS
from app.policy.composition import named_with_parents
from app.policy.composition.closing import days_to_answer, legal_days
from app.policy.composition.places import all_state, rows_with_annex, shown_zones
from app.policy.composition.purposes import common_purposes
from app.policy.composition.units import has_closed_places, row_values, units, zone_name
from app.policy.domain import Form
from app.policy.printed import Where
from app.policy.stated import (
    About,
    Citation,
    Item,
    Officer,
    Period,
    Processor,
    Revision,
    Said,
    StatedPerson,
    StatedPolicy,
    StatedRetention,
    StatedRow,
    StatedSection,
)
from app.registry.domain import Organisation, Retention
from app.registry.snapshot import Effective, Holder, RowView, SiteView, Snapshot, ZoneView

T = TypeVar("T")
NOWHERE = Where(0)
UNIT_FIELDS = (
    *("purposes", "location", "coverage", "hours", "retention", "storage_place", "processing_method"),
    *("checking_method", "checking_place", "checking_hours", "manager", "access_holders", "space_class"),
    *("unit", "operation", "device", "installed", "remarks"),
)
_CITED = re.compile(
    r"(?:「(?P<law>[^」]+)」|(?P<same>같은 법)|"
    r"(?P<bare>[가-힣](?:(?!같은)[가-힣 ])*?(?:법|시행령|시행규칙|지침|조례)))\s*"
    r"제(?P<article>\d+)조(?:의(?P<branch>\d+))?(?:\s*제(?P<paragraph>\d+)항)?(?:\s*제(?P<item>\d+)호)?"
)
_CITED_IN_ENGLISH = re.compile(
    r"Article (?P<article>\d+)(?:-(?P<branch>\d+))?(?:\((?P<paragraph>\d+)\))?(?:\((?P<item>\d+)\))?"
    r"(?: of the (?P<law>(?:[A-Z]\w+ )+Act))?"
)
_CHANNELS = {
    "서면": "서면|in writing",
    "전화": r"전화|telephone|(?<!\d)0\d{1,2}-\d{3,4}-\d{4}",
    "전자우편": "전자우편|e-mail",
    "팩스": "팩스|fax",
    "인터넷": "인터넷|internet",
    "방문": "방문|민원실|안내데스크|in person",
}


def expected(
    snapshot: Snapshot, *, on: date, form: Form, language: str, worded: Iterable[Clause] | None = None
) -> StatedPolicy:
    """Return what a policy composed from a snapshot states (개인정보 보호법 시행령 제25조제1항).

    ``worded``: the clauses it is worded by; ours of the day if none are given. A snapshot without an organisation
    states nothing, as nothing can be composed from it.
    """
    organisation = snapshot.organisation
    if organisation is None:
        return StatedPolicy(language=language)
    snapshot = named_with_parents(snapshot)
    words = LABELS[language]
    wordings = {clause.section: clause for clause in (worded or clauses(language, on=on))}
    counted = any(row.count is not None for row in snapshot.rows)
    return StatedPolicy(
        language=language,
        title=_said(words[f"title_{form.value}"]),
        organisation=_said((organisation.name_en if language == "en" else None) or organisation.name),
        sections=tuple(_sections(wordings)),
        rows=tuple(_rows(snapshot, words)),
        total=_said(snapshot.total) if counted else None,
        purposes=tuple(_said(purpose.text) for purpose in common_purposes(snapshot)),
        citations=tuple(_citations(snapshot, organisation, wordings)),
        periods=tuple(_periods(snapshot, organisation, on)),
        processing=tuple(_said(line[2:]) for line in _lines(wordings[4], "processing") if line.startswith("- ")),
        refusal_grounds=tuple(_said(line[2:]) for line in _lines(wordings[6], "refusal") if line.startswith("- ")),
        channels=tuple(_channels(organisation)),
        form=_text(organisation.request_form),
        safeguards=tuple(_said(text) for text in organisation.safeguards),
        processors=tuple(_processors(snapshot, words)),
        no_processors=_text(organisation.entrustment_statement),
        agreements=tuple(_said(one.party) for one in snapshot.agreements),
        officers=tuple(_officers(snapshot)),
        revisions=tuple(_said(Revision(on=one.on, note=one.note)) for one in organisation.history),
        effective_on=_said(organisation.effective_on) if organisation.effective_on else None,
        links=(_said(organisation.homepage),) if organisation.homepage else (),
    )


def _said(value: T, text: str | None = None, *, shared: bool = False) -> Said[T]:
    return Said(value, str(value) if text is None else text, NOWHERE, shared=shared)


def _sections(wordings: dict[int, Clause]) -> Iterator[StatedSection]:
    for item in Item:
        yield StatedSection(items=(item,), heading=_said(wordings[item]["heading"].text), last_line=0)


def _rows(snapshot: Snapshot, words: Mapping[str, str]) -> Iterator[StatedRow]:
    differing: dict[str, None] = dict.fromkeys(
        unit.code for unit in units(snapshot, *UNIT_FIELDS) if unit.part is not None
    )
    numbers = {row.code: number for number, row in enumerate(rows_with_annex(snapshot), start=1)}
    for row in snapshot.rows:
        annex = words["annex"].format(number=numbers[row.code]) if row.code in numbers else None
        yield _row(row.name, row, _referring(row, words["see_annex"].format(annex=annex) if annex else None), words)
        shown = {zone.code for _site, zone in shown_zones(row)}
        for site in row.sites:
            if len(row.sites) > 1:
                yield _row(row.name, site, site.values, words, part=site.name)
            for zone in site.zones:
                if zone.code in shown or zone.code in differing:
                    yield _row(row.name, zone, zone.values, words, part=zone_name(row, site.name, zone.name))


def _referring(row: RowView, reference: str | None) -> Effective:
    """Return the values of a row; where it is but by its places, the annex it refers to."""
    values = row_values(row)
    if reference is None:
        return values
    coverage = values.coverage or (reference if all_state(row, "coverage") else None)
    return replace(values, location=values.location or reference, coverage=coverage)


def _row(
    name: str,
    place: RowView | SiteView | ZoneView,
    values: Effective,
    words: Mapping[str, str],
    *,
    part: str | None = None,
) -> StatedRow:
    kind = place.kind if isinstance(place, RowView) else None
    return StatedRow(
        name=_said(name),
        part=_text(part),
        kind=_text(kind),
        count=None if place.count is None else _said(place.count),
        location=_text(values.location),
        coverage=_text(values.coverage),
        hours=_text(values.hours),
        retention=_kept(values.retention),
        storage=_text(values.storage_place),
        processing=_text(values.processing_method),
        checking_method=_text(values.checking_method),
        checking_place=_text(values.checking_place),
        managers=(_said(_person(values.manager)),) if values.manager else (),
        accessors=tuple(_said(_person(holder)) for holder in values.access_holders),
        purposes=tuple(_said(purpose.text) for purpose in values.purposes),
        bases=tuple(_said(text) for text in dict.fromkeys(_grounds(values)) if text),
        space_class=_said(values.space_class.value) if values.space_class else None,
        others=tuple((words[key], _said(text)) for key, text in _others(place, values, words) if text),
    )


def _text(text: str | None) -> Said[str] | None:
    return _said(text) if text else None


def _kept(retention: Retention | None) -> Said[StatedRetention] | None:
    if retention is None:
        return None
    counted = retention.days is not None or retention.least_days is not None or retention.most_days is not None
    stated = StatedRetention(
        days=retention.days if retention.recorded else None,
        least=retention.least_days if retention.recorded and retention.days is None else None,
        most=retention.most_days if retention.recorded and retention.days is None else None,
        from_recording=counted and retention.recorded,
        recorded=retention.recorded,
        condition=retention.condition,
        reason=retention.reason,
    )
    return _said(stated, retention.text or "")


def _person(holder: Holder) -> StatedPerson:
    return StatedPerson(
        title=holder.title, department=holder.department, phones=tuple(holder.phones), label=holder.label
    )


def _grounds(values: Effective) -> Iterator[str | None]:
    for purpose in values.purposes:
        yield _cited_as(purpose.ground)


def _cited_as(key: str | None) -> str | None:
    if key is None:
        return None
    try:
        return ground(key).source.citation
    except UnknownGround:
        return None


def _others(
    place: RowView | SiteView | ZoneView, values: Effective, words: Mapping[str, str]
) -> Iterator[tuple[str, str | None]]:
    """Yield what else is printed of a place: key of the heading, and value."""
    match place:
        case RowView():
            number = place.places_count
            yield "places_count", None if number is None else words["places_number"].format(count=number)
            yield "address", place.sites[0].address if len(place.sites) == 1 else None
        case SiteView():
            yield "address", place.address or place.region
        case ZoneView():
            yield "by", words.get(f"by_{place.by}", place.by)
    yield "unit", values.unit
    yield "operation", values.operation
    own = place.installed_on.isoformat() if isinstance(place, ZoneView) and place.installed_on else None
    yield "installed", own or values.installed
    if values.device:
        device = values.device
        yield "device", words.get(device.kind, device.kind) if device.kind else None
        yield "resolution", device.resolution
        yield "audio", device.audio
        yield "functions", ", ".join(f"{name}: {value}" for name, value in device.functions)
        yield "network", device.network
        yield "recorder", device.recorder
    yield "remarks", "; ".join(values.remarks)


def _citations(snapshot: Snapshot, organisation: Organisation, wordings: dict[int, Clause]) -> Iterator[Said[Citation]]:
    """Yield what the clauses, the organisation's grounds and the purposes cite, each once."""
    texts = [line for wording in wordings[0].wordings.values() for line in wording.lines]
    if has_closed_places(snapshot):
        texts += _lines(wordings[1], "closed")
    texts += organisation.legal_bases
    everywhere = [common_purposes(snapshot), *(unit.values.purposes for unit in units(snapshot, "purposes"))]
    texts += [text for several in everywhere for one in several if (text := _cited_as(one.ground))]
    found: dict[Citation, str] = {}
    for text in texts:
        law = ""
        for match in (*_CITED.finditer(text), *_CITED_IN_ENGLISH.finditer(text)):
            law = match["law"] or match.groupdict().get("bare") or law
            found.setdefault(_citation(match, law), match[0])
    return (_said(citation, text) for citation, text in found.items())


def _citation(match: re.Match[str], law: str) -> Citation:
    branch = f"의{match['branch']}" if match["branch"] else ""
    return Citation(
        instrument=law,
        article=match["article"] + branch,
        paragraph=int(match["paragraph"]) if match["paragraph"] else None,
        item=int(match["item"]) if match["item"] else None,
    )


def _periods(snapshot: Snapshot, organisation: Organisation, on: date) -> Iterator[Said[Period]]:
    answered = days_to_answer(organisation, on=on)
    yield _said(Period(about=About.ANSWER, days=answered))
    yield _said(Period(about=About.REFUSAL, days=answered))
    yield _said(Period(about=About.DELETION, days=legal_days(deletion_answer_days, on)))
    if has_closed_places(snapshot):
        yield _said(Period(about=About.SUSPENSION, days=legal_days(suspension_answer_days, on)))


def _lines(clause: Clause, key: str) -> tuple[str, ...]:
    wording = clause.wordings.get(key)
    return wording.lines if wording else ()


def _channels(organisation: Organisation) -> Iterator[Said[str]]:
    text = ", ".join(organisation.request_channels)
    return (_said(channel) for channel, words in _CHANNELS.items() if re.search(words, text))


def _processors(snapshot: Snapshot, words: Mapping[str, str]) -> Iterator[Said[Processor]]:
    names = {site.code: site.name for site in snapshot.sites} | {row.code: row.name for row in snapshot.rows}
    for one in snapshot.contractors:
        covers = ", ".join(names.get(code, code) for code in one.sites) or words["all_places"]
        yield _said(Processor(name=one.name, work=one.work, phones=tuple(one.phones), covers=covers))


def _officers(snapshot: Snapshot) -> Iterator[Said[Officer]]:
    holder = snapshot.privacy_officer
    if holder and (holder.title or holder.department):
        yield _said(Officer(role="개인정보 보호책임자", person=_person(holder)))
