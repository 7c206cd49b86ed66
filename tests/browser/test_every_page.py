"""Every page, light, dark and on a phone: no accessibility finding, nothing wider than the screen, no error."""

import pytest
from axe_playwright_python.sync_playwright import DEFAULT_OPTIONS, Axe

PAGES = (
    "/", "/footage", "/requests", "/requests/new", "/requests/tasks", "/requests?show=closed",
    "/requests/emergencies", "/requests/returns", "/sites", "/sites/HQ", "/posts", "/sites/import", "/signs",
    "/signs/batches", "/signs/batches/new", "/signs/placements", "/signs/placements/print",
    "/signs/rounds", "/signs/rounds/new",
    "/signs/choices", "/signs/choices/HQ",
    "/policy", "/policy/versions/1", "/policy/versions/1/compare/today", "/policy/versions/1/compare/today?show=text",
    "/policy/clauses", "/policy/clauses/1/ko", "/policy/lint",
    "/checks", "/ledger", "/ledger/3", "/people", "/people/confirm", "/account",
    "/account/second-factor", "/account/sessions", "/account/pin", "/switch",
    "/inbox", "/inbox/address", "/reviews",
    "/help", "/help/rights", "/public/policy", "/public/policy/versions", "/public/signs/instead",
    "/public/request", "/public/request/receipt",
)  # fmt: skip
OF_THE_OFFICER = (
    "/policy/versions/new",
    "/policy/read",
    "/policy/clauses/1/ko",
    "/policy/site",
    "/signs/looks",
    "/access-record",
    "/access-record/keeping",
)
"""Pages that only the privacy officer may open, or that give them more to do."""
LOOKS = {"light": ("light", 1440), "dark": ("dark", 1440), "phone": ("light", 390)}
RULES = {look: dict(DEFAULT_OPTIONS) for look in LOOKS}
RULES["dark"]["runOnly"] = ["color-contrast", "link-in-text-block"]
"""Only colours change in the dark: the rules that look at them are tried again, the others hold as in the light."""


@pytest.mark.parametrize("look", LOOKS)
def test_pages_are_accessible_and_fit_the_screen(server, sign_in_page, look):
    scheme, width = LOOKS[look]
    faults = {}
    for reader, paths in {"lee.seungin": PAGES, "jung.boho": OF_THE_OFFICER}.items():
        page = sign_in_page(reader)
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        for path in paths:
            answer = page.goto(f"{server.address}{path}")
            rules = Axe().run(page, options=RULES[look]).response["violations"]
            found = [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in rules]
            wide = page.evaluate("document.documentElement.scrollWidth")
            if answer.status != 200 or found or wide > width:
                faults[reader, path] = (answer.status, wide, found)
        assert page.faults == []
    assert faults == {}
