"""Builds a frozen year of the self-check without a database, as a paper draws it."""

from itertools import cycle

from app.compliance.domain import AREA_LABELS
from app.self_check.domain import Light
from app.self_check.frozen import FORMAT, FrozenAction, FrozenQuestion, FrozenSource, FrozenYear
from app.self_check.questions import QUESTIONS

PLANNED = FrozenAction(
    what="녹화기의 조작 기록을 내려받아 살펴봄", role="관리책임자", until="2026-12-20", state="할 일"
)


def a_frozen_year():
    """Return a year with every question, all colours and a plan."""
    colours = cycle(Light)
    questions = tuple(
        FrozenQuestion(
            id=question.id,
            area=AREA_LABELS[question.area],
            text=question.text,
            met=question.met,
            light=next(colours).value,
            word="지킴",
            why="점검에서 2건을 찾았습니다.",
            ground="카메라 172대",
            rules=("CAM-06",),
            found=("CAM-06 녹음 금지 2건",),
            outcome="",
            evidence="",
            answered="",
            sources=(
                FrozenSource(
                    key="x", citation="「개인정보 보호법」 제25조제5항", words="", confirmed="A", confirmed_words=""
                ),
            ),
            actions=(PLANNED,),
        )
        for question in QUESTIONS
    )
    return FrozenYear(
        format=FORMAT,
        year=2026,
        document="SC-2026",
        frozen_on="2026-11-23",
        role="개인정보 보호책임자",
        organisation="예시도시가스㈜",
        revision="6c343108dd93",
        counts={light.value: sum(each.light == light.value for each in questions) for light in Light},
        names={light.value: light.value for light in Light},
        questions=questions,
    )
