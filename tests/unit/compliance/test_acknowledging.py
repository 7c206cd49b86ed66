"""An acknowledgement holds until its day, and only while what was acknowledged is no worse than it was."""

from datetime import date, timedelta

import pytest

from app.compliance.acknowledging import Acknowledgement, Standing
from app.compliance.domain import Severity
from app.compliance.urgency import Seen

DAY = date(2026, 11, 23)
SAID = Acknowledgement(
    leaf=7,
    mark="m",
    rule="CAM-06",
    severity=Severity.WARNING,
    count=8,
    on=DAY,
    until=DAY + timedelta(days=30),
    reason="다음 달에 답니다",
    by=4,
)


@pytest.mark.parametrize(
    ("severity", "count", "standing"),
    [
        pytest.param(Severity.WARNING, 8, Standing.HOLDS, id="as it was"),
        pytest.param(Severity.WARNING, 3, Standing.HOLDS, id="at fewer places"),
        pytest.param(Severity.INFO, 8, Standing.HOLDS, id="milder"),
        pytest.param(Severity.WARNING, 9, Standing.WORSE, id="at more places"),
        pytest.param(Severity.ERROR, 8, Standing.WORSE, id="a violation now"),
    ],
)
def test_it_opens_again_when_the_finding_grows_or_worsens(severity, count, standing):
    assert SAID.standing(Seen("m", "CAM-06", severity, count), on=DAY) is standing
