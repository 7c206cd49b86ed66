"""Owns the notice of an approval (시행령 제41조제5항, 43③, 44②): what may be seen, when and where, or what is done."""

from dataclasses import dataclass

from app.case_papers.clauses import Wording
from app.case_papers.content import parts
from app.case_papers.domain.facts import CaseFacts, DecisionFacts, Sender
from app.case_papers.domain.paper import Block, Paper, Text, Tone

NAME = "approval-notice"
_OPENINGS = {"deletion": "approval.deletion_opening", "suspension": "approval.suspension_opening"} | dict.fromkeys(
    parts.SHOWN, "approval.opening"
)
"""Openings that rest on an article: 시행령 제43조제3항, 제44조제2항, and 제41조제5항 of what is shown."""


def shown_rows(words: Wording, case: CaseFacts, decision: DecisionFacts) -> list[tuple[str, str]]:
    """Return what may be seen or is done, when, where, how others are masked and what it costs."""
    span = [parts.span(words, *decision.span)] if decision.span else []
    shown = f"_{case.kind}" if case.kind in parts.SHOWN else ""
    is_all = len(case.places) > parts.MOST_LINES and decision.items[: len(case.places)] == case.places
    items = words["decision.all_places"] if is_all else parts.listed(decision.items)
    return [
        (f"decision.items_{case.kind}", "\n".join(filter(None, (*span, items)))),
        (f"decision.when{shown}", parts.moment(words, decision.show_at) if decision.show_at else ""),
        (f"decision.where{shown}", decision.show_place),
        ("decision.masking", decision.masking),
        ("decision.fee", decision.fee),
    ]


def check_shown(case: CaseFacts, decision: DecisionFacts) -> dict[str, object]:
    """Return what must be told of what is shown: for a viewing also when and where."""
    told: dict[str, object] = {parts.ITEMS: decision.span or [item for item in decision.items if item.strip()]}
    if case.kind in parts.SHOWN:
        told |= {parts.WHEN: decision.show_at, parts.PLACE: decision.show_place}
    return told | {parts.DATE: decision.decided_on}


@dataclass(frozen=True, slots=True)
class ApprovalNotice:
    """An approval that can be told.

    :raises IncompleteNotice: without items and date, and for a viewing also time and place.
    """

    sender: Sender
    case: CaseFacts
    decision: DecisionFacts

    def __post_init__(self) -> None:
        parts.check_complete(check_shown(self.case, self.decision))

    def paper(self, language: str = "ko") -> Paper:
        """Return the notice in a language."""
        case, decision = self.case, self.decision
        assert decision.decided_on is not None  # noqa: S101  # Seen when it was made; for the type only.
        words = Wording(language, decision.decided_on)
        kind = parts.kind(words, case)
        to_see = case.kind in parts.RIGHTS_TO_SEE
        opening = words.clause(
            _OPENINGS.get(case.kind, "approval.other_opening"),
            received=parts.moment(words, case.received_at),
            kind=kind,
            your=parts.your(words, case),
        )
        blocks: list[Block] = [*parts.to(words, case), Text(opening)]
        blocks += parts.boxes(words, [*parts.request_rows(words, case), *shown_rows(words, case, decision)])
        if case.kind == "existence":
            blocks.append(Text(words.clause("approval.exists")))
        if to_see and decision.show_at is not None:
            blocks.append(Text(words.clause("approval.identity"), Tone.NOTE))
        blocks.append(parts.closing(words, self.sender, decision.decided_on))
        title = words.say("title.approval" if to_see else "title.approval_other", kind=parts.act(words, case))
        return parts.paper(words, self.sender, name=NAME, title=title, blocks=blocks, number=case.number)
