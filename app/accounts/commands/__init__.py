"""Every change to people, rights, passwords and sessions. Each is sealed in the ledger as it happens.

Passwords arrive here hashed: hashing takes a tenth of a second, and a transaction that waits for it blocks all others.
"""

from app.accounts.commands.people import (
    disable_account,
    end_role,
    grant_role,
    hand_over_password,
    open_account,
    set_own_password,
)
from app.accounts.commands.sessions import (
    record_attempt,
    record_failed_sign_in,
    sign_in,
    sign_out,
    touch_session,
)
from app.accounts.commands.stand_ins import end_stand_in, set_stand_in
from app.accounts.commands.tokens import IssuedToken, issue_token, note_use, revoke_token

__all__ = [
    "IssuedToken",
    "disable_account",
    "end_role",
    "end_stand_in",
    "grant_role",
    "hand_over_password",
    "issue_token",
    "note_use",
    "open_account",
    "record_attempt",
    "record_failed_sign_in",
    "revoke_token",
    "set_own_password",
    "set_stand_in",
    "sign_in",
    "sign_out",
    "touch_session",
]
