"""Last days to answer, counted by hand with a wall calendar of 2026 and 2027; and the holidays they lean on."""

from datetime import date

import pytest

from app.viewing_requests.clocks import Postponement, Stop, course
from app.viewing_requests.days import Calendar, public_holidays

# what the count meets | received | days | added or taken away | stood still | ground ends | last day
TABLE = """
plain | 2026-01-05 | 10 |  |  |  | 2026-01-15
New Year's Day | 2025-12-22 | 10 |  |  |  | 2026-01-02
New Year's Day, seven days | 2025-12-25 | 7 |  |  |  | 2026-01-02
a Saturday | 2026-01-07 | 10 |  |  |  | 2026-01-19
a Saturday before the New Year holidays | 2026-02-04 | 10 |  |  |  | 2026-02-19
the last of the New Year holidays | 2026-02-08 | 10 |  |  |  | 2026-02-19
the day after the New Year holidays | 2026-02-09 | 10 |  |  |  | 2026-02-19
the first of the New Year holidays, seven days | 2026-02-09 | 7 |  |  |  | 2026-02-19
1 March on a Sunday | 2026-02-19 | 10 |  |  |  | 2026-03-03
the substitute of 1 March | 2026-02-20 | 10 |  |  |  | 2026-03-03
a Saturday before 1 March and its substitute | 2026-02-18 | 10 |  |  |  | 2026-03-03
1 May on a Friday | 2026-04-21 | 10 |  |  |  | 2026-05-04
5 May | 2026-04-25 | 10 |  |  |  | 2026-05-06
Buddha's birthday on a Sunday | 2026-05-14 | 10 |  |  |  | 2026-05-26
a Saturday before Buddha's birthday | 2026-05-13 | 10 |  |  |  | 2026-05-26
the local elections | 2026-05-24 | 10 |  |  |  | 2026-06-04
the local elections, seven days | 2026-05-27 | 7 |  |  |  | 2026-06-04
6 June on a Saturday has no substitute | 2026-05-27 | 10 |  |  |  | 2026-06-08
17 July on a Friday | 2026-07-07 | 10 |  |  |  | 2026-07-20
15 August on a Saturday | 2026-08-05 | 10 |  |  |  | 2026-08-18
the substitute of 15 August | 2026-08-07 | 10 |  |  |  | 2026-08-18
the first day of Chuseok | 2026-09-14 | 10 |  |  |  | 2026-09-28
the last day of Chuseok, a Saturday without substitute | 2026-09-16 | 10 |  |  |  | 2026-09-28
the Monday after Chuseok | 2026-09-18 | 10 |  |  |  | 2026-09-28
3 October on a Saturday | 2026-09-23 | 10 |  |  |  | 2026-10-06
the substitute of 3 October, seven days | 2026-09-28 | 7 |  |  |  | 2026-10-06
9 October on a Friday | 2026-09-29 | 10 |  |  |  | 2026-10-12
Christmas on a Friday | 2026-12-15 | 10 |  |  |  | 2026-12-28
over the turn of the year | 2026-12-22 | 10 |  |  |  | 2027-01-04
a Sunday | 2026-11-12 | 10 |  |  |  | 2026-11-23
the first of the New Year holidays 2027 | 2027-01-27 | 10 |  |  |  | 2027-02-10
the substitute of the New Year 2027 | 2027-01-30 | 10 |  |  |  | 2027-02-10
the last of the New Year holidays 2027, seven days | 2027-02-01 | 7 |  |  |  | 2027-02-10
1 March 2027 on a Monday | 2027-02-19 | 10 |  |  |  | 2027-03-02
a Saturday before 1 March 2027 | 2027-02-17 | 10 |  |  |  | 2027-03-02
1 May 2027 on a Saturday | 2027-04-21 | 10 |  |  |  | 2027-05-04
5 May 2027 | 2027-04-25 | 10 |  |  |  | 2027-05-06
Buddha's birthday 2027 on a Thursday | 2027-05-03 | 10 |  |  |  | 2027-05-14
6 June 2027 on a Sunday has no substitute | 2027-05-27 | 10 |  |  |  | 2027-06-07
17 July 2027 on a Saturday | 2027-07-07 | 10 |  |  |  | 2027-07-20
15 August 2027 on a Sunday | 2027-08-05 | 10 |  |  |  | 2027-08-17
the first day of Chuseok 2027 | 2027-09-04 | 10 |  |  |  | 2027-09-17
the last day of Chuseok 2027, seven days | 2027-09-09 | 7 |  |  |  | 2027-09-17
3 October 2027 on a Sunday | 2027-09-23 | 10 |  |  |  | 2027-10-05
9 October 2027 on a Saturday | 2027-09-29 | 10 |  |  |  | 2027-10-12
Christmas 2027 on a Saturday | 2027-12-15 | 10 |  |  |  | 2027-12-28
the end of 2027 | 2027-12-20 | 10 |  |  |  | 2027-12-30
a Monday added | 2026-11-20 | 10 | +2026-11-30 |  |  | 2026-12-01
a Friday added before 3 October | 2026-09-22 | 10 | +2026-10-02 |  |  | 2026-10-06
a Friday added | 2026-11-10 | 10 | +2026-11-20 |  |  | 2026-11-23
a day added within the count changes nothing | 2026-11-10 | 10 | +2026-11-16 |  |  | 2026-11-20
the substitute of 3 October taken away | 2026-09-23 | 10 | -2026-10-05 |  |  | 2026-10-05
1 May taken away | 2026-04-21 | 10 | -2026-05-01 |  |  | 2026-05-01
the local elections taken away | 2026-05-27 | 7 | -2026-06-03 |  |  | 2026-06-03
the Monday after Christmas added | 2026-12-15 | 10 | +2026-12-28 |  |  | 2026-12-29
three days stood still | 2026-11-20 | 10 |  | 2026-11-24..2026-11-26 |  | 2026-12-03
the last day and two more stood still | 2026-11-20 | 10 |  | 2026-11-30..2026-12-02 |  | 2026-12-03
two days stood still, then a Saturday | 2026-11-09 | 10 |  | 2026-11-12..2026-11-13 |  | 2026-11-23
stood still twice | 2027-01-11 | 10 |  | 2027-01-13..2027-01-14 2027-01-18..2027-01-20 |  | 2027-01-26
stood still into the New Year holidays 2027 | 2027-01-28 | 7 |  | 2027-02-02..2027-02-03 |  | 2027-02-10
postponed | 2026-11-20 | 10 |  |  | 2026-12-04 | 2026-12-14
postponed to Christmas | 2026-11-20 | 10 |  |  | 2026-12-15 | 2026-12-28
postponed to the New Year 2027 | 2027-01-18 | 10 |  |  | 2027-01-27 | 2027-02-10
a ground that ends at once moves nothing | 2026-11-20 | 10 |  |  | 2026-11-20 | 2026-11-30
postponed to Chuseok | 2026-09-07 | 10 |  |  | 2026-09-14 | 2026-09-28
postponed to a day that was added | 2026-11-20 | 10 | +2026-12-14 |  | 2026-12-04 | 2026-12-15
postponed and stood still | 2026-11-20 | 10 |  | 2026-12-08..2026-12-10 | 2026-12-04 | 2026-12-17
postponed to Christmas, which was taken away | 2026-11-20 | 10 | -2026-12-25 |  | 2026-12-15 | 2026-12-25
the company's seven days, postponed | 2026-11-02 | 7 |  |  | 2026-11-13 | 2026-11-23
"""
CASES = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


