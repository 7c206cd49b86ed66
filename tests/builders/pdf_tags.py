"""Reads the objects of a PDF back by its own table of places, and follows its tags from both ends."""

import re
import zlib
from collections import Counter
from itertools import pairwise

_REFERENCE = re.compile(rb"(\d+) 0 R")


def _found(pattern: bytes, text: bytes) -> re.Match[bytes]:
    found = re.search(pattern, text)
    assert found is not None, pattern
    return found


def objects(pdf: bytes) -> dict[int, bytes]:
    """Return the objects of a file with a cross-reference stream, each found where the table says it lies."""
    start = int(_found(rb"startxref\n(\d+)\n%%EOF\n$", pdf)[1])
    table, words = _inflated(pdf[start:]), pdf[start : pdf.index(b"stream", start)]
    assert b"/W[2 4 2]" in words
    assert len(table) == 8 * int(_found(rb"/Size (\d+)", words)[1])
    found, packed = {0: words}, []
    for number in range(1, len(table) // 8):
        kind, where, index = (int.from_bytes(table[number * 8 :][a:b]) for a, b in pairwise((0, 2, 6, 8)))
        if kind == 1:
            head = b"%d 0 obj\n" % number
            assert pdf.startswith(head, where), number
            found[number] = pdf[where + len(head) : pdf.index(b"endobj\n", where)]
        else:
            assert kind == 2, number
            packed.append((number, where, index))
    contents = {where: _members(found[where]) for where in {where for _, where, _ in packed}}
    for number, where, index in packed:
        assert contents[where][index][0] == number
        found[number] = contents[where][index][1]
    return found


def plain(pdf: bytes) -> bytes:
    """Return all objects as one text to look into, whether they are packed or not."""
    return b"\n".join(objects(pdf).values()) if b"/Type/XRef" in pdf else pdf


def checked_tags(pdf: bytes) -> Counter[str]:
    """Return how many elements of each kind there are.

    Seen on the way: each element names the one above it; each mark of each page leads by the parent tree to the element
    that holds it; and every mark is held once.
    """
    found = objects(pdf)
    root = found[_one(rb"/StructTreeRoot (\d+)", found[_one(rb"/Root (\d+)", found[0])])]
    above = _one(rb"/StructTreeRoot (\d+)", found[_one(rb"/Root (\d+)", found[0])])
    pages = _pages(found)
    arrays = _arrays(found, root)
    assert _one(rb"/ParentTreeNextKey (\d+)", root) == len(pages)
    marked = dict[tuple[int, int], int]()
    for place, page in enumerate(pages):
        assert _one(rb"/StructParents (\d+)", found[page]) == place
        content = _inflated(found[_one(rb"/Contents (\d+)", found[page])])
        marks = [int(mark) for mark in re.findall(rb"/MCID (\d+)", content)]
        assert marks == list(range(len(arrays[place])))
        marked |= {(page, mark): arrays[place][mark] for mark in marks}
    held, tags = Counter[tuple[int, int]](), Counter[str]()
    waiting = [(above, _one(rb"/K (\d+)", root))]
    while waiting:
        parent, number = waiting.pop()
        body = found[number]
        assert _one(rb"/P (\d+)", body) == parent
        tags[_found(rb"/S/(\w+)", body)[1].decode()] += 1
        kids = _found(rb"/K\[((?:[^\[\]<]|<<[^<>]*>>)*)\]", body)[1]
        for elsewhere, reference, mark in re.findall(rb"<</Type/MCR/Pg (\d+ 0 R/MCID \d+)>>|(\d+) 0 R|(\d+)", kids):
            if reference:
                waiting.append((number, int(reference)))
                continue
            on, at = map(int, elsewhere.split(b" 0 R/MCID ") if elsewhere else (_found(rb"/Pg (\d+)", body)[1], mark))
            assert marked[on, at] == number
            held[on, at] += 1
    assert set(held) == set(marked)
    assert set(held.values()) <= {1}
    return tags


def _arrays(found: dict[int, bytes], root: bytes) -> list[list[int]]:
    arrays = list[list[int]]()
    for leaf in _REFERENCE.findall(_found(rb"/ParentTree<</Kids\[([^\]]*)\]", root)[1]):
        body = found[int(leaf)]
        entries = re.findall(rb"(\d+) (\d+) 0 R", body[body.index(b"/Nums") :])
        first, last = map(int, _found(rb"/Limits\[(\d+) (\d+)\]", body).groups())
        assert [int(key) for key, _ in entries] == list(range(first, last + 1))
        assert first == len(arrays)
        arrays += [[int(number) for number in _REFERENCE.findall(found[int(array)])] for _, array in entries]
    return arrays


def _pages(found: dict[int, bytes]) -> list[int]:
    top = _one(rb"/Pages (\d+)", found[_one(rb"/Root (\d+)", found[0])])
    pages = list[int]()
    for branch in map(int, _REFERENCE.findall(_found(rb"/Kids\[([^\]]*)\]", found[top])[1])):
        kids = [int(kid) for kid in _REFERENCE.findall(_found(rb"/Kids\[([^\]]*)\]", found[branch])[1])]
        assert _one(rb"/Parent (\d+)", found[branch]) == top
        assert _one(rb"/Count (\d+)", found[branch]) == len(kids)
        assert all(_one(rb"/Parent (\d+)", found[kid]) == branch for kid in kids)
        pages += kids
    assert _one(rb"/Count (\d+)", found[top]) == len(pages)
    return pages


def _members(body: bytes) -> list[tuple[int, bytes]]:
    content, first = _inflated(body), _one(rb"/First (\d+)", body)
    numbers = list(map(int, content[:first].split()))
    assert len(numbers) == 2 * _one(rb"/N (\d+)", body)
    ends = [*numbers[3::2], len(content) - first + 1]
    return [
        (number, content[first + begin : first + end - 1])
        for number, begin, end in zip(numbers[::2], numbers[1::2], ends, strict=True)
    ]


def _inflated(body: bytes) -> bytes:
    begin = body.index(b"stream\n") + len(b"stream\n")
    return zlib.decompress(body[begin : begin + _one(rb"/Length (\d+)", body)])


def _one(pattern: bytes, body: bytes) -> int:
    (found,) = set(re.findall(pattern, body.split(b"stream\n")[0]))
    return int(found)
