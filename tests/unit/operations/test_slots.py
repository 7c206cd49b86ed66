"""Every job's slots follow each other without gap."""

from datetime import UTC, datetime, timedelta

import pytest

from app.kernel.clock import KST
from app.operations.domain import JOBS, VERIFY


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_a_moment_falls_into_the_slot_that_began_before_it(job):
    now = datetime(2026, 11, 22, 3, 16, 8, tzinfo=UTC)
    slot = job.slot_at(now)
    assert slot <= now < slot + job.every
    assert job.slot_at(slot) == slot
    assert job.slot_at(slot - timedelta(microseconds=1)) == slot - job.every


def test_verification_begins_at_three_in_the_korean_night():
    slot = VERIFY.slot_at(datetime(2026, 11, 22, 3, 16, tzinfo=UTC))
    assert (slot.astimezone(KST).hour, slot.astimezone(KST).minute) == (3, 0)
