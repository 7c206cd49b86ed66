"""Owns our own choices about what the checks find; no law sets them."""

from app.law.citation import PRODUCT, Words

W = Words

OWN_CHECK_SOURCES = (
    PRODUCT.says(
        "use_of_copies",
        "",
        W("내보내기·출력의 용도", "What copies are for"),
        W(
            "개인정보를 내보내거나 출력하거나 내려받을 때 고르는 용도의 목록이다. "
            "안전성기준 제12조는 용도를 특정하라고만 하므로 목록은 법령이 정한 것이 아니다.",
            "The list of uses chosen from when personal data is exported, printed or downloaded. Article 12 of the "
            "safety standard only asks to state the use; the list is not a legal rule.",
        ),
    ),
    PRODUCT.says(
        "copies_per_hour",
        "",
        W("한 사람이 한 시간에 가져가는 수", "How much one person takes out in an hour"),
        W(
            "한 사람은 한 시간에 파일과 출력물을 60건까지 가져간다. 더는 막고 원장에 남긴다. 법령의 수가 아니다.",
            "One person takes out at most 60 files and papers an hour; more is stopped and sealed. No legal number.",
        ),
    ),
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
    PRODUCT.says(
        "finding_acknowledged",
        "",
        W("점검 결과를 확인해 두기", "Acknowledging a finding"),
        W(
            "바로 고칠 수 없는 점검 결과는 사유와 함께 180일까지 확인해 둔다. 위반은 개인정보 보호책임자만 하며, "
            "나빠지거나 다시 생기거나 기한이 지나면 다시 열린다. 법령이 정한 것이 아니며 의무를 없애지 않는다.",
            "What cannot be mended at once is acknowledged with a reason for at most 180 days, a violation by the "
            "privacy officer only. It opens again when it grows worse, comes back or the day has passed. Not a legal "
            "rule; no duty ends by it.",
        ),
    ),
    PRODUCT.says(
        "backup_age",
        "",
        W("백업의 간격과 암호화", "How often backups are made, and encrypted"),
        W(
            "백업은 48시간 안에 하나씩, 공개키로 암호화해 만든다. 얼마나 자주 해야 하는지 정한 법령은 찾지 못했다.",
            "A backup is made within every 48 hours, encrypted for a public key. No law was found that says how often.",
        ),
    ),
)
