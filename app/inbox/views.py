"""Owns the pages of the inbox: one's own messages, and where one's mail goes."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.queries import names_of, person
from app.database import db, unit_of_work
from app.inbox import commands, queries
from app.inbox.forms import AddressForm
from app.kernel.actor import Role
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Refusal
from app.web.access import allow, current_actor, safe_path
from app.web.installation import current_settings
from app.web.looks_recorded import looks_at
from app.web.paging import key_of
from app.web.whole_numbers import whole

blueprint = Blueprint("inbox", __name__)


@blueprint.get("/inbox")
@allow()
def list_messages() -> ResponseReturnValue:
    """Show one's own messages: unread first, today's and earlier ones."""
    only_unread = request.args.get("show") == "unread"
    before = key_of(request.args.get("before"), int, int, int)
    page = queries.inbox_of(db.session(), actor=current_actor(), only_unread=only_unread, before=before)
    return render_template(
        "inbox/list_messages.html",
        groups=queries.grouped(page.rows, today=kst_day(utc_now())),
        unread=queries.unread_count(db.session(), actor=current_actor()),
        newest=max((notice.id for notice in page.rows), default=0),
        only_unread=only_unread,
        before=request.args.get("before"),
        after=page.after,
    )


@blueprint.post("/inbox/<int:message_id>/open")
@allow()
def open_message(message_id: int) -> ResponseReturnValue:
    """Note that a message was read, and go where it leads."""
    with unit_of_work() as session:
        link = commands.mark_read(session, message_id=message_id, actor=current_actor(), now=utc_now())
    return redirect(safe_path(link, fallback=url_for(".list_messages")), code=303)


@blueprint.post("/inbox/read")
@allow()
def mark_all_read() -> ResponseReturnValue:
    """Note that all messages shown were read; what came in since stays unread."""
    up_to = whole(request.form.get("up_to", "")) or 0
    with unit_of_work() as session:
        count = commands.mark_all_read(session, actor=current_actor(), now=utc_now(), up_to=up_to)
    flash(_("알림 %(count)s건을 읽음으로 표시했습니다.", count=count))
    return redirect(url_for(".list_messages"), code=303)


@blueprint.route("/inbox/address", methods=["GET", "POST"])
@allow()
def edit_own_address() -> ResponseReturnValue:
    """Say where one's messages go by mail, or that they go nowhere."""
    return _edit_address(current_actor().id, url_for(".edit_own_address"))


@blueprint.route("/people/<int:account_id>/address", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR, act=Act.ADMINISTER)
@looks_at("account/{account_id}")
def edit_address(account_id: int) -> ResponseReturnValue:
    """Say where somebody's messages go by mail, or that they go nowhere."""
    return _edit_address(account_id, url_for(".edit_address", account_id=account_id))


def _edit_address(account_id: int, here: str) -> ResponseReturnValue:
    actor = current_actor()
    somebody = person(db.session(), account_id=account_id)
    kept = queries.address_for_page(db.session(), account_id=account_id, actor=actor)
    form = AddressForm(request.form if request.method == "POST" else None)
    if request.method == "POST":
        try:
            if request.form.get("act") == "remove":
                with unit_of_work() as session:
                    commands.remove_address(session, account_id=account_id, actor=actor, now=utc_now())
                flash(_("전자우편 주소를 지웠습니다."))
                return redirect(here, code=303)
            if form.validate():
                with unit_of_work() as session:
                    commands.set_address(
                        session, account_id=account_id, address=form.parsed(), actor=actor, now=utc_now()
                    )
                flash(_("전자우편 주소를 저장했습니다."))
                return redirect(here, code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template(
        "inbox/edit_address.html",
        form=form,
        person=somebody,
        kept=kept,
        names=names_of(db.session(), account_ids={kept.set_by} if kept else set()),
        is_own=account_id == actor.id,
        here=here,
        mail_is_on=current_settings().mail is not None,
    )
