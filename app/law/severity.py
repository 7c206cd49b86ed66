"""Owns how bad a breach is: one scale for the checks of the registry and for the linter of published texts."""

from enum import StrEnum


class Severity(StrEnum):
    """How bad a breach is, worst first; stored names are permanent."""

    ERROR = "error"  # 법령 위반
    WARNING = "warning"  # 지침 위반 또는 위반 가능성
    INFO = "info"  # 알아둘 것
