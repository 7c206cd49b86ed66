"""Owns what two texts of the policy are compared with: versions as pinned, and the registry as it is on a day."""

from datetime import date

from sqlalchemy.orm import Session

from app.policy import composition
from app.policy.domain import Form, PolicyDocument
from app.policy.queries.composed import stating
from app.policy.queries.versions import Version, earlier_revisions, versions
from app.policy.queries.wording import Wording, standing_wording
from app.registry import queries as registry


def text_of_day(
    session: Session,
    *,
    of: Version,
    on: date,
    form: Form,
    language: str,
    wording: Wording = standing_wording,
) -> PolicyDocument:
    """Return what a version would say if it were composed from the registry and clauses of a day.

    It states the version's own effective day and history, so that only what really moved on differs.

    :raises NotPublishable: if the registry contradicts itself on that day.
    """
    snapshot = stating(registry.snapshot(session, as_of=on), of.choices, earlier_revisions(session, before=of.number))
    worded = wording(session, language, on)
    return composition.compose(
        snapshot, form=form, language=language, clauses=worded, on=on, numbering=of.choices.numbering
    )


def version_before(session: Session, *, of: Version) -> Version | None:
    """Return the published version that took effect last before a version does."""
    earlier = [
        one
        for one in versions(session, published_only=True)
        if one.number < of.number and one.effective_on <= of.effective_on
    ]
    return max(earlier, key=lambda one: (one.effective_on, one.number), default=None)
