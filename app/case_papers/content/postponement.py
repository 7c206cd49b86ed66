"""Owns the notice of a postponement (시행령 제42조제2항): why, until when, and how to object."""

from dataclasses import dataclass

from app.case_papers.clauses import Wording
from app.case_papers.content import parts
from app.case_papers.domain.facts import CaseFacts, DecisionFacts, Sender
from app.case_papers.domain.paper import Block, Paper, Statement, Text, Tone

NAME = "postponement-notice"


@dataclass(frozen=True, slots=True)
class PostponementNotice:
    """A postponement that can be told. Its legal ground is printed if one is given.

    :raises IncompleteNotice: without reason, the day the ground ends, objection method or date.
    :raises UnlawfulNotice: if a ground is given that a company may not use.
    """

    sender: Sender
    case: CaseFacts
    decision: DecisionFacts

    def __post_init__(self) -> None:
        told = {
            parts.REASON: self.decision.reason,
            parts.GROUND_END: self.decision.ground_ends_on,
            parts.OBJECTION: self.decision.objection_method,
            parts.DATE: self.decision.decided_on,
        }
        parts.check_complete(told)
        if self.decision.ground:
            parts.check_ground(self.case, self.decision)

    def paper(self, language: str = "ko") -> Paper:
        """Return the notice in a language."""
        case, decision = self.case, self.decision
        assert decision.decided_on is not None  # noqa: S101  # Seen when it was made; for the type only.
        assert decision.ground_ends_on is not None  # noqa: S101  # The same.
        words = Wording(language, decision.decided_on)
        kind = parts.kind(words, case)
        received, your = parts.moment(words, case.received_at), parts.your(words, case)
        opening = words.clause("postponement.opening", received=received, kind=kind, your=your)
        blocks: list[Block] = [*parts.to(words, case), Text(opening)]
        rows = [
            *parts.request_rows(words, case),
            ("decision.until", parts.day(words, decision.ground_ends_on)),
            ("decision.answer_by", parts.day(words, decision.answer_by) if decision.answer_by else ""),
        ]
        blocks += parts.boxes(words, rows)
        blocks.append(Statement(words["reason.postponement"], parts.written(words, decision.reason)))
        if decision.ground:
            blocks.append(Statement(words["decision.ground"], words.citation(decision.ground)))
        blocks.append(Statement(words["objection.method"], parts.objection(words, decision)))
        blocks.append(Text(words.clause("objection"), Tone.NOTE))
        blocks.append(parts.closing(words, self.sender, decision.decided_on))
        title = words.say("title.postponement", kind=parts.act(words, case))
        return parts.paper(words, self.sender, name=NAME, title=title, blocks=blocks, number=case.number)
