"""Owns where the object of a finding is shown."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from app.compliance.domain import Place, Subject
from app.web.access import may_open

_SITE_PAGE = ("registry.show_site", {"code": "site_code"})
_PAGES: Mapping[Subject, tuple[str, Mapping[str, str]]] = {
    Subject.SITE: _SITE_PAGE,
    Subject.ZONE: _SITE_PAGE,
    Subject.CAMERA: _SITE_PAGE,
    Subject.SIGN: ("signage.list_signs", {"site": "site_code"}),
    Subject.VIEWING_REQUEST: ("viewing_requests.show_request", {"number": "code"}),
    Subject.ACCOUNT: ("accounts.list_people", {}),
    Subject.ENTRY: ("footage_access.show_entry", {"number": "code"}),
    Subject.MONTH: ("recorder_logs.show_month", {"month": "code"}),
    Subject.CONTRACTOR: ("registry.list_posts", {}),
    Subject.REVIEW: ("log_review.show_review", {"month": "code"}),
}
"""Where an object is shown: endpoint, and which attribute of the place fills which part of the address."""
_SETTINGS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "sign_in": ("accounts.list_sign_in_rules", {}),
    "access_record": ("access_record.list_looks", {}),
    "rights": ("accounts.list_people", {}),
    "ledger": ("ledger.list_entries", {}),
    "backups": ("ledger.list_entries", {"kind": "backup"}),
}
"""Where each setting is shown, by the code of its place: endpoint, and what its address asks for."""


def link_to(place: Place) -> str:
    """Return the address of the page that shows the object of a finding."""
    if place.kind is Subject.ORGANISATION and may_open("registry.edit_object"):
        return url_for("registry.edit_object", kind=place.kind.value, code=place.code)
    if place.kind is Subject.SETTING:
        setting, asked = _SETTINGS[place.code]
        return url_for(setting, **asked) if may_open(setting) else url_for("compliance.list_findings")
    endpoint, values = _PAGES.get(place.kind, ("registry.list_sites", {}))
    return url_for(endpoint, **{name: getattr(place, attribute) for name, attribute in values.items()})
