"""Owns the way programs write entries: ``POST /api/v1/footage`` with a token, its OpenAPI document and its page."""

from importlib.metadata import version

from flask import Response, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from app.accounts.domain import Scope
from app.accounts.queries.acting import actor_named
from app.database import db
from app.footage_access.api_document import document
from app.footage_access.domain import RECORDERS
from app.footage_access.schema import ENTRY, FIELDS, WORDS, read_entry
from app.footage_access.submission import record
from app.footage_access.views import blueprint
from app.kernel.actor import Actor
from app.kernel.clock import iso, kst_day, utc_now
from app.kernel.errors import Invalid, NotAllowed, NotFound, Problem, Refusal
from app.kernel.messages import N_, Message
from app.law.sources import latest
from app.ledger.domain import KeyReused
from app.registry import queries as registry
from app.registry.snapshot import Snapshot
from app.viewing_requests.domain import Place
from app.viewing_requests.handover_refusals import HandOverInstead
from app.viewing_requests.places import places_matching
from app.viewing_requests.refusals import PlaceUnknown
from app.web.access import TokenShown, allow, current_token, open_to_tokens, public
from app.web.installation import current_settings
from app.web.problems import problem

LONGEST_KEY = 200
_BAD_KEY = N_(
    "Idempotency-Key 머리글에 이 기록만의 이름(200자 이하)을 보내십시오. 다시 보낼 때에도 같은 이름을 쓰십시오."
)


@blueprint.post("/api/v1/footage")
@open_to_tokens(Scope.WRITE_FOOTAGE)
def write_entry() -> ResponseReturnValue:
    """Record one access that a program saw; the same key again gives the same receipt and writes nothing."""
    token, now = current_token(), utc_now()
    key = request.headers.get("Idempotency-Key", "").strip()
    try:
        if not key or len(key) > LONGEST_KEY:
            raise Invalid([Problem("Idempotency-Key", Message(_BAD_KEY))])
        entry = read_entry(_sent())
        actor = _handler(entry.handler, token)
        snapshot = registry.snapshot(db.session(), as_of=kst_day(now))
        places = _places(snapshot, entry.places, actor)
        via = f"token:{token.id}"
        facts = entry.facts(places)
        receipt = record(facts=facts, actor=actor, now=now, key=f"{via} {key}", via=via)
    except KeyReused as refusal:
        return problem(409, refusal)
    except HandOverInstead as refusal:
        return _hand_over_instead(refusal)
    except (NotAllowed, Refusal) as refusal:
        return problem(403 if isinstance(refusal, NotAllowed) else 422, refusal)
    answer = {
        "number": receipt.leaf + 1,
        "entry_id": receipt.entry_id,
        "recorded_at": iso(receipt.recorded_at),
        "repeated": receipt.repeated,
    }
    return jsonify(answer), 200 if receipt.repeated else 201


@blueprint.get("/api/v1/openapi.json")
@public
def show_api_document() -> Response:
    """Give the OpenAPI document of what programs may do."""
    return jsonify(document(server=current_settings().public_url, version=version("watchbook")))


@blueprint.get("/help/api")
@allow()
def show_api_help() -> ResponseReturnValue:
    """Explain how a recorder writes entries by itself."""
    return render_template(
        "footage_access/api_help.html",
        fields=FIELDS,
        words=WORDS,
        required=frozenset(ENTRY["required"]),
        address=current_settings().public_url + url_for(".write_entry"),
        document_address=url_for(".show_api_document"),
        masking_source=latest("guideline.46"),
        about_hand_over=f"{current_settings().public_url}{url_for('.show_api_help')}#hand-over",
        hand_over_address=current_settings().public_url + url_for(".hand_over_case", number="2026-0001"),
    )


def _hand_over_instead(refusal: HandOverInstead) -> Response:
    """Lead to the page on which a person hands over: what is to be hidden only a person can answer."""
    server = current_settings().public_url
    link = server + url_for(".hand_over_case", number=refusal.number)
    return problem(409, refusal, about=f"{server}{url_for('.show_api_help')}#hand-over", more={"hand_over": link})


def _sent() -> object:
    try:
        return request.get_json()
    except (BadRequest, UnsupportedMediaType):
        raise Invalid(
            [Problem("(body)", Message(N_("Content-Type: application/json 으로 JSON을 보내십시오.")))]
        ) from None


def _handler(sign_in_name: str, token: TokenShown) -> Actor:
    """Return who saw the footage, limited to the sites where both they and the token may write.

    :raises Invalid: if nobody has that sign-in name, or they do not work with footage.
    """
    try:
        person = actor_named(db.session(), sign_in_name=sign_in_name, now=utc_now())
    except NotFound as unknown:
        raise Invalid([Problem("handler", unknown.message)]) from unknown
    if person is None or not person.has(*RECORDERS):
        raise Invalid([Problem("handler", Message(N_("관제 기록을 쓸 수 있는 사람이 아닙니다.")))])
    return person.acting_as(*RECORDERS).within(token.sites)


def _places(snapshot: Snapshot, codes: tuple[str, ...], actor: Actor) -> tuple[Place, ...]:
    """Return the places of codes.

    :raises Invalid: naming each code that is none, or is at a site they may not know of.
    """
    found: list[Place] = []
    unknown: list[Problem] = []
    for number, code in enumerate(codes):
        fitting = (place for place in places_matching(snapshot, code, sites=actor.sites) if place.code == code)
        if (place := next(fitting, None)) is not None:
            found.append(place)
        else:
            unknown.append(Problem(f"places[{number}]", PlaceUnknown(typed=code).message))
    if unknown:
        raise Invalid(unknown)
    return tuple(found)
