"""While a site or zone is edited the sign is drawn from what is typed; nothing is written, and it cannot be printed."""

import io
import re
from base64 import b64decode

import pytest
from PIL import Image

from app.database import db
from app.kernel.actor import Role
from app.ledger import queries as ledger
from app.signage.layout.size import parse_size
from app.signage.pdf import Manner
from app.signage.pdf.draft import draft_png
from tests.browsing import form_with
from tests.builders.registry import record_estate
from tests.builders.signage import a_sign, a_signed_estate, issue

DAY = "2026-03-01"
ZONE = "/registry/zone/draft?code=HQ-lobby"


@pytest.fixture
def client(app, sign_in):
    record_estate(a_signed_estate())
    return sign_in("Amir")


def posted(client, address, form="/registry/zone/HQ-lobby/edit", **typed):
    """Send a form as a page sends it while somebody types: what it held, and what was changed."""
    typed = {"valid_from": DAY} | typed
    return client.post(address, data=form_with(client.get(form).text, typed).values | typed)


def picture_in(text):
    return Image.open(io.BytesIO(b64decode(re.search(r"data:image/png;base64,([^\"]+)", text)[1])))


def test_the_sign_of_a_zone_follows_what_is_typed_and_nothing_is_written(client):
    client.get("/registry/zone/HQ-lobby/edit")  # That one looked is sealed.
    before = len(list(ledger.entries(db.session())))
    same = posted(client, ZONE).text
    other = posted(client, ZONE, declared__purposes="교통 안전", declared__hours="주간").text

    assert "안내판은 바뀌지 않습니다" in same
    assert "안내판 1장이 새로 생기거나 내용이 바뀝니다" in other
    assert "번호는 처음 인쇄할 때" in other
    assert picture_in(same).tobytes() != picture_in(other).tobytes()
    assert len(list(ledger.entries(db.session()))) == before


def test_a_site_shows_the_first_of_its_signs_that_changes_and_how_many_do(client):
    issue()
    told = posted(client, "/registry/site/draft?code=HQ", "/registry/site/HQ/edit", declared__coverage="담장 밖").text

    assert "안내판 2장이 새로 생기거나 내용이 바뀝니다" in told
    assert "본사 사옥" in told
    assert "번호는 처음 인쇄할 때" not in told


def test_a_new_zone_is_drawn_before_it_has_a_code_that_counts_and_faults_are_said(client):
    new, form = "/registry/zone/draft?site=HQ", "/registry/zone/new?site=HQ"
    told = posted(client, new, form, code="HQ-yard", name="마당", camera_count="2").text

    assert "본사 사옥 마당" in told
    assert "새 안내판</span>" in told
    assert picture_in(told).width > 300
    assert "고칠 것이 있어" in posted(client, new, form, code="HQ-yard", name="", camera_count="둘").text


def test_without_a_script_the_button_shows_the_same(client):
    answer = client.fill(
        "/registry/zone/HQ-lobby/edit", button=("intent", "preview"), declared__hours="주간", valid_from=DAY
    )
    assert "안내판 1장이 새로 생기거나 내용이 바뀝니다" in answer.text
    assert picture_in(answer.text)


def test_only_who_may_edit_the_site_is_shown(client, sign_in):
    assert sign_in(Role.AUDITOR).post(ZONE).status_code in {400, 403}
    assert posted(client, "/registry/zone/draft?code=NOWHERE").status_code == 404
    far = sign_in("Amir", name="Far", sites={"G-1"})
    assert posted(far, ZONE, "/registry/site/G-1/edit").status_code == 404


def test_a_draft_is_marked_and_its_code_leads_nowhere():
    manner = Manner(size=parse_size("A4"))
    drawn = Image.open(io.BytesIO(draft_png(a_sign(number=""), manner)))
    reds = sum(count for count, (red, green, _blue) in drawn.getcolors(1 << 22) if red > green + 60 and green < 150)
    assert reds > drawn.width * drawn.height // 200
