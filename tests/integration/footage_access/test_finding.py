"""Words find the same entries whether the index knows them yet or not, and nothing that was erased."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from app.database import db, unit_of_work
from app.footage_access import queries, word_index
from app.footage_access.domain import Filter, Kind
from app.footage_access.models import FootageAccess
from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day
from tests.benchmarks.large_register import END, fill
from tests.builders.footage_access import log
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, places

ALL = Actor(1, "Amir", frozenset({Role.MANAGER}))
SOME = Actor(2, "Olga", frozenset({Role.OPERATOR}), frozenset({"S-000", "S-003", "S-100"}))
WANTED = (
    {"text": "경보"},
    {"text": "수색"},
    {"text": "경보 횡성"},
    {"text": "ㅅㅈㅈ"},
    {"text": "ㅆ"},
    {"text": "ㄱ"},
    {"text": "없는말"},
    {"text": "100%"},
    {"text": "C-003-1"},
    {"text": "F-0.mp4"},
    {"text": "경보", "site": "S-003"},
    {"text": "경보", "site": "S-163"},
    {"text": "누출", "handler_id": 7},
    {"text": "이용", "kinds": (Kind.USE,)},
    {"text": "점검", "camera": "C-003-1"},
    {"text": "신호", "since": END - timedelta(days=200), "until": END - timedelta(days=100)},
)


def catch_up():
    with unit_of_work() as session:
        while word_index.catch_up(session):
            pass


def found(wanted, actor, *, size=2_000):
    page = queries.page_of_entries(db.session(), wanted=Filter(**wanted), actor=actor, size=size)
    return [row.leaf for row in page.rows]


def test_the_index_changes_how_fast_words_are_found_and_not_which(app, monkeypatch):
    monkeypatch.setattr("app.footage_access.queries.finding._FEW", 50)
    fill(3_500, indexed=False)
    before = [found(wanted, actor) for wanted in WANTED for actor in (ALL, SOME)]

    catch_up()
    db.session.rollback()

    assert [found(wanted, actor) for wanted in WANTED for actor in (ALL, SOME)] == before
    nothing = [wanted["text"] for wanted, leaves in zip(WANTED, before[::2], strict=True) if not leaves]
    assert nothing == ["없는말", "100%", "F-0.mp4"]
    assert all(leaves == sorted(leaves, reverse=True) for leaves in before)


def test_pages_of_found_entries_follow_each_other(app, monkeypatch):
    monkeypatch.setattr("app.footage_access.queries.finding._FEW", 50)
    fill(1_500)
    whole = found({"text": "경보"}, ALL)

    seen, before = [], None
    while before is None or seen[-1] != whole[-1]:
        page = queries.page_of_entries(db.session(), wanted=Filter(text="경보"), actor=ALL, before=before, size=40)
        seen += [row.leaf for row in page.rows]
        before = page.rows[-1].key

    assert seen == whole
    assert len(seen) > 80


@pytest.fixture
def estate(app):
    record_estate()


def test_what_is_erased_is_found_by_no_word_of_it_but_by_its_place(estate, monkeypatch):
    monkeypatch.setattr("app.footage_access.queries.finding._FEW", 0)
    leaf = log(text="실종자 수색 협조", places=places("단구동")).leaf
    kept = log(text="실종자 이동경로 확인").leaf
    catch_up()
    assert found({"text": "수색"}, AMIR) == [leaf]

    with unit_of_work() as session:
        word_index.forget(session, [leaf])
        session.execute(
            update(FootageAccess).where(FootageAccess.leaf == leaf).values(text="", search="", erased_on=kst_day(NOW))
        )
        word_index.remember(session, [leaf])

    wanted = word_index.Wanted(words=((word_index.grams("수색"), frozenset()),))
    assert word_index.leaves_with(db.session(), wanted, below=99, above=0, most=9) == []
    assert found({"text": "수색"}, AMIR) == []
    assert found({"text": "단구"}, AMIR) == [leaf]
    assert found({"text": "실종자"}, AMIR) == [kept]


def test_an_erased_word_is_not_left_in_the_file(estate, database_url):
    leaf = log(text="실종자 수색 협조").leaf
    catch_up()
    with unit_of_work() as session:
        word_index.forget(session, [leaf])

    if database_url.startswith("sqlite"):
        blocks = db.session.execute(text("SELECT block FROM footage_access_grams_data")).scalars()
        letters = f"{word_index.token('t', '종자') & 0xFFFFFFFF:x}".encode()[1:]
        assert not any(letters in block for block in blocks)
    else:
        assert db.session.execute(text("SELECT count(*) FROM footage_access_grams")).scalar() == 0


def test_a_name_is_found_beside_a_word_of_the_entry(estate):
    log(text="가스누출 경보 살핌")
    log(actor=AMIR, text="가스누출 점검 살핌", places=places("단구동"))

    assert queries.count_entries(db.session(), wanted=Filter(text="가스누출 ㅇㄹㄱ"), actor=AMIR).number == 0
    assert queries.count_entries(db.session(), wanted=Filter(text="가스누출"), actor=AMIR).number == 2


def test_a_number_is_looked_up_as_it_stands(estate):
    leaf = log(Kind.USE, file_name="C-1 2026-11.mp4").leaf
    log(text="C-1 2026-11.mp4 를 다시 봄")

    assert found({"text": "C-1 2026-11.mp4"}, AMIR) == [leaf]


def test_whoever_sees_some_sites_finds_nothing_by_the_place_of_another(estate):
    log(text="정시 순찰", places=places("C-1", "단구동"))
    catch_up()
    governor = Actor(OLGA.id, OLGA.name, OLGA.roles, frozenset({"G-2"}))

    assert len(found({"text": "단구"}, governor)) == 1
    assert found({"text": "로비"}, governor) == []
