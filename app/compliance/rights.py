"""Owns how the routes' own marks become a table people can read: who may do what. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.kernel.actor import Role
from app.kernel.messages import N_

AREAS: Mapping[str, str] = {
    "compliance": N_("오늘·점검·도움말"),
    "footage_access": N_("관제 기록"),
    "recorder_checks": N_("녹화기 점검"),
    "recorder_logs": N_("녹화기 대조"),
    "viewing_requests": N_("열람 신청"),
    "case_papers": N_("열람 신청 문서"),
    "registry": N_("카메라·구역"),
    "signage": N_("안내판"),
    "policy": N_("운영·관리 방침"),
    "ledger": N_("원장"),
    "accounts": N_("사용자"),
    "inbox": N_("알림"),
    "operations": N_("운영 상태"),
    "web": N_("화면 설정"),
}
"""Capabilities in the order of the table; the first part of an endpoint."""
LABELS: Mapping[str, str] = {
    "compliance.show_board": N_("오늘 화면 보기"),
    "compliance.list_findings": N_("점검 결과 보기"),
    "compliance.show_help": N_("도움말 보기"),
    "compliance.show_rights": N_("권한표 보기"),
    "footage_access.list_entries": N_("관제 기록 보기"),
    "footage_access.show_entry": N_("기록 하나 보기"),
    "footage_access.show_live_list": N_("새 기록 이어 보기"),
    "footage_access.list_places": N_("기록할 카메라·구역 찾기"),
    "footage_access.record_access": N_("영상 열람 기록하기"),
    "footage_access.end_viewing": N_("열람 마치기"),
    "footage_access.check_reason": N_("사유를 적는 동안 살피기"),
    "footage_access.correct_entry": N_("기록 정정하기"),
    "footage_access.withdraw_entry": N_("기록 취소하기"),
    "footage_access.export_register": N_("관리대장 내보내기"),
    "footage_access.show_export": N_("내보내기 진행 보기"),
    "footage_access.fetch_export": N_("내보낸 파일 받기"),
    "footage_access.show_shift": N_("근무 인계 보기"),
    "footage_access.print_shift": N_("근무 인계서 출력하기"),
    "footage_access.hand_over_shift": N_("근무 인계하기"),
    "footage_access.take_shift": N_("근무 인수하기"),
    "footage_access.record_letter": N_("제한 요청 문서 기록하기"),
    "footage_access.hand_over_case": N_("열람 신청 이행하고 기록하기"),
    "footage_access.write_entry": N_("API로 관제 기록 쓰기(토큰)"),
    "footage_access.show_api_document": N_("API 문서(OpenAPI) 받기"),
    "footage_access.show_api_help": N_("API 설명 보기"),
    "recorder_checks.list_checks": N_("녹화기 점검 보기"),
    "recorder_checks.show_place": N_("카메라 하나의 녹화기 점검 보기"),
    "recorder_checks.new_check": N_("녹화기 점검 기록하기"),
    "recorder_logs.list_sources": N_("녹화기 로그 보기"),
    "recorder_logs.show_source": N_("녹화기 하나 보기"),
    "recorder_logs.new_source": N_("녹화기 등록하기"),
    "recorder_logs.edit_source": N_("녹화기 설정 고치기"),
    "recorder_logs.name_things": N_("녹화기의 카메라·사용자 이름 짝짓기"),
    "recorder_logs.import_log": N_("녹화기 로그 살펴보기"),
    "recorder_logs.confirm_import": N_("녹화기 로그 가져오기"),
    "recorder_logs.list_findings": N_("대조 결과 보기"),
    "recorder_logs.show_finding": N_("대조 결과 하나 보기"),
    "recorder_logs.explain_finding": N_("대조 결과 소명하기"),
    "recorder_logs.judge_finding": N_("소명 확인하거나 되돌리기"),
    "recorder_logs.show_month": N_("한 달의 대조 보기"),
    "recorder_logs.compare_month": N_("한 달을 다시 대조하기"),
    "viewing_requests.list_requests": N_("열람 신청 목록 보기"),
    "viewing_requests.show_request": N_("열람 신청 보기"),
    "viewing_requests.list_tasks": N_("열람 신청에서 할 일 보기"),
    "viewing_requests.new_request": N_("열람 신청 접수하기"),
    "viewing_requests.preview_request": N_("접수하면 어떻게 되는지 미리 보기"),
    "viewing_requests.approve_request": N_("열람 신청 승인하기"),
    "viewing_requests.refuse_request": N_("열람 신청 거절하기"),
    "viewing_requests.approve_in_part": N_("열람 신청 일부 승인하기"),
    "viewing_requests.answer_not_existing": N_("영상이 없다고 답하기"),
    "viewing_requests.take_back_step": N_("자기 동의 거두기"),
    "viewing_requests.reopen_decision": N_("승인한 신청 다시 결정하기"),
    "viewing_requests.submit_for_review": N_("승인자에게 올리기"),
    "viewing_requests.list_emergencies": N_("검토할 긴급 처리 보기"),
    "viewing_requests.open_emergency": N_("긴급 처리로 열기"),
    "viewing_requests.review_emergency": N_("긴급 처리 검토하기"),
    "viewing_requests.note_notice": N_("결정을 알린 것 기록하기"),
    "viewing_requests.check_reason": N_("거절 사유를 적는 동안 살피기"),
    "viewing_requests.list_overrides": N_("다르게 읽은 거절 보기"),
    "viewing_requests.withdraw_request": N_("열람 신청 철회 처리하기"),
    "viewing_requests.record_check": N_("신분·위임 확인 기록하기"),
    "viewing_requests.revoke_check": N_("신분·위임 확인 취소하기"),
    "viewing_requests.attach_paper": N_("열람 신청에 서류 첨부하기"),
    "viewing_requests.take_out_attachment": N_("첨부 내려받기"),
    "viewing_requests.remove_attachment": N_("첨부 지우기"),
    "viewing_requests.postpone_request": N_("답변 연기하기"),
    "viewing_requests.pause_request": N_("청구인을 기다리기로 적기"),
    "viewing_requests.resume_request": N_("기다림 끝내기"),
    "viewing_requests.list_returns": N_("나간 사본 보기"),
    "viewing_requests.confirm_return": N_("사본의 회수·파기 확인하기"),
    "viewing_requests.verify_file": N_("파일이 준 것과 같은지 확인하기"),
    "viewing_requests.set_holds": N_("영상을 잠근 것 기록하기"),
    "viewing_requests.confirm_holds": N_("영상이 잠긴 것 확인하기"),
    "viewing_requests.extend_holds": N_("영상 보존 연장하기"),
    "viewing_requests.release_holds": N_("영상 보존 해제 기록하기"),
    "viewing_requests.find_gone": N_("영상이 없음을 기록하기"),
    "viewing_requests.drop_holds": N_("영상을 보존하지 않기로 하기"),
    "viewing_requests.hold_again": N_("보존하지 않기로 한 영상 다시 잠그게 하기"),
    "viewing_requests.name_places": N_("말로 적은 장소의 카메라 정하기"),
    "viewing_requests.list_days": N_("답변 기한의 휴일 보기"),
    "viewing_requests.set_day": N_("답변 기한의 휴일 더하고 빼기"),
    "viewing_requests.lift_day": N_("더하거나 뺀 휴일 거두기"),
    "viewing_requests.show_public_request": N_("열람 신청 방법 보기"),
    "viewing_requests.send_public_request": N_("인터넷으로 열람 요구하기"),
    "viewing_requests.show_receipt_form": N_("접수증으로 확인하는 화면 열기"),
    "viewing_requests.show_receipt": N_("접수증으로 진행 상태 보기"),
    "viewing_requests.withdraw_by_receipt": N_("접수증으로 요구 거두어들이기"),
    "viewing_requests.note_document": N_("공문 번호 적기"),
    "viewing_requests.draft_letter": N_("이용 제한 요청서 쓰기"),
    "viewing_requests.take_over_request": N_("인터넷으로 들어온 신청 맡기"),
    "viewing_requests.give_back_request": N_("맡은 인터넷 신청 내려놓기"),
    "viewing_requests.issue_receipt": N_("접수증 새로 내기"),
    "case_papers.show_blank_form": N_("빈 청구서·위임장 받기"),
    "case_papers.list_papers": N_("열람 신청의 문서 보기"),
    "case_papers.make_paper": N_("열람 신청의 문서 만들기"),
    "case_papers.show_statistics": N_("한 해의 통계 보기"),
    "case_papers.print_statistics": N_("한 해의 통계 출력하기"),
    "registry.list_sites": N_("설치장소 목록 보기"),
    "registry.show_site": N_("설치장소 보기"),
    "registry.list_posts": N_("직위·수탁자 보기"),
    "registry.new_object": N_("설치장소·구역·카메라 등 등록하기"),
    "registry.edit_object": N_("설치장소·구역·카메라 등 고치기"),
    "registry.end_object": N_("설치장소·구역·카메라 등 폐지하기"),
    "registry.import_sites": N_("대장 파일 살펴보기"),
    "registry.confirm_import": N_("대장 파일 가져오기"),
    "registry.export_sites": N_("대장 내보내기"),
    "registry.download_template": N_("대장 빈 양식 받기"),
    "signage.list_signs": N_("안내판 목록 보기"),
    "signage.show_sign": N_("안내판 보기"),
    "signage.preview_sign": N_("안내판 그림 보기"),
    "signage.print_signs": N_("안내판 인쇄하기"),
    "signage.list_batches": N_("여러 장 만든 안내판 묶음 보기"),
    "signage.make_batch": N_("안내판 여러 장 만들기"),
    "signage.count_batch": N_("고른 안내판이 몇 장인지 보기"),
    "signage.draw_calibration": N_("인쇄 확인 쪽 받기"),
    "signage.show_batch": N_("안내판 묶음 하나 보기"),
    "signage.fetch_batch": N_("안내판 묶음의 파일 받기"),
    "signage.fetch_cover": N_("안내판 설치 목록 받기"),
    "signage.show_public_sign": N_("안내판 QR 확인하기"),
    "signage.list_choices": N_("안내판의 수와 대체·면제 보기"),
    "signage.show_choices": N_("한 설치장소의 안내판 정하기 보기"),
    "signage.choose_scheme": N_("설치장소의 안내판 수 정하기"),
    "signage.record_substitute": N_("안내판 대체·면제 기록하기"),
    "signage.end_substitute": N_("안내판 대체·면제 끝내기"),
    "signage.settle_signs": N_("필요 없는 안내판 거두어들이기"),
    "signage.choose_look": N_("안내판의 모양 정하기"),
    "signage.show_look": N_("안내판의 모양 미리 보기"),
    "signage.draw_look": N_("안내판의 모양을 그림으로 보기"),
    "signage.show_logo": N_("올린 로고 받기"),
    "signage.show_public_instead": N_("안내판 대신 홈페이지에 알리는 곳 보기"),
    "signage.list_placements": N_("걸린 안내판과 할 일 보기"),
    "signage.print_placements": N_("안내판 할 일을 종이로 보기"),
    "signage.note_sighting": N_("안내판을 걸거나 본 것 기록하기"),
    "signage.show_sighting_photo": N_("안내판 현장 사진 보기"),
    "signage.list_rounds": N_("안내판 현장 점검 보기"),
    "signage.open_round": N_("안내판 현장 점검 열기"),
    "signage.show_round": N_("안내판 현장 점검 하나 보기"),
    "signage.print_round": N_("안내판 점검 목록 출력하기"),
    "signage.close_round": N_("안내판 현장 점검 마치기"),
    "signage.show_field": N_("휴대전화로 안내판 점검하기"),
    "signage.fetch_field_worker": N_("휴대전화 점검 화면의 오프라인 준비"),
    "signage.fetch_scan_worker": N_("휴대전화 점검 화면의 QR 읽기"),
    "signage.sync_round": N_("휴대전화에 적은 점검 보내기"),
    "policy.show_policy": N_("방침 보기"),
    "policy.download_policy": N_("방침 파일 받기"),
    "policy.read_policy": N_("공개된 방침을 읽어 대장의 초안 만들기"),
    "policy.correct_reading": N_("읽은 초안을 고쳐 대장으로 넘기기"),
    "policy.show_version": N_("방침의 판 하나 보기"),
    "policy.download_version": N_("방침의 판 파일 받기"),
    "policy.compare_versions": N_("방침의 두 판 비교하기"),
    "policy.download_comparison": N_("방침의 두 판을 비교한 파일 받기"),
    "policy.compare_public_versions": N_("공개된 방침의 두 판 비교하기"),
    "policy.download_public_comparison": N_("공개된 방침의 두 판을 비교한 파일 받기"),
    "policy.draft_version": N_("방침의 새 판 쓰기"),
    "policy.refresh_version": N_("방침의 초안 새로 만들기"),
    "policy.review_version": N_("방침 검토하기"),
    "policy.approve_version": N_("방침 승인하기"),
    "policy.announce_version": N_("방침 공고하기"),
    "policy.send_back_version": N_("방침을 초안으로 되돌리기"),
    "policy.withdraw_version": N_("방침의 판 거두어들이기"),
    "policy.show_site_export": N_("공개한 방침을 웹 사이트로 내보내기"),
    "policy.download_site": N_("공개한 방침의 웹 사이트 파일 받기"),
    "policy.lint_text": N_("게시한 방침 살피기"),
    "policy.list_clauses": N_("방침 조문 보기"),
    "policy.show_clause": N_("방침 조문 하나 보기"),
    "policy.preview_clause": N_("방침 조문을 고쳐 미리 보기"),
    "policy.reword_clause": N_("방침 조문 고쳐 쓰기"),
    "policy.restore_clause": N_("방침 조문을 기본 조문으로 되돌리기"),
    "policy.show_public_policy": N_("공개된 방침 보기"),
    "policy.show_public_version": N_("공개된 방침의 다른 판 보기"),
    "policy.list_public_versions": N_("공개된 방침의 모든 판 보기"),
    "policy.download_public_version": N_("공개된 방침의 파일 받기"),
    "ledger.list_entries": N_("원장 보기"),
    "ledger.show_entry": N_("원장 기록 보기"),
    "ledger.download_body": N_("봉인된 원문 받기"),
    "ledger.download_proof": N_("증명 받기"),
    "ledger.show_public_head": N_("원장의 서명 보기"),
    "ledger.show_head_code": N_("원장 서명의 QR 보기"),
    "ledger.download_checkpoint": N_("서명된 체크포인트 받기"),
    "ledger.download_witness_request": N_("증인에게 보내는 요청 받기"),
    "accounts.sign_in": N_("로그인하기"),
    "accounts.prove_second_factor": N_("2단계 인증하기"),
    "accounts.prove_and_go_on": N_("본인임을 다시 확인하기"),
    "accounts.show_second_factor": N_("내 2단계 인증 보기"),
    "accounts.enrol_authenticator": N_("내 2단계 인증 등록하기"),
    "accounts.renew_recovery_codes": N_("내 복구 코드 새로 받기"),
    "accounts.remove_authenticator": N_("내 2단계 인증 끄기"),
    "accounts.reset_second_factor": N_("다른 사람의 2단계 인증 초기화하기"),
    "accounts.list_sign_in_rules": N_("로그인 규칙 보기"),
    "accounts.set_sign_in_rule": N_("로그인 규칙 정하기"),
    "accounts.sign_out": N_("로그아웃하기"),
    "accounts.show_own_account": N_("내 계정 보기"),
    "accounts.set_own_password": N_("내 비밀번호 바꾸기"),
    "accounts.list_people": N_("사용자 목록 보기"),
    "accounts.show_person": N_("사용자 보기"),
    "accounts.open_account": N_("계정 만들기"),
    "accounts.grant_role": N_("권한 주기"),
    "accounts.end_role": N_("권한 끝내기"),
    "accounts.disable_account": N_("계정 사용 중지하기"),
    "accounts.hand_over_password": N_("새 비밀번호 건네기"),
    "accounts.list_stand_ins": N_("대리 보기"),
    "accounts.set_stand_in": N_("대리 정하기"),
    "accounts.end_stand_in": N_("대리 끝내기"),
    "accounts.list_tokens": N_("API 토큰 목록 보기"),
    "accounts.issue_token": N_("API 토큰 만들기"),
    "accounts.revoke_token": N_("API 토큰 폐기하기"),
    "inbox.list_messages": N_("내 알림 보기"),
    "inbox.open_message": N_("내 알림 열기"),
    "inbox.mark_all_read": N_("내 알림 모두 읽음으로 표시하기"),
    "inbox.edit_own_address": N_("내 알림 전자우편 정하기"),
    "inbox.edit_address": N_("다른 사람의 알림 전자우편 정하기"),
    "operations.healthz": N_("프로그램이 살아 있는지 확인하기"),
    "operations.readyz": N_("데이터베이스가 준비되었는지 확인하기"),
    "web.set_preferences": N_("언어와 화면 바꾸기"),
}
"""What a person does at an endpoint, in words. A test names a route that has none."""

_CONVERTER = re.compile(r"<(?:[^<>:]*:)?(\w+)>")

Access = frozenset[Role] | str | None


@dataclass(frozen=True, slots=True)
class Right:
    """One thing that can be done, at one address. ``label`` is a message id, empty if nobody has put it in words."""

    endpoint: str
    label: str
    path: str
    changes: bool  # Posts something.
    roles: frozenset[Role]
    is_public: bool = False
    by_token: bool = False  # Only a program with a token, never a person.


@dataclass(frozen=True, slots=True)
class RightsArea:
    """What can be done in one capability."""

    title: str
    rights: tuple[Right, ...]


def rights_of(routes: Iterable[tuple[str, str, frozenset[str], Access]]) -> tuple[RightsArea, ...]:
    """Return the table from endpoint, address, methods and access mark of every route.

    A route without a mark is closed to everybody: nobody is ticked. Files of the page itself are left out.
    """
    found: dict[str, list[Right]] = {area: [] for area in AREAS}
    for endpoint, path, methods, access in sorted(routes, key=lambda route: (route[1], route[0])):
        area, _, _name = endpoint.partition(".")
        if area not in found:
            continue
        is_public = access == "public"
        roles = access if isinstance(access, frozenset) else frozenset(Role) if is_public else frozenset()
        found[area].append(
            Right(
                endpoint,
                LABELS.get(endpoint, ""),
                _CONVERTER.sub(r"<\1>", path),
                "POST" in methods,
                roles,
                is_public,
                by_token=isinstance(access, str) and not is_public,
            )
        )
    return tuple(RightsArea(AREAS[area], tuple(rights)) for area, rights in found.items() if rights)
