"""What the ledger page says about people's events."""

from datetime import date

import pytest
from flask import render_template

from app.accounts import events
from app.accounts.domain import SessionEnd
from app.kernel.actor import Role

GRANT = {"account_id": 3, "grant_id": 1, "role": Role.AUDITOR, "at_site": None, "reason": "발령"}
STAND_IN = {"principal_id": 3, "deputy_id": 4, "role": Role.MANAGER, "at_site": None}


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (
            events.AccountOpened(account_id=3, sign_in_name="b", display_name="B"),
            "Ada가 계정 3번의 계정을 만들었습니다.",
        ),
        (events.AccountDisabled(account_id=3, reason="퇴직"), "계정 3번의 계정을 닫았습니다."),
        (events.RoleGranted(**GRANT), "계정 3번에게 권한 감사를 주었습니다(모든 설치장소)."),
        (events.RoleEnded(**{**GRANT, "at_site": "HQ"}), "권한 감사를 거두었습니다(설치장소 HQ)."),
        (
            events.StandInSet(
                **STAND_IN, from_on=date(2026, 11, 23), until_on=date(2026, 11, 30), reason="illness", reason_text=None
            ),
            (
                "Ada가 계정 3번의 대리로 계정 4번을 정했습니다(관리책임자(승인자), 그 권한의 모든 설치장소, "
                "2026-11-23부터 2026-11-30까지)."
            ),
        ),
        (
            events.StandInEnded(**{**STAND_IN, "at_site": "HQ"}, set_leaf=0),
            "Ada가 계정 3번의 대리 계정 4번의 대리를 끝냈습니다(관리책임자(승인자)).",
        ),
        (events.PasswordSet(account_id=3, handed_over=True), "계정 3번에게 새 비밀번호를 주었습니다."),
        (events.PasswordSet(account_id=3, handed_over=False), "자신의 비밀번호를 바꾸었습니다."),
        (events.SessionOpened(account_id=3, session="ab", address="a", user_agent=None), "로그인했습니다."),
        *((events.SessionEnded(account_id=3, session="ab", why=why), "니다.") for why in SessionEnd),
        (events.SignInFailed(account_id=3, sign_in_name="b", address=None), "계정 3번의 로그인이 실패했습니다."),
        (events.SignInFailed(account_id=None, sign_in_name="b", address=None), "없는 이름으로"),
    ],
)
def test_every_event_is_told_in_a_sentence(app, event, says):
    with app.test_request_context():
        told = render_template(
            f"ledger/entries/{event.name}.html", entry=event, data=event.open_part(), actor_name="Ada"
        )

    assert says in told
