"""Owns the pages of papers: blank forms for everybody, the papers of a case for those who work on it, statistics."""

from collections.abc import Mapping
from io import BytesIO

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.case_papers import queries
from app.case_papers.clauses import LANGUAGES
from app.case_papers.content import ProxyForm, RequestForm
from app.case_papers.domain.facts import Appointment, ReceiptFacts
from app.case_papers.domain.paper import Paper
from app.case_papers.events import PaperMade
from app.case_papers.forms import AppointmentForm, ChargeForm
from app.case_papers.pdf import paper_pdf
from app.case_papers.writers.html import paper_html
from app.database import db
from app.documents.seal import Seal
from app.kernel.actor import Role
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.messages import N_
from app.kernel.uses import Use
from app.ledger.committer import Submission, submit
from app.ledger.papers import seal_for_paper, seal_in_english
from app.viewing_requests import queries as requests
from app.viewing_requests.domain import WORKS_ON_CASES
from app.viewing_requests.receipts import digest_of_secret, read_secret
from app.web.access import allow, current_actor, public
from app.web.forms import posted
from app.web.installation import current_settings
from app.web.languages import language, say
from app.web.looks_recorded import look_kept_until, looks_at, seals_its_look, use_of_copy

blueprint = Blueprint("case_papers", __name__)
BLANK: Mapping[str, type[RequestForm] | type[ProxyForm]] = {"request-form": RequestForm, "proxy": ProxyForm}
SIGNED_BY_THE_ASKER = frozenset(BLANK)
"""Forms the asker signs: no seal of ours."""
TITLES = {
    "request-form": N_("청구서(적은 것)"),
    "proxy": N_("위임장(적은 것)"),
    "receipt": N_("접수증"),
    "approval-notice": N_("승인 통지서"),
    "partial-notice": N_("일부 승인 통지서"),
    "postponement-notice": N_("연기 통지서"),
    "refusal-notice": N_("거절 통지서"),
    "absence-answer": N_("부존재 답변서"),
    "recipient-letter": N_("이용 제한·안전조치 요청서"),
}
RECEIPT_PAGE = "/public/request/receipt"
FIRST_YEAR = 2020


@blueprint.app_template_filter("paper_title")
def paper_title(name: str) -> str:
    """Return what a paper is called, in the language of the page."""
    return say(TITLES.get(name, name))


@blueprint.get("/papers/<any('request-form', 'proxy'):name>.pdf")
@public
def show_blank_form(name: str) -> ResponseReturnValue:
    """Hand out a blank form in the language of the page."""
    today = kst_day(utc_now())
    form = BLANK[name](queries.sender(db.session(), on=today), today)
    return _file(form.paper(_tongue()), name)


@blueprint.get("/requests/<number>/papers")
@allow(*WORKS_ON_CASES, act=Act.READ)
@looks_at("viewing_request/{number}")
def list_papers(number: str) -> ResponseReturnValue:
    """Show which papers a case has now; an approval asks what nobody noted of its showing."""
    found = queries.case_on_paper(db.session(), number=number, actor=current_actor(), now=utc_now())
    return _papers(found, _form_of(found)(now=utc_now()))


