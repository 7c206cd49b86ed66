"""Owns what people see when something cannot be done: what happened and what to do next, never a traceback."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound
from werkzeug.exceptions import HTTPException, InternalServerError

from app.kernel.errors import Invalid, NotAllowed, NotFound, Refusal
from app.kernel.messages import N_
from app.web.access import EVERYBODY, access_of, wants_fragment
from app.web.languages import say
from app.web.problems import asked_by_program
from app.web.problems import problem as problem_answer


@dataclass(frozen=True, slots=True)
class ErrorText:
    """What an error page says: a heading, and what the person can do."""

    title: str
    advice: str


_CONFLICT = ErrorText(N_("요청한 일을 할 수 없습니다"), N_("앞 화면으로 돌아가 지금 상태를 확인하고 다시 하십시오."))
TEXTS: Mapping[int, ErrorText] = {
    400: ErrorText(
        N_("요청을 확인할 수 없습니다"),
        N_("이 화면에서 보낸 요청인지 확인하지 못해 아무것도 바꾸지 않았습니다. 앞 화면을 새로 고친 뒤 다시 하십시오."),
    ),
    401: ErrorText(N_("로그인이 필요합니다"), N_("로그인이 끝났습니다. 다시 로그인하십시오.")),
    403: ErrorText(
        N_("권한이 없습니다"), N_("이 화면을 열 권한이 없습니다. 필요하면 시스템 관리자에게 권한을 요청하십시오.")
    ),
    404: ErrorText(N_("찾을 수 없습니다"), N_("주소가 바뀌었거나, 없어졌거나, 볼 권한이 없습니다.")),
    405: ErrorText(N_("이렇게는 쓸 수 없는 주소입니다"), N_("앞 화면으로 돌아가 단추를 눌러 다시 하십시오.")),
    409: _CONFLICT,
    413: ErrorText(
        N_("보낸 것이 너무 큽니다"),
        N_("앞 화면에 적힌 크기까지 파일을 나누거나 줄여서 다시 보내십시오. 저장한 것은 그대로 있습니다."),
    ),
    415: ErrorText(
        N_("이 형식으로는 받을 수 없습니다"),
        N_("앞 화면으로 돌아가 단추를 눌러 다시 보내십시오. 아무것도 바꾸지 않았습니다."),
    ),
    429: ErrorText(N_("요청이 너무 많습니다"), N_("잠시 기다렸다가 다시 하십시오.")),
    500: ErrorText(
        N_("프로그램에 문제가 생겼습니다"),
        N_("저장하던 내용은 저장되지 않았습니다. 다시 해도 같으면 이 시각을 시스템 관리자에게 알리십시오."),
    ),
}


def prepare_errors(app: Flask) -> None:
    """Show a page (or, to htmx, a fragment) for every error and every refusal no view has dealt with."""

    @app.errorhandler(HTTPException)
    def show_http_error(problem: HTTPException) -> ResponseReturnValue:
        if problem.response is not None or problem.code is None or problem.code < 400:  # noqa: PLR2004  # First error.
            return problem.get_response()
        if asked_by_program():
            known = TEXTS.get(problem.code)
            answer = problem_answer(problem.code, detail=say(known.title) if known else None)
            answer.headers.extend(pair for pair in problem.get_headers() if pair[0] == "WWW-Authenticate")
            return answer
        page = _page(problem.code)
        headers = [pair for pair in problem.get_headers() if pair[0] not in {"Content-Type", "Content-Length"}]
        return page, problem.code, headers

    @app.errorhandler(Refusal)
    def show_refusal(refusal: Refusal) -> ResponseReturnValue:
        code = 404 if isinstance(refusal, NotFound) else 403 if isinstance(refusal, NotAllowed) else 409
        if asked_by_program():
            return problem_answer(code, refusal)
        problems = [say(problem) for problem in refusal.problems] if isinstance(refusal, Invalid) else []
        return _page(code, sentence=say(refusal), problems=problems), code

    @app.errorhandler(NoResultFound)
    def show_missing_row(_problem: NoResultFound) -> ResponseReturnValue:
        return _page(404), 404

    @app.errorhandler(InternalServerError)
    def show_fault(_problem: InternalServerError) -> ResponseReturnValue:
        return problem_answer(500) if asked_by_program() else (_page(500), 500)


def _page(code: int, *, sentence: str | None = None, problems: list[str] | None = None) -> str:
    g.shows_nobody = True  # Why something is refused, and no page: nothing for the access record.
    texts = TEXTS.get(code, _CONFLICT)
    if wants_fragment():
        template = "errors/fragment.html"
    elif code >= 500:  # noqa: PLR2004  # The layout may be what failed.
        template = "errors/fault.html"
    else:
        template = "errors/page.html" if g.get("actor") else "errors/public_page.html"
    return render_template(
        template,
        code=code,
        heading=say(texts.title),
        sentence=sentence,
        advice=say(texts.advice),
        problems=problems or [],
        who_may=_who_may() if code == 403 and g.get("actor") else [],  # noqa: PLR2004  # A page for other roles.
        ways_back=_ways_back() if code == 413 else [],  # noqa: PLR2004  # Nothing of what was sent was read.
    )


def _who_may() -> list[str]:
    """Return the roles that may open what was asked for; none where everybody may."""
    access = access_of(request.endpoint) if request.endpoint else None
    return sorted(access) if isinstance(access, frozenset) and access != EVERYBODY else []


def _ways_back() -> list[str]:
    """Return the pages above what was asked for, the nearest first: the form itself, and what it is about."""
    pages, found = current_app.create_url_adapter(request), list[str]()
    path = request.path
    while pages is not None and path.count("/") > 1:
        if pages.test(path, "GET"):
            found.append(path)
        path = path.rpartition("/")[0]
    return found[:2]
