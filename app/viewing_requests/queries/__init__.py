"""What is read about viewing requests; everything is limited to what the person may see."""

from app.viewing_requests.queries.lists import (
    MOST_ROWS,
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
from app.viewing_requests.queries.register import Asker, RefusedViewing, askers_of, refused_viewings
from app.viewing_requests.queries.sight import may_see
from app.viewing_requests.queries.totals import OpenRequest, number_open, number_to_decide, open_requests

__all__ = [
    "MOST_ROWS",
    "Asker",
    "OpenRequest",
    "RefusedViewing",
    "RequestDetail",
    "RequestRow",
    "askers_of",
    "footage_about_to_go",
    "may_see",
    "number_open",
    "number_to_decide",
    "open_requests",
    "places_of",
    "refused_viewings",
    "request_detail",
    "request_row",
    "requests_by_clock",
    "requests_to_decide",
    "requests_to_fulfil",
]
