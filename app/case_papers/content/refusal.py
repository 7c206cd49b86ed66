"""Owns the notice of a refusal (시행령 42②, 43③, 44②): never without reason, ground, objection method and date."""

from dataclasses import dataclass

from app.case_papers.clauses import Wording
from app.case_papers.content import parts
from app.case_papers.domain.facts import CaseFacts, DecisionFacts, Sender
from app.case_papers.domain.paper import Block, Paper, Statement, Text, Tone

NAME = "refusal-notice"
_OPENINGS = {"deletion": "refusal.deletion_opening", "suspension": "refusal.suspension_opening"}
"""Openings that rest on 시행령 제43조제3항 and 제44조제2항; the others on 제42조제2항."""


@dataclass(frozen=True, slots=True)
class RefusalNotice:
    """A refusal that can be told.

    :raises IncompleteNotice: without reason, objection method or date.
    :raises UnlawfulNotice: unless the ground is one a company may refuse on (법 제35조제4항제1호·제2호).
    """

    sender: Sender
    case: CaseFacts
    decision: DecisionFacts

    def __post_init__(self) -> None:
        told = {
            parts.REASON: self.decision.reason,
            parts.OBJECTION: self.decision.objection_method,
            parts.DATE: self.decision.decided_on,
        }
        parts.check_complete(told)
        parts.check_ground(self.case, self.decision)

    def paper(self, language: str = "ko") -> Paper:
        """Return the notice in a language."""
        case, decision = self.case, self.decision
        assert decision.decided_on is not None  # noqa: S101  # Seen when it was made; for the type only.
        words = Wording(language, decision.decided_on)
        kind = parts.kind(words, case)
        third_party = case.kind in parts.OTHERS  # The articles on refusing are about people in the footage.
        opening = words.clause(
            "refusal.provision_opening" if third_party else _OPENINGS.get(case.kind, "refusal.opening"),
            received=parts.moment(words, case.received_at),
            kind=kind,
            your=parts.your(words, case),
        )
        blocks: list[Block] = [*parts.to(words, case), Text(opening)]
        blocks += parts.boxes(words, parts.request_rows(words, case))
        blocks.append(Statement(words["reason.refusal"], parts.written(words, decision.reason)))
        if decision.ground:
            blocks.append(Statement(words["decision.ground"], words.citation(decision.ground)))
        blocks.append(Statement(words["objection.method"], parts.objection(words, decision)))
        if not third_party:
            blocks.append(Text(words.clause("objection"), Tone.NOTE))
        blocks.append(parts.closing(words, self.sender, decision.decided_on))
        title = words.say("title.refusal", kind=parts.act(words, case))
        return parts.paper(words, self.sender, name=NAME, title=title, blocks=blocks, number=case.number)
