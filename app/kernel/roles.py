"""Owns the roles somebody may hold."""

from enum import StrEnum


class Role(StrEnum):
    """What a person may do; stored names are permanent."""

    OPERATOR = "operator"  # 상황실 근무자
    MANAGER = "manager"  # 관리책임자(승인자)
    PRIVACY_OFFICER = "privacy_officer"  # 개인정보 보호책임자
    AUDITOR = "auditor"  # 감사: reads all, changes nothing
    ADMINISTRATOR = "administrator"  # 시스템 관리자
