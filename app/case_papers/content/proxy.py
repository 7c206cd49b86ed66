"""Owns the power of attorney (위임장), blank or filled from a case. Its layout is ours: see app.law.forms."""

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
from app.law.forms import POWER_OF_ATTORNEY

NAME = "proxy"


@dataclass(frozen=True, slots=True)
class ProxyForm:
    """The power of attorney; blank without a case. The asker of a case is the agent."""

    sender: Sender
    on: date
    case: CaseFacts | None = None

    def paper(self, language: str = "ko") -> Paper:
        """Return the power of attorney in a language."""
        words, case = Wording(language, self.on), self.case
        agent, principal, about = words["proxy.agent"], words["proxy.principal"], words["proxy.about"]
        long: list[Statement] = []

        def box(label: str, value: str = "", lines: int = 0) -> Box:
            made, statement = parts.fitted(words, words[label], value, lines=lines)
            long.extend(statement)
            return made

        name, contact, relation, address, subject = (
            (case.requester_name, case.requester_contact, case.relation, case.requester_address, case.subject_name)
            if case
            else ("", "", "", "", "")
        )
        when = parts.span(words, case.span_from, case.span_to) if case else ""
        rows = (
            BoxRow((box("form.name", name), box("form.contact", contact)), agent),
            BoxRow((box("form.birth"), box("proxy.relation", relation)), agent),
            BoxRow((box("form.address", address, 1),), agent),
            BoxRow((box("form.name", subject), box("form.contact")), principal),
            BoxRow((box("form.birth"),), principal),
            BoxRow((box("form.address", "", 1),), principal),
            BoxRow((Box(words["form.kind"], parts.kinds(words, case)),), about),
            BoxRow((box("form.span", when, 1),), about),
            BoxRow((box("form.place", parts.places(case) if case else "", 1),), about),
        )
        blocks: list[Block] = [Boxes(rows), *long]
        grant = Text(words.clause("proxy.grant"), Tone.CENTRED)
        blocks.append(Closing((grant, Text(words["blank_date"], Tone.CENTRED))))
        lines = (SigningLine(principal, subject, words["sign_mark"]), SigningLine(agent, name, words["sign_mark"]))
        blocks.append(Signing(lines))
        blocks.append(Text(words.say("addressee", name=parts.name_of(self.sender, words)), Tone.ADDRESSEE))
        blocks.append(Heading(words["notes"]))
        blocks.append(Listing((words.clause("proxy.identity"), words.clause("proxy.origin")), small=True))
        return parts.paper(
            words,
            self.sender,
            name=NAME,
            title=POWER_OF_ATTORNEY.title if language == "ko" else words["proxy.title"],
            blocks=blocks,
            number=case.number if case else "",
        )
