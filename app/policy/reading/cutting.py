"""Owns where the camera part of a text begins and ends, and how it is cut into sections."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from app.policy.printed import Grid, Piece, Printed, TextLine
from app.policy.reading.headings import ANNEX, Heading, heading, unpacked
from app.policy.reading.marks import entry
from app.policy.reading.part import Part, PartSection
from app.policy.reading.topics import CAMERA, is_privacy_topic, is_title
from app.policy.stated import Item

_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")
_INSTALLED = re.compile(r"설치|운영|촬영|녹화|install|operat|record", re.IGNORECASE)
_START = 6  # A title among so many first lines is the title of the whole text.
_FEWEST_LINES = 2
_NONE_AFTER = 1000
_OF_CAMERAS = {Item.PLACES, Item.PEOPLE, Item.KEEPING}
_MOST_TITLES = 50  # Where more lines look like titles they are entries of a list.


@dataclass(frozen=True, slots=True)
class _Spot:
    """A piece with what it would be as a heading."""

    piece: Piece
    head: Heading | None
    camera: bool


def language_of(printed: Printed) -> str:
    """Return "ko" or "en": what the file says, or what most letters are."""
    text = "\n".join(printed.lines) or "\n".join(p.text for p in printed.pieces if isinstance(p, TextLine))
    hangul, latin = len(_HANGUL.findall(text)), len(_LATIN.findall(text))
    if hangul * 5 >= latin and hangul:
        return "ko"
    said = (printed.language or "")[:2].lower()
    return "en" if latin else said or "ko"


def find_part(printed: Printed) -> Part | None:
    """Return the camera part of a text cut into sections, or None where the text has none."""
    spots = [_spot(piece) for piece in unpacked(printed.pieces)]
    start = _start(spots)
    if start is None:
        return None
    end = _end(spots, start)
    within = spots[start:end]
    first = within[0].head
    titled = first is not None and (is_title(first.text) or not first.items) and len(first.text) > 1
    title = first.line if first is not None and titled else None
    body = within[1:] if title else within
    pieces: list[Piece] = [spot.piece for spot in body]
    if title is not None and first is not None and first.remainder is not None:
        pieces.insert(0, first.remainder)
        body = [_Spot(first.remainder, None, camera=True), *body]
    lead, sections = _sections(body)
    named = title.text if title else "\n".join(_text(spot.piece) for spot in within)
    language = "ko" if len(_HANGUL.findall(named)) * 2 >= len(_LATIN.findall(named)) else "en"
    return Part(tuple(spot.piece for spot in within), lead, sections, language, title)


def _spot(piece: Piece) -> _Spot:
    text = _text(piece)
    head = None
    if isinstance(piece, TextLine) and piece.whole.strip():
        head = heading(entry(piece))
    return _Spot(piece, head, CAMERA.search(text) is not None)


def _text(piece: Piece) -> str:
    if isinstance(piece, TextLine):
        return piece.whole
    return " ".join(cell.text or "" for row in piece.rows for cell in row if not cell.covered)


def _start(spots: Sequence[_Spot]) -> int | None:
    """Return where the part begins: the title whose text answers most items, else the first heading of an item."""
    best, best_score = None, 0
    titles = (place for place, spot in enumerate(spots) if spot.head is not None and is_title(spot.head.text))
    for place in islice(titles, _MOST_TITLES):
        score = _score(spots[place : _end(spots, place)])
        other_topics = best is not None and _any_other_topic(spots[best + 1 : place])
        if score > best_score or (other_topics and score // 10 == best_score // 10):
            best, best_score = place, score
    headed = _first_headed(spots)
    if best is not None and (headed is None or best <= headed or best_score > _FEWEST_LINES):
        return best
    if headed is not None:
        return headed
    if best is not None:
        return best
    untitled = _untitled(spots)
    return untitled if untitled is not None else _wholly(spots)


def _any_other_topic(spots: Sequence[_Spot]) -> bool:
    """Return whether other topics stand between: then the first of two titles is of a table of contents."""
    return any(spot.head is not None and not spot.camera and not spot.head.items for spot in spots)


def _score(spots: Sequence[_Spot]) -> int:
    items = {item for spot in spots[1:] if spot.head for item in spot.head.items}
    return 10 * len(items) + sum(
        1 for spot in spots[1:] if spot.camera and (spot.head is None or _INSTALLED.search(_text(spot.piece)))
    )


def _first_headed(spots: Sequence[_Spot]) -> int | None:
    """Return the first of several headings of items that speak of cameras, in a text without a title."""
    found = [
        place
        for place, spot in enumerate(spots)
        if spot.head and spot.camera and set(spot.head.items) - {Item.OTHER} and not is_privacy_topic(spot.head.text)
    ]
    items = {item for place in found for item in getattr(spots[place].head, "items", ())}
    return found[0] if len(items) >= _FEWEST_LINES else None


def _untitled(spots: Sequence[_Spot]) -> int | None:
    """Return the first of several sentences that say cameras are installed, in a text without any heading of them."""
    found = [place for place, spot in enumerate(spots) if spot.camera and _INSTALLED.search(_text(spot.piece))]
    sentences = [place for place in found if spots[place].head is None and isinstance(spots[place].piece, TextLine)]
    return found[0] if len(found) >= _FEWEST_LINES and sentences else None


def _wholly(spots: Sequence[_Spot]) -> int | None:
    """Return where a text begins that is of nothing else: cameras at its top, and headings of several items."""
    first = next((place for place, spot in enumerate(spots[:_START]) if spot.camera), None)
    items = {item for spot in spots if spot.head is not None for item in spot.head.items} - {Item.OTHER}
    return first if len(items & _OF_CAMERAS) >= _FEWEST_LINES and len(items) > _FEWEST_LINES else None


def _end(spots: Sequence[_Spot], start: int) -> int:
    """Return after which piece the part ends: before the next heading of the title's rank on other things."""
    title = spots[start].head
    if title is None or not is_title(title.text):
        return len(spots) if _wholly(spots) == start else _last_camera(spots, start) + 1
    before = [spot for spot in spots[:start] if spot.head and spot.head.text]
    if len(before) < _START and not any(is_privacy_topic(spot.head.text) for spot in before if spot.head):
        return len(spots)
    for place in range(start + 1, len(spots)):
        head = spots[place].head
        if head is not None and _ends(title, head, camera=spots[place].camera):
            return place
    return len(spots)


