"""Builds papers of invented people and companies, in both languages, and reads papers back from PDF and HTML."""

import re
import zlib
from collections import Counter
from datetime import date, datetime

import pypdfium2
from html5lib import parse as parse_html

from app.case_papers.content import (
    ProxyForm,
    Receipt,
    RecipientLetter,
    RequestForm,
    YearStatistics,
    notice_of,
)
from app.case_papers.domain.facts import (
    CaseFacts,
    DecisionFacts,
    HandedFile,
    HandoverFacts,
    Looking,
    ReceiptFacts,
    Sender,
)
from app.case_papers.domain.figures import AskedCase, figures_of
from app.documents.seal import Seal
from app.kernel.clock import KST

DAY = date(2026, 11, 22)
ADDRESS = "https://watchbook.example.kr/public/request/receipt"
SECRET = "7K2MQ9XWB4TD5HNE"
SEAL = Seal("원장 봉인", ("루트 해시 cm9vdA==",), "cm9vdA==", "원장 체크포인트의 QR 코드")
_OBJECTION = "통지를 받은 뒤 개인정보 보호책임자에게 서면, 전화, 전자우편으로 다시 결정해 달라고 할 수 있습니다."
_NUMBER = re.compile(r"\A\d+ /\s+\d+\s+")
_HEAD_AND_NUMBER = re.compile(r"\A[^\n]+\n\d+ /\s+\d+\s+")


def moment(month, day, hour=0, minute=0):
    return datetime(2026, month, day, hour, minute, tzinfo=KST)


def a_sender(**changes):
    facts = {
        "name": "예시도시가스㈜",
        "name_en": "Example City Gas Co., Ltd.",
        "address": "강원특별자치도 원주시 예시로 1",
        "phone": "033-000-0000",
        "homepage": "https://gas.example.kr",
        "officer_title": "관리이사",
        "officer_department": "경영지원팀",
        "officer_phone": "033-000-0001",
    }
    return Sender(**(facts | changes))


def a_case(**changes):
    facts = {
        "number": "2026-0143",
        "kind": "viewing",
        "requester_kind": "subject",
        "channel": "web",
        "received_at": moment(11, 15, 10, 30),
        "due_on": date(2026, 11, 25),
        "span_from": moment(11, 14, 18),
        "span_to": moment(11, 14, 18, 40),
        "requester_name": "김예시",
        "requester_contact": "010-0000-0000",
        "requester_address": "강원특별자치도 원주시 보기길 2",
        "places": ("C-0132 본사 정문", "C-0133 본사 주차장"),
        "place_words": "정문 앞 화단 옆",
        "purpose": "주차한 차량이 긁혀 있어 그때의 상황을 확인하려고 합니다.",
    }
    return CaseFacts(**(facts | changes))


def a_decision(outcome="refused", **changes):
    facts = {
        "outcome": outcome,
        "decided_on": DAY,
        "items": ("18시부터 18시 40분까지의 정문 영상", "같은 시간의 주차장 영상"),
        "show_at": moment(11, 24, 14),
        "show_place": "본사 2층 민원실",
        "masking": "함께 촬영된 다른 사람 2명의 얼굴을 가립니다.",
        "fee": "없음",
        "withheld": "18시 20분부터 18시 25분까지",
        "ground": "pipa.35.4.2",
        "reason": "이 구간에는 11월 13일에 신변 보호를 요청한 방문객의 동선이 나옵니다.",
        "objection_method": _OBJECTION,
        "ground_ends_on": date(2026, 11, 27),
        "answer_by": date(2026, 12, 7),
        "looking": a_looking(),
    }
    return DecisionFacts(**(facts | changes))


def a_looking(**changes):
    facts = {
        "looked_for": "C-0132 본사 정문, C-0133 본사 주차장",
        "looked_at": moment(11, 16, 9),
        "looked_by": "안전관리팀 관제 담당",
        "gone_since": moment(11, 9, 18, 40),
        "why": "보관기간 20일이 지나 저장장치가 덮어썼습니다.",
    }
    return Looking(**(facts | changes))


def a_handover(**changes):
    facts = {
        "recipient": "예시경찰서",
        "handed_on": date(2026, 11, 20),
        "letter_on": date(2026, 11, 20),
        "ground": "pipa.18.2.2",
        "purpose": "재물손괴 사건의 확인",
        "files": (
            HandedFile(
                name="C-0132_1800.mp4",
                digest="9f" * 32,
                span=(moment(11, 14, 18), moment(11, 14, 18, 40)),
                form="파일(USB)",
            ),
        ),
        "limits": "위 사건의 확인에만 쓰고 다른 목적으로 쓰지 않습니다.",
        "measures": "암호를 걸어 보관하고 담당자만 볼 수 있게 합니다.",
        "use_until": date(2027, 2, 20),
        "ends_with": "destroy",
        "confirm_by": date(2027, 2, 28),
        "document_no": "예시서-2026-1234",
    }
    return HandoverFacts(**(facts | changes))


NAMES = {
    "kinds": ("viewing", "copy", "existence", "deletion", "suspension", "provision"),
    "requesters": ("subject", "guardian", "agent", "investigator", "court", "insurer", "third_party", "internal"),
    "channels": ("counter", "phone", "letter", "email", "fax", "web"),
    "outcomes": ("approved", "partly_approved", "refused", "not_existing", "withdrawn", "postponed", "open"),
    "grounds": ("pipa.35.4.1", "pipa.35.4.2"),
}


