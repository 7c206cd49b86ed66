"""Owns the page of one version for people who are signed in: its text as pinned, its history, files and next step."""

from flask import abort
from flask.typing import ResponseReturnValue

from app.database import db
from app.kernel.acts import Act
from app.policy import queries
from app.policy.formats import FORMATS
from app.policy.views.blueprint import as_file, blueprint
from app.policy.views.version_page import page_of_version
from app.web.access import allow


@blueprint.get("/policy/versions/<int:number>")
@allow(act=Act.READ)
def show_version(number: int) -> ResponseReturnValue:
    """Show a version: what it says, where it stands, what comes next.

    :raises UnknownVersion: if there is none.
    """
    return page_of_version(number)


@blueprint.get("/policy/versions/<int:number>/files/<form>-<tongue>.<name>")
@allow(act=Act.READ)
def download_version(number: int, form: str, tongue: str, name: str) -> ResponseReturnValue:
    """Hand out a file of a version: as it was published, or, before that, as it would be.

    :raises UnknownVersion: if there is none, or it is not made in that form and language.
    """
    if name not in FORMATS:
        abort(404)
    session = db.session()
    found = queries.version(session, number=number)
    if form not in found.choices.forms or tongue not in found.choices.languages:
        abort(404)
    if found.files_digest is not None:
        content = queries.kept_file(session, number=number, form=form, language=tongue, name=name)
    else:
        document = next(
            each for each in queries.pinned_texts(session, of=found) if (each.form, each.language) == (form, tongue)
        )
        content = FORMATS[name].write(document)
    return as_file(content, format_name=name, stem=f"cctv-policy-v{number}-{form}-{tongue}")
