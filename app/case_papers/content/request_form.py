"""Owns the request form (표준지침 별지 제2호의 제목), blank or filled from a case. Its layout is ours (app.law.forms).

It has no box for a resident registration number, and says that no other way of asking is refused.
"""

from dataclasses import dataclass
from datetime import date

from app.case_papers.clauses import Wording
from app.case_papers.content import parts
from app.case_papers.domain.facts import CaseFacts, Sender
from app.case_papers.domain.paper import (
    Block,
    Box,
    Boxes,
    BoxRow,
    Closing,
    Heading,
    Listing,
    Paper,
    Signing,
    SigningLine,
    Statement,
    Text,
    Tone,
)
from app.kernel.clock import kst_day
from app.law.forms import VIEWING_REQUEST
from app.law.periods import answer_days

NAME = "request-form"


@dataclass(frozen=True, slots=True)
class RequestForm:
    """The form; blank without a case. ``on`` is the day it is printed."""

    sender: Sender
    on: date
    case: CaseFacts | None = None

    def paper(self, language: str = "ko") -> Paper:
        """Return the form in a language."""
        words, case = Wording(language, self.on), self.case
        long: list[Statement] = []

        def box(label: str, value: str = "", lines: int = 0) -> Box:
            made, statement = parts.fitted(words, words[label], value, lines=lines)
            long.extend(statement)
            return made

        asker, subject, footage = words["form.asker"], words["form.subject"], words["form.footage"]
        name, contact = (case.requester_name, case.requester_contact) if case else ("", "")
        about = (case.subject_name if case else "") or _same(words, case)
        when = parts.span(words, case.span_from, case.span_to) if case else ""
        rows = (
            BoxRow((box("form.name", name), box("form.contact", contact)), asker),
            BoxRow((box("form.birth"), box("form.relation", _relation(words, case))), asker),
            BoxRow((box("form.address", case.requester_address if case else ""),), asker),
            BoxRow((box("form.name", about), box("form.birth")), subject),
            BoxRow((box("form.span", when, 1),), footage),
            BoxRow((box("form.place", parts.places(case) if case else "", 1),), footage),
            BoxRow((box("form.look", "", 1),), footage),
            BoxRow((Box(words["form.kind"], parts.kinds(words, case)),)),
            BoxRow((box("form.purpose", case.purpose if case else "", 2),)),
        )
        signed_on = parts.day(words, kst_day(case.received_at)) if case else words["blank_date"]
        blocks: list[Block] = [
            Boxes(rows),
            *long,
            Closing((Text(words["form.ask"], Tone.CENTRED), Text(signed_on, Tone.CENTRED))),
        ]
        blocks.append(Signing((SigningLine(asker, name, words["sign_mark"]),)))
        blocks.append(Text(words.say("addressee", name=parts.name_of(self.sender, words)), Tone.ADDRESSEE))
        check = Box(words["form.check_kind"], parts.ticked(words["form.check_kinds"].split("|")))
        office = words["form.check"]
        checked = (Box(words["form.check_on"]), Box(words["form.check_by"]))
        blocks.append(Boxes((BoxRow((check,), office), BoxRow(checked, office))))
        days = answer_days(self.on).days
        notes = ("who", "channels", "answer", "identity", "masking", "fee", "origin")
        blocks.append(Heading(words["notes"]))
        blocks.append(Listing(tuple(words.clause(f"form.{note}", days=days) for note in notes), small=True))
        return parts.paper(
            words,
            self.sender,
            name=NAME,
            title=VIEWING_REQUEST.title if language == "ko" else words["form.title"],
            blocks=blocks,
            number=case.number if case else "",
        )


def _same(words: Wording, case: CaseFacts | None) -> str:
    if case is None:
        return words["form.same"]
    return words["form.same_as"] if case.requester_kind == "subject" else ""


def _relation(words: Wording, case: CaseFacts | None) -> str:
    if case is None:
        return ""
    not_filmed = case.requester_kind == "subject" and case.kind == parts.PROVISION
    return case.relation or words["requester.not_filmed" if not_filmed else f"requester.{case.requester_kind}"]
