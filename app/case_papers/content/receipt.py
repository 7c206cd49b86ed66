"""Owns the receipt: number, day, last day to answer, and how the asker sees how the request stands."""

from dataclasses import dataclass

from app.case_papers.clauses import Wording
from app.case_papers.content import parts
from app.case_papers.domain.facts import CaseFacts, ReceiptFacts, Sender
from app.case_papers.domain.paper import Block, Code, Paper, Text, Tone
from app.kernel.clock import kst_day

NAME = "receipt"
_GROUP = 4


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt. The secret is never in an address: it is printed to be typed."""

    sender: Sender
    case: CaseFacts
    receipt: ReceiptFacts

    def paper(self, language: str = "ko") -> Paper:
        """Return the receipt in a language."""
        case, receipt = self.case, self.receipt
        received_on = kst_day(case.received_at)
        words = Wording(language, received_on)
        rows = [
            ("number", case.number),
            ("case.received", parts.moment(words, case.received_at)),
            ("case.channel", words[f"channel.{case.channel}"]),
            ("case.requester", case.requester_body or case.requester_name),
            ("case.request", words[f"kind.{case.kind}"]),
            ("case.span", parts.span(words, case.span_from, case.span_to)),
            ("case.place", parts.places(case)),
            ("case.due", parts.day(words, case.due_on)),
            ("receipt.secret", grouped(receipt.secret) if receipt.secret else ""),
        ]
        blocks: list[Block] = [Text(words["receipt.opening"]), *parts.boxes(words, rows)]
        blocks.append(Text(words.clause(f"receipt.answer_{case.kind}")))
        if receipt.secret:
            blocks.append(Text(words["receipt.secret_note"], Tone.NOTE))
            lines = receipt.address, words["receipt.code_how"]
            alt = words.say("receipt.code_alt", address=receipt.address)
            blocks.append(Code(words["receipt.code"], lines, receipt.address, alt))
        else:
            blocks.append(Text(words["receipt.no_secret"], Tone.NOTE))
        blocks.append(parts.closing(words, self.sender, received_on))
        title = words["title.receipt"]
        return parts.paper(words, self.sender, name=NAME, title=title, blocks=blocks, number=case.number)


def grouped(secret: str) -> str:
    """Return a secret in groups of four, as it is read aloud; marks between groups it has already are left out."""
    plain = "".join(secret.replace("-", " ").split())
    return "  ".join(plain[start : start + _GROUP] for start in range(0, len(plain), _GROUP))
