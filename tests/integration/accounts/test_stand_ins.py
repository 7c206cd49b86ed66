"""Who may set a stand-in, for whom and when; no chains, never two at once."""

from datetime import timedelta

import pytest

from app.accounts import commands
from app.accounts.domain import AccountIsDisabled, NoSuchAccount
from app.accounts.standing_in import (
    Absence,
    BeginsInThePast,
    DaysOutOfOrder,
    DeputyIsAway,
    DeputySetsIt,
    DeputyWorksElsewhere,
    NoSuchStandIn,
    NotLent,
    PrincipalIsDeputy,
    PrincipalLacksRole,
    ReasonMissing,
    SetAlready,
    StandInIsOver,
    StandsInForOneself,
    TooManyDays,
)
from app.database import unit_of_work
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.errors import NotAllowed
from tests.builders.stand_ins import FIRST, LAST, NOON, end_stand_in, stand_in

DAY = timedelta(days=1)


@pytest.fixture
def managers(cast):
    """Three managers of every site."""
    return [cast("Amir", name=name) for name in ("A", "B", "C")]


@pytest.mark.parametrize("setter", ["Amir", "Petra", "Ada", SYSTEM])
def test_the_principal_the_privacy_officer_and_administrators_set_it(cast, setter):
    stand_in(cast("Amir"), cast("Olga"), actor=setter if isinstance(setter, Actor) else cast(setter))


@pytest.mark.parametrize("setter", ["Olga", "Uma", "Sam"])
def test_nobody_else_sets_it(cast, setter):
    with pytest.raises(NotAllowed):
        stand_in(cast("Amir"), cast("Petra"), actor=cast(setter))


def test_another_manager_does_not_set_it(managers):
    a, b, c = managers
    with pytest.raises(NotAllowed):
        stand_in(a, b, actor=c)


@pytest.mark.parametrize("roles", [{Role.PRIVACY_OFFICER}, {Role.ADMINISTRATOR, Role.OPERATOR}])
def test_the_deputy_never_sets_it(cast, roles):
    deputy = cast(name="Dora", roles=roles)
    with pytest.raises(DeputySetsIt):
        stand_in(cast("Amir"), deputy, actor=deputy)


def test_a_privacy_officer_of_one_site_sets_it_there_only(cast):
    officer = cast("Petra", name="Pia", sites={"HQ"})
    with pytest.raises(NotAllowed):
        stand_in(cast("Amir"), cast("Olga"), actor=officer)
    stand_in(cast("Amir"), cast("Olga"), site_code="HQ", actor=officer)


def test_a_role_held_for_somebody_else_sets_nothing(cast):
    deputy = cast("Olga").borrowing([(Role.PRIVACY_OFFICER, None, cast("Petra").id)])
    with pytest.raises(NotAllowed):
        stand_in(cast("Amir"), cast("Petra"), actor=deputy)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"role": Role.ADMINISTRATOR}, NotLent),
        ({"role": Role.OPERATOR}, NotLent),
        ({"role": Role.AUDITOR}, NotLent),
        ({"role": Role.PRIVACY_OFFICER}, PrincipalLacksRole),
        ({"until_on": FIRST - DAY}, DaysOutOfOrder),
        ({"from_on": FIRST - 2 * DAY}, BeginsInThePast),
        ({"until_on": FIRST + 90 * DAY}, TooManyDays),
        ({"reason": Absence.OTHER}, ReasonMissing),
        ({"reason": Absence.OTHER, "reason_text": "x" * 201}, ReasonMissing),
    ],
)
def test_what_cannot_be_is_refused(cast, changed, refusal):
    with pytest.raises(refusal):
        stand_in(cast("Amir"), cast("Olga"), **changed)


def test_it_lasts_from_today_and_ninety_days_at_most(cast):
    today = FIRST - DAY
    stand_in(cast("Amir"), cast("Olga"), from_on=today, until_on=today + 89 * DAY)


def test_a_day_is_that_of_korea(cast):
    before_midnight = NOON.replace(hour=14, minute=59)  # 23:59 in Korea.
    stand_in(cast("Amir"), cast("Olga"), from_on=FIRST - DAY, until_on=FIRST - DAY, now=before_midnight)
    with pytest.raises(BeginsInThePast):
        stand_in(cast("Amir"), cast("Olga"), from_on=FIRST - DAY, now=before_midnight + timedelta(minutes=1))


def test_people_must_be_two_and_there(cast):
    amir = cast("Amir")
    nobody = Actor(id=9999, name="nobody")
    with pytest.raises(StandsInForOneself):
        stand_in(amir, amir)
    for pair in ((amir, nobody), (nobody, amir)):
        with pytest.raises(NoSuchAccount):
            stand_in(*pair, actor=SYSTEM)


