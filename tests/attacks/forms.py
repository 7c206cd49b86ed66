"""Owns finding every form of the product: pages are walked as each role, and what could be sent is kept."""

from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import lxml.html
from werkzeug.exceptions import HTTPException

from tests.integration.case_rights.crawling import SEALS, made_addresses, walk
from tests.integration.case_rights.test_matrix import address_of

WALKERS = ("officer", "manager", "administrator", "operator", "nobody")
"""Who walks; an auditor is shown no form that an officer is not."""
MOST = 270
"""So many pages are walked as each role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One control: what it is called, its kind of control or input, what it holds, and what can be chosen."""

    name: str
    kind: str
    value: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A form as somebody was shown it: who, where it leads, and its controls."""

    role: str
    endpoint: str
    method: str
    address: str
    fields: tuple[Field, ...] = field(default=())

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """Return what makes two forms the same: where they lead, and which controls they have."""
        return (self.endpoint, self.method, tuple(sorted({one.name for one in self.fields})))


def every_form(besieged) -> list[Found]:
    """Return every form that people of any role are shown, and nobody signed in, each once."""
    found: dict[tuple[str, str, tuple[str, ...]], Found] = {}
    routes = besieged.app.url_map.bind("localhost")
    starts = starts_of(besieged)
    for role in WALKERS:
        for address, answer in walk(besieged.client(role), ["/", *starts], most=MOST):
            if "html" not in (answer.mimetype or "") or not answer.text.strip():
                continue
            for form in _forms_of(routes, role, address, answer.text):
                found.setdefault(form.key, form)
    return [found[key] for key in sorted(found)]


def starts_of(besieged) -> list[str]:
    """Return an address of every page, of the company's own things."""
    values = [_values(besieged.app, besieged.things)]
    return [one for one in made_addresses(besieged.app, values) if not SEALS.search(one)]


def addresses_of(besieged):
    """Return every route that answers GET, each with an address, in the order of their names."""
    rules = [rule for rule in besieged.app.url_map.iter_rules() if "GET" in rule.methods and rule.endpoint != "static"]
    return [(rule, address_of(rule, besieged.things)) for rule in sorted(rules, key=lambda rule: rule.endpoint)]


def _values(app, things):
    """Return what addresses are made of: what a capability's things are called, by endpoint and argument."""
    named = {"viewing_requests": "number", "case_papers": "number", "recorder_logs": "code", "signage": "number"}
    values = dict(things)
    for rule in app.url_map.iter_rules():
        area = rule.endpoint.partition(".")[0]
        if area in named and named[area] in rule.arguments:
            values.setdefault(f"{rule.endpoint}.{named[area]}", things[area])
    return values


def _forms_of(routes, role, address, text):
    page = lxml.html.fromstring(text)
    for form in page.forms:
        target = urlsplit(urljoin(address, form.get("action") or address)).path
        method = (form.get("method") or "get").upper()
        try:
            endpoint, _arguments = routes.match(target, method=method)
        except HTTPException:
            continue
        yield Found(role=role, endpoint=endpoint, method=method, address=target, fields=tuple(_fields(form)))


def _fields(form):
    for control in form.xpath(".//input | .//select | .//textarea | .//button"):
        name = control.get("name")
        if not name or name == "csrf_token":
            continue
        if control.tag == "select":
            options = tuple(one.get("value", "") for one in control.xpath(".//option"))
            chosen = control.xpath(".//option[@selected]/@value")
            yield Field(name=name, kind="select", value=(chosen or options or ("",))[0], options=options)
        elif control.tag == "textarea":
            yield Field(name=name, kind="textarea", value=control.text or "")
        else:
            yield Field(name=name, kind=control.get("type", "text"), value=control.get("value") or "")
