"""Owns the printed matrix of rights (docs/rights.md): which role does which act, and what each route asks for. Pure."""

from collections.abc import Iterable

from app.accounts.domain import ROLE_NAMES
from app.compliance.rights import Right, RightsArea
from app.kernel.actor import Role
from app.kernel.acts import ACT_NAMES, ACTS_OF

_HEAD = """# 권한표

이 문서는 `watchbook rights`가 만든다. 시험이 프로그램과 견주므로, 권한을 바꾸면 여기서 달라진 줄이 보인다.
권한 하나는 역할 × 설치장소 × 기간이고, 줄 때 역할의 일 가운데 일부만 맡길 수 있다. 역할에 없는 일은 맡길 수 없다.

This table is made by `watchbook rights` and compared with the program by a test: whoever changes a right changes a
line here. A grant is a role at a site for some time; it may leave acts of its role out and never adds any.

**재확인**은 얼마 전에 비밀번호나 2단계 인증으로 확인하지 않았으면 다시 확인한다는 뜻이다.
**재확인** asks for a password or second factor again unless one was given not long ago.

## 역할과 일 (roles and acts)
"""
_YES, _NO, _AGAIN = "●", "–", "재확인"


def rights_document(areas: Iterable[RightsArea]) -> str:
    """Return the matrix and every route as Markdown."""
    names = [ROLE_NAMES[role] for role in Role]
    lines = [_HEAD, _row("일", "act", *names), _row(*["---"] * (2 + len(names)))]
    for act, name in ACT_NAMES.items():
        lines.append(_row(name, f"`{act.value}`", *(_YES if act in ACTS_OF[role] else _NO for role in Role)))
    for area in areas:
        lines += ["", f"## {area.title}", "", _row("할 수 있는 일", "주소", "일", *names)]
        lines.append(_row(*["---"] * (3 + len(names))))
        lines += [_line(right) for right in area.rights]
    return "\n".join(lines) + "\n"


def _line(right: Right) -> str:
    address = f"`{right.endpoint}` {' '.join(right.methods)}<br>`{right.path}`"
    if right.is_public:
        return _row(right.label, address, "누구나", *["공개"] * len(Role))
    if right.by_token:
        return _row(right.label, address, "토큰", *["토큰"] * len(Role))
    acts = ", ".join(f"`{act.value}`" for act in right.acts) or "로그인"
    asked = f"{acts}<br>{_AGAIN}" if right.fresh else acts
    return _row(right.label, address, asked, *(_YES if role in right.roles else _NO for role in Role))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
