"""Small companies with one story each: the rules that find something, and the colours of the self-check."""

import shutil
from datetime import date

import pytest

from app.compliance.domain import Severity, ordered
from app.compliance.queries import findings_for, standing
from app.database import db
from app.kernel.actor import SYSTEM
from app.self_check.domain import Light
from app.self_check.queries import assess
from tests.builders import compliance_stories as stories
from tests.builders.compliance_stories import TODAY
from tests.databases import running_app

STORIES = [
    (stories.nothing_went_wrong, ""),
    (stories.footage_is_kept_for_sixty_days_without_a_reason, "POL-42 RET-02 RET-05 SGN-04"),
    (stories.a_purpose_rests_on_no_ground, "CAM-01 POL-42 SGN-04"),
    (stories.the_lobby_sees_into_a_changing_room, "CAM-05 POL-42"),
    (stories.the_purpose_of_the_lobby_ends_and_its_cameras_stay, "CAM-01 CAM-12 POL-42 SGN-02 SGN-04"),
    (stories.the_lobby_films_everything, "CAM-08 POL-42 SGN-04"),
    (stories.a_camera_records_sound, "CAM-06"),
    (stories.a_site_is_built_whose_sign_is_never_printed, "POL-42 RET-07 SGN-01"),
    (stories.a_contractor_comes_without_a_contract, "CON-01 CON-02 POL-42 SGN-04 SGN-05"),
    (stories.the_manager_leaves_the_post, "MGR-03"),
    (stories.the_account_of_the_manager_is_closed, "MGR-03"),
    (stories.one_person_works_here, ""),
    (stories.nobody_says_how_long_the_access_record_is_kept, "SEC-06"),
    (stories.the_administrator_also_watches, "SEC-14"),
    (stories.an_account_is_forgotten, "SEC-02 SEC-14"),
    (stories.a_password_is_stored_in_the_old_way, "SEC-08"),
    (stories.an_idle_session_never_ends, "SEC-05"),
    (stories.a_month_was_never_reviewed, "OPS-01 RET-07 SEC-07"),
    (stories.a_backup_is_made_in_the_open, "OPS-02"),
    (stories.nobody_backs_up_over_the_weekend, "OPS-01"),
    (stories.a_request_is_forgotten, "REQ-01"),
    (stories.a_request_is_granted_to_nobody_known, "REQ-04"),
    (stories.footage_is_given_to_the_police_without_letter_and_masking, "LOG-06 REQ-07"),
    (stories.a_recorder_keeps_forty_days, "RET-04"),
    (stories.a_recorder_is_five_minutes_slow, "RET-11"),
    (stories.a_recorder_overwrites_too_early, "RET-05"),
    (stories.the_registry_moves_on_after_an_announcement, "POL-41 POL-42 SGN-04"),
]
BEFORE_ANYTHING = date(2020, 1, 1)


@pytest.fixture(scope="module")
def company(sqlite_template, tmp_path_factory):
    """The home of a sound company, with its database beside it to copy from."""
    home = tmp_path_factory.mktemp("company")
    shutil.copy(sqlite_template, home / "sound.db")
    with running_app(home, f"sqlite:///{home / 'sound.db'}"):
        stories.a_sound_company()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
    return home


@pytest.mark.parametrize(("story", "expected"), STORIES, ids=lambda value: getattr(value, "__name__", ""))
def test_the_checks_find_what_the_story_tells_and_nothing_else(company, story, expected, tmp_path):
    database = tmp_path / "story.db"
    shutil.copy(company / "sound.db", database)
    with running_app(company, f"sqlite:///{database}"):
        now = story() or TODAY
        db.session.rollback()
        standing(db.session(), on=BEFORE_ANYTHING)  # All stories begin alike: what is kept is of another one.
        found = findings_for(db.session(), actor=SYSTEM, now=now)
        results = assess(db.session(), now=now).results

    assert sorted({each.rule for each in found}) == expected.split()
    worst = {each.rule: each.severity for each in ordered(found)[::-1]}
    for result in results:
        of_it = [worst[rule] for rule in result.rules if rule in worst]
        colours = {Light.NOT_MET if Severity.ERROR in of_it else Light.LOOK} if of_it else {Light.MET, Light.NOT_JUDGED}
        assert not result.rules or result.judged.light in colours, result.question.id
