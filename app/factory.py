"""Owns how the application is put together; the only module that knows all capabilities."""

from datetime import datetime
from pathlib import Path

from flask import Flask, g
from flask_migrate import Migrate
from sqlalchemy.orm import Session

from app.access_record.views import blueprint as access_record
from app.access_record.wiring import connect_access_record
from app.accounts.erasing import forget as forget_people
from app.accounts.factor_verification import GUARDED as GUARDED_FACTORS
from app.accounts.factor_verification import check_factors
from app.accounts.queries import people
from app.accounts.verification import GUARDED as GUARDED_ACCOUNTS
from app.accounts.verification import check_accounts, check_departures, check_stand_ins, check_tokens
from app.accounts.views import blueprint as accounts
from app.accounts.views.proving_again import ask_again
from app.accounts.views.tokens import load_token
from app.accounts.views.who_asks import load_signed_in
from app.accounts.wiring import connect_accounts
from app.case_papers.views import blueprint as case_papers
from app.compliance.erasing import forget as forget_findings
from app.compliance.todo import PROVIDERS
from app.compliance.verification import GUARDED as GUARDED_FINDINGS
from app.compliance.verification import check_acknowledgements, check_followed_findings
from app.compliance.views import blueprint as compliance
from app.database import db, engine_options, prepare_engine
from app.documents.fonts import check_installed
from app.footage_access.erasing import forget as forget_footage
from app.footage_access.queries.left_open import viewings_left_open
from app.footage_access.verification import GUARDED as GUARDED_FOOTAGE
from app.footage_access.verification import check_footage
from app.footage_access.views import blueprint as footage_access
from app.inbox.commands import tell
from app.inbox.domain import Kind
from app.inbox.erasing import forget as forget_inbox
from app.inbox.queries import unread_count
from app.inbox.verification import GUARDED as GUARDED_INBOX
from app.inbox.verification import check_inbox
from app.inbox.views import blueprint as inbox
from app.kernel.actor import SYSTEM, Actor
from app.kernel.clock import kst_day, utc_now
from app.kernel.messages import Message
from app.ledger.anchoring import check_anchors
from app.ledger.erasing import Forgetter, check_erasures
from app.ledger.rotation import check_keys
from app.ledger.verification import ProjectionCheck, check_guards
from app.ledger.views import blueprint as ledger
from app.ledger.wiring import connect_ledger
from app.log_review.erasing import forget as forget_log_reviews
from app.log_review.verification import GUARDED as GUARDED_LOG_REVIEWS
from app.log_review.verification import check_log_reviews
from app.log_review.views import blueprint as log_review
from app.operations.views import blueprint as operations
from app.policy.panel import policy_of_site, unpublished_sites
from app.policy.queries.left_open import drafts_left_open
from app.policy.verification import GUARDED as GUARDED_POLICY
from app.policy.verification import check_clauses, check_policy
from app.policy.views import blueprint as policy
from app.recorder_checks.panel import recorders_of_site
from app.recorder_checks.verification import GUARDED as GUARDED_RECORDER_CHECKS
from app.recorder_checks.verification import check_recorder_checks
from app.recorder_checks.views import blueprint as recorder_checks
from app.recorder_logs.erasing import forget as forget_recorder_logs
from app.recorder_logs.verification import GUARDED as GUARDED_RECORDER_LOGS
from app.recorder_logs.verification import check_recorder_logs
from app.recorder_logs.views import blueprint as recorder_logs
from app.registry.queries import names_of_objects, snapshot_of_sites
from app.registry.verification import GUARDED as GUARDED_REGISTRY
from app.registry.verification import check_registry
from app.registry.views import blueprint as registry
from app.registry.wiring import connect_registry
from app.self_check.erasing import forget as forget_self_checks
from app.self_check.queries import self_check_tasks
from app.self_check.verification import GUARDED as GUARDED_SELF_CHECKS
from app.self_check.verification import check_self_checks
from app.self_check.views import blueprint as self_check
from app.settings import CHECKOUT, Settings
from app.signage.erasing import forget as forget_sign_photos
from app.signage.field_verification import GUARDED as GUARDED_SIGHTINGS
from app.signage.field_verification import check_sightings
from app.signage.panel import signs_of_draft, signs_of_site
from app.signage.queries.left_open import rounds_left_open
from app.signage.verification import GUARDED as GUARDED_SIGNS
from app.signage.verification import check_sign_choices, check_signs
from app.signage.views import blueprint as signage
from app.vault.wiring import connect_vault
from app.viewing_requests.erasing import forget as forget_requests
from app.viewing_requests.panel import numbers_in_menu, requests_of_site
from app.viewing_requests.queries.askers import context_on_entry
from app.viewing_requests.queries.left_open import cases_left_open
from app.viewing_requests.verification import GUARDED as GUARDED_REQUESTS
from app.viewing_requests.verification import check_answer_days, check_attachments, check_requests
from app.viewing_requests.views import blueprint as viewing_requests
from app.web import prepare_web
from app.web.languages import say

