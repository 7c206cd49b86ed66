"""Owns legal periods: how many days, years or hours, from which source, on a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.law.severity import Severity
from app.law.sources import Source, source


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A length of time the law (or, if the source says so, this product) sets. Exactly one unit is given."""

    source: Source
    days: int | None = None
    hours: int | None = None
    months: int | None = None
    years: int | None = None

    def first_day_after(self, day: date) -> date:
        """Return the first day on which a period of years that is counted from a day is over (민법 제157조, 제160조).

        That day itself is not counted. What began on 29 February ends with the last day of February.

        :raises ValueError: if it is no period of years.
        """
        if self.years is None:
            raise ValueError("only a period of years is counted so")
        year = day.year + self.years
        if (day.month, day.day) == (2, 29):
            return date(year, 3, 1)
        return day.replace(year=year) + timedelta(days=1)


def answer_days(on: date) -> Period:
    """Return the days to show footage or say when, from receipt (영 제41조제4항)."""
    return Period(days=10, source=source("decree.41.4", on=on))


def refusal_notice_days(on: date) -> Period:
    """Return the days to notify a refusal, postponement or partial viewing (영 제42조제2항)."""
    return Period(days=10, source=source("decree.42.2", on=on))


def postponed_answer_days(on: date) -> Period:
    """Return the days to show footage once the ground for a postponement ended (국토교통부 지침 제34조제1항)."""
    return Period(days=10, source=source("ministry.34.1", on=on))


def deletion_answer_days(on: date) -> Period:
    """Return the days to act on a deletion request (영 제43조제3항)."""
    return Period(days=10, source=source("decree.43.3", on=on))


def suspension_answer_days(on: date) -> Period:
    """Return the days to answer a suspension request, closed places only (영 제44조제2항)."""
    return Period(days=10, source=source("decree.44.2", on=on))


def provision_answer_days(on: date) -> Period:
    """Return the days to answer a request to provide footage to others: our own choice, no law sets any."""
    return Period(days=10, source=source("product.provision_days", on=on))


def guideline_retention_days(on: date) -> Period:
    """Return the days footage is kept at most without a written reason (표준지침 제41조제2항)."""
    return Period(days=30, source=source("guideline.41.2", on=on))


def destroy_within_days(on: date) -> Period:
    """Return the days to destroy after the period ends (표준지침 제10조제1항)."""
    return Period(days=5, source=source("guideline.10.1", on=on))


def permission_record_years(on: date) -> Period:
    """Return the years permission records are kept (안전성기준 제5조제3항)."""
    return Period(years=3, source=source("safety.5.3", on=on))


def access_log_years(on: date, *, many_or_sensitive: bool = False) -> Period:
    """Return the years access logs are kept (안전성기준 제8조제1항).

    ``many_or_sensitive``: 50,000 data subjects or more, or unique identifiers or sensitive data.
    """
    return Period(years=2 if many_or_sensitive else 1, source=source("safety.8.1", on=on))


def plan_check_years(on: date) -> Period:
    """Return the years between checks of the internal plan (안전성기준 제4조)."""
    return Period(years=1, source=source("safety.4", on=on))


def breach_notice_hours(on: date) -> Period:
    """Return the hours to tell data subjects of a leak (법 제34조제1항)."""
    return Period(hours=72, source=source("pipa.34.1", on=on))


def breach_report_hours(on: date) -> Period:
    """Return the hours to report a leak to the authority (법 제34조제4항)."""
    return Period(hours=72, source=source("pipa.34.4", on=on))


def register_years(on: date) -> Period:
    """Return the years the footage register is kept: our default, no law."""
    return Period(years=3, source=source("product.register.years", on=on))


def request_years(on: date) -> Period:
    """Return the years it is kept who made a request and what was said of it, from its end: our default, no law."""
    return Period(years=3, source=source("product.request.years", on=on))


def post_holder_years(on: date) -> Period:
    """Return the years it is kept who held a post without an account, from their leaving: our default, no law."""
    return Period(years=3, source=source("product.post_holder.years", on=on))


def log_review_months(on: date) -> Period:
    """Return the months between reviews of access logs: our default, the internal plan decides."""
    return Period(months=1, source=source("product.log_review.months", on=on))


def sign_check_months(on: date) -> Period:
    """Return the months between checks of a sign on site: our default, no law."""
    return Period(months=12, source=source("product.sign.check_months", on=on))


def sign_photo_months(on: date) -> Period:
    """Return the months the photo of a sign on site is kept: our choice, no law."""
    return Period(months=12, source=source("product.sign_photo", on=on))


