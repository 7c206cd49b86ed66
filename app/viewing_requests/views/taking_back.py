"""Owns the page on which whoever agreed first takes that back."""

from typing import Any

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.kernel.acts import Act
from app.kernel.clock import utc_now
from app.viewing_requests import commands
from app.viewing_requests.forms.deciding import TakeBackForm
from app.viewing_requests.views import blueprint
from app.viewing_requests.views.act_page import act_page
from app.web.access import allow, current_actor
from app.web.forms import posted
from app.web.looks_recorded import looks_at


@blueprint.route("/requests/<number>/take-back", methods=["GET", "POST"])
@allow(*commands.DECIDERS, act=Act.DECIDE)
@looks_at("viewing_request/{number}")
def take_back_step(number: str) -> ResponseReturnValue:
    """Take one's own agreement back before the second is signed."""
    form = TakeBackForm(posted())

    def take_back(session: Any) -> None:  # noqa: ANN401  # A session; pages do not know SQLAlchemy.
        reason = form.reason.data or ""
        commands.take_back_step(session, number=number, reason=reason, actor=current_actor(), now=utc_now())

    return act_page(
        number,
        form,
        take_back,
        done=_("요청 %(number)s의 동의를 거두었습니다.", number=number),
        title=_("동의 거두기"),
        button=_("동의 거두기"),
        text=_("동의한 것은 기록에 남고, 처음 단계부터 다시 결정합니다."),
    )
