"""What every command function that takes an actor asks of them: which roles, and of which acts a right must allow one.

A command that asks nothing itself stands in ``ASKS_NOTHING``, with why. A command in neither fails the walk.
"""

WORKERS = "operator manager officer"
DECIDERS = "manager officer"
KEEPERS = "manager officer administrator"
ALL_AUTHORS = "operator manager officer administrator"
FOOTAGE = "register watch_live playback copy hand_over"


def lines(capability, roles, acts, *names):
    """Return what each of some commands asks."""
    return {f"{capability}.{name}": (frozenset(roles.split()), frozenset(acts.split())) for name in names}


ASKS = {
    **lines("access_record", "officer", "decide", "set_keeping"),
    **lines("self_check", KEEPERS, "maintain", "answer_question", "end_action", "plan_action"),
    **lines("self_check", "officer", "decide", "freeze_year"),
    **lines("log_review", WORKERS, "register", "explain_item"),
    **lines(
        "log_review", DECIDERS, "decide", "accept_item", "conclude_review", "follow_up_item", "look_at_sample",
        "mark_sample_odd", "open_review", "return_item",
    ),
    **lines(
        "accounts", "administrator", "administer", "open_account", "disable_account", "hand_over_password",
        "grant_role", "plan_departure", "call_off_departure", "issue_token", "revoke_token", "set_sign_in_rule",
        "reset_second_factor", "end_session_of", "make_first_link", "use_first_link",
    ),
    **lines("accounts", KEEPERS, "administer decide", "end_role", "confirm_right"),
    **lines("compliance", KEEPERS, "administer decide", "acknowledge_finding", "take_back_acknowledgement"),
    **lines("footage_access", WORKERS, "playback", "record_access", "correct_entry", "write_access"),
    **lines(
        "footage_access", WORKERS, FOOTAGE, "withdraw_entry", "hand_over_case", "record_letter", "hand_over",
        "take_over", "end_viewing",
    ),
    **lines("inbox", "administrator", "administer", "set_address", "remove_address"),
    **lines("policy", ALL_AUTHORS, "register", "draft_version", "refresh_draft"),
    **lines("policy", DECIDERS, "maintain", "reword_clause", "restore_clause"),
    **lines("policy", "manager", "decide", "review_version"),
    **lines("policy", "officer", "decide", "approve_version"),
    **lines("policy", DECIDERS, "decide", "send_back"),
    **lines("policy", "officer", "publish", "announce_version", "enter_into_force"),
    **lines("policy", ALL_AUTHORS, "register", "withdraw_version"),
    **lines("recorder_checks", WORKERS, "register", "record_look", "record_clock"),
    **lines("recorder_logs", WORKERS, "register", "explain_finding"),
    **lines("recorder_logs", DECIDERS, "decide", "accept_finding", "return_finding"),
    **lines(
        "recorder_logs", KEEPERS, "maintain", "compare_month", "import_log", "name_cameras", "name_users",
        "record_source",
    ),
    **lines(
        "registry", KEEPERS, "maintain", "apply_document", "assign_post", "end", "record", "record_all", "release_post"
    ),
    **lines("signage", "officer administrator", "maintain", "choose_look"),
    **lines(
        "signage", KEEPERS, "maintain", "choose_scheme", "end_substitute", "record_substitute", "settle_signs"
    ),
    **lines("signage", ALL_AUTHORS, "print", "issue_signs", "record_print", "record_batch"),
    **lines("viewing_requests", "officer administrator", "maintain", "set_answer_day", "lift_answer_day",
            "recount_due_dates"),
    **lines(
        "viewing_requests", WORKERS, "register", "attach_paper", "remove_attachment", "record_check", "revoke_check",
        "confirm_return", "draft_letter", "give_back_request", "issue_receipt", "name_places", "note_document",
        "note_notice", "open_emergency", "pause_request", "receive_request", "resume_request", "submit_for_review",
        "take_over_request", "withdraw_request",
    ),
    **lines("viewing_requests", WORKERS, f"{FOOTAGE}", "fulfil_request"),
    **lines("viewing_requests", WORKERS, "hand_over", "write_handover"),
    **lines(
        "viewing_requests", WORKERS, "hold decide", "set_holds", "confirm_holds", "extend_holds", "release_holds",
        "find_gone",
    ),
    **lines("viewing_requests", WORKERS, "hold", "hold_again"),
    **lines(
        "viewing_requests", DECIDERS, "decide", "answer_not_existing", "approve_in_part", "approve_request",
        "drop_holds", "postpone_request", "refuse_request", "reopen_decision", "review_emergency", "take_back_step",
    ),
}  # fmt: skip

WHOLE = frozenset({
    "access_record.set_keeping", "self_check.answer_question", "self_check.end_action", "self_check.freeze_year",
    "self_check.plan_action", "log_review.open_review", "log_review.conclude_review", "signage.choose_look",
    "viewing_requests.set_answer_day", "viewing_requests.lift_answer_day", "viewing_requests.recount_due_dates",
    *(name for name in ASKS if name.startswith(("policy.", "inbox."))),
    *(name for name, (roles, _acts) in ASKS.items() if name.startswith("accounts.") and roles == {"administrator"}),
})  # fmt: skip
"""What holds for the whole company: only who answers for all sites does it."""

_OWN = "changes nothing but the actor's own account, sessions or inbox"
_PART = "is called by commands that asked before, or by jobs as the system"
_PAIR = "asks for more: one of the two people, or who may name stand-ins at those sites (test_stand_ins)"
ASKS_NOTHING = {
    **{
        f"accounts.{name}": _OWN
        for name in (
            "end_all_own_sessions", "end_own_session", "end_passkey", "enrol_authenticator", "issue_recovery_codes",
            "prove_again", "register_passkey", "remove_authenticator", "remove_switch_pin", "set_own_password",
            "set_switch_pin", "sign_out",
        )
    },
    "accounts.record_failed_sign_in": "nobody is signed in yet",
    "accounts.set_stand_in": _PAIR,
    "accounts.end_stand_in": _PAIR,
    "footage_access.note_export": _PART,
    "footage_access.seen_lately": _PART,
    "inbox.mark_all_read": _OWN,
    "inbox.mark_read": _OWN,
    "inbox.tell": _PART,
    "inbox.drop_addresses_of_closed": _PART,
    "ledger.append": _PART,
    "ledger.append_all": _PART,
    "ledger.subject_under": _PART,
    "policy.enter_due": _PART,
    "policy.may_withdraw_draft": "only says whether",
    "viewing_requests.check_handover_basis": _PART,
    "viewing_requests.check_identity_known": _PART,
    "viewing_requests.close_when_done": _PART,
    "viewing_requests.lock_request": _PART,
    "viewing_requests.recount_footage": _PART,
    "viewing_requests.was_handed_over": _PART,
}  # fmt: skip