BLUEPRINTS = (
    operations,
    compliance,
    self_check,
    footage_access,
    log_review,
    recorder_logs,
    recorder_checks,
    viewing_requests,
    registry,
    policy,
    signage,
    case_papers,
    ledger,
    access_record,
    accounts,
    inbox,
)
GUARDED = (
    GUARDED_ACCOUNTS,
    GUARDED_FACTORS,
    GUARDED_INBOX,
    GUARDED_REGISTRY,
    GUARDED_REQUESTS,
    GUARDED_FOOTAGE,
    GUARDED_RECORDER_CHECKS,
    GUARDED_RECORDER_LOGS,
    GUARDED_LOG_REVIEWS,
    GUARDED_SIGNS,
    GUARDED_SIGHTINGS,
    GUARDED_POLICY,
    GUARDED_FINDINGS,
    GUARDED_SELF_CHECKS,
)
PROJECTIONS: tuple[ProjectionCheck, ...] = (
    check_erasures,
    check_accounts,
    check_tokens,
    check_stand_ins,
    check_factors,
    check_departures,
    check_inbox,
    check_registry,
    check_requests,
    check_answer_days,
    check_attachments,
    check_footage,
    check_recorder_checks,
    check_recorder_logs,
    check_log_reviews,
    check_followed_findings,
    check_acknowledgements,
    check_self_checks,
    check_signs,
    check_sign_choices,
    check_sightings,
    check_policy,
    check_clauses,
    check_keys,
    check_anchors,
    check_guards(*GUARDED),  # Last: a missing guard is a door left open, what came in through it is worse.
)
"""How each capability's rows are compared with the events they come from; ``ledger verify`` runs them all."""
FORGETTERS: tuple[Forgetter, ...] = (
    forget_people,
    forget_inbox,
    forget_requests,
    forget_footage,
    forget_recorder_logs,
    forget_log_reviews,
    forget_sign_photos,
    forget_self_checks,
    forget_findings,
)
"""How each capability blanks its copies of personal parts that are destroyed."""

LEFT_OPEN = (cases_left_open, viewings_left_open, rounds_left_open, drafts_left_open)
"""How each capability finds what a person who leaves has begun and not finished."""

migrate = Migrate()


def create_app(settings: Settings) -> Flask:
    """Return the application for some settings.

    :raises BadSetting: if a setting cannot be used, or the fonts for printing are missing.
    """
    check_installed()
    app = Flask("app", template_folder=str(folder("templates")))
    app.config["SETTINGS"] = settings
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(settings)
    if settings.is_sqlite:
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(folder("migrations")), render_as_batch=True)
    with app.app_context():
        prepare_engine(db.engine, closed=not settings.testing)
    prepare_web(app, load_signed_in=load_signed_in, load_token=load_token, ask_again=ask_again)
    connect_vault(app, settings.home)
    connect_ledger(
        app,
        actor_names=_names_of_everybody,
        subject_names=names_of_objects,
        sealed_for=context_on_entry,
        projections=PROJECTIONS,
        forgetters=FORGETTERS,
    )
    connect_access_record(app)
    connect_accounts(app, knows_site=_knows_site, tells=_tell_owner, company_words=_company_words, open_tasks=LEFT_OPEN)
    panels = (requests_of_site, recorders_of_site, signs_of_site, policy_of_site)
    connect_registry(app, panels=panels, marks=unpublished_sites, draft=signs_of_draft)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.add_template_global(_nav_counts, "nav_counts")
    app.extensions[PROVIDERS] = [self_check_tasks]
    return app


def _nav_counts() -> dict[str, int]:
    """Return the numbers beside the menu's items, by endpoint; read once a page."""
    if not g.get("actor"):
        return {}
    if "nav_counts" not in g:
        waiting = numbers_in_menu(db.session(), actor=g.actor)
        g.nav_counts = {**waiting, "inbox.list_messages": unread_count(db.session(), actor=g.actor)}
    counts: dict[str, int] = g.nav_counts
    return counts


def _knows_site(session: Session, *, code: str) -> bool:
    return code in {view.code for view in snapshot_of_sites(session, codes=[code], as_of=kst_day(utc_now())).sites}


def _tell_owner(
    session: Session, *, account_id: int, message: Message, link: str, key: str, actor: Actor, now: datetime
) -> None:
    tell(
        session,
        to=[account_id],
        message=message,
        link=link,
        kind=Kind.OTHER,
        subject=f"account:{account_id}",
        key=key,
        actor=actor,
        now=now,
    )


def _company_words(session: Session, *, now: datetime) -> list[str]:
    company = snapshot_of_sites(session, codes=[], as_of=kst_day(now)).organisation
    return [company.name] if company is not None else []


def _names_of_everybody(session: Session) -> dict[int, str]:
    return {SYSTEM.id: say(SYSTEM.name), **{person.id: person.display_name for person in people(session)}}


def folder(name: str) -> Path:
    """Return a folder that stands beside the package in a checkout and inside it in a wheel."""
    inside = Path(__file__).resolve().parent / name
    return inside if inside.is_dir() else CHECKOUT / name
