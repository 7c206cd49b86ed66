"""Many signs at once: counted, made, fetched by whoever made them, remembered once, and listed for mounting."""

import hashlib
import io
import re
import time
from datetime import timedelta

import pypdfium2
import pytest

from app.database import db
from app.kernel.actor import Role
from app.kernel.clock import kst_day, utc_now
from app.ledger import queries as ledger
from app.registry.domain import Kind, Site
from app.signage import batches
from app.signage.layout.size import parse_size
from app.signage.placing import Act
from app.signage.queries.batches import goings, made_batches
from app.signage.verification import check_sign_choices, check_signs
from app.web.taking_away import KEPT
from tests.builders.accounts import an_actor
from tests.builders.registry import record, record_estate
from tests.builders.sightings import a_sighting, note
from tests.builders.signage import a_signed_estate, contents, issue, print_all


@pytest.fixture
def estate(app):
    record_estate(a_signed_estate())
    return app


def entries(name):
    return list(ledger.entries(db.session(), names={name}))


def renamed(name):
    site = Site(code="G-1", name=name.strip(), kind="정압기", row="governors", camera_count=2)
    record(Kind.SITE, site)


def make(client, **values):
    """Make a batch; return the page one is led to."""
    answer = client.fill("/signs/batches/new", **values)
    assert answer.status_code == 303, answer.text
    return answer.location


def pages_of(answer):
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.data)]


def test_a_batch_is_made_fetched_and_remembered_once(estate, sign_in):
    client = sign_in("Olga")
    place = make(client, sheet="A3", size="A5")
    page = client.get(place)
    assert "안내판 4장을 만들었고" in page.text
    answer = client.get(f"{place}/file")
    assert len(pages_of(answer)) == 2
    [printed], [made] = entries("sign.printed"), entries("sign.batch_made")
    assert len(printed.data["signs"]) == made.data["count"] == 4
    assert printed.data["batch"] == made.data["batch"] == place.rpartition("/")[2]
    assert made.data["digest"] == hashlib.sha256(answer.data).hexdigest()
    assert (made.data["sheet"], made.data["margin"], made.data["gap"]) == ("A3", 9, 6)
    assert list(check_signs(db.session())) == list(check_sign_choices(db.session())) == []


def test_the_same_batch_is_the_same_bytes(estate, sign_in):
    client = sign_in("Olga")
    first, second = (client.get(f"{make(client, sheet='A3', size='90x120')}/file").data for _ in range(2))
    assert first == second
    assert len(entries("sign.printed")) == 2


def test_after_a_batch_nothing_is_left_to_print_again(estate, sign_in):
    client = sign_in("Olga")
    print_all(issue())
    renamed("읍하 새 지구정압기")
    assert "<strong>1장</strong>" in client.get("/signs/batches/count?state=stale").text
    make(client, state="stale")
    assert "<strong>0장</strong>" in client.get("/signs/batches/count?state=stale").text
    assert len(entries("sign.printed")[-1].data["signs"]) == 1


@pytest.mark.parametrize(
    ("query", "count"), [("", 4), ("region=원주시", 2), ("kind=사옥", 2), ("site=G-1", 1), ("state=unprinted", 4)]
)
def test_the_count_follows_the_choice(estate, sign_in, query, count):
    assert f"<strong>{count}장</strong>" in sign_in("Olga").get(f"/signs/batches/count?{query}").text


def test_what_cannot_be_made_is_named_and_the_rest_is_made(estate, sign_in):
    client = sign_in("Olga")
    renamed("종합운동장 맞은편 공영주차장 출입구 옆 " * 9)
    told = client.get("/signs/batches/count?size=custom&custom_size=80x80&languages=en").text
    assert "<strong>3장</strong>" in told
    assert 'href="/sites/G-1"' in told
    assert "설치 장소: 글이 길어 80x80mm 크기에 들어가지 않습니다" in told
    assert "English 항목 이름 모두 · 3장" in told
    page = client.get(make(client, size="custom", custom_size="80x80", languages=["en"])).text
    assert "안내판 3장을 만들었고" in page
    assert "English 항목 이름 모두 · 3장" in page
    assert "글이 길어 80x80mm" in page
    assert entries("sign.batch_made")[-1].data["left_out"] == 1


