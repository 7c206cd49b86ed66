"""Owns what is refused about recorders' logs, each with the sentence the person reads."""

from app.kernel.errors import Invalid, NotFound, Refusal
from app.kernel.messages import N_


class SourceNotFound(NotFound):
    """No such recorder, or not one this person may know of."""

    text = N_("녹화기 '{code}'을(를) 찾을 수 없습니다.")


class FindingNotFound(NotFound):
    """No such finding, or not one this person may know of."""

    text = N_("대조 결과 {number}번을 찾을 수 없습니다.")


class SourceTaken(Refusal):
    """Each recorder has its own code."""

    text = N_("녹화기 코드 '{code}'은(는) 이미 쓰고 있습니다. 다른 코드를 정하십시오.")


class BadSourceCode(Refusal):
    """A code stands in addresses and on the command line."""

    text = N_("녹화기 코드는 영문자·숫자·'-'·'_'로 40자까지 적으십시오. 예: NVR-1")


class UnknownZone(Refusal):
    """No such time zone."""

    text = N_("시간대 '{zone}'을(를) 알 수 없습니다. 예: Asia/Seoul, UTC")


class BadSeconds(Refusal):
    """A tolerance has its bounds."""

    text = N_("시각 허용차는 0초에서 1시간, 이어 보기 간격은 0초에서 2시간, 시계 오차는 하루 안이어야 합니다.")


class ColumnsNeeded(Refusal):
    """A table of its own kind needs to know its columns."""

    text = N_("시각, 카메라, 동작이 어느 열에 있는지 적으십시오.")


class SiteUnknown(Refusal):
    """A source records cameras of sites that are there."""

    text = N_("설치장소 '{code}'이(가) 대장에 없거나 볼 권한이 없습니다.")


class CameraUnknown(Refusal):
    """A name can only be a camera of the registry, at a site of the source."""

    text = N_("카메라 '{code}'이(가) 대장에 없거나 이 녹화기의 설치장소에 있지 않습니다.")


class AccountUnknown(Refusal):
    """A user can only be somebody who has an account."""

    text = N_("계정을 찾을 수 없습니다. 사람을 고르십시오.")


class UnreadableLog(Invalid):
    """Some lines cannot be understood; nothing was imported."""

    text = N_("로그에 읽을 수 없는 곳이 {count}건 있어 아무것도 가져오지 않았습니다.")


class EmptyLog(Refusal):
    """A log without a viewing has nothing to compare."""

    text = N_("이 로그에는 영상을 본 줄이 없습니다. 형식과 열을 확인하십시오.")


class LogInFuture(Refusal):
    """A recorder cannot have seen tomorrow: the zone or the order of the date is wrong."""

    text = N_("로그의 시각 {at}이(가) 현재보다 하루 넘게 뒤입니다. 시간대와 날짜 순서를 확인하십시오.")


class BadPeriod(Refusal):
    """A log says of some days what happened on them."""

    text = N_("로그가 다루는 기간은 시작일과 종료일을 모두, 차례대로 적으십시오.")


class AlreadyDecided(Refusal):
    """What was accepted or is no longer found stays so."""

    text = N_("대조 결과 {number}번은 지금 '{state}' 상태라 바꿀 수 없습니다.")


class NotExplained(Refusal):
    """Only an explanation can be accepted or returned."""

    text = N_("대조 결과 {number}번은 아직 소명이 없습니다.")


class OwnExplanation(Refusal):
    """Nobody accepts their own explanation, or one about their own viewing."""

    text = N_("자신이 소명했거나 자신이 본 일은 다른 관리책임자가 확인해야 합니다.")


class ReasonNotFitting(Refusal):
    """Some reasons explain one direction only."""

    text = N_("이 대조 결과에는 쓸 수 없는 사유입니다. 다른 사유를 고르십시오.")


class WordsNeeded(Refusal):
    """A reason is more than a word from a list."""

    text = N_("무엇이 있었는지 구체적으로 적으십시오. 예: '11월 3일 업체 유지보수 중 화면 시험, 작업일지 27번'")


class EntryNotFitting(Refusal):
    """A late entry must be about this camera and this time."""

    text = N_("관제 기록 {number}번은 이 카메라와 시각의 기록이 아닙니다. 번호를 확인하십시오.")


class EntryNeeded(Refusal):
    """Which entry was written late."""

    text = N_("뒤늦게 남긴 관제 기록의 번호를 적으십시오.")
