"""Where a person may be sent on to."""

import pytest

from app.web.access import safe_path


@pytest.mark.parametrize("target", ["/", "/sites", "/sites?q=관설동", "/requests/2026-0143#decision"])
def test_a_path_of_ours_is_kept(target):
    assert safe_path(target, fallback="/home") == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "sites",
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/ok\r\nSet-Cookie: a=b",
        "\\\\evil.example",
        "javascript:alert(1)",
        " /sites",
        "/\\/evil.example",
    ],
)
def test_whatever_could_lead_elsewhere_is_not_followed(target):
    assert safe_path(target, fallback="/home") == "/home"
