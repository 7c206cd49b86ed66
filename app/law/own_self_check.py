"""Owns our own choices about the yearly self-check; no law sets them."""

from app.law.citation import PRODUCT, Words

W = Words

OWN_SELF_CHECK_SOURCES = (
    PRODUCT.says(
        "self_check",
        "",
        W("자가점검의 주기와 답의 기한", "How often the self-check is made, and how long an answer holds"),
        W(
            "자가점검은 해마다 한 번 확정하고, 사람이 적은 답은 12개월까지 쓴다. 내부 관리계획의 이행을 해마다 "
            "점검하라는 것(안전성기준 제4조) 말고는 무엇을 어떻게 점검할지 정한 법령을 찾지 못했다.",
            "The self-check is frozen once a year, and what a person answered holds for at most 12 months. Beyond the "
            "yearly check of the internal plan (safety standard, article 4) no law was found that says what to check.",
        ),
    ),
    PRODUCT.says(
        "self_check.years",
        "",
        W("자가점검 설명의 보관기간", "Keeping the notes of the self-check"),
        W(
            "답에 적은 설명은 답의 기한이 지나고 3년 뒤에 지운다. 법령에서 기간을 찾지 못했다.",
            "The note of an answer is erased 3 years after the answer's last day; no period was found in law.",
        ),
    ),
)
