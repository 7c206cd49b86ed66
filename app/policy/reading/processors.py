"""Owns entrusted companies and bodies with an agreement: of tables, of labelled lines and of sentences; and "none"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.policy.printed import Grid, Piece
from app.policy.reading.requests import GAP
from app.policy.reading.sentences import Sentence
from app.policy.stated import Processor, Said

_HEADS = (
    ("phones", re.compile(r"연락처|전화|contact|phone", re.IGNORECASE)),
    (
        "work",
        re.compile(
            r"(?:위탁|수탁)?\s*업무|위탁\s*(?:내용|범위|사무)|내용|목적|entrusted work|services?|\bwork\b",
            re.IGNORECASE,
        ),
    ),
    ("covers", re.compile(r"대상|설치\s*장소|사업장|covers|places? covered", re.IGNORECASE)),
    ("name", re.compile(r"수탁|위탁\s*(?:업체|받는|기관|회사)|업체|회사|processor|contractor|company", re.IGNORECASE)),
)
_TABLE = re.compile(r"수탁|위탁|entrusted|processor|contractor", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<!\d)(?:(?:\(0\d{1,2}\)\s*|0\d{1,2}\s*[)\-.]\s*)\d{3,4}\s*[-.]\s*\d{4}|1\d{3}-\d{4}|\d{3,4}-\d{4})(?!\d)"
)
_FORMS = r"(?:㈜|\(주\)|주식회사|유한회사)"
_COMPANY = re.compile(
    rf"({_FORMS}\s*[가-힣A-Za-z0-9&]{{2,20}}|[가-힣A-Za-z0-9&]{{2,20}}\s*{_FORMS}|[가-힣A-Za-z]{{0,10}}(?:에스원|캡스|쉴더스|케이티텔레캅|텔레캅|시큐리티|ADT|S-?1))"
)
_LABELLED = re.compile(
    r"(?:수탁(?:자|업체|회사|기관|사)(?:명)?|위탁(?:업체|회사|기관|받는\s*(?:자|업체))(?:명)?|(?:입찰|용역)?업체명?|Processors?|Contractors?)\s*(?:은|는|[:：])\s*(.+)$",
    re.IGNORECASE,
)
_WORK_LABEL = re.compile(
    r"(?:위탁|수탁)?\s*업무(?:의)?\s*(?:내용)?\s*[:：]\s*([^/|,\n]+)|위탁\s*(?:내용|범위|사무)\s*[:：]\s*([^/|\n]+)"
)
_ENTRUSTS = re.compile(
    rf"([^.,]{{2,60}}?)(?:업무)?(?:를|을|는|은)\s*(?:아래와 같이\s*)?"
    rf"({_FORMS}\s?[^.,\s]{{2,20}}?|[^.,을를]{{2,30}}?)(?:에|에게|에서)\s*(?:위탁|맡기|맡겨|맡아)"
)
_NONE = re.compile(
    r"위탁[^.]{0,40}(?:하지\s*(?:않|아니)|없(?:음|습니다|다)|해당\s*(?:사항\s*)?없)|위탁[^.]{0,16}[:：]\s*(?:해당\s*(?:사항\s*)?)?없|자체\s*운영|직접\s*(?:설치|운영)[^.]{0,12}(?:합니다|하고|함)|"
    r"no (?:processing|processors?|contractors?)[^.]{0,30}|not entrusted|is not outsourced",
    re.IGNORECASE,
)
_IF_ANY = re.compile(r"경우|때에는|동의\s*없이|시에는")
_CAMERA_WORK = re.compile(r"영상|CCTV|무인\s*경비|경비|출동|보안\s*관제|녹화|카메라", re.IGNORECASE)


def processors(pieces: Sequence[Piece], texts: Iterable[Sentence]) -> Iterator[Said[Processor]]:
    """Yield entrusted companies of the camera part: of tables, labelled lines and sentences."""
    for piece in pieces:
        if isinstance(piece, Grid):
            yield from _of_table(piece)
    before: Said[Processor] | None = None
    for sentence in texts:
        if sentence.entry is None or GAP.search(sentence.text):
            continue
        named = _labelled(sentence)
        if named is not None:
            if before:
                yield before
            before = named
        elif before is not None and _continues(before.value, sentence.text):
            before = replace(before, value=_completed(before.value, sentence.text))
        else:
            yield from _of_sentence(sentence)
    if before:
        yield before


def camera_processors(pieces: Iterable[Piece]) -> Iterator[Said[Processor]]:
    """Yield, of tables outside the camera part, the companies whose work is cameras."""
    for piece in pieces:
        if isinstance(piece, Grid):
            yield from (
                said for said in _of_table(piece) if _CAMERA_WORK.search(f"{said.value.work or ''} {said.value.name}")
            )


def _labelled(sentence: Sentence) -> Said[Processor] | None:
    labelled = _LABELLED.search(sentence.text)
    if labelled is None or _NONE.search(sentence.text) or re.search(r"니다\.?$", labelled[1]):
        return None
    return _of_line(labelled[1], _WORK_LABEL.search(sentence.text), sentence)


def _continues(processor: Processor, text: str) -> bool:
    """Return whether a line goes on about the company named before: its work or its phone."""
    if processor.work is None and _WORK_LABEL.search(text):
        return True
    return not processor.phones and bool(_PHONE.search(text)) and bool(re.search("연락처|전화", text))


def _completed(processor: Processor, text: str) -> Processor:
    work = _WORK_LABEL.search(text)
    told = (work[1] or work[2]).strip() if work else None
    phones = tuple(_PHONE.findall(text))
    return replace(processor, work=processor.work or told, phones=processor.phones or phones)


def _of_line(words: str, work: re.Match[str] | None, sentence: Sentence) -> Said[Processor] | None:
    name = (
        re.split(r"\s*[/|,]\s*|\s{2,}|\((?=\d|☎|전화|Tel)|\s\((?!주\)|유\)|재\)|사\))|위탁|업무|연락처|전화|☎", words)[
            0
        ]
        .lstrip(" .:-")
        .rstrip(" .:-(")
    )
    if not name:
        return None
    told = (work[1] or work[2]).strip() if work else None
    return Said(
        Processor(name=name, work=told, phones=tuple(_PHONE.findall(words))), sentence.text, sentence.where, 0.85
    )


def _of_sentence(sentence: Sentence) -> Iterator[Said[Processor]]:
    entrusts = _ENTRUSTS.search(sentence.text)
    if entrusts is None or _NONE.search(sentence.text) or _IF_ANY.search(sentence.text):
        return
    company = _COMPANY.search(entrusts[2])
    if company:
        work = re.sub(r"^.*?(?:은|는)\s+", "", entrusts[1]).strip()
        yield Said(
            Processor(name=company[0].strip(), work=work, phones=tuple(_PHONE.findall(sentence.text))),
            sentence.text,
            sentence.where,
            0.75,
        )


def _of_table(grid: Grid) -> Iterator[Said[Processor]]:
    heads = [cell.text or "" for cell in grid.rows[0]] if grid.rows else []
    columns = _columns(heads)
    if "name" not in columns or not _TABLE.search(" ".join([grid.caption or "", *heads])):
        return
    for row in grid.rows[1:]:
        cell = row[columns["name"]]
        name = (cell.text or "").strip()
        if not name or GAP.search(name) or re.search(r"없음|해당", name):
            continue
        texts = {key: (row[column].text or "").strip() for key, column in columns.items()}
        stated = {key: text for key, text in texts.items() if text and not GAP.search(text)}
        found = Processor(
            name=name,
            work=stated.get("work"),
            phones=tuple(one.strip() for one in re.split(r"[,\n/]", stated.get("phones", "")) if one.strip()),
            covers=stated.get("covers"),
        )
        yield Said(found, " | ".join(text for text in texts.values() if text), cell.where, 0.95)


def _columns(heads: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, head in enumerate(heads):
        kind = next((kind for kind, pattern in _HEADS if pattern.search(head)), None)
        named = re.search(r"수탁(?:자|업체|회사|기관|사)|위탁받는|업체명|processor|contractor", head, re.IGNORECASE)
        if named and not re.search(r"업무|연락처|전화", head):
            kind = "name"
        if kind is not None:
            columns.setdefault(kind, column)
    return columns


def no_processors(texts: Iterable[Sentence]) -> Said[str] | None:
    """Return the statement that nothing is entrusted."""
    for sentence in texts:
        if _NONE.search(sentence.text) and not GAP.search(sentence.text) and not _IF_ANY.search(sentence.text):
            return Said(sentence.text, sentence.text, sentence.where, 0.9)
    return None


_PARTY = re.compile(
    r"^(?:협의|협약|제공(?:받는)?|열람)?\s*(?:대상\s*)?(?:기관|단체)(?:명)?$|^(?:body|party|agency)$|제공받는\s*자",
    re.IGNORECASE,
)
_AGREED = re.compile(r"협의|협약|제공|공동|함께|agree|bodies", re.IGNORECASE)


def agreements(pieces: Iterable[Piece]) -> Iterator[Said[str]]:
    """Yield the bodies that see or receive footage by agreement, of tables within the camera part."""
    for piece in pieces:
        if not isinstance(piece, Grid) or not piece.rows:
            continue
        heads = [(cell.text or "").strip() for cell in piece.rows[0]]
        party = next((column for column, head in enumerate(heads) if _PARTY.search(head)), None)
        if party is None or not _AGREED.search(" ".join([piece.caption or "", *heads])):
            continue
        for row in piece.rows[1:]:
            name = (row[party].text or "").strip()
            if name and not GAP.search(name):
                text = " | ".join(cell.text for cell in row if cell.text)
                yield Said(name, text, row[party].where, 0.9)
