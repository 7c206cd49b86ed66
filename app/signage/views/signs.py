"""Owns the pages of signage: the list, one sign, printing, and the public page behind every QR code."""

import re
from datetime import date

from flask import Response, current_app, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Refusal
from app.signage import commands, pdf, queries
from app.signage.choices import INSTEAD
from app.signage.domain import LABELS, PRINTERS, SignContent, UnknownSign, parse_revision, spoken
from app.signage.forms import PrintOrder, PrintSignsForm, Selection
from app.signage.layout.size import Size
from app.signage.pdf.fitting import omitted_by
from app.signage.queries import Condition, SignList
from app.signage.queries.looks import chosen_look, looks_to_draw
from app.signage.views.blueprint import blueprint
from app.signage.views.one_sign import sign_page
from app.web.access import allow, current_actor, public
from app.web.languages import say
from app.web.looks_recorded import looks_at
from app.web.paging import key_of, page_of

_ROWS = 100


@blueprint.get("/signs")
@allow(act=Act.READ)
def list_signs() -> ResponseReturnValue:
    """Show every sign with its state, filtered by site, kind, region and condition."""
    chosen = _selection()
    return _list_page(chosen, PrintSignsForm(data=_hidden(chosen) | {"size": chosen_look(db.session()).size}))


@blueprint.post("/signs/print")
@allow(*PRINTERS, act=Act.PRINT)
def print_signs() -> ResponseReturnValue:
    """Answer with the chosen signs as one PDF, having remembered that they were printed."""
    form = PrintSignsForm(request.form)
    if form.validate():
        try:
            return _download(form.parsed())
        except Refusal as refusal:
            form.refuse(refusal)
    chosen = Selection(**{name: form[name].data or None for name in Selection.__dataclass_fields__})
    return _list_page(chosen, form)


@blueprint.get("/signs/<number>")
@allow(act=Act.READ)
@looks_at("sign/{number}")
def show_sign(number: str) -> ResponseReturnValue:
    """Show one sign: what it says, how it looks, and when it was printed."""
    detail = queries.sign_detail(db.session(), number=number, as_of=_today(), public_url=_public_url())
    if not current_actor().sees_site(detail.site_code):
        raise UnknownSign(number=number)
    return sign_page(detail)


@blueprint.get("/public/signs/<number>")
@public
def show_public_sign(number: str) -> ResponseReturnValue:
    """Tell anybody who scanned a sign whether it still holds, what it says today, and how to ask to see footage."""
    revision = parse_revision(request.args.get("r", ""))
    try:
        detail = queries.sign_detail(
            db.session(),
            number=number,
            revision=revision,
            as_of=_today(),
            public_url=_public_url(),
        )
    except UnknownSign:
        return render_template("signage/unknown_sign.html", number=number[:20]), 404
    return render_template(
        "signage/show_public_sign.html",
        sign=detail,
        revision=revision,
        number=spoken(detail.number),
        labels=LABELS,
        phone_of=_phone_of,
    )


def _list_page(chosen: Selection, form: PrintSignsForm) -> ResponseReturnValue:
    found = _found(chosen)
    after = key_of(request.args.get("after"), int)
    start = int(after[0]) + 1 if after else 0
    numbered = list(enumerate(found.rows))[start : start + _ROWS + 1]
    return render_template(
        "signage/list_signs.html",
        signs=found,
        page=page_of(numbered, size=_ROWS, key=lambda pair: (pair[0],)),
        start=start,
        chosen=chosen,
        conditions=tuple(Condition),
        instead_names=INSTEAD,
        form=form,
        incomplete=sum(1 for row in found.rows if row.content.missing),
        stale=sum(1 for row in found.rows if row.stale),
        labels=LABELS,
        spoken=spoken,
    )


def _download(order: PrintOrder) -> ResponseReturnValue:
    """Issue missing numbers, draw, and only when that succeeded remember the batch."""
    found = _found(order.selection)
    # What stands for a sign is printed only when it is asked for by itself.
    alone = order.selection.target is not None
    contents: tuple[SignContent, ...] = tuple(row.content for row in found.rows if alone or row.instead is None)
    drawn = pdf.check(contents, size=order.size, sheet=pdf.on(order.sheet))
    actor = current_actor()
    with unit_of_work() as session:
        contents = commands.issue_signs(session, contents=drawn, actor=actor, now=utc_now())
    looks = looks_to_draw(db.session(), logo_name=contents[0].organisation)
    languages = chosen_look(db.session()).languages if len(order.languages) > 1 else order.languages
    document = pdf.render(contents, size=order.size, languages=languages, sheet=order.sheet, looks=looks)
    with unit_of_work() as session:
        commands.record_print(
            session,
            contents=contents,
            size=order.size.label,
            languages=languages,
            sheet=order.sheet.name if order.sheet else None,
            registry_revision=found.registry_revision,
            actor=actor,
            now=utc_now(),
        )
    manner = pdf.Manner(size=order.size, languages=languages, sheet=pdf.on(order.sheet), looks=looks)
    for each in omitted_by(contents, manner):
        flash(_("안내판 %(count)s장에 이 크기로는 적지 못했습니다: %(what)s", count=each.count, what=say(each.what)))
    return Response(
        document,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{_file_name(order.size, len(contents))}"'},
    )


def _found(chosen: Selection) -> SignList:
    return queries.sign_list(
        db.session(),
        as_of=_today(),
        public_url=_public_url(),
        sites=current_actor().sites,
        site=chosen.site,
        kind=chosen.kind,
        region=chosen.region,
        target=chosen.target,
        condition=Condition(chosen.state) if chosen.state in set(Condition) else None,
    )


def _selection() -> Selection:
    return Selection(**{name: request.args.get(name) or None for name in Selection.__dataclass_fields__})


def _hidden(chosen: Selection) -> dict[str, str]:
    return {name: getattr(chosen, name) or "" for name in Selection.__dataclass_fields__}


def _phone_of(content: SignContent) -> str:
    """Return the manager's phone number as a telephone dials it; empty if there is none."""
    found = re.search(r"[+0-9][0-9 ()-]{5,}$", content.manager)
    return re.sub(r"[^+0-9]", "", found[0]) if found else ""


def _file_name(size: Size, count: int) -> str:
    return f"signs-{kst_day(utc_now()).isoformat()}-{size.label}-{count}.pdf"


def _today() -> date:
    return kst_day(utc_now())


def _public_url() -> str:
    return str(current_app.config["SETTINGS"].public_url)
