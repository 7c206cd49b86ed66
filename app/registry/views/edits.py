"""Owns the pages that change the registry one object at a time: new, edit with a preview, end."""

from dataclasses import dataclass
from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Invalid, Refusal
from app.law import grounds
from app.registry import commands, queries
from app.registry.consequences import Consequence, consequences, values_above
from app.registry.difference import FieldChange, differing_fields
from app.registry.domain import EDITORS, ORGANISATION_CODE, Camera, Kind, Organisation, Row, Site, Thing, Zone
from app.registry.forms import EndForm, edition_of, field_name
from app.registry.history import Version, until_next_change, version_on
from app.registry.views.blueprint import blueprint, editor_of, names_in, site_of
from app.registry.views.drafts import drafted
from app.registry.views.opening import Around, Opened, around_of, opened, opened_new
from app.registry.wording import facts_of
from app.web.access import allow
from app.web.languages import say
from app.web.looks_recorded import looks_at

_KINDS = "any(organisation,post,contractor,agreement,row,site,zone,camera)"


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be recorded: the fields of the object itself, and what changes for what inherits from it."""

    fields: tuple[FieldChange, ...]
    consequences: tuple[Consequence, ...]


@blueprint.route(f"/registry/<{_KINDS}:kind>/<code>/edit", methods=["GET", "POST"])
@allow(*EDITORS, act=Act.MAINTAIN)
@looks_at("{kind}/{code}")
def edit_object(kind: str, code: str) -> ResponseReturnValue:
    """Show an object as a form, preview what a change means, record it."""
    return _answer(opened(Kind(kind), code))


@blueprint.route(f"/registry/<{_KINDS}:kind>/new", methods=["GET", "POST"])
@allow(*EDITORS, act=Act.MAINTAIN)
def new_object(kind: str) -> ResponseReturnValue:
    """Ask for a new object of a kind and record it; ``?site=`` and ``?zone=`` say where it belongs."""
    found = opened_new(Kind(kind))
    if found.kind is Kind.ORGANISATION and (found.kind, ORGANISATION_CODE) in found.around.timelines:
        return redirect(url_for(".edit_object", kind=kind, code=ORGANISATION_CODE), code=303)
    return _answer(found)


def _answer(found: Opened) -> ResponseReturnValue:
    form, kind, around, before, site, code = (
        found.form, found.kind, found.around, found.before, found.site, found.code,
    )  # fmt: skip
    preview = None
    if request.method == "POST" and form.validate_against(before) and form.version and (day := form.day()):
        value = form.version.value
        actor = editor_of(site_of(value, around.zone_sites) if kind is not Kind.SITE or code else None)
        if request.form.get("intent") == "preview":
            preview = _preview(kind, value, before, around, day)
        elif code is None and around.timelines.get((kind, value.code)):
            form.fault("code", _("이미 있는 코드입니다. 다른 코드를 적으십시오."))
        else:
            try:
                with unit_of_work() as session:
                    changes = commands.record(
                        session,
                        kind=kind,
                        value=value,
                        valid_from=day,
                        valid_to=until_next_change(found.timeline, day),
                        actor=actor,
                        now=utc_now(),
                        expected_edition=edition_of(form.edition),
                    )
                flash(_("저장했습니다.") if len(changes) else _("바뀐 것이 없어 저장하지 않았습니다."))
                return redirect(_back(value, around.zone_sites), code=303)
            except Invalid as refusal:
                for problem in refusal.problems:
                    form.fault(problem.place, say(problem.message))
            except Refusal as refusal:
                form.refuse(refusal)
    return render_template(
        "registry/edit_object.html",
        form=form,
        kind=kind.value,
        code=code,
        name=_name(before.value) if before else None,
        site=site,
        inherited=_inherited(kind, around, before.value if before else None, site, form.day()),
        preview=preview,
        draft=drafted(found) if preview else None,
        object_names=names_in(preview.fields) if preview else {},
        grounds=grounds.INSTALLATION,
        back=_back(before.value, around.zone_sites) if before else _back_of_new(kind, site),
    ), 422 if form.errors else 200


def _preview(kind: Kind, value: Thing, before: Version | None, around: Around, day: date) -> Preview:
    old = before.value if before else None
    fields = tuple(differing_fields(old, value)) if old else ()
    return Preview(fields, consequences(around.things, kind=kind, value=value, day=day))


def _inherited(
    kind: Kind, around: Around, value: Thing | None, site: str | None, day: date | None
) -> dict[str, tuple[tuple[str, ...], str]]:
    """Return per form field what an empty field would inherit, and from which level."""
    if kind in {Kind.ORGANISATION, Kind.POST, Kind.CONTRACTOR, Kind.AGREEMENT}:
        return {}
    if value is None:
        value = _blank(kind, site, next((z for z, s in around.zone_sites.items() if s == site), ""))
    above = values_above(around.things, kind=kind, value=value, day=day or kst_day(utc_now()))
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    for fact in facts_of(above):
        if fact.lines and fact.origin:
            shown = (fact.lines, fact.origin.value)
            name = field_name(f"declared.{fact.field}")
            found[{"retention": f"{name}__text", "device": f"{name}__kind"}.get(fact.field, name)] = shown
    return found


def _blank(kind: Kind, site: str | None, zone: str) -> Thing:
    if kind is Kind.ZONE:
        return Zone(code="-", site=site or "", name="-")
    if kind is Kind.CAMERA:
        return Camera(code="-", zone=zone)
    return Row(code="-", name="-") if kind is Kind.ROW else Site(code="-", name="-")


@blueprint.route(f"/registry/<{_KINDS}:kind>/<code>/end", methods=["GET", "POST"])
@allow(*EDITORS, act=Act.MAINTAIN)
@looks_at("{kind}/{code}")
def end_object(kind: str, code: str) -> ResponseReturnValue:
    """Ask from which day an object is no longer there, and record that."""
    of_kind, session = Kind(kind), db.session()
    today = kst_day(utc_now())
    around = around_of(of_kind, today)
    timeline = around.timelines.get((of_kind, code), ())
    if not timeline:
        abort(404)
    value = (version_on(timeline, today) or timeline[-1]).value
    actor = editor_of(site_of(value, around.zone_sites))
    form = EndForm(
        request.form if request.method == "POST" else None,
        data={"on": today, "edition": queries.edition(session, key=(of_kind, code))},
    )
    if request.method == "POST" and form.validate():
        on, edition = form.parsed()
        try:
            with unit_of_work() as writing:
                commands.end(
                    writing,
                    kind=of_kind,
                    code=code,
                    on=on,
                    actor=actor,
                    now=utc_now(),
                    expected_edition=edition,
                )
            flash(_("폐지를 기록했습니다."))
            has_page = of_kind is not Kind.SITE or on > today
            return redirect(_back(value, around.zone_sites) if has_page else url_for(".list_sites"), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template(
        "registry/end_object.html",
        form=form,
        kind=kind,
        code=code,
        name=_name(value),
        back=_back(value, around.zone_sites),
    ), 422 if form.errors else 200


def _name(value: Thing) -> str:
    found = (getattr(value, name, None) for name in ("name", "title", "party", "department"))
    return next((str(name) for name in found if name), value.code)


def _back(value: Thing, zones: dict[str, str]) -> str:
    site = site_of(value, zones)
    if site:
        return url_for(".show_site", code=site)
    return url_for(".list_sites") if isinstance(value, Organisation | Row) else url_for(".list_posts")


def _back_of_new(kind: Kind, site: str | None) -> str:
    if site:
        return url_for(".show_site", code=site)
    return url_for(".list_sites") if kind in {Kind.SITE, Kind.ROW, Kind.ORGANISATION} else url_for(".list_posts")