def a_day(text):
    return date.fromisoformat(text)


def test_there_are_sixty_cases_or_more_over_both_years():
    assert len(CASES) >= 60
    assert {case[-1][:4] for case in CASES} == {"2026", "2027"}


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_the_last_day_is_the_one_counted_by_hand(case):
    _what, received, days, changes, stood, ground, due = case
    named = {sign: {a_day(each[1:]): "이름" for each in changes.split() if each[0] == sign} for sign in "+-"}
    stops = [Stop(*(a_day(end) for end in span.split(".."))) for span in stood.split()]

    found = course(
        a_day(received),
        int(days),
        calendar=Calendar(named["+"], named["-"]),
        stops=stops,
        postponement=Postponement(a_day(ground), 10) if ground else None,
    )

    assert found.on == a_day(due)


# By hand: a Sunday (and for 3.1, 5.5, Buddha, 8.15, 10.3, 10.9 and Christmas also a Saturday) gets the next weekday;
# New Year and Chuseok only for a Sunday; 1 January and 6 June never.
HOLIDAYS = {
    2026: (
        "01-01 02-16 02-17 02-18 03-01 03-02 05-01 05-05 05-24 05-25 06-03 06-06 07-17 08-15 08-17"
        " 09-24 09-25 09-26 10-03 10-05 10-09 12-25"
    ),
    2027: (
        "01-01 02-06 02-07 02-08 02-09 03-01 05-01 05-03 05-05 05-13 06-06 07-17 07-19 08-15 08-16"
        " 09-14 09-15 09-16 10-03 10-04 10-09 10-11 12-25 12-27"
    ),
}


@pytest.mark.parametrize("year", sorted(HOLIDAYS))
def test_the_list_of_holidays_is_the_one_written_down_by_hand(year):
    assert [day.isoformat()[5:] for day in public_holidays(year)] == HOLIDAYS[year].split()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-02-17", "설날"),
        ("2026-06-03", "지방선거일"),
        ("2026-09-25", "추석"),
        ("2027-02-07", "설날"),
        ("2027-05-13", "부처님오신날"),
        ("2027-09-15", "추석"),
    ],
)
def test_moving_feasts_and_elections_fall_on_their_days(day, name):
    assert public_holidays(a_day(day).year)[a_day(day)] == name
