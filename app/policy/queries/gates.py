"""Owns what stands between a version and the public: gaps, what our own linter says of its texts, and who worded it.

A pinned text never changes, so what is found in it is found once and kept.
"""

import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.accounts.queries.deciding import actors_in_roles
from app.kernel.actor import Actor, Role
from app.kernel.errors import Invalid, NotAllowed, Problem
from app.kernel.messages import N_, Message
from app.law.severity import Severity
from app.ledger import queries as ledger
from app.policy.clauses import Clause, written
from app.policy.clauses.blame import Change, Lines, authors_of, lines_of
from app.policy.clauses.copies import said_lines
from app.policy.composition import named_with_parents
from app.policy.composition.purposes import common_purposes
from app.policy.composition.units import units
from app.policy.domain import Gap, PolicyDocument
from app.policy.extraction import extract
from app.policy.findings import LintFinding
from app.policy.linting import lint
from app.policy.queries.versions import Version, last_published, pinned_texts
from app.policy.queries.wording import ClauseCopy, clause_copies
from app.policy.versions import APPROVERS, REVIEWERS, check_may, check_not_own
from app.policy.writers.text import plain_text
from app.registry import queries as registry

_KEEP = 8
_ADDED_UP_BY_US = frozenset({"POL-02"})
"""Sums are made from the rows they stand under; two places of one name would be read as one, and miss them."""
_keeping = threading.Lock()
_kept: dict[tuple[str, date], "Judged"] = {}


class NotReady(Invalid):
    """A text with a gap in it, or that breaks the law by our own reading, is not published."""

    text = N_("이대로는 공개할 수 없습니다. 먼저 고쳐야 할 것이 {count}건 있습니다.")


@dataclass(frozen=True, slots=True)
class Judged:
    """What is found in the texts of a version.

    :param gaps: what the registry does not say and the text shows as missing, each once.
    :param violations: what our linter says breaks a duty; nothing is published with one.
    :param cautions: what somebody should have read before approving.
    :param notes: what stops nobody and asks for nothing; the checks show it.
    """

    gaps: tuple[Gap, ...] = ()
    violations: tuple[LintFinding, ...] = ()
    cautions: tuple[LintFinding, ...] = ()
    notes: tuple[LintFinding, ...] = ()

    @property
    def ready(self) -> bool:
        """Return whether nothing stands in the way."""
        return not (self.gaps or self.violations)

    @property
    def caution_rules(self) -> tuple[str, ...]:
        """Return the rules of the cautions, each once, in their order."""
        return tuple(sorted({finding.rule for finding in self.cautions}))

    def problems(self) -> Iterator[Problem]:
        """Return each gap and violation as what has to be mended."""
        for gap in self.gaps:
            place = " · ".join(part for part in (gap.heading, gap.where) if part)
            yield Problem(place, Message("{text}", {"text": gap.text}))
        for finding in self.violations:
            yield Problem(finding.rule, finding.message)


def judged(session: Session, *, of: Version) -> Judged:
    """Return what stands between a version and the public, and what its texts are cautioned of."""
    key = (of.text_digest, of.effective_on)
    found = _kept.get(key)
    if found is None:
        found = judged_texts(pinned_texts(session, of=of), on=of.effective_on)
        with _keeping:
            _kept[key] = found
            while len(_kept) > _KEEP:
                del _kept[next(iter(_kept))]
    return found


def judged_texts(documents: Sequence[PolicyDocument], *, on: date) -> Judged:
    """Return what is found in texts on a day, each once; a gap is told in the first language."""
    first = documents[0].language if documents else None
    gaps = dict.fromkeys(gap for document in documents if document.language == first for gap in document.gaps())
    findings = list(_found(documents, on))
    return Judged(
        gaps=tuple(gaps),
        violations=_once(one for one in findings if one.severity is Severity.ERROR),
        cautions=_once(one for one in findings if one.severity is Severity.WARNING),
        notes=_once(one for one in findings if one.severity is Severity.INFO),
    )


def _found(documents: Iterable[PolicyDocument], on: date) -> Iterator[LintFinding]:
    for document in documents:
        linted = lint(extract(plain_text(document).encode(), name="policy.txt"), on=on)
        yield from (finding for finding in linted.findings if finding.rule not in _ADDED_UP_BY_US)


def _once(findings: Iterable[LintFinding]) -> tuple[LintFinding, ...]:
    found: dict[tuple[str, str], LintFinding] = {}
    for finding in findings:
        found.setdefault((finding.rule, str(finding.message)), finding)
    return tuple(found.values())


def groundless_purposes(session: Session, *, of: Version) -> tuple[str, ...]:
    """Return the purposes a version publishes for which nobody chose the item of the law they rest on, with the place.

    Source: 개인정보 보호법 제25조제1항, 제15조제1항.
    """
    snapshot = named_with_parents(registry.snapshot(session, as_of=of.effective_on))
    common = common_purposes(snapshot)
    found = [purpose.text for purpose in common if purpose.ground is None]
    for unit in units(snapshot, "purposes"):
        if unit.values.purposes != common:
            place = " ".join(part for part in (unit.place, unit.part) if part)
            found += [f"{place}: {one.text}" for one in unit.values.purposes if one.ground is None]
    return tuple(dict.fromkeys(found))


