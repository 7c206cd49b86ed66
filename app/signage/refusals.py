"""Owns what is refused about placements, sightings and rounds, and why."""

from app.kernel.errors import Invalid, NotFound, Refusal
from app.kernel.messages import N_


class SightingDiffers(Refusal):
    """Something else was recorded under the same mark."""

    text = N_(
        "같은 확인 번호로 다른 내용이 이미 기록되어 있어 저장하지 않았습니다. 화면을 새로 열어 다시 기록하십시오."
    )


class OtherSitesSign(Refusal):
    """A sign belongs to another site than the round."""

    text = N_(
        "안내판 {number}은(는) 이 점검의 설치장소 것이 아니라 다른 설치장소의 것이어서 여기서 확인으로 기록하지 "
        "않았습니다. 이곳에 걸려 있다면 '다른 곳의 안내판'으로 기록하십시오."
    )


class RoundNotFound(NotFound):
    """There is no such round the person may see."""

    text = N_("이 현장 점검을 찾을 수 없습니다.")


class RoundClosed(Refusal):
    """The round is closed."""

    text = N_("이미 마친 현장 점검이어서 더 기록하지 않았습니다.")


class DueInThePast(Refusal):
    """A round cannot be due on a day that is over."""

    text = N_("점검을 마칠 날이 이미 지났습니다. 오늘이나 그 뒤의 날을 고르십시오.")


class SiteNotSeen(Refusal):
    """Somebody does not work at a site of the round."""

    text = N_("고른 설치장소 가운데 나눈 사람이나 맡을 사람이 다룰 수 없는 곳이 있습니다.")


class NothingToCheck(Refusal):
    """No sign was printed for the places chosen."""

    text = N_("고른 곳에는 인쇄한 안내판이 없어 현장 점검을 열지 않았습니다. 안내판을 먼저 인쇄하십시오.")


class PhotoNotFound(NotFound):
    """There is no such photo, or it was erased."""

    text = N_("사진이 없습니다. 보관 기간이 지나 파기되었을 수 있습니다.")


class BadSighting(Invalid):
    """What was sent cannot be recorded."""

    text = N_("확인 기록에 문제가 {count}건 있어 저장하지 않았습니다.")


class PhotoUnusable(Refusal):
    """A photo is in no format we take, or damaged."""

    text = N_("사진을 읽을 수 없습니다. JPEG, PNG, WebP 사진을 올리십시오.")


class PhotoIsHeic(Refusal):
    """A photo is in the format of Apple's telephones."""

    text = N_(
        "HEIC 사진은 받지 않습니다. 휴대전화의 '설정 > 카메라 > 포맷'에서 '높은 호환성'을 고르거나 "
        "JPEG로 바꾸어 올리십시오."
    )


class PhotoTooLarge(Refusal):
    """A photo is larger than we take."""

    text = N_("사진은 하나에 {most}MB까지 받습니다. 해상도를 낮추어 다시 찍으십시오.")
