"""Routes that show nobody's personal data, and why: what is not here must be marked, and the other way round."""

_ONES_OWN = "shows one's own account only"
_SIGNING_IN = "is how people sign in: nobody is known yet, and the entry of the session says it"
_ASKER = "is the data subject's own (안전성기준 제8조제1항 leaves them out)"
_PUBLIC = "is for everybody and shows what is published"
_PLACES = "shows places and devices, no people"
_POLICY = "shows the policy, which is published and names posts"
_REDIRECTS = "changes something and leads to a page that is marked"
_TYPED = "shows what the person has just typed themselves"
_RULES = "shows how the program is set"
_NUMBERS = "shows numbers that tell nobody"
_ROLES = "shows duties, counts and documents; who answered is said by the role"

SHOW_NOBODY = {
    "static": "gives the parts of pages",
    "web.set_preferences": _RULES,
    "operations.healthz": _NUMBERS,
    "operations.readyz": _NUMBERS,
    "compliance.show_board": "shows counts and numbers of cases; the cases themselves are marked",
    "compliance.show_help": _RULES,
    "compliance.show_rights": _RULES,
    "access_record.set_keeping": _RULES,
    "self_check.download_year": _ROLES,
    "self_check.freeze_year": _ROLES,
    "self_check.show_self_check": _ROLES,
    "self_check.show_year": _ROLES,
    **dict.fromkeys(
        (
            "accounts.ask_for_passkey", "accounts.end_all_own_sessions", "accounts.end_own_session",
            "accounts.end_passkey", "accounts.enrol_authenticator", "accounts.list_own_sessions",
            "accounts.list_passkeys", "accounts.prove_and_go_on", "accounts.register_passkey",
            "accounts.remove_authenticator", "accounts.remove_own_pin", "accounts.renew_recovery_codes",
            "accounts.set_own_password", "accounts.set_own_pin", "accounts.show_own_account",
            "accounts.show_second_factor", "accounts.sign_out", "inbox.edit_own_address", "inbox.list_messages",
            "inbox.mark_all_read", "inbox.open_message",
        ),
        _ONES_OWN,
    ),
    **dict.fromkeys(
        (
            "accounts.ask_for_proof", "accounts.come_from_provider", "accounts.go_to_provider",
            "accounts.open_first_account", "accounts.prove_second_factor", "accounts.sign_in",
            "accounts.sign_in_with_passkey", "accounts.switch_person",
        ),
        _SIGNING_IN,
    ),
    "accounts.list_sign_in_rules": _RULES,
    "accounts.set_sign_in_rule": _RULES,
    "accounts.open_account": _TYPED,
    **dict.fromkeys(
        (
            "case_papers.show_blank_form", "ledger.download_checkpoint", "ledger.download_witness_request",
            "ledger.show_head_code", "ledger.show_public_head", "policy.compare_public_versions",
            "policy.download_public_comparison", "policy.download_public_version", "policy.list_public_versions",
            "policy.show_public_policy", "policy.show_public_version", "signage.show_public_instead",
            "signage.show_public_sign", "viewing_requests.show_public_request",
        ),
        _PUBLIC,
    ),
    **dict.fromkeys(
        (
            "viewing_requests.send_public_request", "viewing_requests.show_receipt",
            "viewing_requests.show_receipt_form", "viewing_requests.withdraw_by_receipt",
        ),
        _ASKER,
    ),
    "case_papers.show_statistics": _NUMBERS,
    "case_papers.print_statistics": _NUMBERS,
    "ledger.download_proof": "gives hashes",
    "footage_access.check_reason": _TYPED,
    "footage_access.list_places": _PLACES,
    "footage_access.show_api_document": _RULES,
    "footage_access.show_api_help": _RULES,
    "footage_access.show_export": _NUMBERS,
    "footage_access.write_entry": "is for programs: they write an entry and get its receipt",
    **dict.fromkeys(
        (
            "policy.announce_version", "policy.approve_version", "policy.compare_versions", "policy.correct_reading",
            "policy.download_comparison", "policy.download_policy", "policy.download_site", "policy.download_version",
            "policy.draft_version", "policy.lint_text", "policy.list_clauses", "policy.preview_clause",
            "policy.read_policy", "policy.refresh_version", "policy.restore_clause", "policy.review_version",
            "policy.reword_clause", "policy.send_back_version", "policy.show_clause", "policy.show_policy",
            "policy.show_site_export", "policy.show_version", "policy.withdraw_version",
        ),
        _POLICY,
    ),
    **dict.fromkeys(
        (
            "recorder_logs.list_sources", "recorder_logs.new_source", "registry.download_template",
            "registry.list_sites", "signage.choose_look", "signage.choose_scheme", "signage.count_batch",
            "signage.draw_calibration", "signage.draw_look", "signage.end_substitute", "signage.fetch_batch",
            "signage.fetch_cover", "signage.fetch_field_worker", "signage.fetch_scan_worker", "signage.list_batches",
            "signage.list_choices", "signage.list_signs", "signage.make_batch", "signage.preview_sign",
            "signage.print_sign", "signage.show_preview", "signage.list_sizes", "signage.draw_sizes",
            "signage.print_signs", "signage.record_substitute", "signage.settle_signs", "signage.show_batch",
            "signage.show_choices", "signage.show_logo", "signage.show_look",
        ),
        _PLACES,
    ),
    **dict.fromkeys(
        ("registry.import_sites", "registry.confirm_import", "registry.new_object", "registry.draw_draft"), _TYPED
    ),
    **dict.fromkeys(
        ("signage.close_round", "signage.open_round", "signage.sync_round", "viewing_requests.submit_for_review"),
        _REDIRECTS,
    ),
    **dict.fromkeys(
        ("viewing_requests.check_reason", "viewing_requests.new_request", "viewing_requests.preview_request"), _TYPED
    ),
    **dict.fromkeys(
        ("viewing_requests.list_days", "viewing_requests.set_day", "viewing_requests.lift_day"),
        "shows days of the calendar",
    ),
}  # fmt: skip
