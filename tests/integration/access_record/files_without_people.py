"""Routes that answer with a file or in a way of their own without asking what for, and why that is right."""

_PUBLIC = "is for everybody and holds what is published"
_POLICY = "holds the policy, which is published and names posts"
_SIGNS = "holds signs, which hang where everybody reads them"
_PAGE = "is a page or a part of one, with heads of its own; no file"
_PLACES = "holds places and devices, no people"
_NUMBERS = "holds numbers and hashes that tell nobody"
_SIGNING_IN = "is how a device proves who somebody is"

NOT_ASKED = {
    "self_check.download_year": "names nobody: who answered is said by the role",
    **dict.fromkeys(
        (
            "case_papers.show_blank_form", "ledger.download_checkpoint", "ledger.download_witness_request",
            "ledger.show_head_code", "policy.download_public_comparison", "policy.download_public_version",
        ),
        _PUBLIC,
    ),
    **dict.fromkeys(
        (
            "policy.download_comparison", "policy.download_policy", "policy.download_site", "policy.download_version",
        ),
        _POLICY,
    ),
    **dict.fromkeys(
        (
            "signage.draw_calibration", "signage.draw_look", "signage.draw_sizes", "signage.fetch_batch",
            "signage.fetch_cover", "signage.preview_sign", "signage.print_sign", "signage.print_signs",
            "signage.show_logo",
        ),
        _SIGNS,
    ),
    **dict.fromkeys(
        (
            "footage_access.check_reason", "footage_access.show_live_list", "policy.correct_reading",
            "registry.draw_draft", "signage.fetch_field_worker", "signage.fetch_scan_worker", "signage.show_preview",
        ),
        _PAGE,
    ),
    "registry.download_template": _PLACES,
    **dict.fromkeys(("case_papers.print_statistics", "ledger.download_proof", "operations.healthz"), _NUMBERS),
    **dict.fromkeys(("accounts.ask_for_passkey", "accounts.ask_for_proof"), _SIGNING_IN),
    "signage.show_sighting_photo": "is shown in a page and sealed as a look; nothing leaves the screen",
}  # fmt: skip
