"""Owns how the routes' own marks become a table people can read: who may do what. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.kernel.actor import Role
from app.kernel.messages import N_

AREAS: Mapping[str, str] = {
    "compliance": N_("오늘·점검·도움말"),
    "footage_access": N_("관제 기록"),
    "viewing_requests": N_("열람 신청"),
    "registry": N_("카메라·구역"),
    "signage": N_("안내판"),
    "policy": N_("운영·관리 방침"),
    "ledger": N_("원장"),
    "accounts": N_("사용자"),
    "operations": N_("운영 상태"),
    "web": N_("화면 설정"),
}
"""Capabilities in the order of the table; the first part of an endpoint."""
LABELS: Mapping[str, str] = {
    "compliance.show_board": N_("오늘 화면 보기"),
    "compliance.list_findings": N_("점검 결과 보기"),
    "compliance.show_help": N_("도움말 보기"),
    "compliance.show_rights": N_("권한표 보기"),
}
"""What a person does at an endpoint, in words; an endpoint without words is shown with its address only."""

Access = frozenset[Role] | str | None


@dataclass(frozen=True, slots=True)
class Right:
    """One thing that can be done, at one address. ``label`` is a message id, empty if nobody has put it in words."""

    endpoint: str
    label: str
    path: str
    changes: bool  # Posts something.
    roles: frozenset[Role]
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class RightsArea:
    """What can be done in one capability."""

    title: str
    rights: tuple[Right, ...]


def rights_of(routes: Iterable[tuple[str, str, frozenset[str], Access]]) -> tuple[RightsArea, ...]:
    """Return the table from endpoint, address, methods and access mark of every route.

    A route without a mark is closed to everybody: nobody is ticked. Files of the page itself are left out.
    """
    found: dict[str, list[Right]] = {area: [] for area in AREAS}
    for endpoint, path, methods, access in sorted(routes, key=lambda route: (route[1], route[0])):
        area, _, _name = endpoint.partition(".")
        if area not in found:
            continue
        is_public = access == "public"
        roles = access if isinstance(access, frozenset) else frozenset(Role) if is_public else frozenset()
        found[area].append(Right(endpoint, LABELS.get(endpoint, ""), path, "POST" in methods, roles, is_public))
    return tuple(RightsArea(AREAS[area], tuple(rights)) for area, rights in found.items() if rights)
