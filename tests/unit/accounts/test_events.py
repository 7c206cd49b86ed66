"""What the ledger keeps openly about people, and what can be erased."""

from app.accounts import events
from app.accounts.domain import SessionEnd
from app.accounts.sign_in_rules import Proof
from app.kernel.actor import Role


def test_names_reasons_and_addresses_are_personal():
    opened = events.AccountOpened(account_id=3, sign_in_name="boris", display_name="Boris")
    session = events.SessionOpened(account_id=3, session="ab", address="10.0.0.7", user_agent="Firefox")
    failed = events.SignInFailed(account_id=None, sign_in_name="borsi", address="10.0.0.7")

    assert opened.open_part() == {"account_id": 3}
    assert opened.personal_parts() == {"account": {"sign_in_name": "boris", "display_name": "Boris"}}
    assert session.open_part() == {"account_id": 3, "session": "ab", "proven_by": Proof.PASSWORD.value}
    assert failed.open_part() == {"account_id": None}


def test_the_subject_is_the_account():
    granted = events.RoleGranted(account_id=3, grant_id=1, role=Role.AUDITOR, at_site="HQ", reason="발령")

    assert (granted.subject, granted.site_code) == ("account:3", "HQ")
    assert events.SignInFailed(account_id=None, sign_in_name="x", address=None).subject == "account:unknown"
    assert events.SessionEnded(account_id=3, session="ab", why=SessionEnd.REPLACED).open_part()["why"] == "replaced"
