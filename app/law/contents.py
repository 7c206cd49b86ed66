"""Owns what a policy, a sign and its safeguards must contain, and which days the law changed."""

from dataclasses import dataclass
from datetime import date

from app.law.sources import Source, latest


@dataclass(frozen=True, slots=True)
class Item:
    """One required content, with the key of its source."""

    key: str
    source_key: str
    title: str
    title_en: str

    @property
    def source(self) -> Source:
        """Return the newest wording of the source."""
        return latest(self.source_key)


def _heading(number: int) -> Item:
    found = latest(f"decree.25.1.{number}")
    return Item(key=str(number), source_key=found.key, title=found.title, title_en=found.title_en)


POLICY_HEADINGS: tuple[Item, ...] = tuple(_heading(number) for number in range(1, 9))
"""The eight headings of the policy, in the Decree's order (영 제25조제1항)."""

SIGN_ITEMS: tuple[Item, ...] = (
    Item("purpose", "pipa.25.4.1", "설치 목적", "Purpose"),
    Item("place", "pipa.25.4.1", "설치 장소", "Place"),
    Item("coverage", "pipa.25.4.2", "촬영 범위", "Range"),
    Item("hours", "pipa.25.4.2", "촬영 시간", "Hours"),
    Item("contact", "pipa.25.4.3", "관리책임자 연락처", "Manager's contact"),
)
"""What every sign shows (법 제25조제4항)."""

SAFEGUARDS: tuple[Item, ...] = (
    Item("plan", "guideline.47", "내부 관리계획의 수립·시행", "Internal plan"),
    Item("access", "guideline.47", "접근 통제 및 접근 권한의 제한", "Access control"),
    Item("transfer", "guideline.47.3", "영상정보의 안전한 저장·전송", "Safe storage and transfer"),
    Item("records", "guideline.47.4", "처리기록의 보관 및 위조·변조 방지", "Records against tampering"),
    Item("lock", "guideline.47", "보관시설 마련 또는 잠금장치 설치", "Locked storage"),
)
"""The five protective measures (표준지침 제47조)."""

TRACKED_CHANGES: tuple[date, ...] = (
    date(2023, 9, 15),
    date(2024, 1, 4),
    date(2025, 4, 11),
    date(2026, 7, 1),
    date(2026, 9, 11),
)
"""Days from which a policy text should have been looked at again."""
