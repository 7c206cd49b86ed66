"""A privacy policy round the part about cameras: what such policies say before and after it, in our own words."""

from tests.layouts.paper import Heading, Tab, Text, points

BEFORE = {
    "ko": (
        ("개인정보의 처리 목적", "회원 관리와 요금 안내에 필요한 개인정보만 처리하며, 다른 용도로 쓰지 않습니다."),
        ("개인정보의 보유 기간", "회원 정보는 탈퇴할 때까지, 요금 자료는 관계 법령이 정한 5년 동안 보유합니다."),
        ("개인정보 처리의 위탁", "고지서 인쇄와 발송은 아래 업체에 맡기고 있습니다."),
    ),
    "en": (
        ("Why we process personal data", "We process what is needed to serve our customers."),
        ("How long we keep it", "Customer data is kept for five years."),
    ),
}
AFTER = {
    "ko": (
        ("개인정보의 안전성 확보조치", ("비밀번호의 암호화", "접속기록의 2년 보관", "전산실 출입 통제")),
        ("권익침해 구제방법", ("개인정보분쟁조정위원회: 국번없이 1833-6972", "개인정보침해신고센터: 국번없이 118")),
    ),
    "en": (("Remedies", ("You may complain to the supervisory authority.",)),),
}


def surrounded(blocks, words):
    """Return a whole privacy policy with the camera part as one chapter of it."""
    korean = words.language == "ko"
    found = [Heading("개인정보 처리방침" if korean else "Privacy policy", 1)]
    number = 0
    for heading, text in BEFORE[words.language]:
        number += 1
        found += [Heading(heading, 2, f"제{number}조" if korean else f"{number}."), Text(text)]
    if korean:
        found.append(
            Tab(("수탁업체", "위탁업무", "보유기간"), (("한빛인쇄", "고지서 인쇄와 발송", "위탁 종료 시까지"),))
        )
    number += 1
    title = "고정형 영상정보처리기기의 설치·운영" if korean else "Video surveillance (CCTV)"
    found.append(Heading(title, 2, f"제{number}조" if korean else f"{number}."))
    for block in blocks[1:]:
        lower = isinstance(block, Heading)
        found.append(Heading(block.text, block.rank + 1, _below(block.mark)) if lower else block)
    for heading, texts in AFTER[words.language]:
        number += 1
        found.append(Heading(heading, 2, f"제{number}조" if korean else f"{number}."))
        found.append(points(texts, mark="1."))
    return found


def _below(mark):
    """Return a mark that is not taken for an article of the whole policy."""
    return f"{mark.strip('제조')}." if mark.startswith("제") else mark