def test_a_sign_that_lacks_a_line_is_named_by_it(app, sign_in):
    record_estate(a_signed_estate(coverage=None))
    told = sign_in("Olga").get("/signs/batches/count").text
    assert "<strong>0장</strong>" in told
    assert told.count("촬영 범위: 안내판에 반드시 적어야 하는 내용인데") == 4


def test_nothing_is_remembered_when_nothing_can_be_made(estate, sign_in):
    answer = sign_in("Olga").fill("/signs/batches/new", state="stale")
    assert answer.status_code == 422
    assert "인쇄할 안내판이 없습니다" in answer.text
    assert entries("sign.batch_made") == entries("sign.issued") == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"sheet": "A4", "size": "A3"}, "한 장도 놓을 수 없습니다"),
        ({"sheet": "A3", "variant": "print-shop"}, "모아 찍기를 빼고"),
        ({"size": "custom", "custom_size": "1x1"}, "크기는 쓸 수 없습니다"),
        ({"sheet": "A3", "margin": "1"}, "3~60 사이의 정수"),
    ],
)
def test_an_order_that_cannot_be_drawn_is_refused_in_words(estate, sign_in, monkeypatch, values, said):
    monkeypatch.setattr(batches, "FEW", 1)  # A large one is refused at once too.
    answer = sign_in("Olga").fill("/signs/batches/new", **values)
    assert answer.status_code == 422
    assert said in answer.text
    assert entries("sign.batch_made") == []


def test_a_large_batch_goes_on_by_itself_and_says_how_far_it_is(estate, sign_in, monkeypatch):
    monkeypatch.setattr(batches, "FEW", 1)
    client = sign_in("Olga")
    place = make(client, size="A5")
    state = client.get(place, headers={"HX-Request": "true"})
    while "hx-trigger" in state.text:
        assert "<progress" in state.text
        assert "HX-Refresh" not in state.headers
        time.sleep(0.02)
        state = client.get(place, headers={"HX-Request": "true"})
    assert "안내판 4장을 만들었고" in state.text
    assert state.headers["HX-Refresh"] == "true"
    assert len(pages_of(client.get(f"{place}/file"))) == 4


def test_a_large_batch_that_fails_says_so_and_remembers_nothing(estate, sign_in, monkeypatch, caplog):
    monkeypatch.setattr(batches, "FEW", 0)
    client = sign_in("Olga")
    folder = batches.shelf_of(estate)
    asked = batches.Asked(
        order=batches.BatchOrder(size=parse_size("A5"), languages=("en",)),
        actor=client.actor, now=utc_now(), public_url="http://localhost",
    )  # fmt: skip
    file = batches.begin_batch(estate, asked, total=4)
    place = f"/signs/batches/{file.id}"
    for _ in range(200):
        if "hx-trigger" not in client.get(place, headers={"HX-Request": "true"}).text:
            break
        time.sleep(0.02)
    assert "인쇄한 것으로 기록하지 않았습니다" in client.get(place).text
    assert client.get(f"{place}/file").status_code == 404
    assert not folder.path_of(file.id).exists()
    assert entries("sign.batch_made") == []
    assert "a batch of signs failed" in caplog.text


def test_a_file_is_for_who_made_it_and_for_an_hour(estate, sign_in, monkeypatch):
    client = sign_in("Olga")
    place = make(client)
    other = sign_in("Amir")
    assert other.get(f"{place}/file").status_code == 404
    assert "다른 사람이 만들어" in other.get(place).text
    later = utc_now() + KEPT + timedelta(minutes=1)
    monkeypatch.setattr("app.signage.views.batches.utc_now", lambda: later)
    assert client.get(f"{place}/file").status_code == 404
    assert client.get(f"{place}/cover.pdf").status_code == 200