def leaves_nobody(session: Session, *, beside: Collection[int], now: datetime) -> bool:
    """Return whether there are people who approve, and none of them could approve what some accounts wrote."""
    return bool(approvers(session, beside=(), now=now)) and not approvers(session, beside=beside, now=now)


def wording_authors(
    session: Session, *, languages: Iterable[str], on: date, before: int | None = None
) -> tuple[int, ...]:
    """Return whose words a text says that the last published version does not; the system is nobody.

    Of each block of a clause, and of each value the organisation declares for all places, that is another than was
    published: whose words stand in it (``clauses.blame``). Words that were overwritten are in no text. Before anything
    is published the organisation's values are facts somebody read, and nobody's words.

    :param on: the day the text takes effect.
    :param before: the number of the version they are asked for; only lower ones were there before it.
    """
    last = last_published(session)
    if last is not None and before is not None and last.number >= before:
        last = None
    since = last.text_leaf if last is not None else -1
    found: set[int] = set()
    for language in languages:
        by_section: defaultdict[int, list[ClauseCopy]] = defaultdict(list)
        for copy in clause_copies(session, language=language):
            by_section[copy.section].append(copy)
        for copies in by_section.values():
            found.update(_authors_of_clause(copies, since))
    if last is not None:
        found.update(_declared_by(session, published=last, on=on))
    return tuple(sorted(found - {0}))


def _authors_of_clause(copies: Sequence[ClauseCopy], since: int) -> Iterator[int]:
    """Yield whose words stand in each block of a clause that is another than was published, or than ours."""
    ours = {clause.name: clause for clause in written(copies[0].language) if clause.section == copies[0].section}
    said = [_said(ours.get(copy.based_on), copy.content) for copy in copies]
    published = _said(ours.get(copies[0].based_on), None)
    new = []
    for copy, blocks in zip(copies, said, strict=True):
        if copy.leaf <= since:
            published = blocks
        else:
            new.append((copy.worded_by, blocks))
    for key in {name for blocks in (published, *said) for name in blocks}:
        changes = [Change(who, blocks.get(key, ())) for who, blocks in new]
        nobodys = [clause[key].lines for clause in ours.values() if key in clause.wordings]
        yield from authors_of(published.get(key, ()), changes, nobodys=nobodys)


def _said(ours: Clause | None, content: str | None) -> dict[str, Lines]:
    """Return the lines of each block of a copy, or of our wording it would be a copy of, if we still have that."""
    if content is not None:
        return said_lines(content)
    return {key: wording.lines for key, wording in ours.wordings.items()} if ours is not None else {}


def _declared_by(session: Session, *, published: Version, on: date) -> Iterator[int]:
    """Yield whose words stand in each value of the organisation that holds on a day and was not published."""
    then: Mapping[str, object] = {}
    new: list[tuple[int, Mapping[str, object]]] = []
    for entry in ledger.entries(session, names=("organisation.recorded",)):
        value = entry.data["value"]
        if entry.leaf <= published.text_leaf:
            then = value if _holds(entry.data, published.effective_on) else then
        elif _holds(entry.data, on):
            new.append((entry.actor_id, value))
    for name in {name for value in (then, *(value for _who, value in new)) for name in value}:
        changes = [Change(who, lines_of(value.get(name))) for who, value in new]
        yield from authors_of(lines_of(then.get(name)), changes)


def _holds(data: Mapping[str, Any], day: date) -> bool:
    """Return whether what was recorded is said of a day; the end is exclusive."""
    start, end = data["valid_from"], data["valid_to"]
    return (start is None or start <= day.isoformat()) and (end is None or day.isoformat() < end)


def approvers(session: Session, *, beside: Collection[int], now: datetime) -> list[Actor]:
    """Return who could approve a version that some accounts wrote: none of them, nor whoever stands in for them."""
    return [actor for actor in actors_in_roles(session, roles=APPROVERS, now=now) if _could(actor, beside, APPROVERS)]


def reviewers(session: Session, *, beside: Collection[int], now: datetime) -> list[Actor]:
    """Return who could review a version that some accounts drafted: none of them, nor whoever stands in for them."""
    return [actor for actor in actors_in_roles(session, roles=REVIEWERS, now=now) if _could(actor, beside, REVIEWERS)]


def leaves_no_reviewer(session: Session, *, drafted_by: int, now: datetime) -> bool:
    """Return whether there are people who review, and none of them could review what somebody drafted."""
    return bool(reviewers(session, beside=(), now=now)) and not reviewers(session, beside=(drafted_by,), now=now)


def _could(actor: Actor, beside: Collection[int], roles: tuple[Role, ...]) -> bool:
    try:
        check_may(actor, roles)
        check_not_own(actor, authors=beside, roles=roles)
    except NotAllowed:
        return False
    return True
