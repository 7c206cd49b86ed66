"""Owns the page that asks somebody who they are before a dangerous act, and goes on with what they sent."""

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import commands, queries
from app.accounts.domain import TooManyAttempts
from app.accounts.forms import ProveAgainForm
from app.accounts.passkeys import WrongPasskey
from app.accounts.queries.second_factors import factors_of
from app.accounts.sign_in_rules import WrongCode, WrongProof
from app.accounts.views import blueprint
from app.accounts.views.proofs import count_attempt, note_failure, password_or_code_given, signature_given
from app.database import db, unit_of_work
from app.kernel.clock import utc_now
from app.web.access import allow, own_session, safe_path, wants_fragment
from app.web.csrf import FIELD

PROOF = "proof_again"
"""The field of the proof; no form of ours has another of that name."""
PASSKEY = "proof_passkey"
"""The field that the browser's answer is put into instead; only with JavaScript."""


def ask_again() -> ResponseReturnValue | None:
    """Return None if what was sent has a right proof, else the page that asks for one and carries all that was sent.

    What was typed before is in the page as fields, so that nothing is lost; files are not: a browser does not let a
    page fill them in, so no view that takes files is marked.
    """
    if request.method == "GET":
        return redirect(url_for("accounts.prove_and_go_on", next=request.full_path.rstrip("?")), code=303)
    form, status = ProveAgainForm(request.form if PROOF in request.form else None), 403
    answer = request.form.get(PASSKEY)
    if answer or (PROOF in request.form and form.validate()):
        try:
            _prove_by_passkey(answer) if answer else _prove(form.parsed())
        except (WrongProof, TooManyAttempts) as refusal:
            form.refuse(refusal)
            status = 429 if isinstance(refusal, TooManyAttempts) else 403
        else:
            return None
    if wants_fragment():
        abort(403)
    kept = [(name, value) for name, value in request.form.items(multi=True) if name not in {PROOF, PASSKEY, FIELD}]
    return _page(form, kept), status


@blueprint.route("/account/prove", methods=["GET", "POST"])
@allow()
def prove_and_go_on() -> ResponseReturnValue:
    """Ask somebody who they are before a file that is taken out by its address, then lead them on to it."""
    form, status = ProveAgainForm(request.form), 200
    answer = request.form.get(PASSKEY)
    if answer or (request.method == "POST" and form.validate()):
        try:
            _prove_by_passkey(answer) if answer else _prove(form.parsed())
        except (WrongProof, TooManyAttempts) as refusal:
            form.refuse(refusal)
            status = 429 if isinstance(refusal, TooManyAttempts) else 403
        else:
            return redirect(safe_path(request.args.get("next"), fallback="/"), code=303)
    return _page(form, []), status


def _page(form: ProveAgainForm, kept: list[tuple[str, str]]) -> str:
    factors = factors_of(db.session(), account_id=g.whole_actor.id)
    return render_template("accounts/prove_again.html", form=form, kept=kept, factors=factors)


def _prove_by_passkey(answer: str) -> None:
    """Let the session count as proven if one of the person's own devices signed.

    :raises WrongProof: if none did.
    """
    actor, now = g.whole_actor, utc_now()
    try:
        signed = signature_given(answer, account_id=actor.id)
        with unit_of_work() as session:
            commands.use_challenge(session, challenge=signed.challenge, account_id=None, now=now)
            commands.prove_again(session, token=own_session(), proof=signed.proof, actor=actor, now=now)
    except WrongPasskey:
        raise WrongProof from None


def _prove(typed: str) -> None:
    actor, now, address = g.whole_actor, utc_now(), request.remote_addr
    name = queries.person(db.session(), account_id=actor.id).sign_in_name
    count_attempt(sign_in_name=name, address=address, now=now)
    try:
        given = password_or_code_given(account_id=actor.id, sign_in_name=name, typed=typed, now=now)
        with unit_of_work() as session:
            commands.prove_again(session, token=own_session(), proof=given, actor=actor, now=now)
    except WrongCode:
        note_failure(sign_in_name=name, address=address, now=now)
        raise WrongProof from None
