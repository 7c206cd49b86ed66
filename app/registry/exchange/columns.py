"""Owns which columns a registry workbook has: one table of headings per kind, Korean first, English accepted."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from app.kernel.messages import N_
from app.registry.domain import Kind
from app.registry.exchange import codecs
from app.registry.exchange.codecs import Codec


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the heading people see, and the field it fills, as a path such as ``declared.retention.days``."""

    heading: str
    path: str
    codec: Codec
    required: bool = False
    refers_to: Kind | None = None
    note: str = ""

    @property
    def english(self) -> str:
        """Return the English heading: the path without ``declared`` or ``point``."""
        return self.path.removeprefix("declared.").removeprefix("point.")


SHEETS: Mapping[Kind, str] = {
    Kind.ORGANISATION: "조직",
    Kind.POST: "직위",
    Kind.CONTRACTOR: "수탁자",
    Kind.AGREEMENT: "협약",
    Kind.ROW: "행",
    Kind.SITE: "설치장소",
    Kind.ZONE: "구역",
    Kind.CAMERA: "카메라",
}

DECLARED: tuple[Column, ...] = (
    Column(N_("목적"), "declared.purposes", codecs.PURPOSES),
    Column(N_("설치 위치"), "declared.location", codecs.TEXT),
    Column(N_("촬영 범위"), "declared.coverage", codecs.TEXT),
    Column(N_("촬영시간"), "declared.hours", codecs.TEXT),
    Column(N_("보관기간"), "declared.retention.text", codecs.TEXT, note=N_("공표한 문구 그대로. 예: 20일 이내")),
    Column(N_("보관일수"), "declared.retention.days", codecs.COUNT),
    Column(N_("최소 보관일수"), "declared.retention.least_days", codecs.COUNT),
    Column(N_("최대 보관일수"), "declared.retention.most_days", codecs.COUNT),
    Column(N_("보관 조건"), "declared.retention.condition", codecs.TEXT),
    Column(N_("보관 사유"), "declared.retention.reason", codecs.TEXT),
    Column(N_("녹화 여부"), "declared.retention.recorded", codecs.FLAG),
    Column(N_("보관장소"), "declared.storage_place", codecs.TEXT),
    Column(N_("처리방법"), "declared.processing_method", codecs.TEXT),
    Column(N_("확인 방법"), "declared.checking_method", codecs.TEXT),
    Column(N_("확인 장소"), "declared.checking_place", codecs.TEXT),
    Column(N_("확인 시간"), "declared.checking_hours", codecs.TEXT),
    Column(N_("관리책임자"), "declared.manager", codecs.DUTY, refers_to=Kind.POST),
    Column(N_("접근권한자"), "declared.access_holders", codecs.DUTIES, refers_to=Kind.POST),
    Column(N_("공개 여부"), "declared.space_class", codecs.SPACE),
    Column(N_("장치 종류"), "declared.device.kind", codecs.TEXT),
    Column(N_("해상도"), "declared.device.resolution", codecs.TEXT),
    Column(N_("음성 안내"), "declared.device.audio", codecs.TEXT),
    Column(N_("네트워크"), "declared.device.network", codecs.TEXT),
    Column(N_("저장장치"), "declared.device.recorder", codecs.TEXT),
    Column(N_("기능"), "declared.device.functions", codecs.PAIRS),
    Column(N_("운영 방식"), "declared.operation", codecs.TEXT, note=N_("자체 또는 위탁")),
    Column(N_("소속"), "declared.unit", codecs.TEXT),
    Column(N_("설치 시기"), "declared.installed", codecs.TEXT, note=N_("공표한 문구 그대로. 예: 2019년")),
    Column(N_("비고"), "declared.remarks", codecs.TEXTS),
)
VALID: tuple[Column, ...] = (
    Column(N_("적용 시작일"), "valid_from", codecs.DAY, note=N_("비우면 가져올 때 정하는 날부터")),
    Column(N_("적용 종료일"), "valid_to", codecs.DAY, note=N_("이 날부터는 없음. 폐지할 때 씁니다.")),
)
_CODE = Column(N_("코드"), "code", codecs.LINE, required=True, note=N_("겹치지 않는 짧은 이름. 바꾸지 마십시오."))
_NAME = Column(N_("이름"), "name", codecs.LINE, required=True)
_ORDER = Column(N_("순서"), "order", codecs.COUNT)
_COUNT = Column(N_("대수"), "camera_count", codecs.COUNT)
_PLACES = Column(N_("개소 수"), "places_count", codecs.COUNT)

