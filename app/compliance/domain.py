"""Owns what a finding is, what rules look at, and how like breaches become one finding."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256

from app.compliance.breaches import MOST_PLACES, AtSite, Breach, Groups
from app.compliance.facts import (
    AccountFact,
    EntryFact,
    Facts,
    Place,
    RecorderFact,
    RequestFact,
    RetentionFact,
    SignFact,
    Subject,
)
from app.kernel.messages import N_, Message
from app.law.severity import Severity
from app.law.sources import NotInForce, Source, latest, source
from app.policy.findings import SEVERITY_LABELS

__all__ = [
    "AREA_LABELS",
    "MOST_PLACES",
    "SEVERITY_LABELS",
    "AccountFact",
    "Area",
    "AtSite",
    "Breach",
    "EntryFact",
    "Facts",
    "Finding",
    "Place",
    "Reads",
    "RecorderFact",
    "RequestFact",
    "RetentionFact",
    "Rule",
    "RuleSummary",
    "Severity",
    "SignFact",
    "Subject",
    "by_rule",
    "count_by_severity",
    "examine",
    "examine_parts",
    "ordered",
    "within",
]


class Area(StrEnum):
    """What a rule is about."""

    CAMERA = "camera"
    SIGN = "sign"
    PEOPLE = "people"
    POLICY = "policy"
    RETENTION = "retention"
    REQUEST = "request"
    SECURITY = "security"
    CONTRACTOR = "contractor"
    REGISTER = "register"


AREA_LABELS = {
    Area.CAMERA: N_("카메라·구역"),
    Area.SIGN: N_("안내판"),
    Area.PEOPLE: N_("책임자·권한자"),
    Area.POLICY: N_("운영·관리 방침"),
    Area.RETENTION: N_("보관·파기"),
    Area.REQUEST: N_("열람 요구"),
    Area.SECURITY: N_("계정·보안"),
    Area.CONTRACTOR: N_("수탁자"),
    Area.REGISTER: N_("관리대장"),
}


class Reads(StrEnum):
    """Which facts a rule reads; decides how long its findings may be kept."""

    REGISTRY = "registry"
    SIGNS = "signs"
    REQUESTS = "requests"
    ACCOUNTS = "accounts"
    REGISTER = "register"
    RECORDER_CHECKS = "recorder_checks"
    BACKUPS = "backups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A duty, where it comes from, and how to see that it is not met. The first source decides when it holds.

    ``says_several``: it has more than one thing to say, so the key of a finding tells which.
    """

    id: str
    area: Area
    severity: Severity
    reads: Reads
    title: str  # A Korean message id.
    advice: str  # A Korean message id.
    sources: tuple[str, ...]
    look: Callable[[Facts], Iterator[Breach]]
    says_several: bool = False

    def in_force(self, on: date) -> bool:
        """Return whether its first source holds on a day."""
        try:
            source(self.sources[0], on=on)
        except NotInForce:
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Breaches that say the same, as one: what is wrong, where, why it matters and what to do.

    ``places`` are the first of ``count``, at most ``MOST_PLACES``; ``of_sites`` says the same of each site. ``key`` is
    the rule and the object, and what is said (``part``) where the rule has several things to say: it stays while the
    same is wrong, though numbers and counts change.
    """

    rule: str
    area: Area
    severity: Severity
    title: str
    message: Message
    advice: str
    source_keys: tuple[str, ...]
    places: tuple[Place, ...]
    count: int
    key: str
    part: str = ""
    row: tuple[str, str] | None = None
    of_sites: Mapping[str, AtSite] = field(default_factory=dict, repr=False, compare=False)

    @property
    def target(self) -> Place:
        """Return the object to open: the one object, or the published row all of them stand in."""
        if self.row is not None and self.count > 1:
            return Place(Subject.ROW, self.row[0], self.row[1])
        return self.places[0]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return the sources in their newest wording."""
        return tuple(latest(key) for key in self.source_keys)


def examine(facts: Facts, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """Return what rules find, worst first, then in the order of the rules; like breaches of a row are one finding."""
    return examine_parts((facts,), rules, on=facts.on)


def examine_parts(parts: Iterable[Facts], rules: Iterable[Rule], *, on: date) -> tuple[Finding, ...]:
    """Return the same of facts that come in parts, one after the other: only one part is held at a time."""
    groups = [(rule, Groups()) for rule in rules if rule.in_force(on)]
    for facts in parts:
        for rule, found in groups:
            for breach in rule.look(facts):
                found.add(breach)
    return ordered(finding for rule, found in groups for finding in _findings(rule, found))


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings worst first, otherwise in the order given."""
    return tuple(sorted(findings, key=lambda finding: _ORDER[finding.severity]))


def within(findings: Iterable[Finding], sites: frozenset[str] | None) -> tuple[Finding, ...]:
    """Return findings as a person limited to some sites may see them: only their sites, also in the counts.

    What concerns no single site (the organisation, a row, an account) is shown to people who see all sites.
    """
    if sites is None:
        return tuple(findings)
    limited = (_within(finding, sites) for finding in findings)
    return tuple(finding for finding in limited if finding is not None)


def _within(finding: Finding, sites: frozenset[str]) -> Finding | None:
    seen = {code: there for code, there in finding.of_sites.items() if code in sites}
    if not seen:
        return None
    places = tuple(place for there in seen.values() for place in there.places)[:MOST_PLACES]
    key = finding.key if finding.row is not None else _key(finding.rule, places[0], finding.part)
    count = sum(there.count for there in seen.values())
    return replace(finding, places=places, count=count, key=key, row=None, of_sites=seen)


def count_by_severity(findings: Sequence[Finding]) -> dict[Severity, int]:
    """Return how many findings there are of each severity."""
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += 1
    return counts


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """What one rule found in all: its worst severity and at how many objects."""

    rule: str
    title: str
    severity: Severity
    count: int


def by_rule(findings: Iterable[Finding]) -> tuple[RuleSummary, ...]:
    """Return one line per rule, in the order of the findings."""
    summaries: dict[str, RuleSummary] = {}
    for finding in findings:
        known = summaries.get(finding.rule)
        severity, count = (known.severity, known.count) if known else (finding.severity, 0)
        summaries[finding.rule] = RuleSummary(finding.rule, finding.title, severity, count + finding.count)
    return tuple(summaries.values())


_SHOWN_PART = 8
_ORDER = {severity: order for order, severity in enumerate(Severity)}


def _key(rule: str, place: Place, part: str) -> str:
    return "/".join([rule, place.kind, place.code, *([part] if part else [])])


def _part(rule: Rule, breach: Breach) -> str:
    """Return what tells apart the things a rule says of an object: its own part, else the words without values."""
    if breach.part is not None or not rule.says_several:
        return breach.part or ""
    return sha256(breach.message.text.encode()).hexdigest()[:_SHOWN_PART]


def _findings(rule: Rule, found: Groups) -> Iterator[Finding]:
    for group in found:
        first = group.first
        subject, part = Place(Subject.ROW, *first.row) if first.row else first.place, _part(rule, first)
        yield Finding(
            rule=rule.id,
            area=rule.area,
            severity=first.severity or rule.severity,
            title=rule.title,
            message=first.message,
            advice=rule.advice,
            source_keys=rule.sources,
            places=tuple(group.places),
            count=group.count,
            key=_key(rule.id, subject, part),
            part=part,
            row=first.row,
            of_sites={code: AtSite(there.count, tuple(there.places)) for code, there in group.of_sites.items()},
        )
