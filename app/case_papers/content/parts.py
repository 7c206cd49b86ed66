"""Owns what papers share: letterhead, days in words, the lines of a case, the closing, and what a notice must have."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from app.case_papers.clauses import Wording
from app.case_papers.domain.facts import CaseFacts, DecisionFacts, Sender
from app.case_papers.domain.paper import Block, Box, Boxes, BoxRow, Closing, Paper, Statement, Text, Tone
from app.case_papers.refusals import IncompleteNotice, UnlawfulNotice
from app.kernel.clock import KST
from app.kernel.messages import N_
from app.law.citation import Confidence, Source
from app.law.grounds import refusal_grounds
from app.viewing_requests.objections import in_english

LONGEST_BOX = 400
"""Characters; a longer text stands under its own label below the boxes, where it may go over to the next page."""
MOST_LINES = 8
KINDS = ("existence", "viewing", "copy", "deletion", "suspension")
"""What a person in the footage can ask for, in the order of the forms."""
_NO_BREAK = "\u00a0"
_WIDE = _NO_BREAK * 3
RIGHTS_TO_SEE = frozenset({"viewing", "copy", "existence"})
"""Kinds of request that 법 제35조 is about."""
SHOWN = frozenset({"viewing", "copy"})
"""Kinds whose approval says when and where (시행령 제41조제5항); that footage exists is the answer itself."""
PROVISION = "provision"
USE = "use"
"""Asked for by our own people."""
OTHERS = frozenset({PROVISION, USE})
"""What nobody has a right to: footage of other people (법 제18조)."""
REASON, OBJECTION, GROUND, DATE = N_("사유"), N_("이의제기 방법"), N_("법적 근거"), N_("결정한 날")
ITEMS, WHEN, PLACE = N_("열람할 내용"), N_("열람할 일시"), N_("열람할 장소")
GROUND_END = N_("연기 사유가 끝나는 날")
LOOKING = N_("찾아본 내용과 없는 이유")


def day(words: Wording, value: date) -> str:
    """Return a day as it is written: 2026년 11월 22일."""
    month_name = words[f"month.{value.month}"]
    return words.say("date", year=value.year, month=value.month, day=value.day, month_name=month_name)


def moment(words: Wording, value: datetime) -> str:
    """Return a moment in Korean time to the minute."""
    local = value.astimezone(KST)
    return words.say("moment", date=day(words, local.date()), hour=local.hour, minute=local.minute)


def span(words: Wording, start: datetime, end: datetime) -> str:
    """Return a span of footage."""
    return words.say("span", start=moment(words, start), end=moment(words, end))


def kind(words: Wording, case: CaseFacts) -> str:
    """Return what is asked for, inside a sentence."""
    return words[f"kind.{case.kind}"]


def act(words: Wording, case: CaseFacts) -> str:
    """Return what is asked for as a title names it: a copy is given."""
    return words["copy.given"] if case.kind == "copy" else kind(words, case)


def your(words: Wording, case: CaseFacts) -> str:
    """Return whose request a sentence speaks of; a body is not addressed as a person is."""
    if words.language != "ko":
        return "Your"
    return "" if case.requester_body else "귀하의 "


def kinds(words: Wording, case: CaseFacts | None) -> str:
    """Return all that can be asked for, with what a case asks for ticked."""
    asked = KINDS.index(case.kind) if case is not None and case.kind in KINDS else None
    return ticked([words[f"kind.{name}"] for name in KINDS], asked)


def places(case: CaseFacts) -> str:
    """Return the places as recorded, then in the asker's words."""
    return "\n".join(filter(None, (listed(case.places), case.place_words)))


def listed(names: Sequence[str]) -> str:
    """Return names one a line; many of them in one run, or they would fill pages, where no line ends inside a name."""
    if len(names) <= MOST_LINES:
        return "\n".join(names)
    return ", ".join(name.replace(" ", _NO_BREAK) for name in names)


def name_of(sender: Sender, words: Wording) -> str:
    """Return the company's name in the language of the paper; what it is, while the registry names none."""
    name = sender.name_en or sender.name if words.language == "en" else sender.name
    return name or words["form.company"]


def officer(sender: Sender, words: Wording) -> str:
    """Return the privacy officer by post, department and phone; empty if the registry names none."""
    phone = words.say("phone", phone=sender.officer_phone) if sender.officer_phone else None
    inside = ", ".join(filter(None, (sender.officer_department, phone)))
    if not sender.officer_title:
        return inside
    return f"{sender.officer_title} ({inside})" if inside else sender.officer_title


def boxes(words: Wording, pairs: Iterable[tuple[str, str]]) -> tuple[Block, ...]:
    """Return labelled boxes, one under the other, without the empty ones; long texts follow under their label."""
    rows, after = [], []
    for label, value in pairs:
        if not value:
            continue
        box, statement = fitted(words, words[label], value)
        rows.append(BoxRow((box,)))
        after += statement
    return (Boxes(tuple(rows)), *after)


