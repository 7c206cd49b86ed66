"""The faults of two published policies, by the numbers they are discussed under: each is found, and gone once mended.

``faulty.txt`` and ``no_cameras.txt`` have the same faults in our own words. What no text can show is said beside its
number: it is asked of the registry, of a request, or of a person (docs/lint-rules.md).
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from app.policy.extraction import extract
from app.policy.linting import lint

TODAY = date(2026, 11, 22)
FOLDER = Path(__file__).parent / "texts"
DOCUMENT = Path(__file__).resolve().parents[4] / "docs" / "lint-rules.md"
GROUND = "다른 사람의 생명·신체를 해칠 우려가 있는 경우"


@dataclass(frozen=True)
class Fault:
    """A numbered fault: its rules, each with words of the line it is found in, and words that mend it.

    ``unseen``: what of it no text shows.
    """

    number: str
    found: tuple[tuple[str, str], ...]
    mended: tuple[tuple[str, str], ...]
    unseen: str = ""


def _one(number, rule, words, old, new, *, unseen=""):
    return Fault(number, ((rule, words),), ((old, new),), unseen)


LUMPED = "가람, 나루 정압기 | 120대 | 건물 내/외부 |"
KEPT_LONG = "가람, 나루 정압기 | 60일 이내 |"
LOCKED = "- 3) 보관시설 마련이나 잠금장치 설치"
TITLE = "영상정보처리기기 설치, 운영\n가람"
LAST = "나루동 충전소 | 20일 이내 | 충전소 사무실 |\n"
A = (
    _one("SEED-01", "POL-05", "시행규칙 제 6조", "제 25조 시행규칙 제 6조에", "제25조제1항제2호와 제3호에"),
    Fault(
        "SEED-02",
        (("RET-01", "사옥, 정압기 |"), ("RET-01", "정압기 | 60일")),
        ((KEPT_LONG, KEPT_LONG.replace("60", "20")),),
    ),
    _one("SEED-03", "RET-02", "정압기 | 60일", "60일 이내", "60일 이내(무인 시설의 침입을 늦게 알기 때문)"),
    Fault(
        "SEED-04",
        (("CAM-09", "정압기 | 60일"), ("CAM-09", "가람동 충전소 | 20일"), ("CAM-09", "나루동 충전소 | 20일")),
        (
            (KEPT_LONG, "가람, 나루 정압기 | 24시간 | 60일 이내 | 가람도시가스 상황실 |"),
            ("가람동 충전소 | 20일", "가람동 충전소 | 24시간 | 20일"),
            ("나루동 충전소 | 20일", "나루동 충전소 | 24시간 | 20일"),
        ),
        unseen="whether the page merged those cells with the line above",
    ),
    Fault(
        "SEED-05",
        (("RET-10", "사옥, 정압기 |"), ("RET-10", "정압기 | 60일")),
        (("20일 이내", "촬영일로부터 20일 이내"), ("60일 이내", "촬영일로부터 60일 이내")),
    ),
    _one(
        "SEED-06",
        "POL-01",
        "라. 영상정보 촬영시간",
        LAST,
        f"{LAST}- 처리방법 : 보관기간이 지난 영상은 자동으로 영구 삭제하고 대장에 기록합니다.\n",
    ),
    _one("SEED-07", "MGR-01", "사옥 | 안전관리팀장", "사옥 | 안전관리팀장", "사옥 | 안전관리팀장(안전관리팀)"),
    Fault(
        "SEED-08",
        (("MGR-02", "가람동 충전소 | 가람동"), ("MGR-02", "나루동 충전소 | 나루동")),
        (
            ("| 가람동 충전소장 |", "| 가람동 충전소장 | 충전소 근무자 |"),
            ("| 나루동 충전소장 |", "| 나루동 충전소장 | 충전소 근무자 |"),
        ),
        unseen="that the recorders stand where those who may look do not work",
    ),
    _one(
        "SEED-09",
        "POL-01",
        "마. 영상정보 확인",
        "- 바. 정보주체의",
        "- 확인 방법 : 관리책임자에게 연락한 뒤 방문\n- 확인 장소 : 사옥 1층 상황실\n- 바. 정보주체의",
    ),
    _one("SEED-10", "POL-07", "① 수사", "수사나 재판, 공소 유지에 큰 지장을 주는 경우", GROUND),
    _one("SEED-11", "POL-07", "② 한 사람", "한 사람의 영상만 지우는 것이 기술적으로 어려운 경우", GROUND),
    _one(
        "SEED-12",
        "POL-07",
        "③ 요청대로",
        "요청대로 하면 다른 사람의 사생활이 침해될 우려가 큰 경우",
        GROUND,
        unseen="whether masking was weighed before a refusal (REQ-08): a request shows that",
    ),
    _one("SEED-13", "POL-07", "④ 그 밖에", "그 밖에 거절할 만한 공익적 사유가 있는 경우", GROUND),
    Fault(
        "SEED-14",
        (("POL-08", "7일 이내"), ("POL-08", "바. 정보주체의")),
        (
            ("7일 이내에", "10일 이내에"),
            ("때에만 보여 드립니다", "때에 보여 드립니다. 요구를 받은 날부터 10일 이내에 열람하게 합니다"),
        ),
        unseen="whether the seven days promised are kept",
    ),
    _one(
        "SEED-15",
        "POL-13",
        "명백히",
        "본인이 찍혔거나 명백히 생명, 신체, 재산의 이익에 필요한 때에만",
        "본인이 찍힌 때에",
    ),
    _one(
        "SEED-16",
        "POL-10",
        "명백히",
        "청구서로 신청하여야 하며",
        "청구서나 서면, 전화 033-000-2770으로 신청할 수 있으며",
    ),
    _one(
        "SEED-17",
        "POL-12",
        "3) 보관시설",
        LOCKED,
        f"- 영상의 안전한 저장과 전송을 위한 암호화\n- 처리기록의 보관과 위조 방지\n{LOCKED}",
    ),
    Fault(
        "SEED-18",
        (
            ("CAM-08", "사옥 | 4대"),
            ("CAM-08", "가람동 충전소 | 2대"),
            ("CAM-08", "나루동 충전소 | 2대"),
            ("CAM-08", "정압기 | 120대"),
            ("POL-02", "정압기 | 120대"),
        ),
        (("건물 내/외부", "정문과 울타리 바깥 길"),),
        unseen="whether that number is of cameras or of stations: the registry counts cameras",
    ),
    Fault(
        "SEED-19",
        (("POL-04", TITLE), ("POL-04", "가람도시가스는 다음과"), ("POL-04", "가. 영상정보처리기기")),
        (("영상정보처리기기", "고정형 영상정보처리기기"),),
    ),
    _one("SEED-20", "POL-13", "2022. 02. 15", "2022. 02. 15", "2026. 10. 01"),
    _one("SEED-21", "POL-06", "새빛에너지", "새빛에너지가", "가람도시가스가"),
    Fault(
        "SEED-22",
        (("MGR-04", "가. 개인정보보호 최고책임자"), ("MGR-04", "나. 개인정보 보호책임자")),
        (("- 가. 개인정보보호 최고책임자 : 전산실장 / 전화번호 : (02)000-5888\n", ""),),
    ),
    _one(
        "SEED-23",
        "CON-02",
        TITLE,
        LOCKED,
        f"{LOCKED}\n- 아. 영상정보 처리를 맡긴 수탁자는 없습니다.",
        unseen="whether there is such a company: somebody has to say so",
    ),
    _one(
        "SEED-24",
        "POL-01",
        TITLE,
        LOCKED,
        f"{LOCKED}\n- 아. 그 밖에 필요한 사항 : 안내판을 달고 녹음하지 않습니다.",
        unseen="how requests reach the stations",
    ),
    Fault(
        "SEED-25",
        (("POL-24", "제 3차에게"), ("POL-24", "누출"), ("POL-24", "ecm.cyber")),
        (("제 3차에게", "제3자에게"), ("누출", "유출"), ("ecm.cyber", "ecrm.cyber")),
    ),
    Fault(
        "SEED-26",
        (("CAM-02", "1) 시설 안전과"), ("CAM-03", "정압기 | 120대")),
        (("가람, 나루 정압기", "가람, 나루 공급 시설"),),
        unseen="which places are closed to people",
    ),
)
B = (
    _one("B-98", "POL-11", "6개월", "최소 6개월", "최소 1년"),
    Fault(
        "B-47, 57",
        (("POL-05", "별지 제8호"), ("POL-05", "별지 제11호")),
        (("시행규칙 별지 제8호 서식", "서식"), ("시행규칙 별지 제11호 서식", "서식")),
    ),
)
CASES = [("faulty.txt", one) for one in A] + [("no_cameras.txt", one) for one in B]


def findings_in(text):
    lines = text.splitlines()
    return {
        (one.rule, lines[one.where.line - 1])
        for one in lint(extract(text.encode(), name="a.txt"), on=TODAY).findings
        if one.where
    }


def line_of(text, words):
    place = text.index(words)
    assert text.count(words) == 1, words
    return text[: text.index("\n", place) if "\n" in text[place:] else None].rsplit("\n", 1)[-1]


@pytest.fixture(scope="module")
def found():
    return {name: findings_in((FOLDER / name).read_text(encoding="utf-8")) for name in ("faulty.txt", "no_cameras.txt")}


def test_every_number_is_there_once():
    assert [one.number for one in A] == [f"SEED-{number:02}" for number in range(1, 27)]


@pytest.mark.parametrize(("name", "fault"), CASES, ids=lambda one: getattr(one, "number", ""))
def test_a_known_fault_is_found_by_its_rules_and_gone_once_mended(found, name, fault):
    text = (FOLDER / name).read_text(encoding="utf-8")
    wrong = {(rule, line_of(text, words)) for rule, words in fault.found}
    assert wrong <= found[name]
    mended = text
    for old, new in fault.mended:
        assert old in mended
        mended = mended.replace(old, new)
    left = findings_in(mended)
    for old, new in fault.mended:
        wrong |= {(rule, line.replace(old, new)) for rule, line in wrong}
    assert wrong & left == set()


def test_the_document_names_the_rules_of_every_number():
    rows = [line.split("|") for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("| SEED")]
    told = {number.strip(): rules for _, names, _what, rules, _ in rows for number in _numbers(names)}
    assert set(told) == {one.number for one in A}
    for one in A:
        assert all(rule in told[one.number] for rule, _words in one.found), one.number


def _numbers(names):
    first, *others = names.strip().removeprefix("SEED-").split(", ")
    return [f"SEED-{number}" for number in (first, *others)]


def test_what_no_text_shows_is_written_beside_its_number():
    unseen = {one.number for one in A if one.unseen}
    document = DOCUMENT.read_text(encoding="utf-8")
    listed = document[document.index("What no text can show") :].split("\n\n")[0]
    assert {number for number in (one.number for one in A) if number.removeprefix("SEED-") in listed} == unseen
