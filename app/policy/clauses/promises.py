"""Owns which sentences of our clauses promise what no record bears out: a person says that they are so."""

from collections.abc import Mapping

from app.kernel.messages import N_, Message

PROMISES: Mapping[tuple[int, str], str] = {
    (1, "purposes"): N_("정한 목적으로만 씀"),
    (2, "no_control"): N_("임의로 조작하거나 다른 곳을 비추거나 녹음하지 않음"),
    (4, "processing"): N_("보관기간이 지나면 지우고, 관리대장에 기록함"),
    (6, "channels"): N_("적힌 방법으로 요구를 받고, 정해진 서식만 고집하지 않음"),
    (6, "identity"): N_("본인인지 확인하고 주민등록번호를 적어 두지 않음"),
    (6, "masking"): N_("함께 나온 다른 사람을 가리고 보여 줌"),
    (6, "fee"): N_("실제 드는 비용만 받음"),
    (8, "signs"): N_("촬영되는 곳에 안내판을 달아 둠"),
    (8, "changes"): N_("방침을 바꾸기 전에 홈페이지에 알림"),
}
"""Section and block of each, in printed order, and what our words promise."""


def is_promise(section: int, key: str) -> bool:
    """Return whether a block says what the organisation does, and nothing in the registry shows it."""
    return (section, key) in PROMISES


def promise_names() -> tuple[Message, ...]:
    """Return what is promised, for who says that it is so."""
    return tuple(Message(text) for text in PROMISES.values())


def promise_keys() -> tuple[str, ...]:
    """Return how confirmed promises are sealed: ``8-signs``."""
    return tuple(f"{section}-{key}" for section, key in PROMISES)
