"""Owns the list of rules; its order is the order of reports."""

from app.compliance.domain import Rule
from app.compliance.rules.accounts import ACCOUNT_RULES
from app.compliance.rules.answers import ANSWER_RULES
from app.compliance.rules.backups import BACKUP_RULES
from app.compliance.rules.cameras import CAMERA_RULES
from app.compliance.rules.entries import ENTRY_RULES
from app.compliance.rules.handovers import HANDOVER_RULES
from app.compliance.rules.intake import INTAKE_RULES
from app.compliance.rules.people import PEOPLE_RULES
from app.compliance.rules.policy_rules import POLICY_RULES
from app.compliance.rules.published import PUBLISHED_RULES
from app.compliance.rules.purposes import PURPOSE_RULES
from app.compliance.rules.recorders import RECORDER_RULES
from app.compliance.rules.register import REGISTER_RULES
from app.compliance.rules.retention import RETENTION_RULES
from app.compliance.rules.security import SECURITY_RULES
from app.compliance.rules.signs import SIGN_RULES
from app.compliance.rules.unanswered import UNANSWERED, Unanswered
from app.compliance.rules.viewing import REQUEST_RULES
from app.compliance.rules.written import written_rules

__all__ = ["RULES", "UNANSWERED", "Unanswered"]

_BEFORE: tuple[Rule, ...] = (
    *REQUEST_RULES,
    *INTAKE_RULES,
    *ANSWER_RULES,
    *HANDOVER_RULES,
    *REGISTER_RULES,
    *ENTRY_RULES,
    *CAMERA_RULES,
    *SIGN_RULES,
    *PEOPLE_RULES,
    *RETENTION_RULES,
    *RECORDER_RULES,
    *POLICY_RULES,
    *PUBLISHED_RULES,
)
RULES: tuple[Rule, ...] = (
    *_BEFORE,
    *written_rules(frozenset(rule.id for rule in _BEFORE)),
    *SECURITY_RULES,
    *PURPOSE_RULES,
    *ACCOUNT_RULES,
    *BACKUP_RULES,
)
