"""The papers of viewing requests, one module each: facts in, a paper in Korean or English out. Pure."""

from app.case_papers.content.absence import AbsenceAnswer
from app.case_papers.content.approval import ApprovalNotice
from app.case_papers.content.partial import PartialNotice
from app.case_papers.content.postponement import PostponementNotice
from app.case_papers.content.proxy import ProxyForm
from app.case_papers.content.receipt import Receipt
from app.case_papers.content.recipient_letter import RecipientLetter
from app.case_papers.content.refusal import RefusalNotice
from app.case_papers.content.request_form import RequestForm
from app.case_papers.content.statistics import YearStatistics
from app.case_papers.domain.facts import CaseFacts, DecisionFacts, Sender
from app.case_papers.refusals import PaperNotFound

__all__ = [
    "AbsenceAnswer",
    "ApprovalNotice",
    "Notice",
    "PartialNotice",
    "PostponementNotice",
    "ProxyForm",
    "Receipt",
    "RecipientLetter",
    "RefusalNotice",
    "RequestForm",
    "YearStatistics",
    "notice_of",
]

Notice = ApprovalNotice | PartialNotice | PostponementNotice | RefusalNotice | AbsenceAnswer
_NOTICES: dict[str, type[Notice]] = {
    "approved": ApprovalNotice,
    "partly_approved": PartialNotice,
    "postponed": PostponementNotice,
    "refused": RefusalNotice,
    "not_existing": AbsenceAnswer,
}


def notice_of(sender: Sender, case: CaseFacts, decision: DecisionFacts) -> Notice:
    """Return the notice a decision is told by.

    :raises PaperNotFound: if the outcome has none.
    :raises IncompleteNotice: if something the law wants told is missing.
    :raises UnlawfulNotice: if it limits or refuses on a ground the company may not use.
    """
    if decision.outcome not in _NOTICES:
        raise PaperNotFound(name=decision.outcome)
    return _NOTICES[decision.outcome](sender, case, decision)