def test_the_list_for_mounting_names_every_sign_with_its_page_and_what_it_replaces(estate, sign_in):
    old = issue()
    print_all(old)
    renamed("관설동 정압기 37.341234, 127.920123")
    client = sign_in("Olga")
    place = make(client, sheet="A3", size="A5")
    answer = client.get(f"{place}/cover.pdf")
    text = "".join(pages_of(answer))
    today = contents(as_of=kst_day(utc_now()))
    assert all(f"개정 {one.revision}" in text for one in today)
    assert all(one.revision in text for one in old)
    assert "원주시" in text
    assert "2쪽 1번" in text
    assert client.get(f"{place}/cover.pdf").data == answer.data
    [made] = entries("sign.batch_made")
    order = [sign["number"] for sign in entries("sign.printed")[-1].data["signs"]]
    found = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}", text)
    assert [one.replace("-", "") for one in found] == order
    assert made.data["pages"] == 2


def test_people_of_one_site_make_and_see_their_signs_only(estate, sign_in):
    whole = make(sign_in("Olga"))
    client = sign_in("Olga", sites={"G-1"})
    page = client.get("/signs/batches/new").text
    assert "관설동 정압기" in page
    for hidden in ("단구동", "본사 사옥", "사옥", "원주시"):
        assert hidden not in page
    assert "<strong>1장</strong>" in client.get("/signs/batches/count").text
    assert client.get("/signs/batches/count?site=HQ").text.count("<strong>") == 0
    assert client.get(whole).status_code == 404
    assert client.get(f"{whole}/cover.pdf").status_code == 404
    assert client.get(f"{whole}/file").status_code == 404
    own = make(client)
    listed = client.get("/signs/batches").text
    assert own in listed
    assert whole not in listed
    both = sign_in("Amir").get("/signs/batches").text
    assert own in both
    assert whole in both


def test_who_may_not_print_opens_nothing_of_it(estate, sign_in):
    place = make(sign_in("Olga"))
    auditor = sign_in(Role.AUDITOR)
    for path in ("/signs/batches", "/signs/batches/new", "/signs/batches/count", place, f"{place}/file"):
        assert auditor.get(path).status_code == 403
    assert auditor.post("/signs/batches/new", data={"size": "A4"}).status_code == 403
    assert "여러 장 만들기" not in auditor.get("/signs").text


def test_a_batch_is_made_again_on_the_same_terms(estate, sign_in):
    client = sign_in("Olga")
    place = make(client, sheet="custom", custom_sheet="320x450", size="custom", custom_size="100x100", gap="0")
    again = re.search(r'href="([^"]+)">같은 조건으로 다시', client.get(place).text)[1].replace("&amp;", "&")
    second = client.get(client.fill(again, size="custom").location).text
    assert "320x450mm 용지, 여백 9mm, 사이 0mm" in second
    assert "100x100mm" in second


def test_the_page_to_print_first_has_the_size_of_its_paper(estate, sign_in):
    client = sign_in("Olga")
    answer = client.get("/signs/batches/calibration.pdf?sheet=A3")
    [page] = pypdfium2.PdfDocument(io.BytesIO(answer.data))
    assert [round(side / 72 * 25.4) for side in page.get_size()] == [297, 420]
    assert client.get("/signs/batches/calibration.pdf?sheet=A5").status_code == 409


def test_only_what_hangs_is_to_be_taken_down(estate, sign_in):
    hung, gone, unseen = issue()[:3]
    print_all([hung, gone, unseen])
    note(a_sighting(hung.number, Act.MOUNTED, revision=hung.revision))
    note(a_sighting(gone.number, Act.MISSING, revision=gone.revision))
    make(sign_in("Olga"), size="A5")
    [made] = made_batches(db.session(), actor=an_actor(), size=1)

    def to_take_down():
        return {one.number: one.before for one in goings(db.session(), batch=made)}

    assert to_take_down()[hung.number] == hung.revision
    assert to_take_down()[gone.number] is to_take_down()[unseen.number] is None
    before = to_take_down()
    note(a_sighting(gone.number, Act.MOUNTED, revision=gone.revision))  # Sent later, of the same hour.
    assert to_take_down() == before
