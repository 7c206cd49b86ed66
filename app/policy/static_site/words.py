"""Owns the fixed words of the exported site, in the languages policies are written in."""

from collections.abc import Mapping

SAID: Mapping[str, Mapping[str, str]] = {
    "ko": {
        "in_force": "{day}부터 시행 중",
        "coming": "{day}부터 시행 예정",
        "past": "{day}부터 시행한 지난 판",
        "current": "지금 시행하는 방침",
        "all": "모든 판",
        "compare": "앞 판과 비교 (신·구 대비표)",
        "files": "파일",
        "state": "상태",
        "skip": "본문으로 건너뛰기",
        "way": "방침의 판",
        "none": "시행 중인 방침이 아직 없습니다.",
        "title": "영상정보처리기기 운영·관리 방침",
        "fragment": "HTML 조각",
    },
    "en": {
        "in_force": "in force since {day}",
        "coming": "takes effect on {day}",
        "past": "earlier version, effective from {day}",
        "current": "Policy in force",
        "all": "All versions",
        "compare": "Compared with the version before",
        "files": "Files",
        "state": "Status",
        "skip": "Skip to content",
        "way": "Versions of the policy",
        "none": "No policy is in force yet.",
        "title": "CCTV operation and management policy",
        "fragment": "HTML fragment",
    },
}
TONGUES: Mapping[str, str] = {"ko": "한국어", "en": "English"}