@blueprint.route("/requests/<number>/papers/<name>.<any('pdf', 'html'):ending>", methods=["GET", "POST"])
@allow(*WORKS_ON_CASES, act=Act.PRINT)
@seals_its_look("viewing_request.paper_made", gives="printed")
def make_paper(number: str, name: str, ending: str) -> ResponseReturnValue:
    """Make a paper of a case and seal that it was made: it names who asks.

    The notice of an approval is posted, with when and where the footage is shown: what is typed stands in no address.

    :raises RequestNotFound: if there is no such request the person may see.
    :raises PaperNotFound: if the case has no such paper now.
    :raises UnlawfulNotice: if the decision rests on a ground the company may not use.
    """
    actor, now, session = current_actor(), utc_now(), db.session()
    found = queries.case_on_paper(session, number=number, actor=actor, now=now)
    appointment = Appointment()
    if found.needs_appointment and name == found.notice:
        form = _form_of(found)(posted(), now=now)
        if request.method == "GET":
            return redirect(url_for(".list_papers", number=number), code=303)
        if not form.validate():
            return _papers(found, form), 422
        appointment = form.parsed()
    receipt = ReceiptFacts(address=current_settings().public_url + RECEIPT_PAGE, secret=_secret(number))
    paper = queries.made(found, name, on=kst_day(now), receipt=receipt, appointment=appointment).paper(_tongue())
    usual = Use.AUTHORITY if name == "recipient-letter" else Use.REQUEST
    said = use_of_copy(thing=f"viewing_request/{number}", usual=usual, file=f"{number}-{name}.{ending}")
    seal = None if name in SIGNED_BY_THE_ASKER else _seal()
    answer = _file(paper, f"{number}-{name}", seal) if ending == "pdf" else _page(paper, seal)
    event = PaperMade(
        number=number,
        paper=name,
        format=ending,
        language=paper.language,
        site=found.site,
        address=actor.origin,
        use=said.use,
        use_words=said.words,
    )
    submit(Submission(event=event, actor=actor, now=now, erase_on=look_kept_until(now)), recording_a_look=True)
    return answer


@blueprint.get("/requests/statistics")
@allow(Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR, act=Act.READ)
def show_statistics() -> ResponseReturnValue:
    """Show the figures of a year, as a page to print."""
    year = _wished_year()
    found = queries.statistics(db.session(), year=year, actor=current_actor(), now=utc_now())
    this_year = kst_day(utc_now()).year
    return render_template(
        "case_papers/show_statistics.html",
        year=year,
        this_year=this_year,
        first_year=FIRST_YEAR,
        body=paper_html(found.paper(_tongue()), titled=False),
    )


@blueprint.get("/requests/statistics.pdf")
@allow(Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR, act=Act.PRINT)
def print_statistics() -> ResponseReturnValue:
    """Return the figures of a year as PDF, sealed; nobody is named in them."""
    year = _wished_year()
    found = queries.statistics(db.session(), year=year, actor=current_actor(), now=utc_now())
    return _file(found.paper(_tongue()), f"requests-{year}", _seal())


def _secret(number: str) -> str | None:
    """Return the posted secret of the receipt that counts now, to print it; None without one, or if it is another."""
    secret = read_secret(request.form.get("receipt_secret", ""))
    digest = digest_of_secret(secret) if secret else ""
    return secret if requests.receipt_fits(db.session(), number=number, digest=digest) else None


def _form_of(found: queries.CaseOnPaper) -> type[ChargeForm]:
    """Return what the notice of an approval still asks for: date and place only where nobody noted them."""
    return ChargeForm if found.offer else AppointmentForm


def _papers(found: queries.CaseOnPaper, form: ChargeForm) -> str:
    return render_template("case_papers/list_papers.html", found=found, form=form, titles=TITLES)


def _page(paper: Paper, seal: Seal | None) -> str:
    return render_template("case_papers/show_paper.html", paper=paper, body=paper_html(paper, seal=seal))


def _file(paper: Paper, name: str, seal: Seal | None = None) -> Response:
    """Return a paper as PDF to look at; its name holds no person."""
    content = BytesIO(paper_pdf(paper, seal=seal))
    return send_file(content, mimetype="application/pdf", download_name=f"{name}-{paper.language}.pdf")


def _seal() -> Seal:
    return seal_in_english(db.session()) if _tongue() == "en" else seal_for_paper(db.session())


def _tongue() -> str:
    chosen = language()
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def _wished_year() -> int:
    """Return the year asked for, else this one; anything else is not there."""
    this_year = kst_day(utc_now()).year
    wished = request.args.get("year", str(this_year))
    if not wished.isascii() or not wished.isdigit() or not FIRST_YEAR <= int(wished) <= this_year:
        abort(404)
    return int(wished)
