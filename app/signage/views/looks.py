"""Owns the page of the look of signs: colours, logo, languages and size, with a sign drawn beside them."""

from dataclasses import replace
from typing import Any

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.documents.raster import png
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, Refusal
from app.ledger.wiring import names_of_actors
from app.signage import commands, pdf, queries
from app.signage.choices import LANGUAGES
from app.signage.commands.looking import STYLISTS
from app.signage.domain import LABELS, REQUIRED, SignContent, SignKind, sign_number
from app.signage.forms.choices import LookEntry, LookForm
from app.signage.layout.size import parse_size
from app.signage.looks import Looks, contrast
from app.signage.queries.looks import ChosenLook, chosen_look, logo_file, looks_chosen, looks_to_draw
from app.signage.views.blueprint import blueprint
from app.web.access import allow, current_actor
from app.web.forms import posted

_REFUSED = 422
_PREVIEW_WIDTH = 640  # Pixels.
_SAMPLE = sign_number(0)


@blueprint.route("/signs/looks", methods=["GET", "POST"])
@allow(*STYLISTS, act=Act.MAINTAIN)
def choose_look() -> ResponseReturnValue:
    """Show how signs look, and choose it; ``preview`` draws what was entered and keeps nothing."""
    chosen = chosen_look(db.session())
    form = LookForm(posted(), data=_held(chosen))
    problem = None
    if request.method == "POST" and form.validate():
        entry = form.parsed()
        try:
            if "preview" in request.form:
                entry.checked()
                return _page(form, chosen, entry)
            with unit_of_work() as session:
                commands.choose_look(
                    session,
                    ground=entry.ground,
                    ink=entry.ink,
                    frame=entry.frame,
                    languages=entry.languages,
                    size=entry.size,
                    logo=_uploaded(),
                    keep_logo=entry.keep_logo,
                    actor=current_actor(),
                    now=utc_now(),
                )
        except NotAllowed:
            raise
        except Refusal as refusal:
            problem = refusal
            form.refuse(refusal)
        else:
            flash(_("안내판의 모양을 정했습니다. 다음 인쇄부터 씁니다. 이미 걸린 안내판은 그대로 유효합니다."))
            return redirect(url_for(".choose_look"), code=303)
    failed = request.method == "POST"
    return _page(form, chosen, form.parsed() if failed and problem is None else None), _REFUSED if failed else 200


@blueprint.get("/signs/looks/preview")
@allow(*STYLISTS, act=Act.MAINTAIN)
def show_look() -> ResponseReturnValue:
    """Answer with the part of the page that shows the sign, for what is being entered."""
    form = LookForm(request.args)
    entry = form.parsed()
    try:
        entry.checked()
    except Refusal as refusal:
        return render_template("signage/look_preview.html", preview=None, refusal=refusal, ratio=None)
    return render_template("signage/look_preview.html", preview=_query(entry), refusal=None, ratio=_ratio(entry))


@blueprint.get("/signs/looks/preview.png")
@allow(*STYLISTS, act=Act.MAINTAIN)
def draw_look() -> ResponseReturnValue:
    """Answer with a sign of ours as an image, in the colours asked for and with the logo there is."""
    entry = LookForm(request.args).parsed()
    chosen = chosen_look(db.session())
    entry.checked()
    content = _sample()
    look = ChosenLook(
        0,
        entry.ground.upper(),
        entry.ink.upper(),
        entry.frame.upper(),
        entry.languages,
        entry.size,
        chosen.logo if entry.keep_logo else None,
    )
    looks: Looks = looks_to_draw(db.session(), look=look, logo_name=content.organisation)
    drawn = pdf.render([content], size=parse_size(entry.size, landscape=False), languages=entry.languages, looks=looks)
    return Response(png(drawn, width=_PREVIEW_WIDTH), mimetype="image/png", headers={"Cache-Control": "no-store"})


@blueprint.get("/signs/looks/logo")
@allow(*STYLISTS, act=Act.MAINTAIN)
def show_logo() -> ResponseReturnValue:
    """Answer with the logo there is, as a file to keep: what somebody uploaded is never opened as a page of ours."""
    chosen = chosen_look(db.session())
    content, media_type = logo_file(db.session(), digest=chosen.logo or "")
    ending = "png" if media_type == "image/png" else "svg"
    return Response(
        content, mimetype=media_type, headers={"Content-Disposition": f'attachment; filename="logo.{ending}"'}
    )


def _page(form: LookForm, chosen: ChosenLook, entry: LookEntry | None) -> str:
    shown = entry or LookEntry(chosen.ground, chosen.ink, chosen.frame, chosen.languages, chosen.size, keep_logo=True)
    try:
        shown.checked()
    except Refusal:
        shown = LookEntry(chosen.ground, chosen.ink, chosen.frame, chosen.languages, chosen.size, keep_logo=True)
    return render_template(
        "signage/choose_look.html",
        form=form,
        chosen=chosen,
        history=looks_chosen(db.session())[:-1],
        names=names_of_actors(db.session()),
        languages=LANGUAGES,
        preview=_query(shown),
        refusal=None,
        ratio=_ratio(shown),
    )


def _held(chosen: ChosenLook) -> dict[str, object]:
    return {
        "ground": chosen.ground,
        "ink": chosen.ink,
        "frame": chosen.frame,
        "languages": [code for code in chosen.languages if code != "ko"],
        "size": chosen.size,
    }


def _query(entry: LookEntry) -> dict[str, object]:
    """Return what the address of the image says."""
    values: dict[str, object] = {"ground": entry.ground, "ink": entry.ink, "frame": entry.frame, "size": entry.size}
    values["languages"] = [code for code in entry.languages if code != "ko"]
    return values if entry.keep_logo else values | {"drop_logo": "y"}


def _ratio(entry: LookEntry) -> str:
    return f"{int(contrast(entry.ground.upper(), entry.ink.upper()) * 10) / 10:.1f}"


def _uploaded() -> bytes | None:
    file = request.files.get("logo")
    return file.read() or None if file is not None and file.filename else None


def _sample() -> SignContent:
    """Return a sign of ours that lacks nothing, else one that shows where everything stands."""
    public_url = str(current_app.config["SETTINGS"].public_url)
    today = kst_day(utc_now())
    contents = queries.sign_set(db.session(), as_of=today, public_url=public_url).contents
    whole = (replace(each, number=each.number or _SAMPLE) for each in contents if not each.missing)
    said: dict[str, Any] = {field.value: LABELS[field] for field in REQUIRED}
    return next(whole, None) or SignContent(
        number=_SAMPLE,
        kind=SignKind.ZONE,
        site_code="-",
        target="-",
        name="-",
        **said,
        address=f"{public_url}/public/signs",
    )
