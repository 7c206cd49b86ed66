"""Reads what the pages of a paper with plain objects draw: their operators, and what is heard in place of letters."""

import codecs
import re
import zlib


def operators(pdf):
    """Return the operators of all pages, in the order of the pages, as one text."""
    objects = {int(number): body for number, body in re.findall(rb"(?s)(\d+) 0 obj\n(.*?)\nendobj", pdf)}
    pages = [body for body in objects.values() if re.search(rb"/Type /Page\b", body)]
    pages.sort(key=lambda body: int(re.search(rb"/StructParents (\d+)", body)[1]))
    streams = [objects[int(re.search(rb"/Contents (\d+)", page)[1])] for page in pages]
    return "\n".join(_inflated(stream).decode("latin-1") for stream in streams)


def heard(pdf):
    """Return what is read aloud in place of letters, in the order of the pages."""
    found = re.findall(r"/ActualText\s*<([0-9A-Fa-f]+)>", operators(pdf))
    return [bytes.fromhex(text).removeprefix(codecs.BOM_UTF16_BE).decode("utf-16-be") for text in found]


def _inflated(stream):
    length = int(re.search(rb"/Length (\d+)", stream)[1])
    return zlib.decompress(stream[stream.index(b"stream\n") + 7 :][:length])
