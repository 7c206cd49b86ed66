"""Owns the notice of a partial answer (시행령 제41조제5항, 제42조제1항): what is shown, what is not, and why."""

from dataclasses import dataclass

from app.case_papers.clauses import Wording
from app.case_papers.content import parts
from app.case_papers.content.approval import check_shown, shown_rows
from app.case_papers.domain.facts import CaseFacts, DecisionFacts, Sender
from app.case_papers.domain.paper import Block, Paper, Statement, Text, Tone

NAME = "partial-notice"
_OPENINGS = {"deletion": "partial.deletion_opening", "suspension": "partial.suspension_opening"}
"""Openings that rest on 시행령 제43조제3항 and 제44조제2항."""


@dataclass(frozen=True, slots=True)
class PartialNotice:
    """A partial answer that can be told.

    :raises IncompleteNotice: without what is shown, reason, objection method or date; for a viewing
        also without time and place.
    :raises UnlawfulNotice: unless the ground is one a company may limit a viewing on (법 제35조제4항제1호·제2호).
    """

    sender: Sender
    case: CaseFacts
    decision: DecisionFacts

    def __post_init__(self) -> None:
        told = check_shown(self.case, self.decision) | {
            parts.REASON: self.decision.reason,
            parts.OBJECTION: self.decision.objection_method,
        }
        parts.check_complete(told)
        parts.check_ground(self.case, self.decision)

    def paper(self, language: str = "ko") -> Paper:
        """Return the notice in a language."""
        case, decision = self.case, self.decision
        assert decision.decided_on is not None  # noqa: S101  # Seen when it was made; for the type only.
        words = Wording(language, decision.decided_on)
        kind = parts.kind(words, case)
        received, your = parts.moment(words, case.received_at), parts.your(words, case)
        opening = words.clause(_OPENINGS.get(case.kind, "partial.opening"), received=received, kind=kind, your=your)
        blocks: list[Block] = [*parts.to(words, case), Text(opening)]
        shown = [*shown_rows(words, case, decision), ("decision.withheld", decision.withheld)]
        blocks += parts.boxes(words, [*parts.request_rows(words, case), *shown])
        blocks.append(Statement(words["reason.partial"], parts.written(words, decision.reason)))
        if decision.ground:
            blocks.append(Statement(words["decision.ground"], words.citation(decision.ground)))
        blocks.append(Statement(words["objection.method"], parts.objection(words, decision)))
        blocks.append(Text(words.clause("objection"), Tone.NOTE))
        if case.kind in parts.RIGHTS_TO_SEE and decision.show_at is not None:
            blocks.append(Text(words.clause("approval.identity"), Tone.NOTE))
        blocks.append(parts.closing(words, self.sender, decision.decided_on))
        title = words.say("title.partial", kind=parts.act(words, case))
        return parts.paper(words, self.sender, name=NAME, title=title, blocks=blocks, number=case.number)
