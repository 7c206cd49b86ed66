"""The organisation's colours are taken as long as anybody can read them; each language has its own words."""

import re

import pytest

from app.documents import fonts
from app.documents.canvas import painted
from app.signage.domain import Field
from app.signage.layout.shapes import FRAME, GROUND, INK, LABEL, ON_FRAME, PALE, PAPER, QUIET, TEXT
from app.signage.looks import DEFAULT, FLOOR, ONE_INK, Looks, NotAColour, TooLittleContrast, contrast
from app.signage.wording import LANGUAGES, NotALanguage, parse_languages, wordings

ON_EACH_OTHER = ((INK, GROUND), (ON_FRAME, FRAME), (PALE, FRAME), (TEXT, PAPER), (LABEL, PAPER), (QUIET, PAPER))
PALETTES = [
    DEFAULT,
    Looks(ground="#0B2E6B", ink="#FFFFFF", frame="#0B2E6B"),
    Looks(ground="#FFFFFF", ink="#00472B", frame="#00472B"),
    Looks(ground="#F5D90A", ink="#000000", frame="#F5D90A"),
    Looks(ground="#000000", ink="#FFFFFF", frame="#FFFFFF"),
]


def hexed(paint):
    return "#" + "".join(f"{round(part * 255):02X}" for part in paint)


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert contrast("#FFFFFF", "#767676") == contrast("#767676", "#FFFFFF")


@pytest.mark.parametrize("looks", PALETTES, ids=lambda looks: looks.ground)
def test_all_text_is_read_from_what_it_stands_on(looks):
    paints = looks.paints()
    for over, under in ON_EACH_OTHER:
        assert contrast(hexed(paints[over]), hexed(paints[under])) >= FLOOR, (over, under)
    assert contrast(looks.beam, looks.ground) >= 1.5
    assert contrast(looks.beam, looks.ink) >= 2


@pytest.mark.parametrize(
    ("colours", "named"),
    [
        ({"ground": "#00853E", "ink": "#FFFFFF"}, ("#00853E", "#FFFFFF", "4.7:1", "7:1")),
        ({"ink": "#D00000"}, ("#FFD100", "#D00000", ":1")),
        ({"frame": "#808080"}, ("#808080", ":1")),
    ],
)
def test_colours_nobody_could_read_are_refused_by_name_and_ratio(colours, named):
    with pytest.raises(TooLittleContrast) as refused:
        Looks(**colours)
    for word in named:
        assert word in str(refused.value)


def test_a_ratio_is_rounded_down():
    with pytest.raises(TooLittleContrast, match=r"6\.8:1"):
        Looks(ground="#FFFFFF", ink="#5A5A5A")


@pytest.mark.parametrize("colour", ["", "yellow", "#FD1", "#FFD10", "#FFD1000", "#GGGGGG", "FFD100", "#FFD100\n"])
def test_what_is_no_colour_is_refused(colour):
    with pytest.raises(NotAColour):
        Looks(ground=colour)


def test_a_plate_has_one_ink():
    assert {painted(paint) for paint in ONE_INK.values()} == {"0 g", "1 g"}
    assert [part for part, paint in ONE_INK.items() if paint == (1.0,)] == ["paper"]


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_wording_is_whole_drawable_and_says_where_it_is_from(language):
    [wording] = wordings(("ko", language))
    assert set(wording.labels) == {field.value for field in Field}
    assert wording.tag.split("-")[0] == language
    assert wording.sources
    for text in (wording.headline, wording.policy, *wording.labels.values()):
        for font in (fonts.REGULAR, fonts.BOLD):
            assert fonts.check_text(text, font) == text
        assert not re.search("[가-힣]", text)


def test_languages_are_read_in_printed_order():
    assert parse_languages("vi, EN,ko,en") == ("ko", "en", "vi")


@pytest.mark.parametrize("text", ["", "en", "ko,fr", "ko;en", "ko,zh-hans"])
def test_languages_no_sign_can_have_are_refused(text):
    with pytest.raises(NotALanguage):
        parse_languages(text)
