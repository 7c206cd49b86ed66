"""What is sent to each route of the table: the case it needs, and a form filled so that only rights can refuse it."""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from app.kernel.clock import kst_day, utc_now
from tests.browsing import form_with
from tests.builders import staged_cases as staged
from tests.builders.staged_cases import Case
from tests.builders.two_sites import OTHER, OWN, Side
from tests.builders.viewing_requests import OBJECTION

ABSENT = "2026-9998"
"""The number of no case."""


_PLACES = {OWN: "HQ|HQ-lobby|C-1", OTHER: "Z-FAR|Z-FAR-room|Z-FAR-CAM"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What a route is tried with.

    ``prefilled``: whether the form is read from the page at the address. ``seals``: whether what is done leaves an
    entry in the ledger. ``keeps``: whether the case can be used again afterwards, else what to do
    ``afterwards`` with it.
    """

    path: str
    stage: Callable[..., Case] | None = staged.received
    fields: Mapping[str, Any] = field(default_factory=dict)
    prefilled: bool = True
    seals: bool = True
    keeps: bool = False
    afterwards: Callable[[Side, Case], object] | None = None

    def address(self, case: Case | None, side: Side) -> str:
        """Return where it is sent for a case."""
        known = {"number": case.number, "leaf": case.leaf} if case else {}
        return self.path.format(person=side["operator"].id, place=_PLACES[side.site], **known)

    def sent(self, side: Side, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is sent, with what names the side's own things, and with files opened anew."""
        known = {"camera": side.camera, "manager": side["manager"].id, "clerk": side["clerk"].id}
        made = {name: value() if callable(value) else value for name, value in data.items()}
        return {name: value.format(**known) if "{" in str(value) else value for name, value in made.items()}


def ahead(days: int) -> str:
    """Return a day to come."""
    return (kst_day(utc_now()) + timedelta(days=days)).isoformat()


def picture() -> tuple[io.BytesIO, str]:
    """Return a file to attach."""
    return io.BytesIO(staged.a_picture()), "위임장.png"


def drafted(client, deed: Deed, address: str, case: Case | None) -> dict[str, Any]:
    """Return what somebody who may do it sends: their page's form as it stands, with the deed's words."""
    if not deed.prefilled:
        return dict(deed.fields)
    page = client.get(address, checked=False)
    assert page.status_code == 200, (address, page.status_code)  # The status itself.
    form = form_with(page.text, set(deed.fields))
    ticked = {"holds": [str(leaf) for leaf in case.holds]} if case and case.holds else {}
    return {**form.values, **ticked, **deed.fields}


_DAYS = count(3)
WORDS = {"reason": "신분을 확인했고 다른 사람이 나오지 않음"}
HARM = {"ground": "pipa.35.4.2", "reason": "옆 점포의 금고가 보여 그 재산을 해칠 우려", "objection_method": OBJECTION}
PART = {**HARM, "allowed_part": "14시 00분부터 14시 20분까지",
        "reason": "뒷부분에 옆 점포의 금고가 보여 그 재산을 부당하게 침해할 우려가 있음"}  # fmt: skip
CASE = "/requests/{number}"
DEEDS: dict[str, Deed] = {
    "viewing_requests.list_requests": Deed(path="/requests", stage=None),
    "viewing_requests.list_tasks": Deed(path="/requests/tasks", stage=None),
    "viewing_requests.list_overrides": Deed(path="/requests/overrides", stage=None),
    "viewing_requests.list_emergencies": Deed(path="/requests/emergencies", stage=None),
    "viewing_requests.list_returns": Deed(path="/requests/returns", stage=None),
    "viewing_requests.list_days": Deed(path="/requests/days", stage=None),
    "viewing_requests.set_day": Deed(
        path="/requests/days", stage=None, prefilled=False,
        fields={"day": lambda: ahead(20), "kind": "extra", "title": "임시공휴일", "known_since": lambda: ahead(0),
                "reason": "관보"},
    ),
    "viewing_requests.lift_day": Deed(
        path="/requests/days/999999/lift", stage=None, prefilled=False, fields={"reason": "취소됨"}
    ),
    "viewing_requests.new_request": Deed(
        path="/requests/new", stage=None,
        fields={"kind": "viewing", "requester_kind": "subject", "channel": "counter", "requester_name": "청구인",
                "requester_contact": "010-0000-0000", "purpose": "물건을 잃어버림", "subject_in_footage": "y",
                "span_from": lambda: f"{ahead(-1)} 10:00", "span_to": lambda: f"{ahead(-1)} 10:20",
                "place_query": "{camera}"},
    ),
    "viewing_requests.preview_request": Deed(
        path="/requests/new/preview", stage=None, prefilled=False, seals=False, fields={"kind": "viewing"}
    ),
    "viewing_requests.check_reason": Deed(
        path="/requests/reason-check", stage=None, prefilled=False, seals=False, fields={"reason": "경찰 입회 필요"}
    ),
    "viewing_requests.verify_file": Deed(
        path="/requests/verify-file", stage=None, prefilled=False, seals=False, fields={"sha256": "7" * 64}
    ),
    "viewing_requests.show_request": Deed(path=CASE, keeps=True),
    "viewing_requests.give_back_request": Deed(
        path=f"{CASE}/give-back", stage=staged.from_the_web, prefilled=False
    ),
    "viewing_requests.take_over_request": Deed(
        path=f"{CASE}/take-over", stage=staged.from_the_web, prefilled=False
    ),
    "viewing_requests.note_document": Deed(
        path=f"{CASE}/document", fields={"document_no": "형사-2026-4471"}
    ),
    "viewing_requests.draft_letter": Deed(
        path=f"{CASE}/letter",
        stage=staged.provision_granted,
        fields={"document": "안전-1", "limits": "수사에만", "measures": "암호화"},
    ),
    "viewing_requests.issue_receipt": Deed(path=f"{CASE}/receipt", prefilled=False, keeps=True),
    "viewing_requests.record_check": Deed(
        path=f"{CASE}/checks/new", fields={"method": "identity:id_shown", "result": "passed"}, keeps=True
    ),
    "viewing_requests.revoke_check": Deed(
        path=f"{CASE}/checks/{{leaf}}/revoke", stage=staged.with_check, prefilled=False,
        fields={"because": "recorded_wrongly"},
    ),
    "viewing_requests.attach_paper": Deed(
        path=f"{CASE}/attachments/new", fields={"kind": "other", "file": picture}, keeps=True
    ),
    "viewing_requests.take_out_attachment": Deed(
        path=f"{CASE}/attachments/{{leaf}}?use=request", stage=staged.with_paper, keeps=True
    ),
    "viewing_requests.remove_attachment": Deed(
        path=f"{CASE}/attachments/{{leaf}}/remove", stage=staged.with_paper, prefilled=False,
        fields={"because": "wrong_file"},
    ),
    "viewing_requests.set_holds": Deed(
        path=f"{CASE}/holds/set", stage=staged.to_lock, fields={"recorder": "NVR-3", "until_on": lambda: ahead(20)}
    ),
    "viewing_requests.confirm_holds": Deed(path=f"{CASE}/holds/confirm", stage=staged.locked, fields={}),
    "viewing_requests.extend_holds": Deed(
        path=f"{CASE}/holds/extend", stage=staged.locked, keeps=False,
        fields={"until_on": lambda: ahead(25), "because": "not_decided"},
    ),
    "viewing_requests.release_holds": Deed(
        path=f"{CASE}/holds/release", stage=staged.locked, fields={"because": "wrongly_locked"}
    ),
    "viewing_requests.find_gone": Deed(
        path=f"{CASE}/holds/gone", stage=staged.to_lock, fields={"because": "overwritten"}
    ),
    "viewing_requests.drop_holds": Deed(
        path=f"{CASE}/holds/drop", stage=staged.to_lock, fields={"reason": "출입문만 비추는 카메라"}
    ),
    "viewing_requests.hold_again": Deed(path=f"{CASE}/holds/again", stage=staged.given_up, prefilled=False),
    "viewing_requests.name_places": Deed(
        path=f"{CASE}/holds/places", stage=staged.in_words, prefilled=False, fields={"place_query": "{camera}"}
    ),
    "viewing_requests.postpone_request": Deed(
        path=f"{CASE}/postpone",
        fields={"ground_ends_on": lambda: ahead(20), "reason": "가리는 데 시간이 더 걸림", "notified_by": "letter"},
    ),
    "viewing_requests.pause_request": Deed(
        path=f"{CASE}/pause", fields={"reason": "위임장", "until_on": lambda: ahead(4), "notified_by": "phone"}
    ),
    "viewing_requests.resume_request": Deed(
        path=f"{CASE}/resume", stage=staged.paused, fields={"because": "arrived"}
    ),
    "viewing_requests.submit_for_review": Deed(path=f"{CASE}/submit", stage=staged.checked, prefilled=False),
    "viewing_requests.approve_request": Deed(
        path=f"{CASE}/approve", stage=staged.checked, prefilled=False, fields=WORDS
    ),
    "viewing_requests.refuse_request": Deed(path=f"{CASE}/refuse", prefilled=False, fields=HARM),
    "viewing_requests.approve_in_part": Deed(
        path=f"{CASE}/part", stage=staged.checked, prefilled=False, fields=PART
    ),
    "viewing_requests.answer_not_existing": Deed(
        path=f"{CASE}/not-existing",
        fields={"gone_because": "not_shown", "reason": "영상을 모두 보았으나 청구인이 없음", "gone_at": "",
                "second_look": "담당자가 두 번 재생함"},
    ),
    "viewing_requests.reopen_decision": Deed(
        path=f"{CASE}/reopen", stage=staged.granted, fields={"reason": "보관기간이 바뀌어 다시 검토"}
    ),
    "viewing_requests.take_back_step": Deed(
        path=f"{CASE}/take-back", stage=staged.endorsed, fields={"reason": "영장의 기간을 잘못 읽음"}
    ),
    "viewing_requests.open_emergency": Deed(
        path=f"{CASE}/emergency", fields={"kind": "gas_incident", "reason": "가스 누출, 사람이 갇힘"},
        afterwards=staged.looked_at,
    ),
    "viewing_requests.review_emergency": Deed(
        path=f"{CASE}/emergency/review", stage=staged.hurried,
        fields={"justified": "yes", "note": "현장 기록과 맞음"},
    ),
    "viewing_requests.note_notice": Deed(
        path=f"{CASE}/notice", stage=staged.refused, fields={"notified_by": "email"}
    ),
    "viewing_requests.withdraw_request": Deed(
        path=f"{CASE}/withdraw", prefilled=False, fields={"reason": "청구인이 거두어들임"}
    ),
    "viewing_requests.confirm_return": Deed(
        path=f"{CASE}/returned/{{leaf}}", stage=staged.provided,
        fields={"positions": "1", "how": "destroyed", "by_word_of": "담당 수사관"},
    ),
    "viewing_requests.show_public_request": Deed(path="/public/request", stage=None),
    "viewing_requests.send_public_request": Deed(path="/public/request", stage=None, prefilled=False, seals=False),
    "viewing_requests.show_receipt_form": Deed(path="/public/request/receipt", stage=None),
    "viewing_requests.show_receipt": Deed(
        path="/public/request/receipt", stage=None, prefilled=False, seals=False,
        fields={"number": "2026-0001", "secret": "0000-0000"},
    ),
    "viewing_requests.withdraw_by_receipt": Deed(
        path="/public/request/receipt/withdraw", stage=None, prefilled=False, seals=False, fields={"confirmed": "y"}
    ),
    "footage_access.hand_over_case": Deed(
        path="/footage/hand-over/{number}", stage=staged.granted,
        fields={"mode": "shown", "masking": "not_needed", "unmasked": "nobody_else",
                "mask_words": "구간을 모두 보았고 혼자임", "identity": "resident_card"},
    ),
    "case_papers.show_blank_form": Deed(path="/papers/proxy.pdf", stage=None),
    "case_papers.list_papers": Deed(path=f"{CASE}/papers", keeps=True),
    "case_papers.make_paper": Deed(path=f"{CASE}/papers/request-form.html?use=request", prefilled=False, keeps=True),
    "case_papers.show_statistics": Deed(path="/requests/statistics", stage=None),
    "case_papers.print_statistics": Deed(path="/requests/statistics.pdf", stage=None),
    "inbox.list_messages": Deed(path="/inbox", stage=None),
    "inbox.mark_all_read": Deed(path="/inbox/read", stage=None, prefilled=False, seals=False),
    "inbox.open_message": Deed(path="/inbox/999999/open", stage=None, prefilled=False, seals=False),
    "inbox.edit_own_address": Deed(
        path="/inbox/address", stage=None, prefilled=False, seals=False, fields={"address": "somebody@example.kr"}
    ),
    "inbox.edit_address": Deed(
        path="/people/{person}/address", stage=None, prefilled=False, seals=False,
        fields={"address": "somebody@example.kr"},
    ),
    "recorder_checks.list_checks": Deed(path="/recorders/checks", stage=None),
    "recorder_checks.show_place": Deed(path="/recorders/checks/place?place={place}", stage=None),
    "recorder_checks.new_check": Deed(
        path="/recorders/checks/new?place={place}", stage=None,
        fields={"recorder": "NVR-3", "clock": "right", "footage": "unknown"},
    ),
    "accounts.list_stand_ins": Deed(path="/people/stand-ins", stage=None),
    "accounts.set_stand_in": Deed(
        path="/people/stand-ins/new", stage=None, prefilled=False,
        fields={"right": "{manager}:manager", "deputy": "{clerk}", "site": "", "from_on": lambda: ahead(next(_DAYS)),
                "until_on": lambda: ahead(next(_DAYS)), "reason": "leave"},
    ),
    "accounts.end_stand_in": Deed(
        path="/people/stand-ins/{leaf}/end", stage=staged.absent, prefilled=False
    ),
}  # fmt: skip
"""By endpoint; both methods of a route share one."""


def without(text: str, *words: str) -> str:
    """Return a page without what the address itself said, and without what is new on every page."""
    for word in words:
        text = text.replace(word, "…")
    return re.sub(r'(name="csrf_token"[^>]*value|content)="[^"]+"', r"\1", text)
