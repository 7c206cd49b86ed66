"""Owns how everything a text states becomes one draft document."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from app.kernel.messages import N_
from app.policy.proposal.draft import Draft, agreed
from app.policy.proposal.gathering import places_of
from app.policy.proposal.known import completed
from app.policy.proposal.places import Places
from app.policy.proposal.shapes import NAMELESS, Known, Option, Proposal, Why, cleaned, longest, named, present
from app.policy.proposal.soundness import sound
from app.policy.stated import About, Citation, Item, Officer, Processor, Revision, Said, StatedPolicy
from app.registry.document import FORMAT
from app.registry.domain import Kind
from app.registry.shape import LONGEST_LIST

_SELF = "organisation[0]"
_CHIEF = re.compile(r"(?:개인정보|^)\s*보호\s*책임[자관]|privacy officer|data protection officer", re.IGNORECASE)
_OFFICIAL = re.compile(r"\.go\.kr|kisa\.or\.kr|kopico|privacy\.kr|ico\.org|\.gov\b")
_LINK_WORDS = re.compile(r"[\s\-–·]*(?:VIEW|보기|바로가기)\s*$", re.IGNORECASE)
_ONLY_LABEL = re.compile(r"(?:방침\s*)?(?:공고|시행|변경|개정|제정|고시|적용)\s*일(?:자|시)?\s*[:：]?")
"""What stands beside a day and says no change."""
_ONLY_DAY = re.compile(r"(?:시행일자?|effective(?: from| on| date)?)?", re.IGNORECASE)
_MOST_DAYS = 3_650


def propose(stated: StatedPolicy, *, known: Known | None = None, own: Collection[str] = ()) -> Proposal:
    """Return what a text states as a draft registry document, with the place of each value and what must be asked.

    ``known``: what the registry already has; things of the same name keep their code. ``own``: sentences our own
    policies add (``own_sentences``), which are no facts of a registry.
    """
    stated = _without(stated, own)
    draft = Draft(known or Known())
    _ask_before(draft, stated)
    found = places_of(stated.rows)
    places = Places(draft, found, stated.purposes)
    declared = {**places.declare_common(f"{_SELF}.declared"), **_declared(draft, stated, places)}
    organisation = _organisation(draft, stated)
    places.write()
    draft.ask_aside()
    contractors = _contractors(draft, stated, places)
    agreements = [
        {"code": draft.code(Kind.AGREEMENT, "a", text), "party": text}
        for text in draft.texts("agreements", stated.agreements)
        if len(text) <= longest("party")
    ]
    document = {
        "format": FORMAT,
        "organisation": [present(**organisation, declared=declared)],
        "posts": draft.posts,
        "contractors": contractors,
        "agreements": agreements,
        "rows": places.rows,
        "sites": places.sites,
        "zones": places.zones,
    }
    document, dropped = sound(completed(document, draft.known))
    for path, message in dropped:
        draft.ask(Why.CHECK, N_("대장에 넣을 수 없어 뺐습니다: {reason}"), path=path, reason=message)
    return Proposal(
        document=document,
        fields=tuple(one for one in draft.fields if not one.path.startswith("_")),
        specific=tuple(draft.questions),
        unread=tuple((said.where.line, cleaned(said.value)) for said in stated.unread),
    )


def _without(stated: StatedPolicy, own: Collection[str]) -> StatedPolicy:
    method = stated.checking_method
    return replace(
        stated,
        processing=tuple(said for said in stated.processing if named(said.value) not in own),
        checking_method=None if method is None or named(method.value) in own else method,
    )


def _ask_before(draft: Draft, stated: StatedPolicy) -> None:
    if stated.first_line is None:
        draft.ask(Why.MISSING, N_("이 글에는 영상정보처리기기에 관한 부분이 없습니다."))
    for said in stated.other_organisations:
        text = N_("다른 회사 이름 '{name}'이(가) 적혀 있습니다. 대장에는 넣지 않았습니다.")
        draft.ask(Why.CHECK, text, where=said.where, name=cleaned(said.value))


def _organisation(draft: Draft, stated: StatedPolicy) -> dict[str, Any]:
    chief = agreed(
        [said for said in stated.officers if said.value.of is None and _CHIEF.search(said.value.role)],
        lambda said: (named(said.value.person.title), named(said.value.person.department)),
    )
    officer = f"{_SELF}.privacy_officer"
    people = [Said(said.value.person, _printed_as(said.value), said.where, said.confidence) for said in chief]
    if len(people) > 1:
        options = [
            Option(value=duty, words=cleaned(said.text), where=said.where, confidence=said.confidence)
            for said in people
            if (duty := draft.duty(f"_{officer}", said))
        ]
        text = N_("개인정보 보호책임자가 글 안에서 서로 다릅니다. 하나를 고르십시오.")
        draft.ask(Why.CONTRADICTION, text, path=officer, options=options)
    links = agreed(
        [said for said in stated.links if not _OFFICIAL.search(said.value) and not _is_mail(said.value)],
        lambda said: named(said.value.removeprefix("https://").removeprefix("http://").rstrip("/")),
    )
    total = stated.total
    return present(
        name=draft.text(f"{_SELF}.name", stated.organisation) or NAMELESS,
        language=stated.language if re.fullmatch(r"[a-z]{2,3}", stated.language or "") else None,
        homepage=draft.text(f"{_SELF}.homepage", links[0]) if len(links) == 1 else None,
        effective_on=draft.day(f"{_SELF}.effective_on", stated.effective_on),
        legal_bases=draft.texts(f"{_SELF}.legal_bases", _bases(stated)),
        safeguards=draft.texts(f"{_SELF}.safeguards", stated.safeguards),
        request_channels=draft.texts(f"{_SELF}.request_channels", stated.channels),
        request_form=draft.text(f"{_SELF}.request_form", stated.form),
        refusal_notice_days=_refusal_days(draft, stated),
        entrustment_statement=draft.text(f"{_SELF}.entrustment_statement", stated.no_processors),
        privacy_officer=draft.duty(officer, people[0]) if len(people) == 1 else None,
        stated_total=draft.number(f"{_SELF}.stated_total", total),
        history=_history(draft, stated),
    )


def _is_mail(link: str) -> bool:
    return "@" in link and "//" not in link


def _printed_as(officer: Officer) -> str:
    """Return an officer's role and post; the line itself also prints a name, which the registry has no place for."""
    person = officer.person
    return " ".join(text for text in (f"{officer.role}:", person.department, person.title, *person.phones) if text)


