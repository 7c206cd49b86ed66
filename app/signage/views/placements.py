"""Owns the pages of printed signs on walls: the lists of what is to be done, noting a sighting, and its photo."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from uuid import uuid4

from flask import Response, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import queries as accounts
from app.database import db, unit_of_work
from app.kernel.acts import Act as Exercised
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.kernel.uses import Use
from app.law.periods import sign_check_months, sign_photo_months
from app.ledger.committer import Submission, submit
from app.registry import queries as registry
from app.registry.snapshot import SiteView
from app.signage import queries
from app.signage.commands.sightings import record_sighting
from app.signage.domain import PRINTERS, SignContent, UnknownSign, parse_number, spoken
from app.signage.events.sightings import SignPhotoOpened
from app.signage.forms.field import NoteSightingForm
from app.signage.photos import LARGEST, LARGEST_MB, cleaned_photo
from app.signage.placing import ACT_NAMES, NEED_NAMES, STAND_NAMES, Act, Need, Stand
from app.signage.queries.placements import (
    Seen,
    Standing,
    life_of,
    photo_context,
    photo_to_show,
    standings,
)
from app.signage.views.blueprint import blueprint
from app.vault.wiring import vault
from app.web.access import allow, current_actor
from app.web.forms import posted
from app.web.languages import say
from app.web.looks_recorded import look_kept_until, looks_at, seals_its_look, use_of_copy
from app.web.paging import key_of, page_of

T = TypeVar("T", bound=StrEnum)
_FILTERS = ("need", "site", "region", "stand")
_ROWS = 100
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
TONES: Mapping[Stand, str] = {
    Stand.PRINTED: "neutral",
    Stand.MOUNTED: "ok",
    Stand.SEEN: "ok",
    Stand.DAMAGED: "danger",
    Stand.MISSING: "danger",
    Stand.REMOVED: "neutral",
}


@dataclass(frozen=True, slots=True)
class Hanging:
    """One sign in the lists: what it is called, and how it stands."""

    standing: Standing
    name: str
    site_name: str
    region: str
    address: str


def standing_signs() -> dict[str, Hanging]:
    """Return every sign the person may see by number, read once a page."""
    if "standing_signs" not in g:
        actor, today = current_actor(), kst_day(utc_now())
        public_url = str(current_app.config["SETTINGS"].public_url)
        rows = queries.sign_list(db.session(), as_of=today, public_url=public_url, sites=actor.sites).rows
        told = {row.content.number: row.content for row in rows if row.content.number}
        views = {view.code: view for view in registry.snapshot(db.session(), as_of=today).sites}
        found = standings(
            db.session(),
            today={number: content.revision for number, content in told.items()},
            as_of=today,
            actor_sites=actor.sites,
            excused={row.content.number for row in rows if row.instead},
        )
        g.standing_signs = {one.number: _hanging(one, told.get(one.number), views.get(one.site_code)) for one in found}
    signs: dict[str, Hanging] = g.standing_signs
    return signs


def _hanging(standing: Standing, content: SignContent | None, site: SiteView | None) -> Hanging:
    return Hanging(
        standing=standing,
        name=content.name if content else standing.target,
        site_name=site.name if site else standing.site_code,
        region=(site.region or "") if site else "",
        address=(site.address or "") if site else "",
    )


@blueprint.app_template_global()
def sign_standing(number: str) -> Hanging | None:
    """Return how a sign stands on its wall."""
    return standing_signs().get(number)


@blueprint.app_template_global()
def sign_life(number: str) -> tuple[tuple[Seen, ...], dict[int, str]]:
    """Return what was done and seen at a sign, and who did."""
    life = life_of(db.session(), number=number)
    return life, accounts.names_of(db.session(), account_ids={one.by for one in life})


@blueprint.app_template_filter("sign_act")
def sign_act(act: str) -> str:
    """Return what was done or seen."""
    return say(ACT_NAMES[Act(act)])


@blueprint.app_template_filter("sign_stand")
def sign_stand(stand: Stand) -> tuple[str, str]:
    """Return how a copy stands in words, and in which colour."""
    return say(STAND_NAMES[stand]), TONES[stand]


@blueprint.app_template_filter("sign_need")
def sign_need(need: str) -> str:
    """Return what is to be done."""
    return say(NEED_NAMES[Need(need)])


@blueprint.get("/signs/placements")
@allow()
@looks_at("sign/placements")
def list_placements() -> ResponseReturnValue:
    """Show every printed sign with how it stands, or only those with which something is to be done."""
    chosen = {name: request.args.get(name) or None for name in _FILTERS}
    need = _one_of(Need, chosen["need"])
    rows, signs = _filtered(chosen), standing_signs().values()
    counts = Counter(each for one in rows for each in one.standing.needs)
    shown = [one for one in rows if need is None or need in one.standing.needs]
    after = key_of(request.args.get("after"), int)
    start = int(after[0]) + 1 if after else 0
    numbered = list(enumerate(shown))[start : start + _ROWS + 1]
    return render_template(
        "signage/list_placements.html",
        page=page_of(numbered, size=_ROWS, key=lambda pair: (pair[0],)),
        start=start,
        found=len(shown),
        total=len(rows),
        counts={each: counts[each] for each in Need},
        need=need,
        chosen=chosen,
        sites=sorted({(one.site_name, one.standing.site_code) for one in signs if one.standing.placements}),
        regions=sorted({one.region for one in signs if one.region and one.standing.placements}),
        stands=STAND_NAMES,
        spoken=spoken,
        period=sign_check_months(kst_day(utc_now())),
    )


@blueprint.get("/signs/placements/print")
@allow()
@looks_at("sign/placements", "printed")
def print_placements() -> ResponseReturnValue:
    """Show what the list shows, whole, to print and take along: what to do at each place, with room to tick it off."""
    chosen = {name: request.args.get(name) or None for name in _FILTERS}
    need = _one_of(Need, chosen["need"])
    rows = [one for one in _filtered(chosen) if (need in one.standing.needs if need else one.standing.needs)]
    use_of_copy(usual=Use.FIELDWORK, rows=len(rows))
    return render_template(
        "signage/print_placements.html", rows=rows, need=need, chosen=chosen, spoken=spoken, now=utc_now()
    )


def _filtered(chosen: Mapping[str, str | None]) -> list[Hanging]:
    """Return the printed signs of the place and state asked for, in the order somebody would go round."""
    stand = _one_of(Stand, chosen["stand"])
    rows = [one for one in standing_signs().values() if one.standing.shown]
    rows = [one for one in rows if chosen["site"] in {None, one.standing.site_code}]
    rows = [one for one in rows if chosen["region"] in {None, one.region}]
    rows = [one for one in rows if stand is None or (one.standing.shown and one.standing.shown.stand is stand)]
    return sorted(rows, key=lambda one: (one.region, one.site_name, one.name, one.standing.number))


def _one_of(kind: type[T], asked: str | None) -> T | None:
    return kind(asked) if asked in set(kind) else None


@blueprint.route("/signs/<number>/sightings/new", methods=["GET", "POST"])
@allow(*PRINTERS, act=Exercised.REGISTER)
@looks_at("sign/{number}")
def note_sighting(number: str) -> ResponseReturnValue:
    """Note at the desk what was done or seen at a sign."""
    spelled, now, actor = parse_number(number), utc_now(), current_actor()
    found = standing_signs().get(spelled)
    if found is None:
        raise UnknownSign(number=number)
    shown = found.standing.shown
    form = NoteSightingForm(
        posted(), now=now, data={"key": str(uuid4()), "at": now, "place": shown.place if shown else ""}
    )
    if posted() is not None and form.validate():
        try:
            sighting = form.parsed(spelled)
            data = form.photo.data.read(LARGEST + 1) if form.photo.data else b""
            photo = cleaned_photo(data) if data else None
            db.session().rollback()
            with unit_of_work() as session:
                record_sighting(
                    session,
                    sighting=sighting,
                    photo=photo,
                    old_taken_down=bool(form.old_taken_down.data),
                    actor=actor,
                    now=now,
                )
        except (NotFound, NotAllowed):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("안내판 %(number)s의 기록을 남겼습니다.", number=spoken(spelled)))
            return redirect(url_for(".show_sign", number=spelled), code=303)
    page = render_template(
        "signage/note_sighting.html",
        form=form,
        number=spoken(spelled),
        sign=found,
        most=LARGEST_MB,
        kept=sign_photo_months(kst_day(now)).months,
    )
    return page, 422 if form.errors else 200


@blueprint.get("/signs/sightings/<uuid:sighting>/photo")
@allow(act=Exercised.READ)
@seals_its_look("sign_photo.opened")
def show_sighting_photo(sighting: object) -> ResponseReturnValue:
    """Show the photo of a sighting to somebody who may see the site; that they looked is sealed first."""
    actor, now = current_actor(), utc_now()
    found = photo_to_show(db.session(), sighting_id=str(sighting), actor=actor)
    pieces = vault().store.open(found.stored_name, context=photo_context(found.id))
    event = SignPhotoOpened(id=found.id, number=found.number, site=found.site_code, address=actor.origin)
    submit(Submission(event=event, actor=actor, now=now, erase_on=look_kept_until(now)), recording_a_look=True)
    answer = Response(pieces, mimetype="image/jpeg", direct_passthrough=True)
    answer.headers["Content-Disposition"] = f'inline; filename="sign-{found.number}.jpg"'
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["Cache-Control"] = "no-store"
    return answer
