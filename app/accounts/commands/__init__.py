"""Every change to people, rights, passwords and sessions. Each is sealed in the ledger as it happens.

Passwords arrive here hashed: hashing takes a tenth of a second, and a transaction that waits for it blocks all others.
"""

from app.accounts.commands.confirming import confirm_right
from app.accounts.commands.first_links import make_first_link, use_first_link
from app.accounts.commands.leaving import call_off_departure, plan_departure, settle_departures
from app.accounts.commands.passkeys import ask_for_signature, end_passkey, register_passkey, use_challenge, use_passkey
from app.accounts.commands.people import (
    disable_account,
    hand_over_password,
    open_account,
    set_own_password,
)
from app.accounts.commands.pins import remove_switch_pin, set_switch_pin
from app.accounts.commands.proving import finish_sign_in, prove_again, take_over
from app.accounts.commands.rights import end_lapsed_rights, end_role, grant_role
from app.accounts.commands.second_factors import (
    enrol_authenticator,
    issue_recovery_codes,
    remove_authenticator,
    reset_second_factor,
    set_sign_in_rule,
)
from app.accounts.commands.session_lists import (
    end_all_own_sessions,
    end_own_session,
    end_session_of,
    note_use_of_session,
)
from app.accounts.commands.sessions import (
    forget_attempts,
    record_attempt,
    record_failed_sign_in,
    sign_in,
    sign_in_by_provider,
    sign_out,
    touch_session,
)
from app.accounts.commands.stand_ins import end_stand_in, set_stand_in
from app.accounts.commands.tokens import IssuedToken, issue_token, note_use, revoke_token

__all__ = [
    "IssuedToken",
    "ask_for_signature",
    "call_off_departure",
    "confirm_right",
    "disable_account",
    "end_all_own_sessions",
    "end_lapsed_rights",
    "end_own_session",
    "end_passkey",
    "end_role",
    "end_session_of",
    "end_stand_in",
    "enrol_authenticator",
    "finish_sign_in",
    "forget_attempts",
    "grant_role",
    "hand_over_password",
    "issue_recovery_codes",
    "issue_token",
    "make_first_link",
    "note_use",
    "note_use_of_session",
    "open_account",
    "plan_departure",
    "prove_again",
    "record_attempt",
    "record_failed_sign_in",
    "register_passkey",
    "remove_authenticator",
    "remove_switch_pin",
    "reset_second_factor",
    "revoke_token",
    "set_own_password",
    "set_sign_in_rule",
    "set_stand_in",
    "set_switch_pin",
    "settle_departures",
    "sign_in",
    "sign_in_by_provider",
    "sign_out",
    "take_over",
    "touch_session",
    "use_challenge",
    "use_first_link",
    "use_passkey",
]
