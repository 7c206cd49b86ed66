"""Owns the rules on managers, access holders and the privacy officer (MGR), and on contractors (CON)."""

from collections.abc import Iterator

from app.compliance.domain import Area, Breach, Facts, Place, Reads, Rule, Severity, Subject
from app.compliance.rules.units import organisation_place, units
from app.kernel.messages import N_, Message

NOT_OFFICERS = ("팀장", "과장", "실장", "부장", "차장", "대리", "소장", "주임", "사원", "계장")
MAY_BE_OFFICERS = ("본부장",)
"""Titles that officers hold too; nothing is said of them."""


def without_manager(facts: Facts) -> Iterator[Breach]:
    """Yield units without a manager, and units whose manager has no department or no phone."""
    for unit in units(facts):
        manager = unit.values.manager
        if manager is None or not (manager.title or manager.department):
            yield unit.breach(N_("관리책임자가 없습니다."))
            continue
        title = manager.title or manager.department
        if not manager.department:
            yield unit.breach(N_("관리책임자 {post}의 담당부서가 없습니다."), post=title)
        if not manager.phones:
            yield unit.breach(N_("관리책임자 {post}의 연락처가 없습니다."), post=title)


def manager_gone(facts: Facts) -> Iterator[Breach]:
    """Yield units whose named manager's post ended, or whose holder was released or has no open account any more.

    Nothing is said of posts nobody was ever noted to hold: a policy need only name the post.
    """
    known = {(post.title, post.department): post for post in facts.posts}
    for unit in units(facts):
        manager = unit.values.manager
        if manager is None:
            continue
        if not (manager.title or manager.department):
            yield unit.breach(N_("관리책임자로 정한 직위가 없어졌습니다."))
            continue
        post, title = known.get((manager.title, manager.department)), manager.title or manager.department
        if post is None or not post.was_held:
            continue
        if not post.is_held:
            yield unit.breach(N_("관리책임자 {post}을(를) 맡은 사람이 없습니다. 맡던 사람이 물러났습니다."), post=title)
        elif not post.in_use:
            yield unit.breach(N_("관리책임자 {post}을(를) 맡은 사람의 계정이 중지되었습니다."), post=title)


def without_access_holder(facts: Facts) -> Iterator[Breach]:
    """Yield units nobody is named for as having access."""
    for unit in units(facts):
        if not unit.values.access_holders:
            yield unit.breach(N_("접근권한자가 없습니다."))


def privacy_officer(facts: Facts) -> Iterator[Breach]:
    """Yield the organisation if it names no privacy officer, or one whose title is not an officer's."""
    snapshot = facts.snapshot
    if snapshot is None or snapshot.organisation is None:
        return
    officer, place = snapshot.privacy_officer, organisation_place(snapshot)
    if officer is None:
        yield Breach(place, Message(N_("개인정보 보호책임자가 없습니다.")), Severity.ERROR)
    elif officer.title and officer.title.endswith(NOT_OFFICERS) and not officer.title.endswith(MAY_BE_OFFICERS):
        text = N_(
            "개인정보 보호책임자 {post}은(는) 임원이 아닌 것 같습니다. 임원이 없을 때에만 부서장이 될 수 있습니다."
        )
        yield Breach(place, Message(text, {"post": officer.title}), Severity.WARNING)


def without_contract(facts: Facts) -> Iterator[Breach]:
    """Yield contractors without a dated contract."""
    for contractor in facts.snapshot.contractors if facts.snapshot else ():
        if contractor.contract_on is None:
            place = Place(Subject.CONTRACTOR, contractor.code, contractor.name)
            yield Breach(place, Message(N_("위탁 계약일이 없습니다.")))


PEOPLE_RULES = (
    Rule(
        id="MGR-01",
        area=Area.PEOPLE,
        severity=Severity.ERROR,
        reads=Reads.REGISTRY,
        title=N_("관리책임자와 담당부서"),
        advice=N_("직위에 담당부서와 전화번호를 적고 설치장소의 관리책임자로 정하십시오."),
        sources=("decree.25.1.3", "guideline.37.1"),
        look=without_manager,
        says_several=True,
    ),
    Rule(
        id="MGR-02",
        area=Area.PEOPLE,
        severity=Severity.ERROR,
        reads=Reads.REGISTRY,
        title=N_("접근권한자"),
        advice=N_("영상을 볼 수 있는 직위를 접근권한자로 정하십시오."),
        sources=("decree.25.1.3",),
        look=without_access_holder,
    ),
    Rule(
        id="MGR-03",
        area=Area.PEOPLE,
        severity=Severity.ERROR,
        reads=Reads.REGISTRY,
        title=N_("떠난 관리책임자"),
        advice=N_("직위를 이어받은 사람을 적거나, 다른 직위를 관리책임자로 정하고 방침과 안내판을 고치십시오."),
        sources=("decree.25.1.3", "pipa.3.3"),
        look=manager_gone,
        says_several=True,
    ),
    Rule(
        id="MGR-04",
        area=Area.PEOPLE,
        severity=Severity.ERROR,
        reads=Reads.REGISTRY,
        title=N_("개인정보 보호책임자"),
        advice=N_("대표자나 임원 가운데에서 개인정보 보호책임자를 정해 적으십시오."),
        sources=("decree.32.2.2", "pipa.30.1.6", "pipa.75.2.14-2"),
        look=privacy_officer,
        says_several=True,
    ),
    Rule(
        id="CON-01",
        area=Area.CONTRACTOR,
        severity=Severity.ERROR,
        reads=Reads.REGISTRY,
        title=N_("위탁 계약"),
        advice=N_("정해진 내용을 담은 계약서를 맺고 계약일을 적으십시오."),
        sources=("pipa.26.1", "decree.28.1", "pipa.75.4.4"),
        look=without_contract,
    ),
)