def test_a_closed_account_neither_lends_nor_borrows(cast):
    amir, dora = cast("Amir"), cast("Olga", name="Dora")
    with unit_of_work() as session:
        commands.disable_account(session, account_id=dora.id, reason="퇴직", actor=SYSTEM, now=NOON)
    for pair in ((amir, dora), (dora, amir)):
        with pytest.raises(AccountIsDisabled):
            stand_in(*pair, actor=SYSTEM)


@pytest.mark.parametrize("who", ["Uma", "Ada"])
def test_the_deputy_works_on_cases(cast, who):
    with pytest.raises(DeputyWorksElsewhere):
        stand_in(cast("Amir"), cast(who))


def test_the_deputy_works_on_the_cases_of_all_those_sites(cast):
    amir = cast("Amir", sites={"A", "B"})
    dora = cast("Olga", name="Dora", sites={"A"})
    for site in (None, "B"):
        with pytest.raises(DeputyWorksElsewhere):
            stand_in(amir, dora, site_code=site)
    with pytest.raises(PrincipalLacksRole):
        stand_in(amir, dora, site_code="C")
    stand_in(amir, dora, site_code="A")


def test_two_at_once_for_the_same_right_are_refused(cast):
    amir, olga, dora = cast("Amir"), cast("Olga"), cast("Olga", name="Dora")
    stand_in(amir, olga, site_code="A")
    for site in ("A", None):
        for first, last in ((FIRST, LAST), (LAST, LAST + DAY), (FIRST - DAY, FIRST)):
            with pytest.raises(SetAlready):
                stand_in(amir, dora, site_code=site, from_on=first, until_on=last)
    stand_in(amir, dora, site_code="B")
    stand_in(amir, dora, site_code="A", from_on=LAST + DAY, until_on=LAST + DAY)
    stand_in(amir, dora, site_code="A", from_on=FIRST - DAY, until_on=FIRST - DAY)


@pytest.mark.parametrize(
    ("then", "refusal"),
    [
        (("B", "A"), PrincipalIsDeputy),  # There and back; A is away besides.
        (("B", "C"), PrincipalIsDeputy),  # The deputy goes away.
        (("C", "A"), DeputyIsAway),  # Somebody leans on who is away.
    ],
)
@pytest.mark.parametrize("sites", [(None, None), ("X", "Y")])
def test_no_chain_in_any_order(managers, then, refusal, sites):
    people = dict(zip("ABC", managers, strict=True))
    stand_in(people["A"], people["B"], site_code=sites[0])

    with pytest.raises(refusal):
        stand_in(people[then[0]], people[then[1]], site_code=sites[1], from_on=LAST, until_on=LAST)

    stand_in(people[then[0]], people[then[1]], from_on=LAST + DAY, until_on=LAST + DAY)


def test_an_ended_stand_in_is_in_nobodys_way(managers):
    a, b, c = managers
    end_stand_in(stand_in(a, b), actor=a)
    stand_in(b, c)
    stand_in(a, c)


def test_one_deputy_stands_in_for_two(managers):
    a, b, c = managers
    stand_in(a, c)
    stand_in(b, c)


def test_another_role_is_no_chain(cast):
    both = cast("Amir", name="Both", roles={Role.MANAGER, Role.PRIVACY_OFFICER})
    stand_in(cast("Amir"), both)
    stand_in(both, cast("Olga"), role=Role.PRIVACY_OFFICER)


@pytest.mark.parametrize("who", ["Amir", "Olga", "Petra", "Ada"])
def test_both_people_the_privacy_officer_and_administrators_end_it(cast, who):
    leaf = stand_in(cast("Amir"), cast("Olga"))
    end_stand_in(leaf, actor=cast(who))
    with pytest.raises(StandInIsOver):
        end_stand_in(leaf, actor=cast(who))


def test_nobody_else_ends_it_nor_what_is_over(cast):
    leaf = stand_in(cast("Amir"), cast("Olga"))
    for who in (cast("Uma"), cast("Olga", name="Dora"), cast("Petra", name="Pia", sites={"HQ"})):
        with pytest.raises(NotAllowed):
            end_stand_in(leaf, actor=who)
    with pytest.raises(StandInIsOver):
        end_stand_in(leaf, actor=cast("Amir"), now=NOON + 9 * DAY)
    with pytest.raises(NoSuchStandIn):
        end_stand_in(leaf + 100, actor=cast("Amir"))
