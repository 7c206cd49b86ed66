"""Owns a walk over every page a person can reach: by links from the start, and by addresses made from the url map."""

import io
import re
import zipfile
from collections import defaultdict
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pypdfium2
from werkzeug.routing import IntegerConverter

from app.web.access import access_of

MOST_QUERIES = 3
"""So many different queries of one path are walked: a filter leads to more of them than there are stars."""
VOLATILE = (
    r'name="csrf_token"[^>]*>', r'content="[^"]*"', r'name="(?:form_pass|key|receipt_pass)"[^>]*>',
    r"\d{1,2}:\d{2}(?::\d{2})?", r"\d+시간", r"\d+분", r"\d+초", r'data-[\w-]+="[^"]*"',
    r'value="\d{4}-\d\d-\d\d[^"]*"', r'href="[^"]*at=[^"]*"',
)  # fmt: skip
"""What differs from one look to the next: marks of forms, times of day."""
PUBLIC_HEAD = (
    r"<svg.*?</svg>", r'<pre class="wb-note">.*?</pre>',
    r"(?:<code[^>]*>[^<]*</code>\s*)+", r"원장의 크기 [\d,]+건, 짧은 코드 [0-9a-f ]+",
    r"원장 [\d,]+건까지, 뿌리 해시 \S+", r"<dt>크기</dt>\s*<dd>[\d,]+</dd>", r"루트 해시[^\n<]*",
)  # fmt: skip
"""The head of the whole ledger, its size, and proofs that lead to it: published for everybody, and on every paper."""
SEALS = re.compile(r"^/static|/papers/|/attachments/\d+$|/body$|/paper$|^/footage/export")
"""What leaves an entry in the ledger when it is fetched: it would change what is counted."""
_VOLATILE = re.compile("|".join((*VOLATILE, *PUBLIC_HEAD)), re.DOTALL)


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.title, self._in_title = [], "", False

    def handle_starttag(self, tag, attrs):
        self._in_title = tag == "title"
        for name, value in attrs:
            if name in {"href", "src", "action", "formaction", "hx-get", "hx-post", "data-hx-get", "data-hx-post"}:
                self.found.append((tag, value or ""))

    def handle_data(self, data):
        if self._in_title:
            self.title += data

    def handle_endtag(self, _tag):
        self._in_title = False


def links_in(text):
    """Return the addresses a page names, each with its element, and its title."""
    reader = _Links()
    reader.feed(text)
    return reader.found, reader.title


def readable(answer):
    """Return the words of an answer, whatever its format."""
    kind, data = answer.mimetype or "", answer.data
    if kind == "application/pdf":
        pages = pypdfium2.PdfDocument(data)
        return "\n".join(page.get_textpage().get_text_range() for page in pages)
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return data.decode("utf-8", "replace")


def steady(text):
    """Return a page without what differs from one look at it to the next."""
    return _VOLATILE.sub("", text)


def made_addresses(app, values):
    """Return an address of every route that answers GET, for each value its arguments can have."""
    found = set()
    for rule in app.url_map.iter_rules():
        access = access_of(rule.endpoint)
        if "GET" not in rule.methods or rule.endpoint == "static" or str(access).startswith("token"):
            continue
        for some in values:
            known = {}
            for name in rule.arguments:
                options = sorted(getattr(rule._converters[name], "items", ()))
                known[name] = options[0] if options else some.get(f"{rule.endpoint}.{name}", some.get(name, 1))
                if isinstance(rule._converters[name], IntegerConverter) and not isinstance(known[name], int):
                    known[name] = some["leaf"]
            built = rule.build(known)
            if built:
                found.add(built[1])
    return sorted(found)


def walk(client, starts, *, most):
    """Yield every page from some addresses on, each once: address and answer; what seals a look is left out."""
    queue, seen, queries = list(starts), set(starts), defaultdict(int)
    number = 0
    while queue and number < most:
        address = queue.pop(0)
        answer = client.get(address, checked=False)
        number += 1
        yield address, answer
        if "html" not in (answer.mimetype or ""):
            continue
        for tag, link in links_in(answer.text)[0]:
            target = urlsplit(urljoin(address, link))
            if tag != "a" or target.netloc or not target.path or SEALS.search(target.path):
                continue
            further = target.path + (f"?{target.query}" if target.query else "")
            if further in seen or queries[target.path] >= MOST_QUERIES:
                continue
            seen.add(further)
            queries[target.path] += 1
            queue.append(further)
