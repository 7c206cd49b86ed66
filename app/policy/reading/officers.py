"""Owns who is named as responsible for privacy: role, post, department, phones, organisation, never a name."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.policy.printed import Grid, Piece, TextLine, Where
from app.policy.reading.marks import Entry, entry
from app.policy.reading.requests import GAP
from app.policy.stated import Officer, Said, StatedPerson

_ROLE = re.compile(
    r"개인\s*정보\s*(?:보호\s*)?(?:최고\s*|관리\s*|총괄\s*)?(?:관리\s*)?(?:책임자|책임관)|개인\s*정보\s*(?:보호\s*)?(?:관리|분야별|실무)?\s*(?:담당자|관리자|취급자)"
    r"|^\s*보호\s*책임[자관](?=\s*(?:$|[:：(]))|\bCPO\b|(?:Chief )?Privacy Officer|Data Protection Officer",
    re.IGNORECASE,
)
_POST = re.compile(
    r"(?<![가-힣])((?:[가-힣A-Za-z·]{0,14}?)(?:본부장|사업소장|지사장|사무국장|행정실장|부사장|전무이사|상무이사|대표이사|이사장|사장|부장|팀장|실장|과장|차장|국장|처장|원장|교장|교감|단장|소장|센터장|점장|"
    r"지점장|총괄|상무|전무|이사|감사|대표|임원|주임|대리|매니저|파트장|그룹장|관장|총장|학장|청장|군수|구청장|위원장|회장|의장|조합장|총지배인|지배인|주무관|사무관|서기관|사업주))"
    r"(?![가-힣])"
)
_POST_ENGLISH = re.compile(r"^[A-Z][A-Za-z&/ -]{2,60}")
_DEPARTMENT = re.compile(
    r"(?<![가-힣])([가-힣A-Za-z·0-9]{1,14}(?:팀|부|과|실|본부|처|국|센터|부서|담당관실|그룹|파트))(?![가-힣])"
)
_PHONE = re.compile(
    r"(?<!\d)(?:(?:\(0\d{1,2}\)\s*|0\d{1,2}\s*[)\-.]\s*)\d{3,4}\s*[-.]\s*\d{4}|\d{3,4}-\d{4}|0\d{1,2}-\d{7,8})(?!\d)"
)
_BRACKETED = re.compile(r"\(([^()]{2,30})\)")
_NO_DEPARTMENT = re.compile(r"전부|일부|내부|외부|책임|담당부서|부서$|^부$|^과$|^실$|^처$|부문|여부|세부")
_WITHIN = 8
_LONGEST_SENTENCE = 120
_LONGEST_REST = 12  # Letters of what may stand beside a post.


def officers(pieces: Sequence[Piece]) -> Iterator[Said[Officer]]:
    """Yield those named as responsible for privacy. A post found again under an organisation is of that one."""
    found = list(_found(pieces))
    by_person = {_same(one.value): one.value.of for one in found if one.value.of}
    for one in found:
        of = one.value.of or by_person.get(_same(one.value))
        sure = one.confidence if one.value.of or not of else 0.75
        yield Said(Officer(role=one.value.role, person=one.value.person, of=of), one.text, one.where, sure)


def _same(officer: Officer) -> tuple[str | None, tuple[str, ...]]:
    return officer.person.title, tuple(re.sub(r"\D", "", phone) for phone in officer.person.phones)


def _found(pieces: Sequence[Piece]) -> Iterator[Said[Officer]]:
    lines = [entry(piece) for piece in pieces if isinstance(piece, TextLine) and piece.whole.strip()]
    for place, line in enumerate(lines):
        role = _role_of(line)
        if role is None:
            continue
        head, rest = role
        if rest:
            yield from _said(head, rest, line.text, line.where, organisation=_organisation(head))
            continue
        yield from _below(head, line, lines[place + 1 : place + 1 + _WITHIN])
    above: Piece | None = None
    for piece in pieces:
        if isinstance(piece, Grid):
            yield from _of_table(piece)
            yield from _under_role(above, piece)
        above = piece


def _under_role(above: Piece | None, grid: Grid) -> Iterator[Said[Officer]]:
    """Yield the officer of a table of one row right under a line that is only the role."""
    role = _role_of(entry(above)) if isinstance(above, TextLine) and above.whole.strip() else None
    if role is None or role[1] or len(grid.rows) != 2:  # noqa: PLR2004  # The head and one officer.
        return
    pairs = [(head.text or "", cell.text or "") for head, cell in zip(*grid.rows, strict=True)]
    if _fact(pairs[0][0]):
        yield from _of_facts(role[0], pairs, grid.where)


_IS: Final = re.compile(
    r"\s*(?:은|는|으?로)\s+(?P<rest>[^.]{2,60}?)\s*(?:입니다|이다|이며|이고|(?:으로|로)\s*(?:지정|정|한|하|합|함)[가-힣]*|에게\s.*|임)\s*\.?\s*(?P<phone>\([^()]*\))?\s*\.?$"
)
_SPOKEN: Final = re.compile(r"^(?P<post>[^.]{2,60}?)\s*(?:입니다|이다|이며.*|임)\s*\.?$")


def _told_in_sentence(text: str) -> tuple[str, str] | None:
    """Return the role and who has it of "개인정보 보호책임자는 경영지원실장으로 한다"."""
    for role in _ROLE.finditer(text) if len(text) <= _LONGEST_SENTENCE else ():
        told = _IS.match(text, role.end())
        if told is not None and _POST.search(told["rest"]):
            return role[0], f"{told['rest']} {told['phone'] or ''}".strip()
    return None


def _role_of(line: Entry) -> tuple[str, str] | None:
    """Return the role a line names and what follows it; None where the line only mentions the role in a sentence."""
    parted = re.split(r"\s*[:：]\s*", line.text, maxsplit=1)
    head = parted[0]
    if len(parted) == 2 and _ROLE.search(head) and len(head) <= 40 and not GAP.search(parted[1]):  # noqa: PLR2004  # Lengths of what a post may be called.
        return head, parted[1].strip()
    if told := _told_in_sentence(line.text):
        return told
    role = _ROLE.search(line.text)
    if role is None or len(line.text) > 40 or re.search(r"[다요]\.?$|에게|안내|지정|연락처$", line.text):  # noqa: PLR2004  # Lengths of what a post may be called.
        return None
    rest = line.text[role.end() :].strip(" -–()[]<>▶")
    return line.text[: role.end()].strip("[<▶ "), rest if _POST.search(rest) else ""


def _below(head: str, line: Entry, following: Sequence[Entry]) -> Iterator[Said[Officer]]:
    """Yield those listed under a role: each line a person, or the lines together one ("직책 : …", "연락처 : …")."""
    facts: dict[str, str] = {}
    listed = False
    for other in following:
        spoken = _SPOKEN.match(other.text) if other is following[0] else None
        if spoken and _POST.match(spoken["post"]):
            yield from _said(head, spoken["post"], other.text, other.where, organisation=None)
            return
        if _role_of(other) is not None or (line.mark and other.rank == line.rank) or re.search(r"니다\.?$", other.text):
            break
        parted = re.split(r"\s*[:：]\s*", other.text, maxsplit=1)
        if len(parted) < 2:  # noqa: PLR2004  # Lengths of what a post may be called.
            alone = _POST.fullmatch(other.text.strip()) is not None
            if other is following[0] and _POST.match(other.text) and (alone or _PHONE.search(other.text)):
                listed = True
                yield from _said(head, other.text, other.text, other.where, organisation=None)
            continue
        key, value = parted
        kind = _fact(key)
        if kind is not None:
            facts.setdefault(kind, value)
        elif _POST.search(value):
            listed = True
            yield from _said(head, value, other.text, other.where, organisation=_organisation(key))
    if facts and not listed:
        text = " / ".join(facts.values())
        post = _post(facts.get("title", "") or facts.get("name", ""))
        person = StatedPerson(
            title=post or (facts.get("title") or None),
            department=facts.get("department"),
            phones=tuple(phone.strip() for phone in _PHONE.findall(text)),
        )
        if person != StatedPerson():
            yield Said(Officer(role=head, person=person), line.text, line.where, 0.85)


def _fact(key: str) -> str | None:
    key = re.sub(r"(?<=[가-힣])\s+(?=[가-힣])", "", key)
    for name, pattern in (
        ("phone", r"전화|연락처|tel|phone|팩스"),
        ("mail", r"메일|mail"),
        ("title", r"직책|직위|직급|position|title"),
        ("department", r"부서|소속|department"),
        ("name", r"성명|이름|name|담당자$"),
        ("address", r"주소|address"),
    ):
        if re.search(pattern, key, re.IGNORECASE) and len(key) < 16:  # noqa: PLR2004  # Lengths of what a post may be called.
            return name
    return None


def _organisation(head: str) -> str | None:
    found = _BRACKETED.search(head)
    if found is None or re.search(r"CPO|정|부$|직위|성명|전화|책임|CISO|개인정보", found[1]):
        return None
    return found[1].strip()


def _said(role: str, rest: str, text: str, where: Where, *, organisation: str | None) -> Iterator[Said[Officer]]:
    phones = tuple(phone.strip() for phone in _PHONE.findall(rest))
    before = re.split(r"/|전화|연락처|☎|\bTel\b|[Ee]-?mail|이메일", rest)[0]
    title = _post(before) or _english_post(before)
    inside = re.search(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)", rest)
    known = " ".join(word for word in (inside[1] if inside else "", rest.replace(title or "", " ")) if word)
    department = next(
        (one for one in _DEPARTMENT.findall(known) if not _NO_DEPARTMENT.search(one) and one != title), None
    )
    if department is None and inside:
        first = inside[1].split(",")[0].strip()
        department = first if first and not re.search(r"\d", first) and title and before.find("(") > 0 else None
    if title is None and department is None and not phones:
        return
    label = re.sub(r"\s*\([^()]*\)\s*$", "", role) if organisation else role
    person = StatedPerson(title=title, department=department, phones=phones)
    sure = (0.95 if _is_all(before, title, department) else 0.85) if title else 0.7
    yield Said(Officer(role=label.strip(), person=person, of=organisation), text, where, sure)


def _is_all(text: str, title: str, department: str | None) -> bool:
    """Return whether nothing but a post, a department, a name and telephones stands in a text."""
    rest = _PHONE.sub(" ", text).replace(title, " ", 1).replace(department or title, " ", 1)
    words = re.findall(r"[가-힣A-Za-z]+", rest)
    return len(words) <= 1 and not re.search(r"[다요음함]\.|[①-⑳]|\d일", text) and len("".join(words)) <= _LONGEST_REST


def _post(text: str) -> str | None:
    found = _POST.search(text)
    return found[1] if found else None


def _english_post(text: str) -> str | None:
    found = _POST_ENGLISH.match(text.strip())
    return found[0].split("(")[0].strip() if found and not re.search(r"[가-힣]", text) else None


def _of_table(grid: Grid) -> Iterator[Said[Officer]]:
    """Yield officers of a table: a column or a row for each role."""
    heads = [cell.text or "" for cell in grid.rows[0]] if grid.rows else []
    roles = [column for column, head in enumerate(heads) if _ROLE.search(head)]
    if roles and len(grid.rows) > 1 and any(_fact(row[0].text or "") for row in grid.rows[1:]):
        for column in roles:
            yield from _of_facts(
                heads[column],
                [(row[0].text or "", row[column].text or "") for row in grid.rows[1:]],
                grid.rows[0][column].where,
            )
        return
    for row in grid.rows[1:]:
        named = next((cell for cell in row if cell.text and not cell.covered and _ROLE.search(cell.text)), None)
        if named is not None and named.text:
            yield from _of_facts(
                named.text,
                [(head, cell.text or "") for head, cell in zip(heads, row, strict=False) if cell is not named],
                named.where,
            )


def _of_facts(role: str, pairs: Sequence[tuple[str, str]], where: Where) -> Iterator[Said[Officer]]:
    facts: dict[str, str] = {}
    for key, value in pairs:
        kind = _fact(key)
        if kind and value.strip():
            facts.setdefault(kind, value.strip())
    everything = " ".join(facts.values())
    person = StatedPerson(
        title=_post(facts.get("title", "")) or _post(facts.get("name", "")) or facts.get("title"),
        department=facts.get("department"),
        phones=tuple(phone.strip() for phone in _PHONE.findall(everything)),
    )
    if person != StatedPerson():
        yield Said(Officer(role=re.sub(r"\s+", " ", role).strip(), person=person), role, where, 0.85)