def fitted(words: Wording, label: str, value: str, *, lines: int = 0) -> tuple[Box, list[Statement]]:
    """Return a box, and the statement that holds its value if it is too long for a box; empty ones keep ``lines``."""
    if len(value) > LONGEST_BOX:
        return Box(label, words.say("below", label=label)), [Statement(label, value)]
    return Box(label, value, 0 if value else lines), []


def ticked(names: Iterable[str], chosen: int | None = None) -> str:
    """Return names with a box before each to tick, the chosen one ticked; no line ends between box and name."""
    boxed = (f"[{'√' if place == chosen else _WIDE}]{_NO_BREAK}{name}" for place, name in enumerate(names))
    return f"{_WIDE} ".join(one.replace(" ", _NO_BREAK) for one in boxed)


def to(words: Wording, case: CaseFacts) -> tuple[Block, ...]:
    """Return whom a notice goes to and the number of the case."""
    name = case.requester_body or case.requester_name
    dear = "dear_body" if case.requester_body else "dear"
    return (
        Text(words.say(dear, name=name), label=words["to"]),
        Text(case.number, label=words["number"]),
    )


def request_rows(words: Wording, case: CaseFacts) -> list[tuple[str, str]]:
    """Return what a notice says of the request it answers."""
    return [
        ("case.request", words[f"kind.{case.kind}"]),
        ("case.received", moment(words, case.received_at)),
        ("case.span", span(words, case.span_from, case.span_to)),
        ("case.place", places(case)),
    ]


def written(words: Wording, text: str) -> str:
    """Return a reason as it was written; a courtesy copy says that it is in Korean."""
    is_korean = words.language != "ko" and any("가" <= letter <= "힣" for letter in text)
    return f"{words['reason.korean']}\n{text}" if is_korean else text


def objection(words: Wording, decision: DecisionFacts) -> str:
    """Return how to object; in English if it is the sentence that forms offer."""
    method = decision.objection_method
    return method if words.language == "ko" else in_english(method) or method


def closing(words: Wording, sender: Sender, on: date) -> Closing:
    """Return the day, who writes and under whose responsibility."""
    texts = [
        Text(day(words, on), Tone.CENTRED),
        Text(f"{name_of(sender, words)} {words['seal_mark']}", Tone.SIGNER),
    ]
    if found := officer(sender, words):
        texts.append(Text(words.say("officer", post=found), Tone.POST))
    return Closing(tuple(texts))


def paper(
    words: Wording,
    sender: Sender,
    *,
    name: str,
    title: str,
    blocks: Iterable[Block],
    under_title: str = "",
    number: str = "",
) -> Paper:
    """Return a paper with letterhead, courtesy mark and the sources its clauses rested on."""
    phone = words.say("phone", phone=sender.phone) if sender.phone else None
    lines = (
        " · ".join(filter(None, (sender.address, phone, sender.homepage))),
        words.say("officer", post=found) if (found := officer(sender, words)) else None,
    )
    made = tuple(blocks)
    cited = tuple(words.cited)
    foot = []
    if cited:
        checked = day(words, max(source.checked_on for source in cited))
        foot = [words.say("sources", list=_citations(cited), date=checked)]
    return Paper(
        name=name,
        language=words.language,
        title=title,
        under_title=under_title,
        sender=name_of(sender, words),
        sender_lines=tuple(line for line in lines if line),
        banner=words["courtesy"],
        blocks=made,
        sources=cited,
        reference=words.say("page_of", number=number) if number else "",
        foot=tuple(foot),
    )


def _citations(cited: Iterable[Source]) -> str:
    """Return sources as they are cited, each instrument once."""
    articles: dict[str, list[str]] = {}
    own = [source.citation for source in cited if source.confirmed is Confidence.OURS]
    for source in cited:
        if source.confirmed is Confidence.OURS:
            continue
        articles.setdefault(source.instrument, []).append(source.article)
    law = [f"「{instrument}」 {', '.join(sorted(found))}" for instrument, found in articles.items()]
    return "; ".join((*law, *dict.fromkeys(own)))


def check_complete(needed: Mapping[str, object]) -> None:
    """Let a notice be made that has everything the law wants told.

    :raises IncompleteNotice: naming what is missing.
    """
    missing = [name for name, value in needed.items() if not (value.strip() if isinstance(value, str) else value)]
    if missing:
        raise IncompleteNotice(missing=", ".join(missing))


def check_ground(case: CaseFacts, decision: DecisionFacts) -> None:
    """Let a request of a data subject be limited or refused on a ground of 법 제35조제4항 that is open to a company.

    :raises UnlawfulNotice: on any other ground.
    """
    assert decision.decided_on is not None  # noqa: S101  # Seen by check_complete; for the type only.
    allowed = {ground.key for ground in refusal_grounds(private=True, on=decision.decided_on)}
    if case.kind in OTHERS:  # Nobody has a right to it; its ground is one of providing or using.
        return
    if decision.ground not in allowed:
        raise UnlawfulNotice(ground=decision.ground)
