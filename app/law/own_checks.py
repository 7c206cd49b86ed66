"""Owns our own choices about what the checks find; no law sets them."""

from app.law.citation import PRODUCT, Words

W = Words

OWN_CHECK_SOURCES = (
    PRODUCT.says(
        "finding_due",
        "",
        W("점검 결과의 담당과 기한", "Whose a finding is, and until when"),
        W(
            "점검에서 처음 본 날부터 위반은 14일, 주의는 30일, 참고는 90일 안에 담당 역할이 바로잡는다. "
            "담당과 기한을 정한 법령은 없다.",
            "From the day a check first saw it, its role settles an error within 14 days, a warning within 30, a note "
            "within 90. No law sets whose it is or how long it may take.",
        ),
    ),
)
