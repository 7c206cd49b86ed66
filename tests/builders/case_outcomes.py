"""What became of the stories of whole cases, written so that people can hold it against the law line by line."""

from datetime import date

from sqlalchemy import select

from app.accounts import queries as accounts
from app.case_papers.domain.paper import Table
from app.database import db
from app.footage_access.columns import COLUMNS, cells
from app.footage_access.queries.statutory import register_lines
from app.inbox.domain import Kind
from app.inbox.models import InboxMessage
from app.kernel.clock import KST
from app.ledger import queries as ledger
from app.viewing_requests import queries
from app.viewing_requests.next_steps import next_steps
from app.viewing_requests.queries.standing import standings
from tests.builders.case_papers_printed import names_of_papers, printed

YEAR = date(2026, 1, 1), date(2026, 12, 31)
FORMS = ("request-form", "proxy", "receipt")
"""Papers no decision is needed for; of these only what differs from case to case is written with the case."""


def outcomes(stories, *, reader, now):
    """Return the text of each case by the story's name, and the lines all cases' forms share."""
    session = db.session()
    register = [cells(line) for line in register_lines(session, first_day=YEAR[0], last_day=YEAR[1], actor=reader)]
    names = accounts.names_of(session, account_ids=range(1, 100)) | {0: "시스템"}
    told = [story for story in stories if story.number]
    forms = {story.slug: _forms(session, story, reader=reader, now=now) for story in told}
    shared = {name: _shared([found[name] for found in forms.values() if name in found]) for name in FORMS}
    texts = {}
    for story in told:
        parts = [_facts(session, story, reader=reader, now=now), _entries(session, story, names)]
        parts.append(_register(story, register))
        parts += [_paper(*one) for one in _letters(session, story, reader=reader, now=now)]
        own = forms[story.slug]
        parts += [_paper(name, [line for line in own[name] if line not in shared[name]]) for name in own]
        texts[story.slug] = "\n\n".join(parts) + "\n"
    same = "\n\n".join(_paper(name, lines) for name, lines in shared.items()) + "\n"
    return texts, same


def left_undone(session, story, *, reader, now):
    """Return in words whatever keeps a case from being over: tasks, holds, copies, steps, messages, notices."""
    row = queries.request_row(session, number=story.number, actor=reader, now=now)
    subject = f"viewing_request:{story.number}"
    untold = [one for one in queries.unnotified(session, actor=reader) if one.number == story.number]
    asks = InboxMessage.settled_at.is_(None), InboxMessage.kind != Kind.OTHER  # What only informs asks for nothing.
    unsettled = select(InboxMessage.text).where(InboxMessage.subject == subject, *asks)
    standing = standings(session, request_ids=[row.id], today=now.astimezone(KST).date())[row.id]
    holds = queries.holds_of_case(session, number=story.number, actor=reader)
    return [
        *(f"still to do: {one}" for one in queries.still_to_do(session, request_id=row.id)),
        *(f"next step: {step.says.text}" for step in next_steps(standing)),
        *(f"hold: {hold.place} {hold.state}" for hold in holds if hold.is_live),
        *(f"message: {text}" for text in session.scalars(unsettled)),
        *(f"not told: {one.outcome}" for one in untold),
        *(f"clock: {clock.short}" for clock in row.clocks),
    ]


def lines_of(paper):
    """Return a paper of tables line by line, a row in each, so that people can add it up."""
    found = [paper.title, paper.under_title]
    for block in paper.blocks:
        if isinstance(block, Table):
            found += ["", block.caption, *(" | ".join(row) for row in (block.head, *block.rows))]
    return "\n".join(found) + "\n"


def _facts(session, story, *, reader, now):
    detail = queries.request_detail(session, number=story.number, actor=reader, now=now)
    row = detail.row
    holds = queries.holds_of_case(session, number=story.number, actor=reader)
    lines = [
        f"# {story.title}",
        f"요청 {row.number} · {row.kind_name} · {row.requester} · {detail.channel}",
        f"접수 {_moment(row.received_at)} · 답변 기한 {row.due_on} · 끝남 {_moment(detail.closed_at)}",
        f"상태 {row.status_name}",
        *(
            f"보존 {hold.place.label if hold.place else '카메라를 찾는 중'} · {hold.state_name} · {hold.ended_name}"
            for hold in holds
        ),
    ]
    return "\n".join(lines)


def _entries(session, story, names):
    """Return the entries about a case, or that name it: those of the register do."""
    found = [entry for entry in ledger.entries(session) if _is_about(entry, story.number)]
    lines = [f"{_moment(entry.recorded_at)} {names[entry.actor_id]} {entry.name}" for entry in found]
    return "\n".join(["## 원장", *lines])


def _is_about(entry, number):
    named = f"{entry.data.get('request_number')} {entry.data.get('file_name')}"
    return entry.subject == f"viewing_request:{number}" or number in named


def _register(story, register):
    lines = ["## 개인영상정보 관리대장"]
    for row in register:
        if any(story.number in cell for cell in row):
            named = list(zip(COLUMNS, row, strict=True))[1:]  # Its number is its place in the ledger.
            lines += [f"{name}: {cell}" for name, cell in named if cell]
            lines.append("")
    return "\n".join(lines).rstrip()


def _letters(session, story, *, reader, now):
    """Return the papers printed while the story went on, and those the case still has that were not."""
    yield from story.printed
    done = {name for name, _ in story.printed}
    for name in names_of_papers(session, story.number, actor=reader, now=now):
        if name not in {*done, *FORMS, *story.skipped}:
            yield printed(session, story.number, name, actor=reader, now=now)


def _forms(session, story, *, reader, now):
    names = [name for name in FORMS if name in names_of_papers(session, story.number, actor=reader, now=now)]
    return {name: printed(session, story.number, name, actor=reader, now=now, drawn=False)[1] for name in names}


def _shared(papers):
    first, *others = papers
    return [line for line in first if all(line in other for other in others)]


def _paper(name, lines):
    return "\n".join([f"## {name}", *lines])


def _filmed(place):
    return place.label if place else "카메라를 찾는 중"


def _moment(value):
    return f"{value.astimezone(KST):%Y-%m-%d %H:%M}" if value else "-"
