"""Stories of what goes wrong in a company that was sound on Monday, told through the commands; today is Friday."""

from datetime import UTC, date, datetime, timedelta

from app.access_record.commands import set_keeping
from app.accounts import commands as accounts
from app.accounts.commands.second_factors import set_sign_in_rule
from app.accounts.sign_in_rules import DEFAULTS
from app.database import unit_of_work
from app.footage_access.domain import Kind as Entry
from app.kernel.actor import SYSTEM, Role
from app.ledger import commands as ledger
from app.operations.events import BackupMade
from app.policy.versions import State
from app.registry import commands as registry
from app.registry.domain import Camera, Contractor, Declared, Kind, Purpose, Retention, Site, SpaceClass, Zone
from tests.builders import policy_versions as policy
from tests.builders import recorder_checks as recorders
from tests.builders import signage
from tests.builders import viewing_requests as requests
from tests.builders.footage_access import log
from tests.builders.registry import record, record_estate
from tests.builders.whole_estate import a_whole_estate

MONDAY = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
TODAY = requests.NOW
CHECKED_ON = date(2026, 11, 2)
GIVEN = {"name": "로비", "site": "HQ", "order": 1}


def a_sound_company():
    """Record a company in which the checks find nothing: registry, policy in force, signs printed, recorders seen."""
    items = a_whole_estate()
    (organisation,) = items["organisation"]
    organisation |= {
        "homepage": "https://gas.example.kr",
        "history": [{"on": "2026-11-16", "note": "처음 정함"}],
    }
    organisation["declared"]["retention"] = {"text": "촬영일로부터 20일", "days": 20}
    items["posts"][1]["title"] = "상무이사"
    for camera in items["cameras"]:
        camera |= {"audio_enabled": False, "audio_off_verified_on": CHECKED_ON.isoformat()}
    record_estate(items)
    policy.a_version(now=MONDAY, effective_on=MONDAY.date())
    signage.print_all(signage.issue(signage.contents(MONDAY.date()), now=MONDAY), now=MONDAY)
    recorders.record_look(recorders.HEAD_OFFICE, recorders.GOVERNOR, recorders.CheckedPlace("G-2"))
    a_backup_is_made("age1example")


def a_backup_is_made(*recipients, now=TODAY):
    """Seal that a backup was made; without recipients it is in the open."""
    reason = None if recipients else "금고의 열쇠를 바꾸는 날"
    with unit_of_work() as session:
        made = BackupMade(digest="0" * 64, recipients=recipients, with_keys=True, reason=reason)
        ledger.append(session, made, actor=SYSTEM, now=now)


def nothing_went_wrong():
    """Nothing happens."""


def lobby(**changed):
    """Change the zone of the lobby today."""
    declared = Declared(space_class=SpaceClass.OPEN) if "declared" not in changed else changed.pop("declared")
    record(Kind.ZONE, Zone(code="HQ-lobby", declared=declared, **GIVEN, **changed), now=TODAY)


def camera(**changed):
    """Change the first camera of the lobby today."""
    given = {"audio_enabled": False, "audio_off_verified_on": CHECKED_ON, **changed}
    record(Kind.CAMERA, Camera(code="C-1", zone="HQ-lobby", name="로비 1", **given), now=TODAY)


def footage_is_kept_for_sixty_days_without_a_reason():
    lobby(declared=Declared(retention=Retention(text="촬영일로부터 60일", days=60), space_class=SpaceClass.OPEN))


def a_purpose_rests_on_no_ground():
    lobby(declared=Declared(purposes=(Purpose(text="범죄의 예방"),), space_class=SpaceClass.OPEN))


def the_lobby_sees_into_a_changing_room():
    lobby(sensitive="탈의실")


def the_purpose_of_the_lobby_ends_and_its_cameras_stay():
    """Film the lobby on."""
    lobby(declared=Declared(purposes=(), space_class=SpaceClass.OPEN))


def the_lobby_films_everything():
    lobby(declared=Declared(coverage="건물 내/외부", space_class=SpaceClass.OPEN))


def a_camera_records_sound():
    camera(audio_enabled=True)


def a_site_is_built_whose_sign_is_never_printed():
    where = Declared(location="울타리 안 기둥", coverage="출입문")
    record(Kind.SITE, Site(code="NEW", name="새 공급소", camera_count=1, address="예시로 9", declared=where), now=TODAY)


