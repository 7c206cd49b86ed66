"""Each known attack is seen by the anchor that should see it, and by no luck: the weaker anchors do not see it.

The anchors, weakest first: the tree alone, the checkpoints signed in the database, the head printed on paper, the one
a witness signed, and the receipt the operator holds. The newest entry is younger than every checkpoint.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.database import unit_of_work
from app.ledger import commands
from app.ledger.committer import Submission, submit
from app.ledger.keys import ensure_key
from app.ledger.proofs import origin_of_log
from app.ledger.tree import leaf_hash
from tests.builders.ledger import NOON, WRITER, lamp, seal
from tests.integration.ledger.intruder import intrusion, reworded

DAY = 86_400_000_000
PAPER, WITNESS, SIZE = 150, 200, 231  # Checkpoints at 50, 100, 150 and 200; 231 entries.


@pytest.fixture
def key(app):
    return ensure_key(app.config["SETTINGS"].home)


@pytest.fixture
def held_outside(app, key):
    """The ledger under attack, and what others hold of it."""
    assert app
    notes = {}
    for minute, size in enumerate((50, 100, 150, 200)):
        seal(50, now=NOON + timedelta(minutes=minute), lit_by="김가상")
        with unit_of_work() as session:
            notes[size] = commands.checkpoint(session, signer=key, now=NOON)
    seal(30, now=NOON + timedelta(minutes=10))
    receipt = submit(Submission(event=lamp(9), actor=WRITER, now=NOON + timedelta(minutes=11)))
    return {"paper": notes[PAPER], "witness": notes[WITNESS], "receipt": receipt.note}


def edit_one_old_row(intruder, _key):
    body = reworded(intruder.entries()[20], place="후문")["body"]
    intruder.run("UPDATE ledger_entry SET body = :b WHERE leaf = 20", b=body)


def edit_a_row_and_its_hash(intruder, _key):
    entry = reworded(intruder.entries()[20], place="후문")
    intruder.run(
        "UPDATE ledger_entry SET body = :b, leaf_hash = :h WHERE leaf = 20", b=entry["body"], h=leaf_hash(entry["body"])
    )


def rewrite(leaf: int, *, stolen: bool) -> Callable[..., None]:
    def attack(intruder, key):
        entries = intruder.entries()
        entries[leaf] = reworded(entries[leaf], place="후문")
        intruder.reseal(entries, signer=key if stolen else None)

    return attack


def truncate(size: int) -> Callable[..., None]:
    def attack(intruder, _key):
        intruder.reseal(intruder.entries()[:size])

    return attack


def delete_one_and_renumber(intruder, key):
    entries = intruder.entries()
    intruder.reseal([entry for entry in entries if entry["leaf"] != 20], signer=key)


def back_date_an_entry(intruder, key):
    entries = intruder.entries()
    yesterday = entries[-1]["recorded_at"] - DAY
    intruder.reseal([*entries, reworded(dict(entries[-1]), entry_id="0" * 36, recorded_at=yesterday)], signer=key)


TREE, SIGNED = "tree", "signed"
ATTACKS = {
    # What is done, and the weakest anchors that see it.
    "edit one old row": (edit_one_old_row, {TREE}),
    "edit a row and its own hash": (edit_a_row_and_its_hash, {TREE}),
    "edit, relink everything, no key": (rewrite(20, stolen=False), {SIGNED}),
    "rewrite all and sign with the stolen key": (rewrite(20, stolen=True), {"paper", "witness", "receipt"}),
    "rewrite what is newer than the paper": (rewrite(PAPER + 20, stolen=True), {"witness", "receipt"}),
    "truncate to an older checkpoint": (truncate(100), {"paper", "witness", "receipt"}),
    "truncate what no checkpoint covers": (truncate(WITNESS), {"receipt"}),
    "edit what no checkpoint covers, relink": (rewrite(WITNESS + 10, stolen=False), {"receipt"}),
    "restore yesterday's copy": (truncate(PAPER - 50), {"paper", "witness", "receipt"}),
    "delete a middle row, renumber, sign": (delete_one_and_renumber, {"paper", "witness", "receipt"}),
    "append with a time of yesterday": (back_date_an_entry, {TREE}),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_each_attack_is_seen_by_its_anchors_and_no_others(name, held_outside, key):
    attack, seen_by = ATTACKS[name]
    with intrusion() as intruder:
        public = key.verifier(origin_of_log(intruder.session))
        attack(intruder, key)
        intruder.close_doors()
        intruder.session.expire_all()
        seeing = {name for name, note in held_outside.items() if not intruder.verdict(public, outside=[note]).holds}
        alone = intruder.verdict(public)
        intruder.forget_checkpoints()
        tree_only = intruder.verdict(None)
    assert tree_only.holds is (TREE not in seen_by), tree_only.fault
    if seen_by & {TREE, SIGNED}:
        assert not alone.holds  # The database shows it by itself, and so with every anchor.
    else:
        assert alone.holds, alone.fault  # Nothing in the database shows it.
        assert seeing == seen_by


def test_what_is_not_attacked_holds_with_every_anchor(held_outside, key):
    with intrusion() as intruder:
        intruder.close_doors()
        public = key.verifier(origin_of_log(intruder.session))
        verdict = intruder.verdict(public, outside=list(held_outside.values()))
    assert verdict.holds, verdict.fault
    assert verdict.entries == SIZE


def test_resealing_the_same_entries_changes_nothing(held_outside, key):
    """The intruder's own tools are right: what they rebuild unchanged is accepted, so a fault is the attack's."""
    with intrusion() as intruder:
        intruder.reseal(intruder.entries(), signer=key)
        intruder.close_doors()
        public = key.verifier(origin_of_log(intruder.session))
        verdict = intruder.verdict(public, outside=list(held_outside.values()))
    assert verdict.holds, verdict.fault
