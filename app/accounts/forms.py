"""Owns what is entered about people, rights and passwords."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, PasswordField, SelectField, StringField
from wtforms.fields.core import Field
from wtforms.validators import Length, ValidationError

from app.accounts.sign_in_rules import SignInRule
from app.accounts.standing_in import ABSENCE_NAMES, LONGEST_TEXT, Absence
from app.kernel.actor import Role
from app.kernel.clock import start_of_kst_day
from app.web.forms import BaseForm, DayField, Required, SelectChoice, entered

MOST_MINUTES = 100_000


@dataclass(frozen=True, slots=True)
class SignInEntry:
    """A name and a password somebody typed."""

    sign_in_name: str
    password: str


@dataclass(frozen=True, slots=True)
class TokenEntry:
    """What a token is for; ``sites`` is None for every site."""

    label: str
    sites: tuple[str, ...] | None
    expires_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class StandInEntry:
    """Who is to decide for whom, where, when and why; ``site_code`` is None for wherever the right holds."""

    principal_id: int
    role: Role
    deputy_id: int
    site_code: str | None
    from_on: date
    until_on: date
    reason: Absence
    reason_text: str | None


class SignInForm(BaseForm):
    """Who wants in."""

    sign_in_name = StringField(
        _l("로그인 이름"),
        [Required(_l("로그인 이름을 입력하십시오.")), Length(max=80)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("비밀번호"),
        [Required(_l("비밀번호를 입력하십시오.")), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )

    def parsed(self) -> SignInEntry:
        """Return what was typed; call only after validate()."""
        return SignInEntry(entered(self.sign_in_name), entered(self.password))


class CodeForm(BaseForm):
    """A one-time code."""

    code = StringField(
        _l("인증 번호"),
        [Required(_l("인증 번호를 입력하십시오.")), Length(max=40)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false", "autofocus": True},
    )

    def parsed(self) -> str:
        """Return what was typed; call only after validate()."""
        code: str = entered(self.code)
        return code


class ProveAgainForm(BaseForm):
    """A proof of who somebody is: their password or a code of their app."""

    proof_again = PasswordField(
        _l("비밀번호 또는 인증 번호"),
        [Required(_l("비밀번호나 인증 번호를 입력하십시오.")), Length(max=200)],
        render_kw={"autocomplete": "current-password", "autofocus": True},
    )

    def parsed(self) -> str:
        """Return what was typed; call only after validate()."""
        proof: str = entered(self.proof_again)
        return proof


class SwitchForm(BaseForm):
    """Who takes over a shared computer."""

    sign_in_name = StringField(
        _l("로그인 이름"),
        [Required(_l("로그인 이름을 입력하십시오.")), Length(max=80)],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "autofocus": True},
    )
    pin = PasswordField(
        _l("PIN"),
        [Required(_l("PIN을 입력하십시오.")), Length(max=40)],
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )
    code = StringField(
        _l("인증 번호"),
        [Required(_l("인증 번호를 입력하십시오.")), Length(max=40)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"},
    )

    def parsed(self) -> tuple[str, str, str]:
        """Return name, PIN and code; call only after validate()."""
        return entered(self.sign_in_name), entered(self.pin), entered(self.code)


class SetPinForm(BaseForm):
    """A PIN, twice."""

    pin = PasswordField(
        _l("새 PIN"),
        [Required(_l("PIN을 입력하십시오.")), Length(max=40)],
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )
    again = PasswordField(
        _l("새 PIN 다시"),
        [Required(_l("PIN을 한 번 더 입력하십시오.")), Length(max=40)],
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )

    def validate_again(self, field: Field) -> None:
        """Both must be the same."""
        if self.pin.data and field.data and field.data != self.pin.data:
            raise ValidationError(_l("두 번 입력한 PIN이 서로 다릅니다."))

    def parsed(self) -> str:
        """Return the PIN; call only after validate()."""
        pin: str = entered(self.pin)
        return pin


class PasskeyForm(BaseForm):
    """What a passkey is called by its owner; ``credential`` comes from the browser."""

    label = StringField(_l("기기 이름"), [Required(_l("기기 이름을 적으십시오.")), Length(max=80)])

    def parsed(self) -> str:
        """Return the name; call only after validate()."""
        label: str = entered(self.label)
        return label


class SignInRuleForm(BaseForm):
    """How people of a role sign in; times in minutes."""

    second_factor = BooleanField(_l("2단계 인증을 반드시 쓰게 하기"))
    idle = IntegerField(_l("쓰지 않으면 끝나는 시간(분)"), [Required(_l("분을 숫자로 적으십시오."))])
    absolute = IntegerField(_l("가장 긴 시간(분)"), [Required(_l("분을 숫자로 적으십시오."))])
    fresh = IntegerField(_l("위험한 일 앞에 다시 확인하는 간격(분)"), [Required(_l("분을 숫자로 적으십시오."))])
    one_session = BooleanField(_l("한 사람이 한 곳에서만 로그인하게 하기"))
    reason = StringField(_l("사유"), [Required(_l("사유를 입력하십시오.")), Length(max=500)])

    def parsed(self) -> tuple[SignInRule, str]:
        """Return the rule and why; call only after validate()."""
        rule = SignInRule(
            second_factor=self.second_factor.data,
            idle=_minutes(self.idle),
            absolute=_minutes(self.absolute),
            fresh=_minutes(self.fresh),
            one_session=self.one_session.data,
        )
        return rule, entered(self.reason)


def _minutes(field: Field) -> timedelta:
    """Return what a field says; whatever no rule could say anyway becomes too long for one."""
    return timedelta(minutes=max(-1, min(int(entered(field)), MOST_MINUTES)))


class OpenAccountForm(BaseForm):
    """Who gets an account."""

    display_name = StringField(_l("이름"), [Required(_l("계정을 쓸 사람의 이름을 입력하십시오.")), Length(max=80)])
    sign_in_name = StringField(
        _l("로그인 이름"),
        [Required(_l("로그인 이름을 입력하십시오.")), Length(max=40)],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )

    def parsed(self) -> tuple[str, str]:
        """Return the name of the person and the sign-in name; call only after validate()."""
        return entered(self.display_name), entered(self.sign_in_name)


class IssueTokenForm(BaseForm):
    """Which program is to write, where, until when and why."""

    label = StringField(
        _l("기기·프로그램"), [Required(_l("어느 기기나 프로그램의 토큰인지 적으십시오.")), Length(max=80)]
    )
    sites = StringField(_l("설치장소"), [Length(max=400)], render_kw={"autocomplete": "off"})
    expires_on = DayField(_l("마지막 날"), [Required(_l("토큰을 쓸 마지막 날을 적으십시오."))])
    reason = StringField(_l("사유"), [Required(_l("사유를 입력하십시오.")), Length(max=500)])

    def parsed(self) -> TokenEntry:
        """Return what was entered; the last day counts to its end in Korea. Call only after validate()."""
        codes = (self.sites.data or "").replace(",", " ").split()
        return TokenEntry(
            label=entered(self.label),
            sites=tuple(dict.fromkeys(codes)) or None,
            expires_at=start_of_kst_day(entered(self.expires_on) + timedelta(days=1)),
            reason=entered(self.reason),
        )


class StandInForm(BaseForm):
    """Who stands in for whom, where, when and why."""

    right = SelectField(_l("자리를 비우는 사람과 권한"), [Required(_l("자리를 비우는 사람을 고르십시오."))])
    deputy = SelectField(_l("대리할 사람"), [Required(_l("대리할 사람을 고르십시오."))])
    site = StringField(_l("설치장소"), [Length(max=64)], render_kw={"autocomplete": "off"})
    from_on = DayField(_l("첫날"), [Required(_l("대리의 첫날을 적으십시오."))])
    until_on = DayField(_l("마지막 날"), [Required(_l("대리의 마지막 날을 적으십시오."))])
    reason = SelectField(_l("사유"), [Required(_l("사유를 고르십시오."))])
    reason_text = StringField(_l("그 밖의 사유"), [Length(max=LONGEST_TEXT)], render_kw={"autocomplete": "off"})

    def offer(self, *, rights: Iterable[tuple[str, str]], deputies: Iterable[tuple[str, str]]) -> None:
        """Offer rights and deputies, each by value and label; call before validate()."""
        nobody = SelectChoice("", _l("고르십시오"))
        self.right.choices = [nobody, *(SelectChoice(value, label) for value, label in rights)]
        self.deputy.choices = [nobody, *(SelectChoice(value, label) for value, label in deputies)]
        reasons = [SelectChoice(each.value, _l(name)) for each, name in ABSENCE_NAMES.items()]
        self.reason.choices = [nobody, *reasons]

    def parsed(self) -> StandInEntry:
        """Return what was entered; call only after validate()."""
        number, _, role = str(entered(self.right)).partition(":")
        return StandInEntry(
            principal_id=int(number),
            role=Role(role),
            deputy_id=int(entered(self.deputy)),
            site_code=self.site.data or None,
            from_on=entered(self.from_on),
            until_on=entered(self.until_on),
            reason=Absence(entered(self.reason)),
            reason_text=self.reason_text.data or None,
        )


class ReasonForm(BaseForm):
    """Why a right ends or an account closes."""

    reason = StringField(_l("사유"), [Required(_l("사유를 입력하십시오.")), Length(max=500)])

    def parsed(self) -> str:
        """Return the reason; call only after validate()."""
        reason: str = entered(self.reason)
        return reason


class SetOwnPasswordForm(BaseForm):
    """The old password and, twice, the new one."""

    current = PasswordField(
        _l("지금 비밀번호"),
        [Required(_l("지금 비밀번호를 입력하십시오.")), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        _l("새 비밀번호"),
        [Required(_l("새 비밀번호를 입력하십시오.")), Length(max=200)],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("새 비밀번호 다시"),
        [Required(_l("새 비밀번호를 한 번 더 입력하십시오.")), Length(max=200)],
        render_kw={"autocomplete": "new-password"},
    )

    def validate_again(self, field: Field) -> None:
        """Both must be the same."""
        if self.new.data and field.data and field.data != self.new.data:
            raise ValidationError(_l("두 번 입력한 새 비밀번호가 서로 다릅니다."))

    def parsed(self) -> tuple[str, str]:
        """Return the current and the new password; call only after validate()."""
        return entered(self.current), entered(self.new)
