"""Owns the answer that footage does not exist (부존재): what was looked for, since when and why gone. No refusal."""

from dataclasses import dataclass

from app.case_papers.clauses import Wording
from app.case_papers.content import parts
from app.case_papers.domain.facts import CaseFacts, DecisionFacts, Sender
from app.case_papers.domain.paper import Block, Paper, Statement, Text, Tone

NAME = "absence-answer"


@dataclass(frozen=True, slots=True)
class AbsenceAnswer:
    """An answer that can be told.

    :raises IncompleteNotice: without what footage it is about, why it is not there, how to object, or the date.
    """

    sender: Sender
    case: CaseFacts
    decision: DecisionFacts

    def __post_init__(self) -> None:
        looking = self.decision.looking
        told = {
            parts.LOOKING: looking is not None and all((looking.looked_for, looking.why.strip())),
            parts.OBJECTION: self.decision.objection_method,
            parts.DATE: self.decision.decided_on,
        }
        parts.check_complete(told)

    def paper(self, language: str = "ko") -> Paper:
        """Return the answer in a language."""
        case, decision, looking = self.case, self.decision, self.decision.looking
        assert decision.decided_on is not None  # noqa: S101  # Seen when it was made; for the type only.
        assert looking is not None  # noqa: S101  # The same.
        words = Wording(language, decision.decided_on)
        received, kind = parts.moment(words, case.received_at), parts.kind(words, case)
        seen = looking.looked_at is not None
        planned = looking.gone_since is not None and looking.on_schedule
        recorded = "absence.recorded" if planned else "absence.recorded_none"
        opening = words.clause(
            "absence.opening" if seen else recorded, received=received, kind=kind, your=parts.your(words, case)
        )
        gone = parts.moment(words, looking.gone_since) if looking.gone_since else ""
        none = "absence.lost" if looking.lost else "absence.none"
        told = words.clause("absence.no_refusal" if planned else none)
        rows = [
            *parts.request_rows(words, case),
            ("absence.looked_for", looking.looked_for),
            ("absence.looked_at", parts.moment(words, looking.looked_at) if looking.looked_at else ""),
            ("absence.looked_by", looking.looked_by if seen else ""),
            ("absence.gone", gone),
        ]
        blocks: list[Block] = [*parts.to(words, case), Text(opening), *parts.boxes(words, rows)]
        blocks.append(Statement(words["absence.why"], parts.written(words, looking.why)))
        blocks.append(Text(told))
        blocks.append(Statement(words["objection.method"], parts.objection(words, decision)))
        blocks.append(Text(words.clause("objection"), Tone.NOTE))
        blocks.append(parts.closing(words, self.sender, decision.decided_on))
        title = words["title.absence"]
        return parts.paper(words, self.sender, name=NAME, title=title, blocks=blocks, number=case.number)
