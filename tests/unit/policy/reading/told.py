"""Reads the rows of a camera part written in a test."""

from app.policy.extraction import extract
from app.policy.reading.cutting import find_part
from app.policy.reading.rows import read_rows

PLACES = "나. 영상정보처리기기 설치 대수, 설치 위치 및 촬영범위"
PEOPLE = "다. 관리책임자, 담당부서 및 접근권한자"
KEEPING = "라. 영상정보의 촬영시간, 보관기간, 보관장소 및 처리방법"


def rows_read(*sections, name="policy.txt"):
    """Return what is read of sections, each a heading and its lines."""
    head = ["영상정보처리기기 운영·관리 방침", "가. 설치 목적", "- 범죄 예방"]
    text = "\n".join([*head, *(line for section in sections for line in section)])
    return read_rows(find_part(extract(text.encode(), name=name)))


def html_read(body):
    """Return what is read of a page."""
    page = f"<html lang='ko'><body><h1>영상정보처리기기 운영·관리 방침</h1>{body}</body></html>"
    return read_rows(find_part(extract(page.encode(), name="policy.html")))


def counts(read):
    """Return the number of devices of each row by its name, of parts by both names."""
    return {label(row): row.count.value if row.count else None for row in read.rows}


def label(row):
    """Return the name of a row, of a part with its place."""
    return row.name.value if row.part is None else f"{row.name.value} › {row.part.value}"


def row_named(read, name):
    """Return the first row of a name."""
    return next(row for row in read.rows if label(row) == name)
