"""Owns the page on which who answers for a site says which rights of its people are still needed."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import commands
from app.accounts.queries.confirming import grants_to_confirm
from app.accounts.views import blueprint
from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.law.periods import right_confirmation_days
from app.web.access import allow, current_actor, fresh
from app.web.looks_recorded import looks_at
from app.web.whole_numbers import whole

CONFIRMERS = (Role.MANAGER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)


@blueprint.route("/people/confirm", methods=["GET", "POST"])
@allow(*CONFIRMERS, act=(Act.DECIDE, Act.ADMINISTER))
@fresh
@looks_at("account/rights")
def confirm_rights() -> ResponseReturnValue:
    """List the rights somebody looks after, those due first, and confirm the ticked ones."""
    actor, now = current_actor(), utc_now()
    if request.method == "POST":
        told = [whole(number) for number in request.form.getlist("grants")]
        ticked = list(dict.fromkeys(number for number in told if number is not None))
        with unit_of_work() as session:
            for grant_id in ticked:
                commands.confirm_right(session, grant_id=grant_id, actor=actor, now=now)
        if ticked:
            flash(_("권한 %(count)s건을 확인했습니다.", count=len(ticked)))
            return redirect(url_for(".confirm_rights"), code=303)
        flash(_("확인할 권한을 고르십시오."))
    grants = grants_to_confirm(db.session(), actor=actor, now=now, due_only=False)
    return render_template(
        "accounts/confirm_rights.html",
        due=[each for each in grants if each.is_due],
        later=[each for each in grants if not each.is_due],
        days=right_confirmation_days(kst_day(now)).days,
    )
