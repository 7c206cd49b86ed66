"""Nothing is drawn that the fonts do not have."""

import unicodedata

import pytest

from app.documents import fonts
from app.settings import BadSetting


def test_text_comes_back_composed():
    assert fonts.check_text(unicodedata.normalize("NFD", "관설동 정압기")) == "관설동 정압기"


@pytest.mark.parametrize("text", ["㈜한빛", "① → ®", "個人情報", "꽳뷁", "24시간·30일", "033-000-0000"])
def test_what_signs_need_can_be_drawn(text):
    assert fonts.check_text(text, fonts.BOLD) == text


@pytest.mark.parametrize(
    ("text", "named"), [("전화 ☎ 1588", "☎"), ("☐ 확인", "☐"), ("줄\n바꿈", "U+000A"), ("😀", "😀")]
)
def test_a_character_no_font_has_is_named(text, named):
    with pytest.raises(fonts.Undrawable) as refused:
        fonts.check_text(text)
    assert named in str(refused.value)


def test_width_grows_with_the_text():
    assert fonts.width("가나", fonts.BOLD) == pytest.approx(2 * fonts.width("가", fonts.BOLD), rel=0.2)


def test_missing_fonts_are_refused_with_the_way_out(tmp_path):
    (tmp_path / fonts.FILES[fonts.REGULAR]).touch()
    with pytest.raises(BadSetting, match=r"PretendardGOV-Bold\.ttf.*make run"):
        fonts.check_installed(tmp_path)


def test_the_fonts_of_this_installation_are_there():
    fonts.check_installed()
