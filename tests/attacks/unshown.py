"""Owns forms that no page of the company shows as it stands: where they would be sent, and their controls' names.

Whoever knows the address can send them all the same.
"""

from tests.attacks.forms import Field, Found
from tests.integration.case_rights.deeds import DEEDS
from tests.integration.case_rights.test_matrix import address_of

OFFICER, MANAGER, OPERATOR, ADMINISTRATOR = "officer", "manager", "operator", "administrator"
NAMES = {
    "accounts.ask_for_passkey": (OPERATOR, "label"),
    "accounts.ask_for_proof": ("nobody", "name"),
    "accounts.call_off_departure": (ADMINISTRATOR, "reason"),
    "accounts.end_own_session": (OPERATOR, "reason"),
    "accounts.end_passkey": (OPERATOR, "reason"),
    "accounts.end_session_of": (ADMINISTRATOR, "reason"),
    "accounts.open_first_account": ("nobody", "first_code", "sign_in_name", "display_name", "password", "again"),
    "accounts.prove_second_factor": ("nobody", "code"),
    "accounts.remove_authenticator": (OPERATOR, "code"),
    "accounts.remove_own_pin": (OPERATOR, "pin"),
    "accounts.renew_recovery_codes": (OPERATOR, "code"),
    "accounts.revoke_token": (ADMINISTRATOR, "reason"),
    "accounts.set_own_pin": (OPERATOR, "pin", "again"),
    "accounts.set_sign_in_rule": (
        ADMINISTRATOR,
        "second_factor",
        "idle_minutes",
        "absolute_hours",
        "one_session",
        "reason",
    ),
    "compliance.acknowledge_finding": (OFFICER, "reason", "until"),
    "compliance.take_back_acknowledgement": (OFFICER, "reason"),
    "footage_access.check_reason": (OPERATOR, "text"),
    "footage_access.end_viewing": (OPERATOR, "at"),
    "footage_access.export_register": (MANAGER, "since", "until", "site", "format", "statutory_only", "purpose"),
    "footage_access.take_shift": (OPERATOR, "at"),
    "inbox.mark_all_read": (OPERATOR, "up_to"),
    "log_review.conclude_review": (OFFICER, "words", "confirmed"),
    "log_review.decide_item": (OFFICER, "decision", "words"),
    "log_review.explain_item": (OPERATOR, "words"),
    "policy.announce_version": (OFFICER, "effective_on", "promises"),
    "policy.approve_version": (OFFICER, "text_digest", "promises", "groundless"),
    "policy.correct_reading": (OFFICER, "text", "read", "path-1", "path-2", "choice-1"),
    "policy.refresh_version": (OFFICER, "effective_on", "officer", "form", "reason"),
    "policy.restore_clause": (OFFICER, "newest"),
    "policy.review_version": (OFFICER, "text_digest"),
    "policy.reword_clause": (OFFICER, "newest", "based_on", "cautions_read", "reason", "alone", "block_heading"),
    "policy.send_back_version": (OFFICER, "reason"),
    "policy.withdraw_version": (OFFICER, "reason"),
    "recorder_logs.confirm_import": (MANAGER, "token"),
    "recorder_logs.explain_finding": (OPERATOR, "reason", "words", "entry"),
    "recorder_logs.judge_finding": (MANAGER, "decision", "words"),
    "registry.confirm_import": (OFFICER, "token", "edition", "effective_on"),
    "registry.draw_draft": (MANAGER, "name", "location", "coverage", "hours", "purposes"),
    "registry.end_object": (OFFICER, "ended_on", "edition", "reason"),
    "self_check.answer_question": (OFFICER, "outcome", "note", "evidence", "valid_until"),
    "self_check.end_action": (OFFICER, "how"),
    "self_check.freeze_year": (OFFICER, "year"),
    "self_check.plan_action": (OFFICER, "what", "role", "until_on"),
    "signage.settle_signs": (MANAGER, "sites"),
    "signage.sync_round": (OPERATOR, "account", "checks"),
}
"""By endpoint: who sends it, and the names of its controls."""
NO_FORMS = {
    "footage_access.write_entry": "takes JSON from other programs, with a token",
}
"""Routes that take no form, and what they take."""


def unshown_forms(besieged, shown):
    """Return a form for each route that answers POST and that no form shown leads to."""
    known = {form.endpoint for form in shown if form.method == "POST"} | NO_FORMS.keys()
    rules = {rule.endpoint: rule for rule in besieged.app.url_map.iter_rules() if "POST" in rule.methods}
    for endpoint in sorted(set(rules) - known):
        if endpoint in DEEDS:
            deed, side = DEEDS[endpoint], besieged.own
            case = deed.stage(side) if deed.stage else None
            role, address, names = MANAGER, deed.address(case, side), tuple(deed.fields)
        else:
            role, *names = NAMES[endpoint]  # A route that stands in no table fails here.
            address = address_of(rules[endpoint], besieged.things)
        fields = tuple(Field(name=name, kind="text", value="") for name in names)
        yield Found(role=role, endpoint=endpoint, method="POST", address=address, fields=fields)
