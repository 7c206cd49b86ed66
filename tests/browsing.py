"""Owns the test browser: it carries the CSRF token as our pages do, and looks over every page it is shown."""

import re
from html.parser import HTMLParser

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.web.access import SESSION_COOKIE
from app.web.cookies import cookie_name
from app.web.csrf import token_for

_NOT_TYPED = {"hidden", "submit", "button", "reset", "image"}


class CheckedClient(FlaskClient):
    """A browser that reads every HTML page critically.

    ``post`` adds the session's CSRF token unless ``csrf=False``. ``fill`` opens a page, fills the form that has the
    given fields, and posts it as a browser without JavaScript would. ``checked=False`` skips the look at a page.
    ``use`` says what a copy is for, in the address, as the page that asks for it does.
    """

    actor = None

    def __init__(self, app, **options):
        super().__init__(app, TestResponse, **options)

    def open(self, *args, csrf=True, checked=True, use=None, **kwargs):
        if use is not None:
            kwargs["path"] = _with_use(kwargs.pop("path", None) or args[0], use)
            args = args[1:]
        if kwargs.get("method", "GET") == "POST" and csrf:
            headers = dict(kwargs.get("headers") or {})
            cookie = self.get_cookie(cookie_name(SESSION_COOKIE, self.application.config["SETTINGS"]))
            if cookie is not None and "X-CSRFToken" not in headers:
                headers["X-CSRFToken"] = token_for(cookie.value)
            kwargs["headers"] = headers
        with self.application.app_context():  # Every request has its own, as on a server.
            response = super().open(*args, **{"buffered": True, **kwargs})
        if checked and response.mimetype == "text/html" and response.status_code not in range(300, 400):
            page(response, fragment="<html" not in response.text)
        return response

    def fill(self, url, *, button=None, follow_redirects=False, use=None, **fields):
        """Fill the form on a page whose fields include the given ones, and send it as it stands there."""
        response = self.get(url)
        assert response.status_code == 200, f"{url}: {response.status_code}"
        form = form_with(response.text, fields)
        data = {**form.values, **fields}
        if use is not None:
            data["use"] = use
        if button:
            data[button[0]] = button[1]
        return self.open(
            form.action or url,
            method=form.method.upper(),
            data=data,
            content_type="multipart/form-data" if form.is_multipart else None,
            csrf=False,
            follow_redirects=follow_redirects,
        )


def _with_use(address, use):
    return f"{address}{'&' if '?' in address else '?'}use={use}"


def page(response, *, status=None, fragment=False):
    """Return the response after looking it over: status, valid HTML, one h1, title, labels, nothing inline."""
    text = response.text
    if status is not None:
        assert response.status_code == status, f"{response.status_code} instead of {status}: {text[:500]}"
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parseFragment(text) if fragment else parser.parse(text)
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    _check_nothing_inline(elements)
    _check_ids(elements)
    _check_labels(elements)
    if not fragment:
        headings = [element for element in elements if element.tag == "h1"]
        assert len(headings) == 1, f"{len(headings)} h1"
        assert "".join(headings[0].itertext()).strip(), "the h1 is empty"
        titles = [element for element in elements if element.tag == "title"]
        assert titles, "no title"
        assert not (titles[0].text or "").strip().startswith("·"), "the title names no page"
        assert next(element for element in elements if element.tag == "html").get("lang"), "no language"
    return response


def _check_nothing_inline(elements):
    for element in elements:
        assert element.tag != "style", "a style element"
        if element.tag == "script" and element.get("type") != "application/ld+json":  # Data is not run.
            assert element.get("src"), "inline script"
            assert not (element.text or "").strip(), "inline script"
        for name in element.attrib:
            assert name != "style", f"style attribute on {element.tag}"
            assert not re.match(r"on|hx-on|data-hx-on", str(name)), f"{name} on {element.tag}"
        assert not (element.get("href") or "").strip().lower().startswith("javascript:"), "a javascript: address"


def _check_ids(elements):
    ids = [element.get("id") for element in elements if element.get("id")]
    twice = {name for name in ids if ids.count(name) > 1} if len(ids) != len(set(ids)) else set()
    assert not twice, f"ids used twice: {sorted(twice)}"


def _check_labels(elements):
    named = {element.get("for") for element in elements if element.tag == "label"}
    wrapped = {inner for element in elements if element.tag == "label" for inner in element.iter()}
    for element in elements:
        if element.tag not in {"input", "select", "textarea"} or element.get("type") in _NOT_TYPED:
            continue
        labelled = element.get("id") in named or element in wrapped
        labelled = labelled or element.get("aria-label") or element.get("aria-labelledby")
        assert labelled, f"no label for {element.tag} {element.get('name')!r}"


class Form:
    """A form as it stands on a page."""

    def __init__(self, attributes):
        self.action = attributes.get("action")
        self.method = attributes.get("method") or "get"
        self.is_multipart = attributes.get("enctype") == "multipart/form-data"
        self.names = set()
        self.values = {}


class _Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self._select, self._area = [], None, None

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            self.forms.append(Form(attributes))
        if not self.forms:
            return
        form, name = self.forms[-1], attributes.get("name")
        if tag in {"input", "select", "textarea", "button"} and name:
            form.names.add(name)
        if tag == "input" and name:
            self._read_input(form, name, attributes)
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in attributes or self._select not in form.values):
            form.values[self._select] = attributes.get("value", "")
        elif tag == "textarea" and name:
            self._area = name
            form.values[name] = ""

    @staticmethod
    def _read_input(form, name, attributes):
        kind = attributes.get("type", "text")
        if kind in {"checkbox", "radio"}:
            if "checked" in attributes:
                form.values[name] = attributes.get("value", "on")
        elif kind not in {"submit", "button", "file"}:
            form.values[name] = attributes.get("value", "") or ""

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data):
        if self._area and self.forms:
            self.forms[-1].values[self._area] += data


def form_with(html, names):
    """Return the last form of a page that has all the named fields."""
    reader = _Forms()
    reader.feed(html)
    found = [form for form in reader.forms if set(names) <= form.names]
    assert found, f"no form with {sorted(names)}; there are {[sorted(form.names) for form in reader.forms]}"
    return found[-1]
