"""A particle stands as the end of the word before it asks; where nobody can tell, both forms stay."""

import pytest

from app.kernel.particles import with_particles


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("안전관리팀장이(가) 요청 2026-0143을(를) 승인", "안전관리팀장이 요청 2026-0143을 승인"),
        ("이수아이(가) 요청 2026-0142을(를) 접수", "이수아가 요청 2026-0142를 접수"),
        ("<a>요청 2026-0145</a>을(를)", "<a>요청 2026-0145</a>를"),
        ("서울(으)로, 부산(으)로, 대구(으)로, 3(으)로, 8(으)로", "서울로, 부산으로, 대구로, 3으로, 8로"),
        ("감사을(를), 권한과(와), 기록은(는)", "감사를, 권한과, 기록은"),
        ("본사(로비)이(가), 로비 1 (C-1)</strong>을(를)", "본사(로비)가, 로비 1 (C-1)</strong>을"),
        ("정압기실(예시) (C-0172)</strong>을(를)", "정압기실(예시) (C-0172)</strong>을"),
        ("!을(를)", "!을(를)"),
        (
            "2026-12-25(금)을(를), 2026-12-02(으)로, 요청 2026-0122을(를)",
            "2026-12-25(금)을, 2026-12-02로, 요청 2026-0122를",
        ),
        ("HQ을(를), C-1이(가), CNG-M은(는)", "HQ를, C-1이, CNG-M은"),
    ],
)
def test_particles_follow_their_words(written, read):
    assert with_particles(written) == read
