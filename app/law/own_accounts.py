"""Owns our own choices about accounts that begin; no law sets them."""

from app.law.citation import PRODUCT, Words

W = Words

OWN_ACCOUNT_SOURCES = (
    PRODUCT.says(
        "first_link",
        "",
        W("최초 관리자의 링크", "The first administrator's link"),
        W(
            "최초 관리자가 계정을 만드는 링크는 24시간 안에 한 번만 쓸 수 있다. 법령이 정한 수가 아니다.",
            "The link by which the first administrator opens their account works once, within 24 hours. "
            "Not a legal number.",
        ),
    ),
)
