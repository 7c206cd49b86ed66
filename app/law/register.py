"""Owns which fields the footage register (개인영상정보 관리대장) must hold for each kind of entry."""

from dataclasses import dataclass
from enum import StrEnum

from app.law.sources import Source, latest


class RegisterKind(StrEnum):
    """The kinds of entry; the first four are the form's, the others are ours (playback: 제47조제4호)."""

    USE = "use"  # 이용 (목적 외)
    PROVISION = "provision"  # 제공
    VIEWING = "viewing"  # 열람
    DESTRUCTION = "destruction"  # 파기
    PLAYBACK = "playback"  # 재생 (목적 내)


class Field(StrEnum):
    """The fields of an entry; stored names are permanent."""

    AT = "at"  # 일시
    FILE = "file"  # 파일명/형태
    ASKED_FOR = "asked_for"  # 요구 내용
    HANDLER = "handler"  # 담당자
    PURPOSE = "purpose"  # 목적/사유
    PARTY = "party"  # 이용·제공받는 제3자 / 열람등 요구자
    CONTACT = "contact"  # 요구자 연락처
    GROUND = "ground"  # 이용·제공 근거
    PERIOD = "period"  # 기간
    FORM = "form"  # 이용·제공 형태, 파기 방법
    REFUSAL_REASON = "refusal_reason"  # 거부 사유
    COPY = "copy"  # 사본 내용과 제공 사유
    FOOTAGE_CREATED = "footage_created"  # 영상 생성 일시


class Need(StrEnum):
    """How strongly a field is asked for."""

    ALWAYS = "always"
    IF_ANY = "if_any"  # Required where it exists or happened.
    USEFUL = "useful"  # Not demanded; it computes or evidences a duty.


@dataclass(frozen=True, slots=True)
class FieldDuty:
    """A field an entry of some kind holds, and by which source."""

    field: Field
    need: Need
    source_key: str

    @property
    def source(self) -> Source:
        """Return the newest wording of the source."""
        return latest(self.source_key)


def _duties(key: str, always: str, if_any: str = "", useful: str = "") -> tuple[FieldDuty, ...]:
    return tuple(
        FieldDuty(Field(name), need, key)
        for need, names in ((Need.ALWAYS, always), (Need.IF_ANY, if_any), (Need.USEFUL, useful))
        for name in names.split()
    )


DUTIES: dict[RegisterKind, tuple[FieldDuty, ...]] = {
    RegisterKind.USE: _duties("guideline.42.1", "at file handler purpose party form", "ground period"),
    RegisterKind.PROVISION: _duties("guideline.42.1", "at file handler purpose party form", "ground period"),
    RegisterKind.VIEWING: _duties(
        "guideline.44.5",
        "at file asked_for handler purpose party contact",
        "refusal_reason copy",
        "ground period form",
    ),
    RegisterKind.DESTRUCTION: _duties("guideline.42.2", "at file handler form", "", "purpose ground period"),
    RegisterKind.PLAYBACK: _duties("guideline.47.4", "at footage_created handler purpose"),
}


def required_fields(kind: RegisterKind) -> tuple[FieldDuty, ...]:
    """Return the fields an entry of a kind must always hold."""
    return tuple(duty for duty in DUTIES[kind] if duty.need is Need.ALWAYS)
