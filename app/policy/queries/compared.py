"""Owns what two texts of the policy are compared with: versions as pinned, and the registry as it is on a day."""

from datetime import date

from sqlalchemy.orm import Session

from app.policy import composition
from app.policy.domain import Form, PolicyDocument
from app.policy.queries.composed import stating
from app.policy.queries.versions import Version, earlier_revisions, pinned_text, version, versions
from app.policy.queries.wording import Wording, standing_wording
from app.policy.versions import WAITING, UnknownVersion
from app.policy.writers.comparison import Comparison, Edition, comparison
from app.registry import queries as registry

TODAY = "today"


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


def compared(
    session: Session,
    *,
    before: int,
    after: str,
    today: date,
    form: str | None = None,
    language: str = "ko",
    published_only: bool = False,
) -> Comparison:
    """Return a version compared with another (``after``: its number) or with the registry of today (``TODAY``).

    The registry of a version that waits for its day is that of the day it takes effect, as it is known today: what
    composing it anew would say.

    Without a form it is the one pages show; a language the first is not published in is one it is published in.

    :raises UnknownVersion: if one of them is not there, or not published in that form and language.
    :raises NotPublishable: if the registry contradicts itself today.
    """
    first = version(session, number=before, published_only=published_only)
    shown, tongue = Form(form) if form else first.form, first.language(language)
    earlier = pinned_text(session, of=first, form=shown, language=tongue)
    if after == TODAY and not published_only:
        day = max(today, first.effective_on) if first.state in WAITING else today
        later = text_of_day(session, of=first, on=day, form=shown, language=tongue)
        edition = Edition(None)
    else:
        if not after.isdecimal():
            raise UnknownVersion(number=after)
        second = version(session, number=int(after), published_only=published_only)
        later = pinned_text(session, of=second, form=shown, language=tongue)
        edition = _edition(second)
    history = [_edition(one) for one in reversed(versions(session, published_only=True))]
    return comparison(earlier, later, before=_edition(first), after=edition, history=history)


def _edition(one: Version) -> Edition:
    return Edition(one.number, one.effective_on, one.choices.note)


def version_before(session: Session, *, of: Version) -> Version | None:
    """Return the published version that took effect last before a version does."""
    earlier = [
        one
        for one in versions(session, published_only=True)
        if one.number < of.number and one.effective_on <= of.effective_on
    ]
    return max(earlier, key=lambda one: (one.effective_on, one.number), default=None)
