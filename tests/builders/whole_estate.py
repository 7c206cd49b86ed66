"""Builds the small estate with nothing left open: what a version of its policy needs to be approved."""

from tests.builders.registry import a_small_estate, record_estate
from tests.builders.sound_policy import SAFEGUARDS


def a_whole_estate(**more):
    """Return the small estate, with its codes and names, and every value the policy must state."""
    items = a_small_estate()
    (organisation,) = items["organisation"]
    organisation |= {
        "legal_bases": ["「개인정보 보호법」 제25조제1항제2호", "「개인정보 보호법」 제25조제1항제3호"],
        "safeguards": list(SAFEGUARDS),
        "request_channels": ["서면", "전화 033-700-0001"],
        "entrustment_statement": "영상정보 처리 업무를 위탁하지 않습니다.",
    }
    organisation["declared"] = organisation["declared"] | {
        "purposes": [
            {"text": "범죄의 예방 및 수사", "ground": "pipa.25.1.2"},
            {"text": "시설의 안전 및 관리, 화재 예방", "ground": "pipa.25.1.3"},
        ],
        "space_class": "open",
        "storage_place": "안전팀 사무실",
        "processing_method": "보관기간이 지나면 자동으로 덮어써 영구 삭제",
        "checking_method": "관리책임자에게 전화로 연락한 뒤 방문하여 확인",
        "checking_place": "안전팀 사무실",
        "access_holders": [{"post": "lead"}],
        "coverage": "출입문과 주차장",
    }
    for site in items["sites"]:
        site |= {"address": f"원주시 예시로 {site['code']}"}
        site["declared"] = {"location": "정문 기둥" if site["code"] == "HQ" else "울타리 안 기둥"}
    items["posts"][1] |= {"phones": ["033-700-0002"]}
    for key, extra in more.items():
        items[key] = [*items.get(key, []), *extra]
    return items


def record_whole_estate(**more):
    """Record it in one unit of work, and return the changes; further items by their kind."""
    return record_estate(a_whole_estate(**more))
