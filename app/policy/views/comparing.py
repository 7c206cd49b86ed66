"""Owns the comparison of a version with another, or with what the registry makes today: as a page and as files."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.database import db
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.policy import queries
from app.policy.domain import NotPublishable
from app.policy.views.blueprint import blueprint
from app.policy.writers.comparison import Comparison
from app.policy.writers.comparison_html import comparison_fragment, comparison_page
from app.policy.writers.comparison_pdf import comparison_pdf
from app.policy.writers.comparison_text import marked_text
from app.web.access import allow, public
from app.web.languages import language

BEFORE = "previous"
FILES: Mapping[str, tuple[str, Callable[[Comparison], bytes]]] = {
    "html": ("text/html; charset=utf-8", lambda compared: comparison_page(compared).encode()),
    "pdf": ("application/pdf", comparison_pdf),
}
"""The files a comparison is given out as."""


@blueprint.get("/policy/versions/<int:number>/compare/<other>")
@allow(act=Act.READ)
def compare_versions(number: int, other: str) -> ResponseReturnValue:
    """Show what differs between two versions, or between one and the registry of today.

    :raises UnknownVersion: if there is none with one of the numbers.
    """
    session = db.session()
    first = queries.version(session, number=number)
    if other == BEFORE:
        earlier = queries.version_before(session, of=first)
        if earlier is None:
            return redirect(url_for(".compare_versions", number=number, other=queries.TODAY))
        return redirect(url_for(".compare_versions", number=earlier.number, other=number))
    if turned := _turned(".compare_versions", number, other):
        return turned
    problems: tuple[object, ...] = ()
    compared = None
    try:
        compared = _compared(first, other, published_only=False)
    except NotPublishable as refusal:
        problems = tuple(refusal.problems)
    whole = request.args.get("show") == "text"
    return render_template(
        "policy/compare_versions.html",
        version=first,
        other=other,
        compared=compared,
        problems=problems,
        whole=whole,
        body=_body(compared, whole=whole) if compared else None,
        versions=queries.versions(session),
    )


@blueprint.get("/policy/versions/<int:number>/compare/<other>/file.<name>")
@allow(act=Act.READ)
def download_comparison(number: int, other: str, name: str) -> ResponseReturnValue:
    """Hand out a comparison as a file.

    :raises UnknownVersion: if there is no version with one of the numbers.
    :raises NotPublishable: if the registry of today contradicts itself.
    """
    first = queries.version(db.session(), number=number)
    if turned := _turned(".download_comparison", number, other, name=name):
        return turned
    return _file(_compared(first, other, published_only=False), name, f"{number}-{other}")


@blueprint.get("/public/policy/<int:number>/compare/<int:other>")
@public
def compare_public_versions(number: int, other: int) -> ResponseReturnValue:
    """Show everybody what differs between two published versions.

    :raises UnknownVersion: if one of them was not published.
    """
    first = queries.version(db.session(), number=number, published_only=True)
    if turned := _turned(".compare_public_versions", number, str(other)):
        return turned
    compared = _compared(first, str(other), published_only=True)
    return render_template(
        "policy/compare_public_versions.html", version=first, other=other, compared=compared, body=_body(compared)
    )


@blueprint.get("/public/policy/<int:number>/compare/<int:other>/file.<name>")
@public
def download_public_comparison(number: int, other: int, name: str) -> ResponseReturnValue:
    """Hand everybody the comparison of two published versions as a file.

    :raises UnknownVersion: if one of them was not published.
    """
    first = queries.version(db.session(), number=number, published_only=True)
    if turned := _turned(".download_public_comparison", number, str(other), name=name):
        return turned
    return _file(_compared(first, str(other), published_only=True), name, f"{number}-{other}")


def _turned(endpoint: str, number: int, other: str, **more: str) -> ResponseReturnValue | None:
    """Lead to the same comparison with the older version first, whatever the order in the address."""
    if not other.isdecimal() or int(other) >= number:
        return None
    shown: dict[str, Any] = {name: value for name, value in request.args.items() if name == "show"}
    return redirect(url_for(endpoint, **{**more, **shown, "number": int(other), "other": number}))


def _compared(first: queries.Version, other: str, *, published_only: bool) -> Comparison:
    return queries.compared(
        db.session(),
        before=first.number,
        after=other,
        today=kst_day(utc_now()),
        language=language(),
        published_only=published_only,
    )


def _body(compared: Comparison, *, whole: bool = False) -> Markup:
    text = marked_text(compared) if whole else comparison_fragment(compared)
    return Markup(text)  # noqa: S704  # The writers escape every text.


def _file(compared: Comparison, name: str, stem: str) -> ResponseReturnValue:
    if name not in FILES:
        abort(404)
    media_type, write = FILES[name]
    heads = {"Content-Type": media_type, "Content-Disposition": f'attachment; filename="cctv-policy-{stem}.{name}"'}
    return write(compared), 200, heads
