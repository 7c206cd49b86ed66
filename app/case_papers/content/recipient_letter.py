"""Owns the letter to whom footage was provided (법 제18조제5항): limits, safety measures, period, return."""

from dataclasses import dataclass

from app.case_papers.clauses import Wording
from app.case_papers.content import parts
from app.case_papers.domain.facts import CaseFacts, HandedFile, HandoverFacts, Sender
from app.case_papers.domain.paper import Block, Heading, Listing, Paper, Statement, Text, Tone
from app.kernel.messages import N_

NAME = "recipient-letter"
_LIMITS, _MEASURES, _RECIPIENT = N_("이용 목적과 방법의 제한"), N_("안전성 확보를 위한 조치"), N_("제공받는 자")


@dataclass(frozen=True, slots=True)
class RecipientLetter:
    """A letter that asks for what the law wants asked.

    :raises IncompleteNotice: without recipient, limits or measures.
    """

    sender: Sender
    case: CaseFacts
    handover: HandoverFacts

    def __post_init__(self) -> None:
        handover = self.handover
        told = {_RECIPIENT: handover.recipient, _LIMITS: handover.limits, _MEASURES: handover.measures}
        parts.check_complete(told)

    def paper(self, language: str = "ko") -> Paper:
        """Return the letter in a language."""
        handover = self.handover
        words = Wording(language, handover.letter_on)
        blocks: list[Block] = [
            Text(words.say("dear_body", name=handover.recipient), label=words["to"]),
            Text(self.case.number, label=words["number"]),
            Text(words.clause("letter.opening")),
        ]
        end = words[f"letter.{handover.ends_with}"] if handover.ends_with else ""
        until = parts.day(words, handover.use_until) if handover.use_until else ""
        rows = [
            ("letter.handed_on", parts.day(words, handover.handed_on) if handover.handed_on else ""),
            ("case.document", handover.document_no or ""),
            ("letter.ground", words.citation(handover.ground)),
            ("letter.purpose", handover.purpose),
            ("letter.until", words.say("letter.until_day", date=until) if until else ""),
            ("letter.end", end),
            ("letter.confirm_by", parts.day(words, handover.confirm_by) if handover.confirm_by else ""),
        ]
        blocks += parts.boxes(words, rows)
        if handover.files:
            listed = Listing(tuple(_file(words, file) for file in handover.files))
            blocks += [Heading(words["letter.files" if handover.handed_on else "letter.asked"]), listed]
        blocks.append(Statement(words["letter.limits"], handover.limits))
        blocks.append(Statement(words["letter.measures"], handover.measures))
        blocks.append(Text(words.clause("letter.other_use"), Tone.NOTE))
        blocks.append(parts.closing(words, self.sender, handover.letter_on))
        title = words["title.letter"]
        return parts.paper(words, self.sender, name=NAME, title=title, blocks=blocks, number=self.case.number)


def _file(words: Wording, file: HandedFile) -> str:
    span = parts.span(words, *file.span) if file.span else ""
    digest = words.say("letter.digest", digest=file.digest) if file.digest else ""
    name = "" if file.form and file.form.startswith(file.name) else file.name  # What was only shown has no other name.
    return "\n".join(filter(None, (" · ".join(filter(None, (name, span, file.form))), digest)))
