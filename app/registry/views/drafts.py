"""Owns what stands beside the form of a site or zone while it is filled in: how signs would look, unrecorded."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.database import db
from app.kernel.acts import Act
from app.registry import queries
from app.registry.domain import EDITORS, Kind, Site, Zone
from app.registry.views.blueprint import blueprint
from app.registry.views.opening import Opened, opened, opened_new
from app.registry.wiring import draft_part
from app.web.access import allow


@blueprint.post("/registry/<any(site,zone):kind>/draft")
@allow(*EDITORS, act=Act.MAINTAIN)
def draw_draft(kind: str) -> ResponseReturnValue:
    """Answer with how signs would look if what was posted were recorded; ``?code=`` names what is edited."""
    code = request.args.get("code")
    found = opened(Kind(kind), code) if code else opened_new(Kind(kind))
    sound = found.form.validate_against(found.before)
    part = drafted(found) if sound else None
    page = render_template("registry/draft.html", part=part, form=found.form)
    return Response(page, headers={"Cache-Control": "no-store"})


def drafted(found: Opened) -> Markup | None:
    """Return how signs would look if what a form says were recorded; call only after it was found sound."""
    value, day = found.form.version and found.form.version.value, found.form.day()
    if not isinstance(value, Site | Zone) or day is None:
        return None
    site, session = value.site if isinstance(value, Zone) else value.code, db.session()
    before = queries.snapshot_of_sites(session, codes={site}, as_of=day)
    after = queries.snapshot_of_sites(session, codes={site}, as_of=day, draft=value)
    zone = value.code if isinstance(value, Zone) else None
    return draft_part(session, before=before, after=after, site=site, zone=zone)
