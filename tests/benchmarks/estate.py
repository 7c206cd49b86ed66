"""Owns a large invented estate: many sites, several cameras each, as a registry document."""


def estate(*, sites: int, cameras_per_site: int) -> dict[str, object]:
    """Return a registry document (plain JSON values) of one zone and some cameras for every site."""
    regions = ("원주시", "횡성군", "평창군", "홍천군")
    numbers = range(1, sites + 1)
    return {
        "format": "watchbook.registry/1",
        "organisation": [
            {
                "name": "예시도시가스",
                "declared": {
                    "hours": "24시간",
                    "storage_place": "상황실",
                    "manager": {"post": "safety"},
                    "access_holders": [{"post": "room"}],
                    "purposes": [{"text": "시설안전 및 화재 예방", "ground": "pipa.25.1.3"}],
                    "retention": {"text": "30일", "days": 30},
                },
            }
        ],
        "posts": [
            {"code": "safety", "title": "안전관리팀장", "department": "안전관리팀", "phones": ["033-000-0000"]},
            {"code": "room", "title": "상황실 근무자"},
        ],
        "rows": [{"code": "stations", "name": "정압기", "camera_count": sites * cameras_per_site}],
        "sites": [
            {
                "code": f"S-{n:05}", "name": f"예시 정압기 {n:05}", "kind": "정압기", "row": "stations",
                "region": regions[n % 4], "address": f"예시로 {n}",
                "declared": {"coverage": "정압기실 출입구와 외곽", "space_class": "open"},
            }
            for n in numbers
        ],
        "zones": [
            {"code": f"Z-{n:05}", "site": f"S-{n:05}", "name": "정압기실", "declared": {"location": "출입구"}}
            for n in numbers
        ],
        "cameras": [
            {"code": f"C-{n:05}-{k}", "zone": f"Z-{n:05}", "name": f"카메라 {k}"}
            for n in numbers
            for k in range(1, cameras_per_site + 1)
        ],
    }  # fmt: skip
