"""Two who change the registry at once: both changes are checked against each other, none is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.errors import Invalid
from app.registry import commands, queries
from app.registry.domain import Camera, Kind, Site
from app.registry.verification import check_registry
from tests.builders.registry import RECORDED_AT, record, record_estate

DAY = date(2026, 3, 1)


def at_once(app, *acts):
    def run(act):
        with app.app_context():
            try:
                return act()
            except (commands.ChangedMeanwhile, Invalid) as refusal:
                return type(refusal)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def renamed(name, edition):
    with unit_of_work() as session:
        return commands.record(
            session,
            kind=Kind.SITE,
            value=Site(code="HQ", name=name, order=1),
            valid_from=DAY,
            actor=SYSTEM,
            now=RECORDED_AT,
            expected_edition=edition,
        )


def test_of_two_changes_to_one_state_one_is_refused(app):
    record_estate()
    edition = queries.edition(db.session(), key=(Kind.SITE, "HQ"))
    db.session().rollback()

    results = at_once(app, *(lambda name=f"{number}동": renamed(name, edition) for number in range(3)))

    assert results.count(commands.ChangedMeanwhile) == 2


def test_counts_are_not_broken_by_two_who_each_add_a_camera(app):
    record_estate()
    record(Kind.SITE, Site(code="HQ", name="본사 사옥", order=1, camera_count=5))

    results = at_once(
        app, *(lambda code=code: record(Kind.CAMERA, Camera(code=code, zone="HQ-lobby")) for code in ("C-8", "C-9"))
    )

    assert results == [Invalid, Invalid]
    assert list(check_registry(db.session())) == []
