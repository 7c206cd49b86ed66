"""Who each shell command acts as, and for whom it is: the shell of the server is the administrator's."""

SYSTEM, READS, PERSON, OUTSIDE = "system", "reads", "person", "outside"
CLI = {
    **dict.fromkeys((
        "access-record export", "backup", "check", "footage export", "init", "jobs run-due", "jobs work",
        "ledger bundle", "ledger checkpoint",
        "ledger key rotate", "ledger witness accept", "ledger witness add", "ledger witness request",
        "log-review open",
        "recorder-log compare", "recorder-log import", "recorders measure", "registry import", "requests recount",
        "restore", "signs batch", "signs render", "user add", "user disable", "user reset", "user reset-factor",
        "user sign-in-rules set", "user stand-in end", "user stand-in set", "vault rotate",
    ), SYSTEM),
    **dict.fromkeys((
        "backup-status", "database grants", "jobs list", "ledger key list", "ledger verify", "log-review list",
        "policy clauses", "policy compare",
        "policy render", "policy site", "policy versions", "recorder-log findings", "recorders checks",
        "registry export", "registry show", "self-check",
        "requests days", "requests due", "requests holds", "rights", "serve",
        "user list", "user sign-in-rules list", "user stand-in list", "vault status",
    ), READS),
    **dict.fromkeys(("footage letter", "footage log"), PERSON),
    **dict.fromkeys((
        "backup-keys", "ledger cosign", "policy lint", "policy read", "registry schema", "signs calibration",
    ), OUTSIDE),
}  # fmt: skip
"""``system``: seals entries as the system. ``reads``: changes nothing. ``person``: as the person it names, with exactly
their rights at that moment. ``outside``: touches no record."""
