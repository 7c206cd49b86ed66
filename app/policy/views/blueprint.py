"""Owns what all pages of the policy share: the blueprint, the wished form and language, a file to take away."""

from flask import Blueprint, Response, abort, request

from app.policy.clauses import LANGUAGES
from app.policy.domain import Form
from app.policy.formats import FORMATS
from app.policy.versions import Numbering

blueprint = Blueprint("policy", __name__)


def wished_form() -> Form:
    """Return the form the address asks for; on its own if it asks for none."""
    wished = request.args.get("form", Form.STANDALONE.value)
    if wished not in set(Form):
        abort(404)
    return Form(wished)


def wished_numbering() -> Numbering:
    """Return how the address asks for the headings to be numbered; as is customary if it does not say."""
    wished = request.args.get("numbering", Numbering.LETTERS.value)
    if wished not in set(Numbering):
        abort(404)
    return Numbering(wished)


def wished_language() -> str:
    """Return the language the address asks for; Korean if it asks for none."""
    wished = request.args.get("language", LANGUAGES[0])
    if wished not in LANGUAGES:
        abort(404)
    return wished


def as_file(content: bytes, *, format_name: str, stem: str, inline: bool = False) -> Response:
    """Return a file of one of the formats; ``inline``: to be looked at rather than kept."""
    chosen = FORMATS[format_name]
    response = Response(content, content_type=chosen.media_type)
    kind = "inline" if inline else "attachment"
    response.headers["Content-Disposition"] = f'{kind}; filename="{stem}.{chosen.ending}"'
    return response
