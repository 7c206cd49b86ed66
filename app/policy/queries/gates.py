"""Owns what stands between a version and the public: gaps, what our own linter says of its texts, and who worded it.

A pinned text never changes, so what is found in it is found once and kept.
"""

import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.accounts.queries.deciding import actors_in_roles
from app.kernel.actor import Actor
from app.kernel.errors import Invalid, NotAllowed, Problem
from app.kernel.messages import N_, Message
from app.law.severity import Severity
from app.ledger import queries as ledger
from app.policy.domain import Gap, PolicyDocument
from app.policy.extraction import extract
from app.policy.findings import LintFinding
from app.policy.linting import lint
from app.policy.queries.versions import Version, last_published, pinned_texts
from app.policy.queries.wording import ClauseCopy, clause_copies
from app.policy.versions import APPROVERS, check_may, check_not_own
from app.policy.writers.text import plain_text

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
    """

    gaps: tuple[Gap, ...] = ()
    violations: tuple[LintFinding, ...] = ()
    cautions: tuple[LintFinding, ...] = ()

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


def wording_authors(session: Session, *, languages: Iterable[str], before: int | None = None) -> tuple[int, ...]:
    """Return who worded what a text in some languages says otherwise than the last published version.

    Whoever saved a clause that is another than was published, and whoever recorded what the organisation declares for
    all places, since that version was composed. The system is nobody.

    :param before: the number of the version they are asked for; only lower ones were there before it.
    """
    last = last_published(session)
    since = last.text_leaf if last is not None and (before is None or last.number < before) else -1
    found: set[int] = set()
    for language in languages:
        by_section: defaultdict[int, list[ClauseCopy]] = defaultdict(list)
        for copy in clause_copies(session, language=language):
            by_section[copy.section].append(copy)
        for copies in by_section.values():
            published = [copy.content for copy in copies if copy.leaf <= since]
            if copies[-1].content != (published[-1] if published else None):
                found.update(copy.worded_by for copy in copies if copy.leaf > since)
    recorded = ledger.entries(session, names=("organisation.recorded",), from_leaf=since + 1)
    found.update(entry.actor_id for entry in recorded)
    return tuple(sorted(found - {0}))


def approvers(session: Session, *, beside: Collection[int], now: datetime) -> list[Actor]:
    """Return who could approve a version that some accounts wrote: none of them, nor whoever stands in for them."""
    return [actor for actor in actors_in_roles(session, roles=APPROVERS, now=now) if _could(actor, beside)]


def _could(actor: Actor, beside: Collection[int]) -> bool:
    try:
        check_may(actor, APPROVERS)
        check_not_own(actor, authors=beside, roles=APPROVERS)
    except NotAllowed:
        return False
    return True