def a_contractor_comes_without_a_contract():
    record(Kind.CONTRACTOR, Contractor(code="V-1", name="예시보안", phones=("033-700-0009",)), now=TODAY)


def the_manager_leaves_the_post():
    with unit_of_work() as session:
        held = registry.assign_post(
            session, post="lead", account_id=None, holder="가나다", valid_from=MONDAY.date(), actor=SYSTEM, now=MONDAY
        )
    with unit_of_work() as session:
        registry.release_post(session, assignment=held, on=TODAY.date(), actor=SYSTEM, now=TODAY)


def the_account_of_the_manager_is_closed():
    number = a_person()
    keeping_is_declared()
    with unit_of_work() as session:
        registry.assign_post(session, post="lead", account_id=number, valid_from=MONDAY.date(), actor=SYSTEM, now=TODAY)
    with unit_of_work() as session:
        accounts.disable_account(session, account_id=number, reason="퇴직", actor=SYSTEM, now=TODAY)


def a_person(name="가람", sign_in_name="garam", *roles, now=TODAY, password_hash=None):
    """Open an account with roles, by the commands."""
    with unit_of_work() as session:
        number = accounts.open_account(
            session,
            sign_in_name=sign_in_name,
            display_name=name,
            password_hash=password_hash,
            actor=SYSTEM,
            now=now,
        )
        for role in roles or (Role.OPERATOR,):
            accounts.grant_role(
                session, account_id=number, role=role, site_code=None, reason="입사", actor=SYSTEM, now=now
            )
    return number


def keeping_is_declared():
    """Say how long the access record is kept."""
    with unit_of_work() as session:
        set_keeping(session, many_or_sensitive=False, reason="5만 명에 못 미침", actor=requests.PETRA, now=TODAY)


def nobody_says_how_long_the_access_record_is_kept():
    a_person()


def one_person_works_here():
    a_person()
    keeping_is_declared()


def the_administrator_also_watches():
    a_person("가람", "garam", Role.ADMINISTRATOR, Role.OPERATOR)
    keeping_is_declared()


def an_account_is_forgotten():
    a_person(now=TODAY - timedelta(days=200))
    keeping_is_declared()


def a_password_is_stored_in_the_old_way():
    a_person(password_hash="md5$0123456789abcdef0123456789abcdef")  # What a hash should not be.
    keeping_is_declared()


def an_idle_session_never_ends():
    one_person_works_here()
    rule = DEFAULTS[Role.OPERATOR]
    with unit_of_work() as session:
        longest = type(rule)(second_factor=False, idle=rule.fresh, absolute=rule.fresh, fresh=rule.fresh)
        set_sign_in_rule(session, role=Role.OPERATOR, rule=longest, reason="교대", actor=SYSTEM, now=TODAY)


def a_month_was_never_reviewed():
    """Look again in January, when November should have been reviewed."""
    one_person_works_here()
    log(Entry.PLAYBACK, now=TODAY)
    return TODAY + timedelta(days=45)


def a_backup_is_made_in_the_open():
    a_backup_is_made()


def nobody_backs_up_over_the_weekend():
    """Look again on Monday."""
    return TODAY + timedelta(days=3)


def a_request_is_forgotten():
    requests.receive(now=TODAY - timedelta(days=12))


def a_request_is_granted_to_nobody_known():
    number = requests.receive()
    with unit_of_work() as session:
        requests.commands.approve_request(
            session, number=number, reason="확인했음", ground=None, actor=requests.AMIR, now=TODAY
        )


def footage_is_given_to_the_police_without_letter_and_masking():
    log(Entry.PROVISION, request_number=requests.grant_provision(requests.a_provision(), ground="pipa.18.2.3"))


def a_recorder_keeps_forty_days():
    recorders.record_look(recorders.HEAD_OFFICE, look=recorders.a_look(40))


def a_recorder_is_five_minutes_slow():
    recorders.record_look(recorders.HEAD_OFFICE, look=recorders.a_look(20, offset_seconds=-300))


def a_recorder_overwrites_too_early():
    recorders.record_look(recorders.HEAD_OFFICE, look=recorders.a_look(9))


def the_registry_moves_on_after_an_announcement():
    policy.a_version(State.ANNOUNCED, now=TODAY, effective_on=TODAY.date() + timedelta(days=14))
    lobby(declared=Declared(hours="08:00–20:00", space_class=SpaceClass.OPEN))
