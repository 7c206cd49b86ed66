"""Every kind of PDF the product makes keeps PDF/UA-1 and PDF/A-2a; veraPDF is the judge, and finds what is broken."""

import io
import re
from io import BytesIO

import pytest

from app.case_papers.clauses import LANGUAGES
from app.case_papers.pdf import paper_pdf
from app.documents.register import Column, register_pdf
from app.policy.domain import Form
from app.policy.formats import FORMATS
from app.policy.pdf import write_policy_pdf
from app.policy.writers.comparison_pdf import comparison_pdf
from app.registry.document import read_document
from app.registry.example import example_document
from app.self_check.year_paper import draw_year
from app.signage.domain import sign_number
from app.signage.layout.imposition import Imposition
from app.signage.layout.positions import Position
from app.signage.layout.sheets import Sheet
from app.signage.layout.size import parse_size
from app.signage.looks import Variant
from app.signage.pdf import Manner, render
from app.signage.pdf.calibration import calibration_pdf
from app.signage.pdf.contact import contact_sheet_pdf
from app.signage.pdf.cover import write_cover
from app.signage.pdf.cover_line import Line
from tests.builders.case_papers import SEAL, every_paper
from tests.builders.frozen_years import a_frozen_year
from tests.builders.policy import a_comparison, policy_of_document
from tests.builders.signage import a_sign, many_signs
from tests.cases import case
from tests.cases.conversion import document_of
from tests.golden_signs import SIGNS
from tests.verapdf import VeraPdfMissing, failures_of, missing_for_verapdf

COLUMNS = (Column("번호"), Column("일시", 2), Column("목적·사유", 5))
ROWS = [(str(n), f"2026-11-{n % 28 + 1:02} 03:16", "도난 신고 확인을 위하여 재생함") for n in range(120)]


def every_pdf():
    """Return one of each kind of file, by name."""
    papers = {
        f"{name}-{language}": paper_pdf(made.paper(language), seal=SEAL)
        for name, made in every_paper().items()
        for language in LANGUAGES
    }
    write = FORMATS["pdf"].write
    streamed = BytesIO()
    write_policy_pdf(policy_of_document(example_document()), streamed, streamed_from=1)
    return papers | {
        "register": register_pdf(
            title="개인영상정보 관리대장",
            author="예시도시가스㈜",
            columns=COLUMNS,
            rows=ROWS,
            closing=["모두 120건."],
            seal=SEAL,
        ),
        "policy-ko": write(policy_of_document(example_document(), form=Form.SECTION)),
        "policy-en": write(policy_of_document(read_document(document_of(case("13"))), language="en")),
        "policy-long": streamed.getvalue(),
        "policy-compared": comparison_pdf(a_comparison()),
        "sign": render([a_sign()], size=parse_size("A4")),
        "sticker": render([a_sign()], size=parse_size("100x140")),
        "signs": render(many_signs(172), size=parse_size("A4", landscape=True)),
        "plate": render([a_sign()], size=parse_size("A4"), variant=Variant.PLATE),
        "print-shop": render(many_signs(1), **SIGNS["print-shop"]),
        "sheet": render(many_signs(5), size=parse_size("100x140"), sheet=Imposition(Sheet("A3", 297, 420), gap=0)),
        "calibration": calibration_pdf(Sheet("A4", 210, 297)),
        "mounting-list": mounting_list(),
        "self-check": draw_year(a_frozen_year(), seal=SEAL),
        "sizes": contact_sheet_pdf(a_sign(), [Manner(size=parse_size(size)) for size in ("A4", "80x80", "300x200")]),
    }


def mounting_list():
    """Return a list of two pages with two regions, a map position and an old sign to take down."""
    buffer = io.BytesIO()
    lines = [
        Line(
            page=1,
            spot=number,
            site="G-1",
            region="원주시" if number < 15 else "횡성군",
            name="읍하 지구정압기",
            address="읍하로 100-1" if number > 3 else "",
            number=sign_number(number),
            revision="ABC123",
            where="기둥",
            position=Position("37.491233", "127.985412") if number == 1 else None,
            before="XYZ789" if number == 2 else None,
        )
        for number in range(1, 18)
    ]
    write_cover(buffer, lines, title="안내판 설치 목록", note="2026-11-23 인쇄", author="예시도시가스㈜")
    return buffer.getvalue()


def test_every_kind_of_pdf_keeps_both_standards(verapdf):
    made = every_pdf()
    names = list(made)
    faults = verapdf(made.values())
    assert [re.sub(r"\A\d+", lambda place: names[int(place[0])], fault) for fault in faults] == []


def test_a_broken_pdf_is_reported_by_rule_and_a_sound_one_beside_it_is_not(verapdf, tmp_path):
    sound = render([a_sign()], size=parse_size("A4"))
    untagged = sound.replace(b"/Marked true", b"/Marked null").replace(b"/StructTreeRoot", b"/XtructTreeRoot")
    assert len(untagged) == len(sound)
    (tmp_path / "no.pdf").write_bytes(b"not a PDF")

    faults = verapdf([sound, untagged, tmp_path / "no.pdf"])

    assert not [fault for fault in faults if fault.startswith("0:")]
    assert any(fault.startswith("1: PDF/UA-1 ") for fault in faults)
    assert any(fault.startswith("1: PDF/A-2a 6.7.") for fault in faults)
    assert any(fault.startswith(f"{tmp_path}/no.pdf: PDF/A-2a - cannot be read") for fault in faults)


def test_a_machine_without_java_is_told_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(VeraPdfMissing, match=r"no java, no javac.*apt-get install default-jdk-headless libjaxb-java"):
        failures_of([b""], folder=tmp_path)


def test_a_machine_without_the_classes_is_told_which(tmp_path):
    assert f"no {tmp_path}/jaxb-runtime.jar" in missing_for_verapdf(jars=tmp_path)
