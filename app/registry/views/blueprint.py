"""Owns what all pages of the registry share: the blueprint, who may edit, whose site it is, the day looked at."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from flask import Blueprint, request
from flask_babel import gettext as _

from app.database import db
from app.kernel.actor import Actor
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotFound
from app.kernel.messages import N_
from app.registry.difference import FieldChange
from app.registry.domain import EDITORS, Camera, Site, Thing, Zone
from app.registry.queries import names_of_objects
from app.registry.wording import label_of, referred, said_plain
from app.web.access import current_actor
from app.web.dates import parse_day, parse_kst
from app.web.languages import say

blueprint = Blueprint("registry", __name__)
blueprint.add_app_template_filter(label_of, "registry_label")
_IN_A_FILE = re.compile(
    r"(?:(?P<sheet>.+) )?(?P<row>\d+)행(?: (?:'(?P<heading>.+)' 열|(?P<column>\d+)번째 열))?", re.DOTALL
)

_IN_A_DOCUMENT = re.compile(r"(?P<list>[a-z]+)\[(?P<number>\d+)\](?P<below>(?:[.\[\]a-z_]|\d)*)")
_LISTS = {
    "organisation": N_("조직"),
    "posts": N_("직위"),
    "contractors": N_("수탁자"),
    "agreements": N_("협약"),
    "rows": N_("공표하는 행"),
    "sites": N_("설치장소"),
    "zones": N_("구역"),
    "cameras": N_("카메라"),
}


@blueprint.app_template_filter()
def registry_value(value: object, field: str = "", names: Mapping[str, str] | None = None) -> str:
    """Return plain JSON of a value as one line; only words of ours are put in the language of the page."""
    return said_plain(value, field=field.removeprefix("declared."), names=names, say=say)


def names_in(fields: Iterable[FieldChange], *, new: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return what the objects are called that changed values name by their codes, by ``kind:code``.

    Two of one name are told apart by their codes. ``new``: names of objects that are not recorded yet.
    """
    subjects = {
        subject
        for each in fields
        for value in (each.old, each.new)
        for subject in referred(value, each.field.removeprefix("declared."))
    }
    names = {**(new or {}), **names_of_objects(db.session(), subjects=subjects)}
    found = {subject: names[subject] for subject in sorted(subjects) if subject in names}
    often = Counter(found.values())
    return {
        subject: f"{name} ({subject.partition(':')[2]})" if often[name] > 1 else name for subject, name in found.items()
    }


@blueprint.app_template_filter()
def place_in_file(place: str) -> str:
    """Return where in a file a fault is, in the language of the page; sheets and headings stay as the file has them."""
    in_document = _IN_A_DOCUMENT.fullmatch(place)
    if in_document and in_document["list"] in _LISTS:
        below = " ".join(say(label_of(name)) for name in re.findall(r"[a-z_]+", in_document["below"]))
        whole = f"{say(_LISTS[in_document['list']])} {int(in_document['number']) + 1}"
        return f"{whole}: {below}" if below else whole
    found = _IN_A_FILE.fullmatch(place)
    if found is None:
        return place
    parts = [found["sheet"], _("%(row)s행", row=found["row"])]
    if found["heading"]:
        parts.append(_("'%(heading)s' 열", heading=found["heading"]))
    if found["column"]:
        parts.append(_("%(column)s번째 열", column=found["column"]))
    return " ".join(part for part in parts if part)


def day_asked(name: str = "as_of") -> date:
    """Return the day the address asks for; today if it asks for none or for nonsense."""
    today = kst_day(utc_now())
    try:
        return parse_day(request.args.get(name, ""), today=today)
    except ValueError:
        return today


def moment_asked() -> datetime | None:
    """Return the moment (UTC) up to which entries count as known, if the address asks for one."""
    try:
        return parse_kst(request.args["known_at"], now=utc_now()) if request.args.get("known_at") else None
    except ValueError:
        return None


def may_edit(actor: Actor) -> bool:
    """Return whether somebody may change anything here."""
    return actor.has(*EDITORS)


def site_of(value: Thing, zones: dict[str, str]) -> str | None:
    """Return the site an object belongs to; None for what concerns the whole organisation."""
    match value:
        case Site():
            return value.code
        case Zone():
            return value.site
        case Camera():
            return zones.get(value.zone)
    return None


def check_sees(actor: Actor, site: str | None) -> None:
    """Raise NotFound unless somebody may see a site; what concerns the whole organisation needs sight of all."""
    if actor.sites is not None and (site is None or not actor.sees_site(site)):
        raise NotFound


def editor_of(site: str | None) -> Actor:
    """Return who is signed in, having checked that they may see the site they are about to change.

    :raises NotFound: if they may not.
    """
    actor = current_actor()
    check_sees(actor, site)
    return actor
