"""Whose words stand in a text: a trivial later edit frees nobody, and who was overwritten is free."""

from app.policy.clauses.blame import Change, authors_of, lines_of

OURS = ("영상에 다른 사람이 함께 나오면 알아볼 수 없게 가린 뒤에 보여 드립니다.",)
ADA, BEN = 1, 2
ADAS = ("함께 찍힌 분의 얼굴은 모자이크로 가려서 창구에서 보여 드립니다.",)


def whose(*changes, before=OURS, nobodys=()):
    return set(authors_of(before, [Change(who, lines) for who, lines in changes], nobodys=nobodys))


def test_who_rewords_a_block_is_its_author():
    assert whose((ADA, ADAS)) == {ADA}


def test_a_full_stop_or_a_space_frees_nobody():
    assert whose((ADA, ADAS), (BEN, (ADAS[0].rstrip(".") + " .",))) == {ADA}
    assert whose((ADA, ADAS), (BEN, (f"「{ADAS[0]}」",))) == {ADA}


def test_a_word_more_makes_another_author_and_frees_nobody():
    assert whose((ADA, ADAS), (BEN, (f"{ADAS[0]} 늘 그렇습니다.",))) == {ADA, BEN}
    assert whose((ADA, ADAS), (BEN, (ADAS[0].replace("창구에서", "현장에서"),))) == {ADA, BEN}


def test_who_was_fully_overwritten_is_free():
    assert whose((ADA, ADAS), (BEN, ("다른 분은 흐리게 처리하고 보여 드립니다.",))) == {BEN}


def test_words_that_are_ours_or_were_published_are_nobodys():
    assert whose((ADA, (OURS[0] + " 꼭 가립니다.",)), (BEN, OURS)) == set()
    kept = ("영상에 다른 사람이 함께 나오면 알아볼 수 없게 가린 뒤에 내어 드립니다.",)
    assert whose((ADA, ADAS), (BEN, kept), before=ADAS, nobodys=[OURS]) == {BEN}


def test_who_only_takes_away_is_its_author_where_nobodys_words_are_new():
    shorter = ("영상에 다른 사람이 함께 나오면 보여 드립니다.",)
    assert whose((ADA, shorter)) == {ADA}
    assert whose((ADA, shorter), (BEN, (shorter[0] + " ",))) == {ADA}
    assert whose((ADA, shorter), (BEN, OURS)) == set()


def test_who_brings_anothers_words_back_is_an_author_beside_them():
    assert whose((ADA, ADAS), (BEN, OURS), (BEN, ADAS)) == {ADA, BEN}


def test_a_block_of_two_words_is_somebodys_too():
    assert whose((ADA, ("짧은 제목",)), (BEN, ("아주 짧은 제목",))) == {ADA, BEN}


def test_values_are_read_line_by_line():
    assert lines_of({"b": ["하나", {"n": 3}], "a": None}) == ("하나", "3")
