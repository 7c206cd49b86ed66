"""Every duty the law note lists is either a rule or said to be a person's to answer; nothing is silently missing."""

from app.compliance.rules import RULES, UNANSWERED

DUTIES = {
    "CAM": "purpose, space class, closed ground, clause, private places, sound, moves, range, details, transport,"
    " staff areas, ended purpose",
    "SGN": "sign, its lines, one building, same values, contractor, homepage, exemption, looked at",
    "MGR": "manager, access holders, manager left, privacy officer",
    "POL": "headings, counts, homepage, old term, basis, other company, refusal grounds, days, objection, channels,"
    " access log years, five safeguards, law changed, history",
    "RET": "one period, over thirty days, recorder set, too old, overwritten early, destruction record, working check,"
    " unrecoverable, kept apart, start of period",
    "LOG": "use and provision, viewing, recorder saw more, public grounds, grounds, letter, consent, altered,"
    " two people",
    "REQ": "days, notices, refusal code, identity, agent, resident number, masking, masking weighed, overwritten,"
    " hold over, fee, copy, deletion, without oneself",
    "SEC": "shared, leaver, rights log, lockout, idle, access log, review, hashes, remote, storage room, internal plan,"
    " export purpose, training, too wide",
    "CON": "contract, published, supervision, sub-contract",
}
"""The duties by area in their order, each in a word or two, copied by hand: the ids are counted from one."""
IDS = [f"{area}-{at:02}" for area, words in DUTIES.items() for at, _ in enumerate(words.split(","), start=1)]


def test_the_list_has_every_duty_of_the_note():
    assert len(IDS) == 12 + 8 + 4 + 14 + 10 + 9 + 14 + 14 + 4


def test_every_duty_is_a_rule_or_a_persons_to_answer_and_never_both():
    rules, people = {rule.id for rule in RULES}, {one.rule for one in UNANSWERED}

    assert sorted(set(IDS) - rules - people) == []
    assert sorted(rules & people) == []
    assert people <= set(IDS)


def test_what_a_person_must_answer_says_why_by_what_law_and_where():
    assert len({one.question for one in UNANSWERED}) == len({one.rule for one in UNANSWERED}) == len(UNANSWERED)
    for one in UNANSWERED:
        assert one.title.strip()
        assert one.why.endswith(".")
        assert one.sources
