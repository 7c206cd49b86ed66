"""The example company has a policy in force, made by its own people; the job puts announced ones in force."""

from datetime import timedelta

from app.database import db, unit_of_work
from app.kernel.clock import kst_day, utc_now
from app.operations.first_start import open_example_accounts, publish_example_policy
from app.operations.work import put_policy_in_force
from app.policy import queries
from app.policy.verification import check_policy
from app.policy.versions import State
from tests.builders import policy_versions as build
from tests.builders.whole_estate import record_whole_estate


def publish(now):
    with unit_of_work() as session:
        return publish_example_policy(session, now=now)


def test_example_people_put_the_first_policy_in_force_once(app):
    now = utc_now()
    record_whole_estate()
    with unit_of_work() as session:
        open_example_accounts(session, password_hash="x", now=now)
    assert publish(now) is True
    assert publish(now) is False
    (only,) = queries.versions(db.session())
    assert only.state is State.IN_FORCE
    assert len({only.drafted_by, only.reviewed_by, only.approved_by}) == 3
    assert queries.version_in_force(db.session(), on=kst_day(now)).number == 1
    assert list(check_policy(db.session())) == []


def test_the_job_puts_a_version_in_force_when_its_day_begins_in_korea(app, tmp_path):
    record_whole_estate()
    build.a_version(State.ANNOUNCED, effective_on=build.in_days(7))
    midnight = build.start_of(build.in_days(7)) - timedelta(hours=10)
    assert put_policy_in_force(tmp_path, midnight - timedelta(seconds=1)) == "nothing due"
    assert put_policy_in_force(tmp_path, midnight) == "version 1"
    assert put_policy_in_force(tmp_path, midnight) == "nothing due"
    assert build.version(1).state is State.IN_FORCE