def _ends(title: Heading, head: Heading, *, camera: bool) -> bool:
    if camera and not is_privacy_topic(head.text):
        return False
    level, own = head.entry.level, title.entry.level
    if own is not None and level is not None and level < own:
        return True
    privacy = is_privacy_topic(head.text)
    mark, ours = head.entry.mark, title.entry.mark
    if ours is not None:
        follows = mark is not None and mark.style is ours.style and mark.number == ours.number + 1
        real = set(head.items) - {Item.OTHER}
        if follows and ours.number and (not real or ours.number > _START) and not head.rest:
            return True
        return privacy and mark is not None and mark.style is ours.style and mark.sign == ours.sign
    if own is not None and level is not None:
        return level == own and (privacy or not head.items)
    return privacy and mark is None and not head.rest


def _last_camera(spots: Sequence[_Spot], start: int) -> int:
    """Return the last piece of a part without a title: up to the next heading of other things."""
    for place in range(start + 1, len(spots)):
        head = spots[place].head
        if head is not None and is_privacy_topic(head.text) and not head.rest:
            return place - 1
    return len(spots) - 1


def _sections(spots: Sequence[_Spot]) -> tuple[tuple[Piece, ...], tuple[PartSection, ...]]:
    """Return what stands before the first section, and the sections."""
    ranks = _ranks(spots)
    between = _numbers_around(spots)
    covered = {item for spot in spots if spot.head and spot.head.entry.rank in ranks for item in spot.head.items}
    deepest = min((_depth(spot) for spot in spots if _is_own(spot, ranks)), default=0)
    heads: list[tuple[int, Heading]] = []
    for place, spot in enumerate(spots):
        head = spot.head
        if head is None or not head.text:
            continue
        plain = _depth(spot) <= deepest and _is_plain(head, *between[place])
        own = head.entry.rank in ranks and (bool(head.items) or plain)
        extra = bool(set(head.items) - covered - {Item.OTHER}) and _names_item(head) and not _is_value(head)
        if own or extra or ANNEX.match(head.text):
            heads.append((place, head))
    if not heads:
        return tuple(spot.piece for spot in spots), ()
    lead = tuple(spot.piece for spot in spots[: heads[0][0]])
    sections = []
    purposeful = [head for _, head in heads if Item.PURPOSE in head.items]
    for number, (place, head) in enumerate(heads):
        until = heads[number + 1][0] if number + 1 < len(heads) else len(spots)
        under: list[Piece] = [spot.piece for spot in spots[place + 1 : until]]
        if head.remainder is not None:
            under.insert(0, head.remainder)
        items = () if _is_aim_of_text(head) and len(purposeful) > 1 else head.items
        sections.append(PartSection(items, head.line, tuple(under), inline=head.remainder is not None))
    return lead, tuple(sections)


