"""What is handed over and comes back in the stories of whole cases, made from what they tell."""

from datetime import UTC
from hashlib import sha256

from app.accounts import queries as people
from app.kernel.clock import KST, kst_day
from app.registry import queries as registry
from app.viewing_requests.giving import (
    Costs,
    Delivery,
    Duties,
    EndsWith,
    HandOver,
    Identity,
    Item,
    KeptBecause,
    MaskAnswer,
    Masking,
    MaskMethod,
    Medium,
    Mode,
    Returned,
    Unmasked,
)
from app.viewing_requests.places import places_matching


def korean(moment):
    """Return a moment of a story, which is told in Korean time."""
    return moment.replace(tzinfo=KST).astimezone(UTC)


def account_named(session, name):
    """Return the number of somebody's account."""
    return next(each.id for each in people.people(session) if each.display_name == name.title())


def handed_over(session, story, act, *, now):
    """Return a hand-over as an act tells it."""
    return HandOver(
        mode=Mode(act["mode"]),
        delivery=Delivery(act["delivery"]),
        handed_at=now,
        what=act["what"],
        mask=_mask(session, act["mask"]),
        recipient_name=act.get("recipient"),
        recipient_body=act.get("recipient_body"),
        identity=Identity(act["identity"]) if "identity" in act else None,
        items=tuple(_item(session, item, now) for item in act.get("items", ())),
        copy_reason=act.get("copy_reason"),
        encrypted=act.get("encrypted", False),
        password_apart=act.get("encrypted", False),
        duties=_duties(act["duties"], now) if "duties" in act else None,
        costs=Costs(**act.get("costs", {})),
        use_until=act.get("use_until"),
        ends_with=EndsWith(act["ends_with"]) if "ends_with" in act else None,
        return_by=act.get("return_by"),
        kept_because=KeptBecause(act["kept_because"]) if "kept_because" in act else None,
        method=act.get("method"),
        consent_on=act.get("consent_on"),
        consent_items=tuple(act.get("consent_items", ())),
    )


def returned(act, now):
    """Return what became of copies, as an act tells it."""
    return {
        "positions": tuple(act.get("copies", (1,))),
        "how": Returned(act["how"]),
        "on": kst_day(now),
        "by_word_of": act["word_of"],
        "document_no": act.get("document"),
    }


def _mask(session, told):
    return MaskAnswer(
        masking=Masking(told["masking"]),
        method=MaskMethod(told["method"]) if "method" in told else None,
        masked_by=account_named(session, told["by"]) if "by" in told else None,
        contractor=told.get("contractor"),
        checked_by=account_named(session, told["checked"]) if "checked" in told else None,
        unmasked=Unmasked(told["unmasked"]) if "unmasked" in told else None,
        words=told.get("words", ""),
    )


def _item(session, told, now):
    snapshot = registry.snapshot(session, as_of=kst_day(now))
    on_paper = told["medium"] == Medium.PAPER
    return Item(
        file_name=told["file"],
        medium=Medium(told["medium"]),
        span_from=korean(told["from"]),
        span_to=korean(told["to"]),
        places=tuple(places_matching(snapshot, code, sites=None)[0] for code in told["places"]),
        sha256=None if on_paper else sha256(told["file"].encode()).hexdigest(),
        size_bytes=None if on_paper else told["size"],
    )


def _duties(told, now):
    return Duties(
        sent_on=kst_day(now),
        document=told["document"],
        limits=told["limits"],
        measures=told["measures"],
        accepted_on=kst_day(now),
    )
