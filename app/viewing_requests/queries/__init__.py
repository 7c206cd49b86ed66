"""What is read about viewing requests; everything is limited to what the person may see."""

from app.viewing_requests.queries.dates import (
    CaseDates,
    Day,
    Move,
    calendar,
    case_dates,
    course_of,
    day_change,
    days_of,
    moves_of_own,
    reckonings,
)
from app.viewing_requests.queries.for_papers import AskedInYear, StoredNames, asked_in_year, stored_names
from app.viewing_requests.queries.lists import (
    MOST_ROWS,
    Decision,
    RequestDetail,
    RequestRow,
    footage_about_to_go,
    places_of,
    request_detail,
    request_row,
    requests_by_clock,
    requests_to_decide,
    requests_to_fulfil,
)
from app.viewing_requests.queries.overrides import Override, overrides
from app.viewing_requests.queries.register import Asker, RefusedViewing, askers_of, refused_viewings
from app.viewing_requests.queries.remaining import still_to_do
from app.viewing_requests.queries.sight import may_see
from app.viewing_requests.queries.totals import OpenRequest, number_open, number_to_decide, open_requests

__all__ = [
    "MOST_ROWS",
    "AskedInYear",
    "Asker",
    "CaseDates",
    "Day",
    "Decision",
    "Move",
    "OpenRequest",
    "Override",
    "RefusedViewing",
    "RequestDetail",
    "RequestRow",
    "StoredNames",
    "asked_in_year",
    "askers_of",
    "calendar",
    "case_dates",
    "course_of",
    "day_change",
    "days_of",
    "footage_about_to_go",
    "may_see",
    "moves_of_own",
    "number_open",
    "number_to_decide",
    "open_requests",
    "overrides",
    "places_of",
    "reckonings",
    "refused_viewings",
    "request_detail",
    "request_row",
    "requests_by_clock",
    "requests_to_decide",
    "requests_to_fulfil",
    "still_to_do",
    "stored_names",
]