_OWN: Mapping[Kind, tuple[Column, ...]] = {
    Kind.ORGANISATION: (
        Column(N_("조직 이름"), "name", codecs.LINE, required=True),
        Column(N_("영문 이름"), "name_en", codecs.LINE),
        Column(N_("업종"), "sector", codecs.TEXT),
        Column(N_("언어"), "language", codecs.LINE),
        Column(N_("홈페이지"), "homepage", codecs.LINE),
        Column(N_("주소"), "address", codecs.TEXT),
        Column(N_("전화"), "phone", codecs.LINE),
        Column(N_("공공기관"), "is_public_institution", codecs.FLAG),
        Column(N_("시행일"), "effective_on", codecs.DAY),
        Column(N_("설치근거"), "legal_bases", codecs.TEXTS),
        Column(N_("보호조치"), "safeguards", codecs.TEXTS),
        Column(N_("열람 요구 방법"), "request_channels", codecs.TEXTS),
        Column(N_("청구 서식"), "request_form", codecs.TEXT),
        Column(N_("거부 통지 일수"), "refusal_notice_days", codecs.COUNT),
        Column(N_("위탁 안내"), "entrustment_statement", codecs.TEXT),
        Column(N_("개인정보 보호책임자"), "privacy_officer", codecs.DUTY, refers_to=Kind.POST),
        Column(N_("공표한 총 대수"), "stated_total", codecs.COUNT),
        Column(N_("총 대수와 다른 합을 쓰는 까닭"), "stated_total_reason", codecs.LINE),
        Column(N_("변경 이력"), "history", codecs.REVISIONS),
        Column(N_("안내판 계획"), "sign_plans", codecs.SIGN_PLANS),
        Column(N_("출처 주소"), "source_url", codecs.LINE),
        *DECLARED,
    ),
    Kind.POST: (
        _CODE,
        Column(N_("직위"), "title", codecs.LINE),
        Column(N_("부서"), "department", codecs.LINE),
        Column(N_("전화"), "phones", codecs.SHORT_TEXTS),
    ),
    Kind.CONTRACTOR: (
        _CODE,
        _NAME,
        Column(N_("위탁 업무"), "work", codecs.TEXT),
        Column(N_("전화"), "phones", codecs.SHORT_TEXTS),
        Column(
            N_("대상 장소"), "sites", codecs.SHORT_TEXTS, refers_to=Kind.SITE, note=N_("장소 코드. 비우면 모든 장소")
        ),
        Column(N_("계약일"), "contract_on", codecs.DAY),
    ),
    Kind.AGREEMENT: (
        _CODE,
        Column(N_("상대 기관"), "party", codecs.LINE, required=True),
        Column(N_("범위"), "scope", codecs.TEXT),
        Column(N_("협약일"), "agreed_on", codecs.DAY),
    ),
    Kind.ROW: (_CODE, _NAME, _ORDER, Column(N_("종류"), "kind", codecs.LINE), _COUNT, _PLACES, *DECLARED),
    Kind.SITE: (
        _CODE,
        _NAME,
        Column(N_("종류"), "kind", codecs.LINE, note=N_("자유롭게. 예: 사옥, CNG 충전소, 정압기")),
        Column(N_("행"), "row", codecs.LINE, refers_to=Kind.ROW, note=N_("공표한 행의 코드. 비우면 장소 스스로 한 행")),
        _ORDER,
        Column(N_("지역"), "region", codecs.LINE),
        Column(N_("주소"), "address", codecs.TEXT),
        Column(N_("위도"), "point.latitude", codecs.LATITUDE),
        Column(N_("경도"), "point.longitude", codecs.LONGITUDE),
        Column(N_("상위 장소"), "parent", codecs.LINE, refers_to=Kind.SITE),
        _COUNT,
        _PLACES,
        Column(N_("구역 모두 기재"), "zones_complete", codecs.FLAG, note=N_("구역을 일부만 적었으면 아니오")),
        *DECLARED,
    ),
    Kind.ZONE: (
        _CODE,
        Column(N_("장소"), "site", codecs.LINE, required=True, refers_to=Kind.SITE, note=N_("설치장소 코드")),
        _NAME,
        _ORDER,
        Column(
            N_("구분 기준"), "by", codecs.LINE, note=N_("place, floor, storage, purpose, manager, device, publicness")
        ),
        _COUNT,
        Column(N_("설치일"), "installed_on", codecs.DAY),
        Column(
            N_("사생활 장소"), "sensitive", codecs.TEXT, note=N_("목욕실, 화장실 등 보일 수 있는 곳. 없으면 비웁니다.")
        ),
        *DECLARED,
    ),
    Kind.CAMERA: (
        Column(N_("번호"), "code", codecs.LINE, required=True),
        Column(N_("구역"), "zone", codecs.LINE, required=True, refers_to=Kind.ZONE, note=N_("구역 코드")),
        Column(N_("이름"), "name", codecs.LINE),
        Column(N_("기종"), "type", codecs.LINE),
        Column(N_("회전·확대"), "ptz", codecs.FLAG),
        Column(N_("음성 녹음"), "audio_enabled", codecs.FLAG),
        Column(N_("음성 꺼짐 확인일"), "audio_off_verified_on", codecs.DAY),
        Column(N_("녹화기"), "recorder", codecs.LINE),
        Column(N_("녹화기 채널"), "recorder_channel", codecs.LINE),
        Column(N_("설치일"), "installed_on", codecs.DAY),
        Column(N_("철거일"), "removed_on", codecs.DAY),
        *DECLARED,
    ),
}

COLUMNS: Mapping[Kind, tuple[Column, ...]] = {kind: (*own, *VALID) for kind, own in _OWN.items()}


def folded(heading: str) -> str:
    """Return a heading as it is compared: without spaces, underscores, punctuation, a required mark, or case."""
    return re.sub(r"[\s_.·*:()\[\]-]", "", unicodedata.normalize("NFKC", heading)).casefold()


def columns_by_heading(kind: Kind) -> dict[str, Column]:
    """Return the columns of a kind by every heading accepted: Korean and English."""
    found = {folded(column.english): column for column in COLUMNS[kind]}
    found.update({folded(column.heading): column for column in COLUMNS[kind]})
    return found


def kind_of_sheet(name: str) -> Kind | None:
    """Return the kind a sheet holds by its name, Korean or English; None if it is not one of ours."""
    wanted = folded(name)
    for kind, title in SHEETS.items():
        if wanted in {folded(title), kind.value, f"{kind.value}s"}:
            return kind
    return {"공표행": Kind.ROW, "행공표": Kind.ROW, "장소": Kind.SITE}.get(wanted)
