"""The table of rights over HTTP: one line for each route and method that has to do with viewing requests.

Columns: who is not signed in (a token opens none of these either) | operator, manager, privacy officer, auditor,
administrator of the site | whoever of these gets in, at another site | … on a case they took in themselves | a deputy,
on a case that the person they stand in for took in. ``-``: the address names no case.
"""

from dataclasses import dataclass

TABLE = """
viewing_requests.list_requests         GET  303 | 200 200 200 200 200 | -   | -   | 200
viewing_requests.list_tasks            GET  303 | 200 200 200 403 403 | -   | -   | 200
viewing_requests.list_overrides        GET  303 | 403 200 200 200 403 | -   | -   | 200
viewing_requests.list_emergencies      GET  303 | 403 200 200 200 403 | -   | -   | 200
viewing_requests.list_returns          GET  303 | 200 200 200 200 403 | -   | -   | 200
viewing_requests.list_days             GET  303 | 200 200 200 200 200 | -   | -   | 200
viewing_requests.set_day               POST 303 | 403 403 403 403 403 | -   | -   | 403
viewing_requests.lift_day              GET  303 | 403 403 404 403 404 | -   | -   | 403
viewing_requests.lift_day              POST 303 | 403 403 404 403 404 | -   | -   | 403
viewing_requests.new_request           GET  303 | 200 200 200 403 403 | -   | -   | 200
viewing_requests.new_request           POST 303 | 303 303 303 403 403 | 422 | -   | 303
viewing_requests.preview_request       POST 303 | 200 200 200 403 403 | -   | -   | 200
viewing_requests.check_reason          POST 303 | 403 200 200 403 403 | -   | -   | 200
viewing_requests.verify_file           GET  303 | 200 200 200 200 403 | -   | -   | 200
viewing_requests.verify_file           POST 303 | 200 200 200 200 403 | -   | -   | 200
viewing_requests.show_request          GET  303 | 200 200 200 200 200 | 404 | 200 | 200
viewing_requests.give_back_request     POST 303 | 409 409 409 403 403 | 404 | 303 | 409
viewing_requests.take_over_request     POST 303 | 303 303 303 403 403 | 404 | 409 | 303
viewing_requests.note_document         GET  303 | 200 200 200 403 403 | 404 | 200 | 200
viewing_requests.note_document         POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.draft_letter          GET  303 | 200 200 200 403 403 | 404 | 200 | 200
viewing_requests.draft_letter          POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.issue_receipt         POST 303 | 200 200 200 403 403 | 404 | 200 | 200
viewing_requests.record_check          GET  303 | 200 200 200 403 403 | 404 | 200 | 200
viewing_requests.record_check          POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.revoke_check          POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.attach_paper          GET  303 | 200 200 200 403 403 | 404 | 200 | 200
viewing_requests.attach_paper          POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.take_out_attachment   GET  303 | 200 200 200 403 403 | 404 | 200 | 200
viewing_requests.remove_attachment     POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.set_holds             GET  303 | 200 200 200 403 403 | 404 | 200 | 200
viewing_requests.set_holds             POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.confirm_holds         GET  303 | 200 200 200 403 403 | 404 | 200 | 200
viewing_requests.confirm_holds         POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.extend_holds          GET  303 | 200 200 200 403 403 | 404 | 200 | 200
viewing_requests.extend_holds          POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.release_holds         GET  303 | 200 200 200 403 403 | 404 | 200 | 200
viewing_requests.release_holds         POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.find_gone             GET  303 | 200 200 200 403 403 | 404 | 200 | 200
viewing_requests.find_gone             POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.drop_holds            GET  303 | 403 200 200 403 403 | 404 | 200 | 200
viewing_requests.drop_holds            POST 303 | 403 303 303 403 403 | 404 | 409 | 409
viewing_requests.hold_again            POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.name_places           GET  303 | 404 404 404 403 403 | 404 | 200 | 404
viewing_requests.name_places           POST 303 | 404 404 404 403 403 | 404 | 303 | 404
viewing_requests.postpone_request      GET  303 | 403 200 200 403 403 | 404 | 200 | 200
viewing_requests.postpone_request      POST 303 | 403 303 303 403 403 | 404 | 409 | 409
viewing_requests.pause_request         GET  303 | 200 200 200 403 403 | 404 | 200 | 200
viewing_requests.pause_request         POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.resume_request        GET  303 | 200 200 200 403 403 | 404 | 200 | 200
viewing_requests.resume_request        POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.submit_for_review     POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.approve_request       POST 303 | 403 303 303 403 403 | 404 | 409 | 409
viewing_requests.refuse_request        POST 303 | 403 303 303 403 403 | 404 | 409 | 409
viewing_requests.approve_in_part       GET  303 | 403 200 200 403 403 | 404 | 200 | 200
viewing_requests.approve_in_part       POST 303 | 403 303 303 403 403 | 404 | 409 | 409
viewing_requests.answer_not_existing   GET  303 | 403 200 200 403 403 | 404 | 200 | 200
viewing_requests.answer_not_existing   POST 303 | 403 303 303 403 403 | 404 | 409 | 409
viewing_requests.reopen_decision       GET  303 | 403 200 200 403 403 | 404 | 200 | 200
viewing_requests.reopen_decision       POST 303 | 403 303 303 403 403 | 404 | 409 | 409
viewing_requests.take_back_step        GET  303 | 403 200 200 403 403 | 404 | 200 | 200
viewing_requests.take_back_step        POST 303 | 403 303 403 403 403 | 404 | -   | 403
viewing_requests.open_emergency        GET  303 | 200 200 200 403 403 | 404 | 200 | 200
viewing_requests.open_emergency        POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.review_emergency      GET  303 | 403 200 200 403 403 | 404 | 200 | 200
viewing_requests.review_emergency      POST 303 | 403 303 303 403 403 | 404 | 409 | 409
viewing_requests.note_notice           GET  303 | 200 200 200 403 403 | 404 | 200 | 200
viewing_requests.note_notice           POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.withdraw_request      POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.confirm_return        GET  303 | 200 200 200 403 403 | 404 | 200 | 200
viewing_requests.confirm_return        POST 303 | 303 303 303 403 403 | 404 | 303 | 303
viewing_requests.show_public_request   GET  200 | 200 200 200 200 200 | -   | -   | 200
viewing_requests.send_public_request   POST 422 | 422 422 422 422 422 | -   | -   | 422
viewing_requests.show_receipt_form     GET  200 | 200 200 200 200 200 | -   | -   | 200
viewing_requests.show_receipt          POST 422 | 422 422 422 422 422 | -   | -   | 422
viewing_requests.withdraw_by_receipt   POST 422 | 422 422 422 422 422 | -   | -   | 422
footage_access.hand_over_case          GET  303 | 200 200 200 403 403 | 404 | 200 | 200
footage_access.hand_over_case          POST 303 | 303 303 303 403 403 | 404 | 303 | 303
case_papers.show_blank_form            GET  200 | 200 200 200 200 200 | -   | -   | 200
case_papers.list_papers                GET  303 | 200 200 200 403 403 | 404 | 200 | 200
case_papers.make_paper                 GET  303 | 200 200 200 403 403 | 404 | 200 | 200
case_papers.make_paper                 POST 303 | 200 200 200 403 403 | 404 | 200 | 200
case_papers.show_statistics            GET  303 | 403 200 200 200 403 | -   | -   | 200
case_papers.print_statistics           GET  303 | 403 200 200 200 403 | -   | -   | 200
inbox.list_messages                    GET  303 | 200 200 200 200 200 | -   | -   | 200
inbox.mark_all_read                    POST 303 | 303 303 303 303 303 | -   | -   | 303
inbox.open_message                     POST 303 | 404 404 404 404 404 | -   | -   | 404
inbox.edit_own_address                 GET  303 | 200 200 200 200 200 | -   | -   | 200
inbox.edit_own_address                 POST 303 | 303 303 303 303 303 | -   | -   | 303
inbox.edit_address                     GET  303 | 403 403 403 403 403 | -   | -   | 403
inbox.edit_address                     POST 303 | 403 403 403 403 403 | -   | -   | 403
recorder_checks.list_checks            GET  303 | 200 200 200 200 403 | -   | -   | 200
recorder_checks.show_place             GET  303 | 200 200 200 200 403 | 404 | -   | 200
recorder_checks.new_check              GET  303 | 200 200 200 403 403 | 200 | -   | 200
recorder_checks.new_check              POST 303 | 303 303 303 403 403 | 422 | -   | 303
accounts.list_stand_ins                GET  303 | 200 200 200 200 200 | -   | -   | 200
accounts.set_stand_in                  GET  303 | 403 200 200 403 200 | -   | -   | 403
accounts.set_stand_in                  POST 303 | 403 303 303 403 422 | 422 | -   | 403
accounts.end_stand_in                  GET  303 | 403 403 200 403 403 | 404 | -   | 200
accounts.end_stand_in                  POST 303 | 403 403 303 403 403 | 404 | -   | 303
"""
WALKED = frozenset({"viewing_requests", "case_papers", "inbox", "recorder_checks"})
"""Capabilities every route of which stands in the table."""
ALSO = frozenset({"footage_access.hand_over_case", "accounts.list_stand_ins", "accounts.set_stand_in",
                  "accounts.end_stand_in"})  # fmt: skip
TRIED = ("operator", "manager", "officer", "auditor", "administrator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one route answers to whom; None where the address names no case."""

    endpoint: str
    method: str
    nobody: int
    roles: dict[str, int]
    other: int | None
    own: int | None
    deputy: int

    @property
    def name(self) -> str:
        """Return what the line is called in a test's report."""
        return f"{self.endpoint}-{self.method}"

    @property
    def let_in(self) -> list[str]:
        """Return the roles that get in."""
        return [role for role, status in self.roles.items() if status != 403]  # The status itself.


def lines() -> list[Line]:
    """Return the table, line by line."""
    return [_line(text) for text in TABLE.strip().splitlines()]


def _line(text: str) -> Line:
    head, roles, other, own, deputy = (part.split() for part in text.split("|"))
    endpoint, method, nobody = head
    return Line(
        endpoint=endpoint,
        method=method,
        nobody=int(nobody),
        roles=dict(zip(TRIED, map(int, roles), strict=True)),
        other=_number(other),
        own=_number(own),
        deputy=int(deputy[0]),
    )


def _number(cell: list[str]) -> int | None:
    return None if cell == ["-"] else int(cell[0])
