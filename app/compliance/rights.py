"""Owns how the routes' own marks become a table people can read: who may do what. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from app.compliance.right_labels import LABELS
from app.kernel.actor import Role
from app.kernel.acts import Act
from app.kernel.messages import N_

__all__ = ["AREAS", "LABELS", "Access", "Right", "RightsArea", "rights_of"]

AREAS: Mapping[str, str] = {
    "compliance": N_("오늘·점검·도움말"),
    "self_check": N_("자가점검"),
    "footage_access": N_("관제 기록"),
    "recorder_checks": N_("녹화기 점검"),
    "recorder_logs": N_("녹화기 대조"),
    "log_review": N_("접속기록 점검"),
    "viewing_requests": N_("열람 신청"),
    "case_papers": N_("열람 신청 문서"),
    "registry": N_("카메라·구역"),
    "signage": N_("안내판"),
    "policy": N_("운영·관리 방침"),
    "ledger": N_("원장"),
    "access_record": N_("접속기록"),
    "accounts": N_("사용자"),
    "inbox": N_("알림"),
    "operations": N_("운영 상태"),
    "web": N_("화면 설정"),
}
"""Capabilities in the order of the table; the first part of an endpoint."""
_CONVERTER = re.compile(r"<(?:[^<>:]*:)?(\w+)>")

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
    by_token: bool = False  # Only a program with a token, never a person.
    acts: tuple[Act, ...] = ()  # One of these is exercised; none: whoever is signed in.
    methods: tuple[str, ...] = ()
    fresh: bool = False  # Whoever does it proves again who they are, unless they did not long ago.


@dataclass(frozen=True, slots=True)
class RightsArea:
    """What can be done in one capability."""

    title: str
    rights: tuple[Right, ...]


def rights_of(
    routes: Iterable[tuple[str, str, frozenset[str], Access, tuple[Act, ...]]], *, fresh: Collection[str] = ()
) -> tuple[RightsArea, ...]:
    """Return the table from endpoint, address, methods, access mark and acts of every route.

    :param fresh: the endpoints that ask for a proof anew.

    A route without a mark is closed to everybody: nobody is ticked. Files of the page itself are left out.
    """
    found: dict[str, list[Right]] = {area: [] for area in AREAS}
    for endpoint, path, methods, access, acts in sorted(routes, key=lambda route: (route[1], route[0])):
        area, _, _name = endpoint.partition(".")
        if area not in found:
            continue
        is_public = access == "public"
        roles = access if isinstance(access, frozenset) else frozenset(Role) if is_public else frozenset()
        found[area].append(
            Right(
                endpoint,
                LABELS.get(endpoint, ""),
                _CONVERTER.sub(r"<\1>", path),
                "POST" in methods,
                roles,
                is_public,
                by_token=isinstance(access, str) and not is_public,
                acts=acts,
                methods=tuple(sorted(methods & {"GET", "POST", "PUT", "PATCH", "DELETE"})),
                fresh=endpoint in fresh,
            )
        )
    return tuple(RightsArea(AREAS[area], tuple(rights)) for area, rights in found.items() if rights)
