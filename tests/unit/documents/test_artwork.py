"""A logo is a picture or a drawing and nothing else: what reaches outside itself, or cannot be printed, is refused."""

import io
import zlib

import pytest
from PIL import Image

from app.documents.artwork import LARGEST_FILE, UnusableLogo, read_artwork

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 100">'


def svg(inside, head=""):
    return f"{head}{OPEN}{inside}</svg>".encode()


def png(size=(300, 150), colour=(0, 90, 170, 255), mode="RGBA"):
    buffer = io.BytesIO()
    Image.new(mode, size, colour).save(buffer, "PNG")
    return buffer.getvalue()


def test_a_drawing_becomes_operators_alone():
    logo = read_artwork(
        svg('<style>.a{fill:#005BAC}</style><g transform="translate(9 9)"><path class="a" d="M0 0h80v80z"/></g>')
    )
    assert logo.aspect == 2
    assert logo.pixels == b""
    assert "0 .356863 .67451 rg" in logo.operators
    assert not {"BT", "gs", "sh", "Do"} & set(logo.operators.split())
    assert logo.operators.split().count("q") == logo.operators.split().count("Q")


def test_a_picture_is_laid_on_white():
    logo = read_artwork(png(colour=(0, 0, 0, 0)))
    assert (logo.aspect, logo.size) == (2, (300, 150))
    assert set(logo.pixels) == {255}


def test_a_large_picture_is_made_smaller():
    assert read_artwork(png(size=(3000, 1500), mode="L", colour=9)).size == (1200, 600)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (svg('<image href="http://example.invalid/a.png"/>'), "<image>"),
        (svg('<use xlink:href="other.svg#a"/>'), "<use>"),
        (svg("<script>alert(1)</script>"), "<script>"),
        (svg('<rect width="9" height="9" onclick="a()"/>'), "onclick"),
        (svg("<text>가</text>"), "<text>"),
        (svg("<foreignObject/>"), "<foreignObject>"),
        (svg('<rect width="9" height="9" fill="url(#g)"/>'), "url("),
        (svg("<style>@import 'a.css';</style>"), "@import"),
        (svg('<rect width="9" height="9" opacity="0.5"/>'), "opacity"),
        (svg('<rect width="9" height="9" style="fill-opacity:.5"/>'), "opacity"),
        (svg("<title>&a;</title>", '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "SVG"),
        (svg("", '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'), "SVG"),
        (svg(""), "SVG"),
        (svg('<path d="M0 0h1e9v1e9z" transform="scale(nan)"/>'), "SVG"),
        (OPEN.encode(), "SVG"),
        (b"<html/>", "SVG"),
        (b"GIF89a", "SVG"),
        (b"", "SVG"),
        (png()[:60], "PNG"),
        (b"\x89PNG\r\n\x1a\n" + zlib.compress(bytes(99)), "PNG"),
        (png(size=(6001, 10), mode="L", colour=0), "6000"),
        (png(size=(900, 100)), "좁습니다"),
        (b" " * (LARGEST_FILE + 1), "1MB"),
    ],
)  # fmt: skip
def test_what_is_no_logo_is_refused_by_name(content, named):
    with pytest.raises(UnusableLogo, match=named.replace("(", r"\(")):
        read_artwork(content)
