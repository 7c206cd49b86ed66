"""Every page, light, dark and on a phone: no accessibility finding, nothing wider than the screen, no error."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = (
    "/", "/footage", "/requests", "/requests/new", "/requests/tasks", "/requests?show=closed",
    "/requests/emergencies", "/requests/returns", "/sites", "/sites/HQ", "/posts", "/sites/import", "/signs",
    "/policy", "/checks", "/ledger", "/ledger/3", "/people", "/account", "/inbox", "/inbox/address",
    "/help", "/help/rights", "/public/policy", "/public/request", "/public/request/receipt",
)  # fmt: skip
LOOKS = {"light": ("light", 1440), "dark": ("dark", 1440), "phone": ("light", 390)}


@pytest.mark.parametrize("look", LOOKS)
def test_pages_are_accessible_and_fit_the_screen(server, sign_in_page, look):
    scheme, width = LOOKS[look]
    page = sign_in_page("lee.seungin")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    faults = {}
    for path in PAGES:
        answer = page.goto(f"{server.address}{path}")
        found = [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in Axe().run(page).response["violations"]]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if answer.status != 200 or found or wide > width:
            faults[path] = (answer.status, wide, found)
    assert faults == {}
    assert page.faults == []
