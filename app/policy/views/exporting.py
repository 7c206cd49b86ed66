"""Owns the page that gives out the published versions as a site of files for the company's own web server."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from app.database import db
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.policy import queries
from app.policy.forms import SiteForm
from app.policy.static_site import organisation_of, site, zip_pieces
from app.policy.versions import AUTHORS, check_may
from app.policy.views.blueprint import blueprint
from app.web.access import allow, current_actor

_UNKNOWN = 422


@blueprint.get("/policy/site")
@allow(*AUTHORS, act=Act.PRINT)
def show_site_export() -> ResponseReturnValue:
    """Show what the site holds, where it belongs, and the button that gives it out."""
    check_may(current_actor(), AUTHORS)
    return _page(SiteForm(data={"address": ""}))


@blueprint.get("/policy/site.zip")
@allow(*AUTHORS, act=Act.PRINT)
def download_site() -> ResponseReturnValue:
    """Hand out every published version as a ZIP of pages and files, byte for byte the same on the same day."""
    check_may(current_actor(), AUTHORS)
    form = SiteForm(request.args)
    versions = queries.published_versions(db.session())
    if not form.validate() or not versions:
        return _page(form), _UNKNOWN
    today = kst_day(utc_now())
    made = site(versions, on=today, organisation=organisation_of(versions), address=form.address.data or None)
    heads = {"Content-Disposition": f'attachment; filename="cctv-policy-site-{today.isoformat()}.zip"'}
    return Response(zip_pieces(made), content_type="application/zip", headers=heads)


def _page(form: SiteForm) -> str:
    session, today = db.session(), kst_day(utc_now())
    versions = queries.versions(session, published_only=True)
    return render_template(
        "policy/export_site.html",
        form=form,
        versions=versions,
        current=queries.version_in_force(session, on=today),
        files=sum(len(queries.kept_files(session, number=one.number)) for one in versions),
    )
