"""Owns the rules on the footage register (LOG): what entries must say, and what recorders saw besides."""

from collections.abc import Iterator

from app.compliance.domain import Area, Breach, EntryFact, Facts, Place, Reads, RecorderFact, Rule, Severity, Subject
from app.kernel.messages import N_, Message
from app.law.grounds import PROVISION

_CONSENT, _STATUTE, _BEYOND_PURPOSE = "pipa.18.2.1", "pipa.18.2.2", "pipa.18.2."
_KNOWN = frozenset(ground.key for ground in PROVISION)


def unrecorded(facts: Facts) -> Iterator[Breach]:
    """Yield months in which a recorder saw playback or export that no entry accounts for; explained ones are milder."""
    for found in facts.recorders:
        if found.waiting:
            text = N_("{name}의 재생·내보내기 {count}건이 관리대장에 없습니다.")
            yield _of_month(found, text, found.waiting, Severity.ERROR)
        if found.explained:
            text = N_("{name}의 재생·내보내기 {count}건이 관리대장에 없고, 소명을 아직 확인하지 않았습니다.")
            yield _of_month(found, text, found.explained, Severity.WARNING)


def without_ground(facts: Facts) -> Iterator[Breach]:
    """Yield entries of use and provision without a ground, or on a statute without its document."""
    for found in facts.entries:
        if found.ground not in _KNOWN:
            yield from _of_entry(found, N_("이용·제공의 근거가 없습니다."))
        elif found.ground == _STATUTE and not found.document:
            yield from _of_entry(found, N_("다른 법률을 근거로 들었지만 법령과 문서 번호가 없습니다."))


def without_letter(facts: Facts) -> Iterator[Breach]:
    """Yield provisions beyond the purpose whose recipient was not asked to limit the use and keep the footage safe."""
    for found in facts.entries:
        beyond = (found.ground or "").startswith(_BEYOND_PURPOSE)
        if found.provision and beyond and not found.has_letter:
            yield from _of_entry(found, N_("제공받는 자에게 이용 제한이나 안전조치를 요청한 문서가 없습니다."))


def without_full_consent(facts: Facts) -> Iterator[Breach]:
    """Yield entries on consent of which not all was recorded that must be told before it."""
    for found in facts.entries:
        if found.ground == _CONSENT and not found.consented:
            yield from _of_entry(found, N_("동의를 근거로 들었지만 알릴 다섯 가지가 모두 기록되지 않았습니다."))


def _of_month(found: RecorderFact, text: str, count: int, severity: Severity) -> Breach:
    place = Place(Subject.MONTH, found.month, f"{found.name} {found.month}", found.site_code)
    said = Message(text, {"name": found.name, "count": count})
    return Breach(place, said, severity, part=f"{found.site_code}/{found.name}/{severity}")


def _of_entry(found: EntryFact, text: str) -> Iterator[Breach]:
    site = found.sites[0] if found.sites else None  # The places a person may see come first.
    yield Breach(Place(Subject.ENTRY, str(found.number), f"#{found.number}", site), Message(text))


REGISTER_RULES = (
    Rule(
        id="LOG-03",
        area=Area.REGISTER,
        severity=Severity.ERROR,
        reads=Reads.REGISTER,
        title=N_("녹화기 로그와 관리대장의 일치"),
        advice=N_("그 달의 대조 결과를 열어 빠진 기록을 남기거나 소명하십시오."),
        sources=("guideline.47.4", "pipa.29"),
        look=unrecorded,
    ),
    Rule(
        id="LOG-05",
        area=Area.REGISTER,
        severity=Severity.ERROR,
        reads=Reads.REGISTER,
        title=N_("이용·제공의 근거"),
        advice=N_("기록을 정정해 근거 법령과 공문·영장 번호를 적으십시오."),
        sources=("guideline.42.1", "guideline.40", "pipa.17.1", "pipa.18.2"),
        look=without_ground,
        says_several=True,
    ),
    Rule(
        id="LOG-06",
        area=Area.REGISTER,
        severity=Severity.ERROR,
        reads=Reads.REGISTER,
        title=N_("제공받는 자에 대한 제한 요청"),
        advice=N_("제한이나 안전조치를 문서로 요청하고 그 기록에 문서를 남기십시오."),
        sources=("pipa.18.5",),
        look=without_letter,
    ),
    Rule(
        id="LOG-07",
        area=Area.REGISTER,
        severity=Severity.ERROR,
        reads=Reads.REGISTER,
        title=N_("동의 전에 알릴 사항"),
        advice=N_("다섯 가지를 알리고 동의받은 날을 확인해 기록을 정정하십시오."),
        sources=("pipa.18.3",),
        look=without_full_consent,
    ),
)