def _declared(draft: Draft, stated: StatedPolicy, places: Places) -> dict[str, Any]:
    """Return what the text declares for all places, where no place says otherwise."""
    path = f"{_SELF}.declared"
    processing = [said for said in stated.processing if cleaned(said.value)]
    joined = None
    if processing and "processing" not in places.common:
        whole = "; ".join(cleaned(said.value) for said in processing)
        first = processing[0]
        least = min(said.confidence for said in processing)
        joined = draft.text(f"{path}.processing_method", Said(whole, whole, first.where, least))
    return present(
        purposes=draft.purposes(f"{path}.purposes", stated.purposes),
        processing_method=joined,
        **{
            name: draft.text(f"{path}.{name}", getattr(stated, name))
            for name in ("checking_method", "checking_place")
            if name not in places.common
        },
    )


def _bases(stated: StatedPolicy) -> list[Said[str]]:
    """Return the provisions cited as grounds: where the item on grounds and purposes stands."""
    spans = [
        (section.heading.where.line, section.last_line) for section in stated.sections if Item.PURPOSE in section.items
    ]
    return [
        Said(_cited(said.value), said.text, said.where, said.confidence)
        for said in stated.citations
        if said.value.article and any(first <= said.where.line <= last for first, last in spans)
    ]


def _cited(one: Citation) -> str:
    article, _, branch = (one.article or "").partition("의")
    parts = [f"제{article}조" + (f"의{branch}" if branch else "")]
    parts += [f"제{one.paragraph}항"] if one.paragraph else []
    parts += [f"제{one.item}호"] if one.item else []
    return f"{one.instrument} {''.join(parts)}".strip()


def _refusal_days(draft: Draft, stated: StatedPolicy) -> int | None:
    path = f"{_SELF}.refusal_notice_days"
    found = agreed(
        [said for said in stated.periods if said.value.about is About.REFUSAL and said.value.days],
        lambda said: said.value.days,
    )
    days = [Said(said.value.days or 0, said.text, said.where, said.confidence) for said in found]
    if len(days) == 1:
        return draft.number(path, days[0], least=1, most=_MOST_DAYS)
    if days:
        options = [Option(value=d.value, words=cleaned(d.text), where=d.where, confidence=d.confidence) for d in days]
        text = N_("거절을 알리는 기간이 글 안에서 서로 다릅니다. 하나를 고르십시오.")
        draft.ask(Why.CONTRADICTION, text, path=path, options=options)
    return None


def _history(draft: Draft, stated: StatedPolicy) -> list[dict[str, str]]:
    effective = stated.effective_on.value if stated.effective_on else None
    found: list[dict[str, str]] = []
    for said in stated.revisions[:LONGEST_LIST]:
        one: Revision = said.value
        note = _LINK_WORDS.sub("", cleaned(one.note)) or cleaned(said.text)
        said_apart = one.kind == "effective" and one.on == effective and _ONLY_DAY.fullmatch(cleaned(one.note))
        if said_apart or not note or _ONLY_LABEL.fullmatch(note) or len(note) > longest("note"):
            continue
        path = f"{_SELF}.history[{len(found)}]"
        day = draft.day(f"{path}.on", Said(one.on, said.text, said.where, said.confidence))
        line = {"on": day, "note": note}
        if day and line not in found:
            found.append({"on": day, "note": note})
    return found


def _contractors(draft: Draft, stated: StatedPolicy, places: Places) -> list[dict[str, Any]]:
    sites = {named(site["name"]): site["code"] for site in places.sites}
    found: list[dict[str, Any]] = []
    for said in agreed(stated.processors, lambda said: (named(said.value.name), named(said.value.work))):
        one: Processor = said.value
        path = f"contractors[{len(found)}]"
        name = draft.text(f"{path}.name", Said(one.name, said.text, said.where, said.confidence))
        if not name:
            continue
        work = Said(one.work, said.text, said.where, said.confidence) if one.work else None
        covers = [named(part) for part in re.split(r"[,·]", one.covers or "")]
        phones = [phone for text in one.phones if (phone := cleaned(text)) and len(phone) <= longest("phones")]
        item = present(
            code=draft.code(Kind.CONTRACTOR, "v", name),
            name=name,
            work=draft.text(f"{path}.work", work),
            phones=phones,
            sites=[sites[part] for part in covers if part in sites],
        )
        found.append(item)
    return found