def _depth(spot: _Spot) -> int:
    return spot.piece.depth if isinstance(spot.piece, TextLine) else 0


def _is_own(spot: _Spot, ranks: set[tuple[str, str, int | None]]) -> bool:
    return spot.head is not None and spot.head.entry.rank in ranks and bool(spot.head.items)


def _is_aim_of_text(head: Heading) -> bool:
    """Return whether a heading is "목적" alone: beside another on purposes it states that of the text itself."""
    return head.text.strip() in {"목적", "총칙", "Purpose of this policy", "Purpose of the policy"}


_ITEM_NAMED = re.compile(
    r"(?:방법|장소|기간|시간|책임자|부서|권한자?|사람|조치|대책|목적|근거|범위|위치|대수|사항|현황|요구|청구|신청|절차|행사|권리|관리자)(?:\s*등)?$"
    r"|^[A-Z][^가-힣]{3,}$"
)


def _names_item(head: Heading) -> bool:
    return _ITEM_NAMED.search(head.text.strip(" .·")) is not None


def _is_value(head: Heading) -> bool:
    return not head.entry.marks and head.entry.level is None and bool(head.rest) and len(head.rest) > len(head.text) * 8


def _is_plain(head: Heading, above: int, below: int) -> bool:
    """Return whether a line of the sections' rank opens a section that answers no item.

    A numbered one has its number between those of the sections around it; else it is of a list inside a section.
    """
    if head.rest or (not head.entry.marks and head.entry.level is None):
        return False
    mark = head.entry.mark
    if mark is None or not mark.number:
        return True
    return above < mark.number < below


def _numbers_around(spots: Sequence[_Spot]) -> list[tuple[int, int]]:
    """Return for each piece the numbers of the headings of its rank before and after it that answer an item."""
    return list(zip(_numbers(spots, 0), reversed(list(_numbers(reversed(spots), _NONE_AFTER))), strict=True))


def _numbers(spots: Iterable[_Spot], otherwise: int) -> Iterator[int]:
    last: dict[tuple[str, str, int | None], int] = {}
    for spot in spots:
        head = spot.head
        yield last.get(head.entry.rank, otherwise) if head is not None else otherwise
        if head is not None and head.items:
            last[head.entry.rank] = head.entry.mark.number if head.entry.mark else otherwise


def _ranks(spots: Sequence[_Spot]) -> set[tuple[str, str, int | None]]:
    """Return the rank of line that most items are headed with; of equal ones the one that comes first."""
    items: dict[tuple[str, str, int | None], set[Item]] = {}
    first: dict[tuple[str, str, int | None], int] = {}
    pure: Counter[tuple[str, str, int | None]] = Counter()
    for place, spot in enumerate(spots):
        head = spot.head
        if head is None or not head.items or isinstance(spot.piece, Grid):
            continue
        rank = head.entry.rank
        items.setdefault(rank, set()).update(head.items)
        first.setdefault(rank, place)
        pure[rank] += not head.rest
    if not items:
        return set()
    best = max(items, key=lambda rank: (len(items[rank] - {Item.OTHER}), len(items[rank]), -first[rank]))
    return {best}
