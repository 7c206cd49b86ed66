"""Builds a company of two sites that must not learn of each other, with people in every role at each.

Whatever belongs to the other site carries ``MARK``, so that a page of the first site that shows any of it is found.
"""

from dataclasses import dataclass
from datetime import timedelta

from app.database import unit_of_work
from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day, utc_now
from tests.builders.accounts import an_account
from tests.builders.registry import a_small_estate, record_estate
from tests.builders.stand_ins import stand_in

MARK, NEAR = "먼곳표식", "가까운곳"
OWN, OTHER = "HQ", "Z-FAR"
ROLES = {
    "operator": Role.OPERATOR,
    "manager": Role.MANAGER,
    "officer": Role.PRIVACY_OFFICER,
    "auditor": Role.AUDITOR,
    "administrator": Role.ADMINISTRATOR,
}
STAFF = {
    "clerk": Role.OPERATOR,  # Takes in and checks what the tables are tried on.
    "second": Role.MANAGER,  # Decides what the tables need decided; is on leave.
    "third": Role.PRIVACY_OFFICER,
    "deputy": Role.OPERATOR,  # Stands in for the second manager.
}


@dataclass(frozen=True, slots=True)
class Side:
    """A site, its camera, what marks its words, and its people by the names in ``ROLES`` and ``STAFF``."""

    site: str
    camera: str
    mark: str
    people: dict[str, Actor]

    def __getitem__(self, name: str) -> Actor:
        """Return somebody who works there."""
        return self.people[name]


def two_sites() -> tuple[Side, Side]:
    """Record both sites and their people, and return the own and the other side."""
    far = {"site": OTHER, "name": f"{MARK} 창고", "code": "Z-FAR-room", "order": 1}
    lead = {"code": "far-lead", "title": f"{MARK}팀장", "department": f"{MARK}팀", "phones": ["033-799-7777"]}
    record_estate(
        a_small_estate(
            posts=[lead],
            rows=[{"code": "far-rows", "name": "지점", "order": 9, "camera_count": 3}],
            sites=[
                {"code": OTHER, "name": f"{MARK} 지점", "kind": "지점", "row": "far-rows", "camera_count": 1},
                {"code": "Z-FAR-2", "name": f"{MARK} 둘째", "kind": "지점", "row": "far-rows", "camera_count": 2},
            ],
            zones=[far],
            cameras=[{"code": "Z-FAR-CAM", "zone": "Z-FAR-room", "name": f"{MARK} 카메라"}],
        )
    )
    return _side(OWN, "C-1", NEAR), _side(OTHER, "Z-FAR-CAM", MARK)


def _side(site: str, camera: str, mark: str) -> Side:
    now, today = utc_now(), kst_day(utc_now())
    with unit_of_work() as session:
        people = {
            name: an_account(session, name=f"{mark}{name}", roles=(role,), sites=(site,), now=now)
            for name, role in {**ROLES, **STAFF}.items()
        }
    side = Side(site, camera, mark, people)
    days = {"from_on": today, "until_on": today + timedelta(days=9)}
    stand_in(side["second"], side["deputy"], site_code=site, now=now, **days)
    return side