def asked(month, **changes):
    return AskedCase(**({"month": month, "kind": "viewing", "requester": "subject", "channel": "web"} | changes))


def some_figures(cases=None):
    chosen = cases if cases is not None else (
        asked(1, outcome="approved", days=3),
        asked(1, kind="copy", channel="counter", outcome="refused", ground="pipa.35.4.2", days=9, held=True),
        asked(5, requester="agent", outcome="not_existing", days=12, late=True, gone=True),
        asked(11, kind="provision", requester="investigator", outcome="approved", days=1, handed_over=2, returned=1),
        asked(11, emergency=True),
    )  # fmt: skip
    return figures_of(2026, chosen, counted_at=moment(11, 22, 9), **NAMES)


def every_paper():
    """Return one of each paper, by the name of its golden text."""
    sender, case = a_sender(), a_case()
    agent = a_case(requester_kind="agent", requester_name="박대리", subject_name="김예시", relation="배우자")
    told = {
        outcome: notice_of(sender, case, a_decision(outcome))
        for outcome in ("approved", "partly_approved", "postponed", "refused")
    }
    gone = a_case(span_from=moment(10, 20, 18), span_to=moment(10, 20, 18, 40))
    told["not_existing"] = notice_of(sender, gone, a_decision("not_existing"))
    provision = a_case(kind="provision", requester_kind="investigator", requester_body="예시경찰서")
    return {
        "request-form-blank": RequestForm(sender, DAY),
        "request-form-filled": RequestForm(sender, DAY, case),
        "proxy-blank": ProxyForm(sender, DAY),
        "proxy-filled": ProxyForm(sender, DAY, agent),
        **told,
        "recipient-letter": RecipientLetter(sender, provision, a_handover()),
        "receipt": Receipt(sender, case, ReceiptFacts(address=ADDRESS, secret=SECRET)),
        "statistics": YearStatistics(sender, some_figures()),
    }


def pages_of(pdf):
    """Return the text of each page without its number and running head."""
    found = []
    for place, page in enumerate(pypdfium2.PdfDocument(pdf)):
        text = "\n".join(line.strip() for line in page.get_textpage().get_text_bounded().splitlines())
        kept, cut = (_HEAD_AND_NUMBER if place else _NUMBER).subn("", text)
        assert cut == 1, text[:80]
        found.append(kept)
    return found


def text_of(pdf):
    return "\n".join(pages_of(pdf)) + "\n"


def text_of_html(html):
    return "\n".join(parse_html(str(html), treebuilder="etree", namespaceHTMLElements=False).find("body").itertext())


def squeezed(text):
    """Return a text without white space and marks of lists."""
    return "".join(text.replace("•", "").split())


def flow_tags(pdf):
    """Return how many elements of each kind a paper has, having followed its tags from both ends."""
    objects = {int(n): body for n, body in re.findall(rb"(?s)(\d+) 0 obj\n(.*?)\nendobj", pdf)}
    (root,) = (body for body in objects.values() if b"/Type/StructTreeRoot" in body)
    nums = re.search(rb"/Nums\[(.*)\]>>", root)[1]
    owners = [[int(n) for n in re.findall(rb"(\d+) 0 R", marks)] for marks in re.findall(rb"\d+ \[([^\]]*)\]", nums)]
    pages = [number for number, body in objects.items() if re.search(rb"/Type /Page\b", body)]
    pages.sort(key=lambda number: int(re.search(rb"/StructParents (\d+)", objects[number])[1]))
    assert len(pages) == len(owners)
    marked = {}
    for page, marks in zip(pages, owners, strict=True):
        stream = objects[int(re.search(rb"/Contents (\d+)", objects[page])[1])]
        length = int(re.search(rb"/Length (\d+)", stream)[1])
        content = zlib.decompress(stream[stream.index(b"stream\n") + 7 :][:length])
        assert content.count(b"BDC") + content.count(b"BMC") == content.count(b"EMC")
        assert [int(mark) for mark in re.findall(rb"/MCID (\d+)", content)] == list(range(len(marks)))
        marked |= {(page, mark): owner for mark, owner in enumerate(marks)}
    tags, held = Counter(), []
    waiting = [(int(re.search(rb"/K (\d+)", root)[1]), None)]
    while waiting:
        number, parent = waiting.pop()
        body = objects[number]
        assert parent is None or int(re.search(rb"/P (\d+)", body)[1]) == parent
        tags[re.search(rb"/S/(\w+)", body)[1].decode()] += 1
        kids = re.search(rb"/K\[((?:[^\[\]<]|<<[^<>]*>>)*)\]", body)
        for other, reference, mark in re.findall(
            rb"<</Type/MCR/Pg (\d+ 0 R/MCID \d+)>>|(\d+) 0 R|(\d+)", kids[1] if kids else b""
        ):
            if reference:
                waiting.append((int(reference), number))
                continue
            page, place = (
                map(int, other.split(b" 0 R/MCID ")) if other else (int(re.search(rb"/Pg (\d+)", body)[1]), int(mark))
            )
            assert marked[page, place] == number
            held.append((page, place))
    assert sorted(held) == sorted(marked)
    return tags
