"""Owns sections 6, 7 and 8: requests, protection, and everything else (영 25①6–8)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from app.law.contents import SAFEGUARDS
from app.law.periods import Period, answer_days, deletion_answer_days, suspension_answer_days
from app.law.sources import NotInForce
from app.policy.clauses import Clause, Wording
from app.policy.composition.keeping import officer_line
from app.policy.composition.units import has_closed_places
from app.policy.composition.words import Words
from app.policy.domain import Block, Cell, Column, ItemList, Line, Paragraph, Table, TableRow
from app.registry.domain import Contractor, Organisation
from app.registry.snapshot import Snapshot

LEGAL_DAYS = 10  # For days before the wording we vouch for (영 제41조제4항, 제43조제3항, 제44조제2항).
_SIGNS_OF_MEASURE = {  # Words that show a published measure belongs to one of the five; spaces do not count.
    "plan": ("관리계획", "내부계획", "managementplan"),
    "access": ("접근", "권한", "authoris", "access"),
    "transfer": ("저장·전송", "전송", "암호", "transmission", "encrypt"),
    "records": ("기록", "이력", "위변조", "위·변조", "record", "log"),
    "lock": ("잠금", "보관시설", "출입", "lock", "storagefacilit"),
}


def days_to_answer(organisation: Organisation, *, on: date) -> int:
    """Return within how many days a request is answered: the law's, or the organisation's own shorter promise."""
    legal = legal_days(answer_days, on)
    return min(legal, organisation.refusal_notice_days or legal)


def legal_days(period: Callable[[date], Period], on: date) -> int:
    """Return the days of a period, by its oldest wording for days before that."""
    try:
        return period(on).days or LEGAL_DAYS
    except NotInForce:
        return LEGAL_DAYS


def request_blocks(
    words: Words, clause: Clause, snapshot: Snapshot, organisation: Organisation, *, on: date
) -> Iterator[Block]:
    """Return what a data subject may ask, how it is answered, and the only two grounds for refusing."""
    values = {
        "answer_days": str(days_to_answer(organisation, on=on)),
        "deletion_days": str(legal_days(deletion_answer_days, on)),
        "suspension_days": str(legal_days(suspension_answer_days, on)),
    }
    yield from clause["who"].blocks()
    if has_closed_places(snapshot):
        yield from clause["closed"].blocks(**values)
    if organisation.request_channels:
        yield from _channels(words, clause["channels"], organisation.request_channels)
    else:
        yield Paragraph(Line(f"{words['channels']}: {words['missing']}", missing=True))
    if organisation.request_form:
        yield from clause["form"].blocks(form=organisation.request_form)
    for key in ("identity", "answer", "refusal", "notice", "masking", "fee"):
        yield from clause[key].blocks(**values)


def _channels(words: Words, wording: Wording, channels: Sequence[str]) -> Iterator[Block]:
    """Return by which ways requests are taken: those that are recorded and no others.

    Our first wording named ways of its own, so it is not printed; the ways stand alone then.
    """
    if "channels" in wording.gaps:
        yield from wording.blocks(channels=", ".join(channels))
    else:
        yield Paragraph(Line(f"{words['channels']}: {', '.join(channels)}"))


def safeguard_blocks(words: Words, clause: Clause, organisation: Organisation) -> Iterator[Block]:
    """Return the measures the organisation states, then those of the five it does not speak of, as gaps."""
    yield from clause["intro"].blocks()
    stated = "".join(organisation.safeguards).replace(" ", "").lower()
    english = words.language == "en"
    absent = [
        Line(words.say("measure_missing", measure=item.title_en if english else item.title), missing=True)
        for item in SAFEGUARDS
        if not any(sign in stated for sign in _SIGNS_OF_MEASURE[item.key])
    ]
    yield ItemList((*(Line(text) for text in organisation.safeguards), *absent))


def other_blocks(words: Words, clause: Clause, snapshot: Snapshot, organisation: Organisation) -> Iterator[Block]:
    """Return contractors, agreements, signs, the privacy officer, and the history of changes."""
    yield from _contractors(words, snapshot, organisation)
    if snapshot.agreements:
        columns = _columns(words, party=1.6, scope=2.6, agreed_on=1.0)
        rows = [
            (agreement.code, (agreement.party, agreement.scope, words.day(agreement.agreed_on)))
            for agreement in snapshot.agreements
        ]
        yield _table(words, "agreements", columns, rows)
    yield from clause["signs"].blocks()
    if organisation.sign_plans:
        signs = [("", (plan.place, plan.size, _signs(words, plan.count))) for plan in organisation.sign_plans]
        yield _table(words, "signs", _columns(words, sign_place=2.0, sign_size=1.6, sign_count=0.8), signs)
    yield Paragraph(officer_line(words, snapshot))
    if organisation.homepage:
        yield Paragraph(Line(words.say("homepage", address=organisation.homepage)))
    yield from clause["changes"].blocks()
    effective = organisation.effective_on
    if effective is None:
        yield Paragraph(Line(words["effective_missing"], missing=True))
    else:
        yield Paragraph(Line(words.say("effective", day=words.day(effective))))
    if organisation.history:
        history = [("", (words.day(revision.on), revision.note)) for revision in organisation.history]
        yield _table(words, "history", _columns(words, revised_on=1.0, revision=4.0), history)


def _contractors(words: Words, snapshot: Snapshot, organisation: Organisation) -> Iterator[Block]:
    if organisation.entrustment_statement:
        yield Paragraph(Line(organisation.entrustment_statement))
    if snapshot.contractors:
        columns = _columns(words, contractor=1.4, work=2.0, phone=1.2, covers=1.8)
        rows = [(contractor.code, _contractor(words, snapshot, contractor)) for contractor in snapshot.contractors]
        yield _table(words, "contractors", columns, rows)
    elif not organisation.entrustment_statement:
        yield Paragraph(Line(words["no_contractors"], missing=True))


def _contractor(words: Words, snapshot: Snapshot, contractor: Contractor) -> tuple[str | None, ...]:
    names = {site.code: site.name for site in snapshot.sites} | {row.code: row.name for row in snapshot.rows}
    covered = ", ".join(names.get(code, code) for code in contractor.sites) or words["all_places"]
    return contractor.name, contractor.work, ", ".join(contractor.phones) or None, covered


def _signs(words: Words, count: int | None) -> str | None:
    return None if count is None else words.say("signs_number", count=count)


def _columns(words: Words, **weights: float) -> tuple[Column, ...]:
    return tuple(Column(key, words[key], weight=weight) for key, weight in weights.items())


def _table(
    words: Words, key: str, columns: tuple[Column, ...], rows: Sequence[tuple[str, tuple[str | None, ...]]]
) -> Table:
    def cell(text: str | None) -> Cell:
        return words.cell(text)

    lines = tuple(TableRow(tuple(cell(text) for text in texts), code or None) for code, texts in rows)
    return Table(key, words[f"caption_{key}"], columns, lines)
