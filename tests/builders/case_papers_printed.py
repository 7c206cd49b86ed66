"""Papers of the stories of whole cases, as they read when they are printed."""

from app.case_papers import queries as papers
from app.case_papers.domain.facts import Appointment, ReceiptFacts
from app.case_papers.pdf import paper_pdf
from app.kernel.clock import kst_day
from tests.builders.case_papers import squeezed, text_of

ADDRESS = "https://watchbook.example.kr/public/request/receipt"


def printed(session, number, name, *, actor, now, appointment=None, drawn=True):
    """Return a paper's name and its texts in reading order; as PDF it says the same."""
    found = papers.case_on_paper(session, number=number, actor=actor, now=now)
    made = papers.made(
        found,
        name,
        on=kst_day(now),
        receipt=ReceiptFacts(address=ADDRESS),
        appointment=appointment or Appointment(),
    )
    paper = made.paper("ko")
    texts = list(paper.texts())
    if drawn:
        assert squeezed(text_of(paper_pdf(paper))) == squeezed("".join(texts)), name
    return name, texts


def names_of_papers(session, number, *, actor, now):
    """Return the papers a case has; what was shown at once needs no notice (시행령 41⑤)."""
    found = papers.case_on_paper(session, number=number, actor=actor, now=now)
    at_once = found.needs_appointment and found.offer is None
    return [name for name in found.names if not (at_once and name == found.notice)]