def idle_account_days(on: date) -> Period:
    """Return the days after which an unused account is looked at: our default, no law."""
    return Period(days=90, source=source("product.account.idle_days", on=on))


def right_confirmation_days(on: date) -> Period:
    """Return the days after which somebody says again that a right is still needed: our default, no law sets any."""
    return Period(days=180, source=source("product.right_confirmation", on=on))


def stand_in_days(on: date) -> Period:
    """Return the days somebody may stand in for another at a time, first and last included: our choice, no law."""
    return Period(days=90, source=source("product.stand_in", on=on))


def message_days(on: date) -> Period:
    """Return the days a message in somebody's inbox is kept: our default, no law."""
    return Period(days=90, source=source("product.inbox.days", on=on))


def postponement_days(on: date) -> Period:
    """Return the days ahead by which the ground of a postponement ends: our choice, no law."""
    return Period(days=30, source=source("product.postponement_days", on=on))


def settling_time(severity: Severity, on: date) -> Period:
    """Return the days in which a finding of the checks is to be settled: our choice, no law."""
    days = {Severity.ERROR: 14, Severity.WARNING: 30, Severity.INFO: 90}[severity]
    return Period(days=days, source=source("product.finding_due", on=on))


def backup_age_hours(on: date) -> Period:
    """Return the hours after which the last backup is old: a night was missed. Our choice, no law."""
    return Period(hours=48, source=source("product.backup_age", on=on))


def acknowledging_days(on: date) -> Period:
    """Return the most days for which a finding may be acknowledged at once: our choice, no law."""
    return Period(days=180, source=source("product.finding_acknowledged", on=on))


def self_check_answer_years(on: date) -> Period:
    """Return how long what a person answered in the self-check holds at most, counted in years: our choice, no law."""
    return Period(years=1, source=source("product.self_check", on=on))


def self_check_note_years(on: date) -> Period:
    """Return the years after an answer's last day in which its note is kept: our choice, no law."""
    return Period(years=3, source=source("product.self_check.years", on=on))


def hold_margin_hours(on: date) -> Period:
    """Return the hours by which footage is taken to be overwritten sooner than reckoned: our choice, no law."""
    return Period(hours=12, source=source("product.hold_margin", on=on))


def hold_days(on: date) -> Period:
    """Return the days after the last day to answer for which footage is held at first: our choice, no law."""
    return Period(days=14, source=source("product.hold_days", on=on))


def hold_most_days(on: date) -> Period:
    """Return the days ahead for which footage may be held or extended at once: our choice, no law."""
    return Period(days=90, source=source("product.hold_days", on=on))


def hold_escalation_hours(on: date) -> Period:
    """Return the hours before footage may be gone at which the manager is told too: our choice, no law."""
    return Period(hours=24, source=source("product.hold_escalation", on=on))


def recorder_check_days(on: date) -> Period:
    """Return the days after which a recorder is looked at again: our default, no law."""
    return Period(days=31, source=source("product.recorder_check_age", on=on))


def emergency_review_hours(on: date) -> Period:
    """Return the hours within which an emergency is looked at by somebody else: our choice, no law."""
    return Period(hours=24, source=source("product.emergency_review", on=on))


def emergency_letter_hours(on: date) -> Period:
    """Return the hours within which the letter follows footage given in an emergency: our choice, no law."""
    return Period(hours=24, source=source("product.emergency_letter", on=on))


def answer_reminder_days(on: date) -> Period:
    """Return the days before an answer is due at which people are told: our choice, no law."""
    return Period(days=2, source=source("product.reminders", on=on))


def review_reminder_hours(on: date) -> Period:
    """Return the hours before an emergency must be reviewed at which its deciders are told again: our choice."""
    return Period(hours=6, source=source("product.reminders", on=on))


def takeover_reminder_hours(on: date) -> Period:
    """Return the hours a web request may wait to be taken over before managers are told: our choice, no law."""
    return Period(hours=4, source=source("product.reminders", on=on))


def takeover_escalation_hours(on: date) -> Period:
    """Return the hours after which the privacy officer is told of it too: our choice, no law."""
    return Period(hours=24, source=source("product.reminders", on=on))


def policy_announcement_days(on: date) -> Period:
    """Return the days before it takes effect by which a changed policy is announced: our choice, no law confirmed."""
    return Period(days=7, source=source("product.policy_announcement_days", on=on))


def first_link_hours(on: date) -> Period:
    """Return the hours the first administrator's link may be used: our choice, no law."""
    return Period(hours=24, source=source("product.first_link", on=on))
