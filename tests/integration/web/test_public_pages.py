"""Pages open to everybody."""

from app.web.access import access_of


def test_public_pages_set_no_cookie(app, client):
    seen = 0
    for rule in app.url_map.iter_rules():
        if access_of(rule.endpoint) != "public" or rule.arguments or "GET" not in rule.methods:
            continue
        response = client.get(f"{rule.rule}?lang=en", checked=False)
        assert "Set-Cookie" not in response.headers, rule.rule
        seen += 1
    assert seen


def test_a_public_page_stays_without_cookies_for_somebody_signed_in(sign_in):
    assert "Set-Cookie" not in sign_in("Olga").get("/sign-in").headers


def test_a_change_of_language_keeps_what_was_asked_for(client):
    page = client.get("/public/signs/ABCD1234?r=2GNZCF&lang=ko", checked=False).text

    assert 'href="?r=2GNZCF&amp;lang=en"' in page
    assert "lang=ko&amp;lang" not in page
