"""Owns the Korean for the sentences WTForms brings along; its own have spacing faults ("5자 보다")."""

from collections.abc import Mapping

from app.kernel.messages import N_

_REQUIRED = N_("값을 입력하십시오.")
_CHOICE = N_("보기 가운데 하나를 고르십시오.")
_NUMBER = N_("숫자를 입력하십시오.")

KOREAN: Mapping[str, str] = {
    "This field is required.": _REQUIRED,
    "Invalid input.": N_("입력한 형식이 맞지 않습니다."),
    "Invalid email address.": N_("전자우편 주소가 맞지 않습니다."),
    "Invalid IP address.": N_("IP 주소가 맞지 않습니다."),
    "Invalid Mac address.": N_("MAC 주소가 맞지 않습니다."),
    "Invalid URL.": N_("웹 주소가 맞지 않습니다."),
    "Invalid UUID.": N_("UUID가 맞지 않습니다."),
    "Invalid value, must be one of: %(values)s.": N_("다음 가운데 하나여야 합니다: %(values)s."),
    "Invalid value, can't be any of: %(values)s.": N_("다음 값은 쓸 수 없습니다: %(values)s."),
    "Invalid field name '%s'.": N_("'%s' 항목이 없습니다."),
    "Field must be equal to %(other_name)s.": N_("%(other_name)s 항목과 같아야 합니다."),
    "Field must be at least %(min)d characters long.": N_("%(min)d자 이상 입력하십시오."),
    "Field cannot be longer than %(max)d characters.": N_("%(max)d자 이하로 입력하십시오."),
    "Field must be exactly %(max)d characters long.": N_("%(max)d자로 입력하십시오."),
    "Field must be between %(min)d and %(max)d characters long.": N_("%(min)d자 이상 %(max)d자 이하로 입력하십시오."),
    "Number must be at least %(min)s.": N_("%(min)s 이상이어야 합니다."),
    "Number must be at most %(max)s.": N_("%(max)s 이하여야 합니다."),
    "Number must be between %(min)s and %(max)s.": N_("%(min)s 이상 %(max)s 이하여야 합니다."),
    "Date must be at least %(min)s.": N_("%(min)s 이후여야 합니다."),
    "Date must be at most %(max)s.": N_("%(max)s 이전이어야 합니다."),
    "Date must be between %(min)s and %(max)s.": N_("%(min)s부터 %(max)s까지여야 합니다."),
    "This field cannot be edited.": N_("고칠 수 없는 항목입니다."),
    "This field is disabled and cannot have a value.": N_("쓰지 않는 항목이므로 비워 두십시오."),
    "Invalid Choice: could not coerce.": _CHOICE,
    "Not a valid choice.": _CHOICE,
    "Invalid choice(s): one or more data inputs could not be coerced.": _CHOICE,
    "'%(value)s' is not a valid choice for this field.": N_("보기에 없는 값입니다: %(value)s"),
    "'%(value)s' are not valid choices for this field.": N_("보기에 없는 값입니다: %(value)s"),
    "Not a valid datetime value.": N_("일시가 맞지 않습니다."),
    "Not a valid date value.": N_("날짜가 맞지 않습니다."),
    "Not a valid time value.": N_("시각이 맞지 않습니다."),
    "Not a valid week value.": N_("주가 맞지 않습니다."),
    "Not a valid integer value.": N_("정수를 입력하십시오."),
    "Not a valid decimal value.": _NUMBER,
    "Not a valid float value.": _NUMBER,
}
"""English message id of WTForms to our Korean message id."""
