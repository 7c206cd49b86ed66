"""Owns what everybody may read: the version in force, earlier and announced ones, and their files. No cookie."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.database import db
from app.kernel.clock import kst_day, utc_now
from app.policy import queries
from app.policy.clauses import LANGUAGES
from app.policy.formats import FORMATS
from app.policy.queries import Version
from app.policy.views.blueprint import as_file, blueprint
from app.registry import queries as registry
from app.web.access import public
from app.web.languages import language

UNAVAILABLE = 503
_OFFERED = ("pdf", "docx", "hwpx", "html", "txt")
"""Files offered to readers, as far as the version was published in them."""


@blueprint.get("/public/policy")
@public
def show_public_policy() -> ResponseReturnValue:
    """Show everybody the version in force today; where there is none, say so and show nothing that is not approved."""
    found = queries.version_in_force(db.session(), on=kst_day(utc_now()))
    return _page(found) if found else (_page(None), UNAVAILABLE)


@blueprint.app_template_global()
def policy_in_force() -> Version | None:
    """Return the version in force today, for pages of others that name it."""
    return queries.version_in_force(db.session(), on=kst_day(utc_now()))


@blueprint.get("/public/policy/<int:number>")
@public
def show_public_version(number: int) -> ResponseReturnValue:
    """Show everybody an earlier or an announced version as it was published.

    :raises UnknownVersion: if there is none that was published.
    """
    return _page(queries.version(db.session(), number=number, published_only=True))


@blueprint.get("/public/policy/versions")
@public
def list_public_versions() -> ResponseReturnValue:
    """Show everybody which versions there were, are and will be."""
    today = kst_day(utc_now())
    return render_template(
        "policy/list_public_versions.html",
        versions=queries.versions(db.session(), published_only=True),
        current=queries.version_in_force(db.session(), on=today),
        today=today,
        organisation=_organisation(),
    )


@blueprint.get("/public/policy/<int:number>/<form>-<tongue>.<name>")
@public
def download_public_version(number: int, form: str, tongue: str, name: str) -> ResponseReturnValue:
    """Hand everybody a file of a published version, byte for byte as it was published.

    :raises UnknownVersion: if there is none.
    """
    if name not in FORMATS:
        abort(404)
    queries.version(db.session(), number=number, published_only=True)
    content = queries.kept_file(db.session(), number=number, form=form, language=tongue, name=name)
    return as_file(content, format_name=name, stem=f"cctv-policy-v{number}-{form}-{tongue}")


def _page(found: queries.Version | None) -> str:
    session, today = db.session(), kst_day(utc_now())
    announced = queries.announced_versions(session, on=today)
    if found is None:
        return render_template(
            "policy/show_public_policy.html", version=None, announced=announced, organisation=_organisation()
        )
    tongue = found.language(language() if language() in LANGUAGES else LANGUAGES[0])
    form = found.form.value
    kept = queries.kept_file(session, number=found.number, form=form, language=tongue, name="fragment").decode()
    files = [
        name
        for kept_form, kept_language, name, _digest in queries.kept_files(session, number=found.number)
        if (kept_form, kept_language) == (form, tongue) and name in _OFFERED
    ]
    return render_template(
        "policy/show_public_policy.html",
        version=found,
        body=Markup(kept),  # noqa: S704  # The writer escaped every text when it was published.
        form=form,
        tongue=tongue,
        files=sorted(files, key=_OFFERED.index),
        announced=[each for each in announced if each.number != found.number],
        current=queries.version_in_force(session, on=today),
        today=today,
        organisation=_organisation(),
    )


def _organisation() -> str | None:
    snapshot = registry.snapshot_of_sites(db.session(), codes=[], as_of=kst_day(utc_now()))
    organisation = snapshot.organisation
    if organisation is None:
        return None
    return (organisation.name_en if language() == "en" else None) or organisation.name
