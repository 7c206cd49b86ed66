"""Owns that a batch was made: its signs are printed once, and how its file was drawn is remembered beside them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.errors import NotAllowed
from app.ledger import commands as ledger
from app.signage.batch_order import BatchOrder, Outcome
from app.signage.commands.issuing import record_print
from app.signage.domain import SignContent, check_may_print
from app.signage.events import SignBatchMade
from app.signage.models import SignBatch


def record_batch(
    session: Session,
    *,
    batch: str,
    contents: Sequence[SignContent],
    order: BatchOrder,
    outcome: Outcome,
    actor: Actor,
    now: datetime,
) -> None:
    """Remember that a batch of numbered signs was drawn as a file, and seal both its signs and how it was made.

    :raises NotAllowed: if the person does not print signs, or not those of every site in the batch.
    :raises NothingToPrint: if the batch is empty.
    """
    check_may_print(actor)
    sites = {content.site_code for content in contents}
    if not all(actor.sees_site(site) for site in sites):
        raise NotAllowed
    sheet = order.sheet
    record_print(
        session,
        contents=contents,
        size=order.size.label,
        languages=order.languages,
        sheet=sheet.sheet.name if sheet else None,
        registry_revision=outcome.registry_revision,
        actor=actor,
        now=now,
        batch=batch,
    )
    event = SignBatchMade(
        batch=batch,
        count=len(contents),
        left_out=outcome.left_out,
        pages=outcome.pages,
        size=order.size.label,
        variant=order.variant.value,
        languages=order.languages,
        sheet=sheet.sheet.name if sheet else None,
        margin=sheet.margin if sheet else None,
        gap=sheet.gap if sheet else None,
        marked=bool(sheet and sheet.marked),
        chosen_site=order.chosen.site,
        region=order.chosen.region,
        kind=order.chosen.kind,
        state=order.chosen.state.value if order.chosen.state else None,
        look=outcome.look,
        digest=outcome.digest,
        registry_revision=outcome.registry_revision,
        site=next(iter(sites)) if len(sites) == 1 else None,
    )
    [receipt] = ledger.append_all(session, [event], actor=actor, now=now)
    session.add(
        SignBatch(
            batch=batch,
            count=event.count,
            left_out=event.left_out,
            pages=event.pages,
            size=event.size,
            variant=event.variant,
            languages=",".join(event.languages),
            sheet=event.sheet,
            margin=event.margin,
            gap=event.gap,
            marked=event.marked,
            chosen_site=event.chosen_site,
            region=event.region,
            kind=event.kind,
            state=event.state,
            look=event.look,
            digest=event.digest,
            made_by=actor.id,
            made_at=receipt.recorded_at,
            leaf=receipt.leaf,
        )
    )
    session.flush()
