"""Owns what an organisation chooses about signs: how many a site has, and what stands for a sign where none hangs."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.errors import Invalid, NotAllowed, NotFound, Problem, Refusal
from app.kernel.messages import N_, Message

CHOOSERS = (Role.MANAGER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)
LANGUAGES: Mapping[str, str] = {"ko": "한국어", "en": "English", "zh": "中文", "ja": "日本語", "vi": "Tiếng Việt"}
"""What signs may be written in, each called as its speakers call it."""
LONGEST_REASON, LONGEST_TITLE, LONGEST_NUMBER, LONGEST_PLACE = 1_000, 200, 80, 300


class Scheme(StrEnum):
    """How many signs a site has; stored names are permanent."""

    ZONE = "zone"  # One for every zone.
    ENTRANCE = "entrance"  # One at the entrance, for the whole building (시행령 24① 단서).
    CAMERA = "camera"  # One for every camera.


SCHEMES: Mapping[Scheme, str] = {
    Scheme.ZONE: N_("구역마다 한 장"),
    Scheme.ENTRANCE: N_("건물 출입구에 대표 안내판 한 장"),
    Scheme.CAMERA: N_("카메라마다 한 장"),
}


class Scope(StrEnum):
    """What a substitute stands for; what is beneath it needs no sign either. Stored names are permanent."""

    SITE = "site"
    ZONE = "zone"
    CAMERA = "camera"


class Instead(StrEnum):
    """What stands for a sign, or why none is needed; stored names are permanent."""

    PUBLIC_BODY = "public_body"
    HOMEPAGE = "homepage"
    BUSINESS_PLACE = "business_place"
    NEWSPAPER = "newspaper"
    MILITARY = "military"
    KEY_FACILITY = "key_facility"
    SECURITY_FACILITY = "security_facility"


INSTEAD: Mapping[Instead, str] = {
    Instead.HOMEPAGE: N_("홈페이지 게재"),
    Instead.BUSINESS_PLACE: N_("사업장 게시"),
    Instead.NEWSPAPER: N_("신문 게재"),
    Instead.MILITARY: N_("군사시설 면제"),
    Instead.KEY_FACILITY: N_("국가중요시설 면제"),
    Instead.SECURITY_FACILITY: N_("국가보안시설 면제"),
    Instead.PUBLIC_BODY: N_("공공기관의 홈페이지 게재"),
}
GROUNDS: Mapping[Instead, str] = {
    Instead.PUBLIC_BODY: "decree.24.2.1",
    Instead.HOMEPAGE: "decree.24.2.2",
    Instead.BUSINESS_PLACE: "decree.24.3",
    Instead.NEWSPAPER: "decree.24.3",
    Instead.MILITARY: "decree.24.4",
    Instead.KEY_FACILITY: "decree.24.4",
    Instead.SECURITY_FACILITY: "decree.24.4",
}
"""The key of the ground in ``app.law`` of each kind."""
EXEMPTIONS = frozenset({Instead.MILITARY, Instead.KEY_FACILITY, Instead.SECURITY_FACILITY})
ON_HOMEPAGE = frozenset({Instead.PUBLIC_BODY, Instead.HOMEPAGE})
ELSEWHERE = frozenset({Instead.BUSINESS_PLACE, Instead.NEWSPAPER})


class SeparatePlaces(Refusal):
    """One sign cannot stand for places that are not one building."""

    text = N_(
        "{site}은(는) 따로 떨어진 {count}곳을 묶은 것이라 대표 안내판 한 장으로 갈음할 수 없습니다. "
        "대표 안내판은 건물 하나에만 씁니다."
    )


class SameScheme(Refusal):
    """Nothing would be other than it is."""

    text = N_("이미 그렇게 정해져 있습니다.")


class PublicBodiesOnly(Refusal):
    """The item of the Decree is for public institutions."""

    text = N_(
        "이 근거는 공공기관만 쓸 수 있습니다. 안내판을 달 수 없거나 달아도 알아볼 수 없는 곳이면 "
        "‘홈페이지 게재’를 고르고 그 사유를 적으십시오."
    )


class SameLook(Refusal):
    """Nothing would look other than it does."""

    text = N_("안내판의 모양이 이미 그렇게 정해져 있습니다.")


class UnknownLanguage(Refusal):
    """Signs are not written in a language, or Korean is not the first."""

    text = N_(
        "안내판에 쓸 수 없는 언어입니다: {languages}. 한국어를 먼저 적고 영어·중국어·일본어·베트남어를 덧붙입니다."
    )


class UnknownTarget(NotFound):
    """The registry holds no such site, zone or camera on the day, or the person may not see it."""

    text = N_("{target}을(를) 대장에서 찾을 수 없습니다.")


class UnknownSubstitute(NotFound):
    """Nothing was recorded under the number, or the person may not see it."""

    text = N_("안내판 대체·면제 {number}번을 찾을 수 없습니다.")


class SubstituteOverlaps(Refusal):
    """Something already stands for the sign of this target in those days."""

    text = N_("그 기간에는 이미 안내판 대체·면제 {number}번이 있습니다. 먼저 그것을 끝내십시오.")


class SubstituteEnded(Refusal):
    """What has ended cannot end again."""

    text = N_("안내판 대체·면제 {number}번은 이미 끝났습니다.")


class EndsBeforeItBegins(Refusal):
    """A substitute cannot end before its first day."""

    text = N_("끝나는 날은 시작하는 날 {since}보다 앞설 수 없습니다.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The document behind a substitute: designation, newspaper, notice. Everything empty: there is none."""

    title: str = ""
    number: str = ""
    on: date | None = None

    @property
    def is_whole(self) -> bool:
        """Return whether somebody else could find the document by it."""
        return bool(self.title.strip() and self.number.strip() and self.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitute:
    """What stands for a sign from a day on; ``until`` and ``ended_on`` are its last day, planned and real."""

    number: int
    site_code: str
    scope: Scope
    target: str
    kind: Instead
    reason: str
    shown_at: str  # Where it is posted or printed.
    paper: Paper
    since: date
    until: date | None = None
    ended_on: date | None = None

    @property
    def ground(self) -> str:
        """Return the key of its legal ground."""
        return GROUNDS[self.kind]

    @property
    def last_day(self) -> date | None:
        """Return the last day on which it holds; None: open."""
        return min((day for day in (self.until, self.ended_on) if day is not None), default=None)

    def in_force(self, on: date) -> bool:
        """Return whether it holds on a day; its last day counts."""
        return self.since <= on and (self.last_day is None or on <= self.last_day)


def check_may_choose(actor: Actor, site_code: str) -> None:
    """Let the system, and people who are responsible for a site, choose about its signs.

    :raises NotAllowed: if the person does not.
    """
    acts = (Act.MAINTAIN,)
    if not actor.may_act_as(*CHOOSERS, acts=acts):
        raise NotAllowed
    if actor.id and not actor.acting_as(*CHOOSERS, acts=acts).sees_site(site_code):
        raise NotAllowed


def check_substitute(
    *, kind: Instead, reason: str, shown_at: str, paper: Paper, since: date, until: date | None, is_public: bool
) -> None:
    """Let something stand for a sign where the Decree lets it (시행령 24②–④).

    An exemption may be recorded before its document has come; it is found by a check until it has.

    :raises PublicBodiesOnly: if the ground is for public institutions and the organisation is none.
    :raises Invalid: with everything that is missing or too long.
    """
    if kind is Instead.PUBLIC_BODY and not is_public:
        raise PublicBodiesOnly
    problems = []
    if kind not in EXEMPTIONS and not reason.strip():
        problems.append(Problem(N_("사유"), Message(N_("이 장소에 안내판을 달 수 없는 사유를 적으십시오."))))
    if kind in ELSEWHERE and not shown_at.strip():
        problems.append(Problem(N_("게시한 곳"), Message(N_("게시한 사업장이나 신문의 이름을 적으십시오."))))
    if kind is Instead.NEWSPAPER and paper.on is None:
        problems.append(Problem(N_("문서 날짜"), Message(N_("신문에 실린 날을 적으십시오."))))
    if until is not None and until < since:
        problems.append(Problem(N_("마지막 날"), Message(N_("시작하는 날보다 앞설 수 없습니다."))))
    longest = (
        (reason, LONGEST_REASON, N_("사유")),
        (shown_at, LONGEST_PLACE, N_("게시한 곳")),
        (paper.title, LONGEST_TITLE, N_("문서 이름")),
        (paper.number, LONGEST_NUMBER, N_("문서 번호")),
    )
    problems += [
        Problem(str(label), Message(N_("{most}자까지 적을 수 있습니다."), {"most": most}))
        for text, most, label in longest
        if len(text) > most
    ]
    if problems:
        raise Invalid(problems)


def standing_for(
    substitutes: Iterable[Substitute], *, site_code: str, codes: Collection[str], on: date
) -> Substitute | None:
    """Return what stands for a sign on a day: what was recorded for its own place wins over that of the whole site.

    ``codes`` are the zones and cameras the sign is for, the nearest first; empty for the sign of a whole site.
    """
    holding = [one for one in substitutes if one.site_code == site_code and one.in_force(on)]
    for code in codes:
        for one in holding:
            if one.scope is not Scope.SITE and one.target == code:
                return one
    return next((one for one in holding if one.scope is Scope.SITE), None)
