"""Owns one sign in every size side by side, in the languages and manner one chooses: on a page and as a PDF."""

from dataclasses import dataclass, replace

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from app.kernel.acts import Act
from app.kernel.errors import Refusal
from app.kernel.messages import Message
from app.signage.choices import LANGUAGES
from app.signage.domain import SignContent, spoken
from app.signage.forms.one import OneOrder, OneSignForm
from app.signage.layout.size import UnknownSize, parse_size
from app.signage.looks import Variant
from app.signage.pdf.contact import contact_sheet_pdf
from app.signage.pdf.fitting import Hindrance, hindrances, omitted
from app.signage.views.blueprint import blueprint
from app.signage.views.one_sign import asked, found_sign, looks_of, manner_of
from app.web.access import allow

_STICKERS = (("100x140", False), ("90x120", False), ("80x80", False))
_STANDARD = (*((name, way) for name in ("A2", "A3", "A4", "A5") for way in (False, True)), *_STICKERS)


@dataclass(frozen=True, slots=True)
class StandardSize:
    """One size of a sign: whether it fits, and if not, why; and what it leaves out."""

    order: OneOrder
    problems: tuple[Hindrance, ...]
    omitted: tuple[Message, ...]


@blueprint.get("/signs/<number>/sizes")
@allow(act=Act.READ)
def list_sizes(number: str) -> ResponseReturnValue:
    """Show one sign in every standard size and in the one typed, and which it does not fit and why."""
    detail, content = found_sign(number)
    form, looks = asked(), looks_of(content)
    orders, refusal = _orders(form)
    manners = [manner_of(order, looks) for order in orders]
    return render_template(
        "signage/sign_sizes.html",
        sign=detail,
        number=spoken(detail.number),
        form=form,
        refusal=refusal,
        query=orders[-1].query,
        languages=LANGUAGES,
        sizes=[
            StandardSize(order, hindrances(content, manner), omitted(content, manner))
            for order, manner in zip(orders, manners, strict=True)
        ],
    )


@blueprint.get("/signs/<number>/sizes.pdf")
@allow(act=Act.READ)
def draw_sizes(number: str) -> ResponseReturnValue:
    """Answer with the same as a PDF to print and choose by; nothing is kept, as none of it is hung up.

    :raises UnknownSize: if what the address asks for is no size a sign can have.
    """
    _detail, content = found_sign(number)
    form = asked()
    orders, refusal = _orders(form)
    if refusal is not None:
        raise refusal
    if form.errors:
        raise UnknownSize(size=form.size.data or "")
    document = _drawn(content, orders)
    name = f"sign-sizes-{content.number}.pdf"
    return Response(
        document,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def _drawn(content: SignContent, orders: list[OneOrder]) -> bytes:
    looks = looks_of(content)
    return contact_sheet_pdf(content, [manner_of(order, looks) for order in orders])


def _orders(form: OneSignForm) -> tuple[list[OneOrder], Refusal | None]:
    """Return every size in the languages and manner of the form, the one typed last, or why that one is none."""
    if not (form.width.data or form.height.data):
        form.size.data = "A4"  # None was typed.
    chosen, refusal = OneOrder(parse_size("A4"), Variant.PLAIN, ("ko",), None), None
    if form.validate():
        try:
            chosen = replace(form.parsed(), sheet=None)
        except Refusal as refused:
            refusal = refused
    orders = [replace(chosen, size=parse_size(name, landscape=landscape)) for name, landscape in _STANDARD]
    if refusal is None and not form.errors and chosen.size not in {order.size for order in orders}:
        orders.append(chosen)
    return orders, refusal
