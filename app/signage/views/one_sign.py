"""Owns one sign before it is printed: the very PDF as an image beside its form, and printing it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.database import db, unit_of_work
from app.documents.raster import png
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, Refusal
from app.kernel.messages import Message
from app.signage import commands, pdf, queries
from app.signage.choices import INSTEAD, LANGUAGES
from app.signage.domain import LABELS, PRINTERS, SignContent, UnknownSign, spoken
from app.signage.forms.one import OneOrder, OneSignForm
from app.signage.layout.size import UnknownSize
from app.signage.looks import Looks
from app.signage.pdf.fitting import Hindrance, hindrances, omitted
from app.signage.queries import SignDetail
from app.signage.queries.looks import chosen_look, looks_to_draw
from app.signage.views.blueprint import blueprint
from app.web.access import allow, current_actor

_WIDTHS = {"small": 360, "large": 1_600}
_WIDTH = 900  # Pixels,
_MOST = 2_400_000  # and of the whole image.
_LONGEST, _MANY = 40, 10  # Characters of a value in an address, and values.


@dataclass(frozen=True, slots=True)
class Preview:
    """What stands beside the form: an order that can be drawn, or why none can."""

    order: OneOrder | None
    problems: tuple[Hindrance, ...] = ()
    refusal: Refusal | None = None
    omitted: tuple[Message, ...] = ()

    @property
    def pixels(self) -> tuple[int, int]:
        """Return how large the image is shown, so that nothing moves while it comes."""
        across, up = self.order.page if self.order else (210.0, 297.0)
        return _WIDTH, round(_WIDTH * up / across)


def sign_page(detail: SignDetail) -> str:
    """Return the page of one sign, with its form as the address says it and the sign beside it."""
    content = detail.content
    form = None if content is None else asked()
    return render_template(
        "signage/show_sign.html",
        sign=detail,
        number=spoken(detail.number),
        labels=LABELS,
        form=form,
        languages=LANGUAGES,
        preview=None if content is None or form is None else _preview(content, form),
        instead_names=INSTEAD,
    )


@blueprint.post("/signs/<number>/print")
@allow(*PRINTERS, act=Act.PRINT)
def print_sign(number: str) -> ResponseReturnValue:
    """Answer with one sign as a PDF and remember that it was printed.

    With ``preview``, or if it cannot be drawn, back to the page, which shows the sign or says why not.
    """
    _detail, content = found_sign(number)
    form = OneSignForm(request.form)
    if "preview" not in request.form and form.validate():
        try:
            return _printed(content, form.parsed())
        except NotAllowed:
            raise
        except Refusal:
            pass  # The page says it beside the form, from the same words.
    typed: dict[str, Any] = {
        name: [value[:_LONGEST] for value in values[:_MANY]] for name, values in request.form.lists() if name in form
    }
    return redirect(url_for(".show_sign", number=number, _anchor="sign-preview", **typed), code=303)


@blueprint.get("/signs/<number>/preview")
@allow(act=Act.READ)
def show_preview(number: str) -> ResponseReturnValue:
    """Answer with the part of the page that shows the sign as it would be printed, or says why it cannot be."""
    detail, content = found_sign(number)
    page = render_template("signage/sign_preview.html", sign=detail, preview=_preview(content, asked()))
    return Response(page, headers={"Cache-Control": "no-store"})


@blueprint.get("/signs/<number>.png")
@allow(act=Act.READ)
def preview_sign(number: str) -> ResponseReturnValue:
    """Answer with the sign as an image: the very PDF, in the manner asked for; nothing is kept."""
    _detail, content = found_sign(number)
    form = asked()
    if not form.validate():
        raise UnknownSize(size=form.size.data or "")
    width = _WIDTHS.get(request.args.get("scale", ""), _WIDTH)
    image = png(_drawn(content, form.parsed()), width=width, most=_MOST)
    return Response(image, mimetype="image/png", headers={"Cache-Control": "no-store"})


def asked() -> OneSignForm:
    """Return the form as the address says it; what it leaves out is as the organisation chose."""
    look, said = chosen_look(db.session()), MultiDict(request.args)
    said.setdefault("size", look.size)
    if "languages" not in said:
        said.setlist("languages", list(look.languages))
    return OneSignForm(said)


def _preview(content: SignContent, form: OneSignForm) -> Preview:
    """Return what is shown of what was entered; nothing is drawn for it yet."""
    if not form.validate():
        return Preview(None)
    try:
        order = form.parsed()
        manner = manner_of(order, looks_of(content))
        problems = hindrances(content, manner)
        if not problems:
            pdf.check([content], size=order.size, sheet=pdf.on(order.sheet), variant=order.variant)
    except Refusal as refusal:
        return Preview(None, refusal=refusal)
    return Preview(None if problems else order, problems, omitted=omitted(content, manner))


def _printed(content: SignContent, order: OneOrder) -> Response:
    """Draw, and only when that succeeded remember that it was printed."""
    document = _drawn(content, order)
    registry_revision = queries.sign_set(
        db.session(), as_of=_today(), public_url=_public_url(), sites={content.site_code}
    ).registry_revision
    with unit_of_work() as session:
        commands.record_print(
            session,
            contents=[content],
            size=order.size.label,
            languages=order.languages,
            sheet=order.sheet.name if order.sheet else None,
            registry_revision=registry_revision,
            actor=current_actor(),
            now=utc_now(),
        )
    name = f"sign-{_today().isoformat()}-{order.size.label}-{content.number}.pdf"
    return Response(
        document, mimetype="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _drawn(content: SignContent, order: OneOrder) -> bytes:
    """Return the PDF of a sign: the one that is printed is the one that is shown."""
    return pdf.render(
        [content],
        size=order.size,
        languages=order.languages,
        sheet=order.sheet,
        variant=order.variant,
        looks=looks_of(content),
    )


def manner_of(order: OneOrder, looks: Looks) -> pdf.Manner:
    """Return how an order is drawn."""
    return pdf.Manner(
        size=order.size, languages=order.languages, sheet=pdf.on(order.sheet), variant=order.variant, looks=looks
    )


def looks_of(content: SignContent) -> Looks:
    """Return how signs look today."""
    return looks_to_draw(db.session(), logo_name=content.organisation)


def found_sign(number: str) -> tuple[SignDetail, SignContent]:
    """Return a sign that stands in the registry today and that the person may see.

    :raises UnknownSign: if there is none.
    """
    detail = queries.sign_detail(db.session(), number=number, as_of=_today(), public_url=_public_url())
    if detail.content is None or not current_actor().sees_site(detail.site_code):
        raise UnknownSign(number=number)
    return detail, detail.content


def _today() -> date:
    return kst_day(utc_now())


def _public_url() -> str:
    return str(current_app.config["SETTINGS"].public_url)
