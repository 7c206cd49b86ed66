"""Owns what an entry of each kind needs, and by which source. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.footage_access.domain import COPIES, GROUND_CONSENT, GROUND_STATUTE, ConsentItem, Facts, Kind
from app.kernel.messages import N_
from app.law.citation import Source
from app.law.register import Field as LawField
from app.law.register import RegisterKind, required_fields
from app.law.sources import latest


@dataclass(frozen=True, slots=True)
class Needed:
    """A field an entry of some kind needs: its name in ``Facts``, what people call it, and who asks for it."""

    field: str
    label: str
    source_key: str

    @property
    def source(self) -> Source:
        """Return the newest wording of the source."""
        return latest(self.source_key)


LABELS: Mapping[str, str] = {
    "request_number": N_("요청 번호"),
    "span_from": N_("영상 구간"),
    "text": N_("사유"),
    "file_name": N_("파일명/형태"),
    "recipient": N_("제공받는 자·이용자"),
    "ground": N_("이용·제공 근거"),
    "form": N_("이용·제공 형태"),
    "method": N_("파기 방법"),
    "document": N_("공문·영장 번호와 근거 법령"),
    "copied": N_("사본 내용"),
    "copy_reason": N_("사본 제공 사유"),
    "consent_on": N_("동의 받은 날"),
    "consent_items": N_("동의 고지 사항"),
}
_LAW_FIELDS: Mapping[LawField, str | None] = {
    LawField.AT: None,  # Always there: an entry cannot be made without them.
    LawField.HANDLER: None,
    LawField.PURPOSE: "text",
    LawField.FILE: "file_name",
    LawField.ASKED_FOR: "text",
    LawField.PARTY: "recipient",
    LawField.CONTACT: None,  # Kept with the request.
    LawField.GROUND: "ground",
    LawField.FORM: "form",
    LawField.FOOTAGE_CREATED: "span_from",
}
_OURS: Mapping[Kind, Mapping[str, str]] = {
    Kind.VIEWING: {"span_from": "guideline.44.5", "request_number": "guideline.44.1"},
    Kind.USE: {"span_from": "guideline.42.1", "ground": "pipa.18.2"},
    Kind.PROVISION: {"span_from": "guideline.42.1", "request_number": "guideline.40", "ground": "pipa.18.2"},
}


def _needs(kind: Kind) -> tuple[Needed, ...]:
    if kind is Kind.LIVE:
        return ()
    names: dict[str, str] = {}
    for duty in required_fields(RegisterKind(kind.value)):
        name = _LAW_FIELDS[duty.field]
        if name == "recipient" and kind is Kind.VIEWING:
            continue  # The request holds who asked, and how to reach them.
        if kind is Kind.DESTRUCTION and name == "form":
            name = "method"
        if name is not None:
            names.setdefault(name, duty.source_key)
    names |= _OURS.get(kind, {})
    return tuple(Needed(name, LABELS[name], names[name]) for name in LABELS if name in names)


NEEDS: Mapping[Kind, tuple[Needed, ...]] = {kind: _needs(kind) for kind in Kind}
"""What each kind needs beside time, place, handler and purpose. Database checks repeat it (migration 0005)."""


def needs_of(facts: Facts) -> tuple[Needed, ...]:
    """Return what this entry needs: what its kind needs, and what its ground or its form needs."""
    names: dict[str, str] = {}
    if facts.kind in {Kind.USE, Kind.PROVISION}:
        if facts.ground == GROUND_STATUTE:
            names["document"] = GROUND_STATUTE
        if facts.ground == GROUND_CONSENT:
            names |= {"consent_on": "pipa.18.3", "consent_items": "pipa.18.3"}
    if facts.kind is Kind.VIEWING and facts.form in COPIES:
        names |= {"copied": "guideline.44.5", "copy_reason": "guideline.44.5"}
    return (*NEEDS[facts.kind], *(Needed(name, LABELS[name], key) for name, key in names.items()))


def missing(facts: Facts) -> tuple[Needed, ...]:
    """Return what the entry still needs, in the order of the form."""
    return tuple(needed for needed in needs_of(facts) if not _is_given(facts, needed.field))


def _is_given(facts: Facts, name: str) -> bool:
    if name == "consent_items":
        return set(facts.consent_items) == set(ConsentItem)
    if name == "recipient" and facts.kind is Kind.PROVISION and facts.request_number:
        return True  # The request holds who asked, encrypted; a body is named here too.
    value = getattr(facts, name)
    return value is not None and str(value).strip() != ""
