"""Signs look as they looked when somebody last looked at them."""

from importlib.metadata import version

import pytest
from PIL import Image

from app.signage.looks import DEFAULT
from tests.golden_signs import FOLDER, RENDERER, SIGNS, TOLERATED, difference, golden, painted


def test_the_renderer_is_the_one_that_painted_them():
    assert version("pypdfium2") == RENDERER, "paint them anew with this one, and look: python -m tests.golden_signs"


@pytest.mark.parametrize("name", SIGNS)
def test_a_sign_looks_as_it_did(name):
    assert difference(painted(name), golden(name)) <= TOLERATED


def test_every_picture_is_of_a_sign():
    assert {path.stem for path in FOLDER.glob("*.png")} == set(SIGNS)


@pytest.mark.parametrize(
    "changed", [{"manager": "안전관리팀장 033-000-1001"}, {"coverage": "정압기실 내부·출입구 및 울타리 주변 약 11m"}]
)
def test_one_digit_is_seen(changed):
    assert difference(painted("A4-en", **changed), golden("A4-en")) > TOLERATED


def test_the_beam_stays_apart_from_ground_and_camera_in_grey():
    shades = [
        Image.new("RGB", (1, 1), colour).convert("L").getpixel((0, 0))
        for colour in (DEFAULT.ground, DEFAULT.beam, DEFAULT.ink)
    ]
    assert shades[0] - shades[1] >= 25
    assert shades[1] - shades[2] >= 60
