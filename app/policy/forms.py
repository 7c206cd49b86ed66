"""Owns what is entered about a version of the policy."""

from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FileField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import Length, Optional, Regexp, ValidationError

from app.policy.clauses import LANGUAGES, Clause
from app.policy.clauses.names import block_name
from app.policy.domain import Form
from app.policy.versions import LONGEST_NOTE, LONGEST_REASON, Choices, Numbering
from app.web.forms import BaseForm, DayField, Required, SelectChoice, entered
from app.web.languages import say

_ADDRESS = r"https?://[^\s/?#]+(/[^\s?#]*)?$"
LONGEST_TEXT = 500_000  # Letters; a long policy has a hundred thousand.


class ChoicesForm(BaseForm):
    """What the organisation decides about a version."""

    effective_on = DayField(_l("시행일"), [Required(_l("시행일을 적으십시오."))])
    note = StringField(
        _l("바뀐 내용"),
        [Required(_l("무엇을 바꾸었는지 적으십시오.")), Length(max=LONGEST_NOTE)],
        render_kw={"autocomplete": "off"},
    )
    standalone = BooleanField(_l("별도 방침"), default=True)
    section = BooleanField(_l("처리방침에 넣는 부분"), default=True)
    ko = BooleanField(_l("한국어"), default=True)
    en = BooleanField(_l("영어"), default=True)
    numbering = RadioField(
        _l("항목의 차례와 번호"),
        choices=lambda: [
            SelectChoice(
                Numbering.LETTERS.value,
                _("처리방침에 넣는 부분은 관행대로 가–사, 영이 더 요구하는 그 밖의 사항은 아. 나머지는 1–8"),
            ),
            SelectChoice(Numbering.NUMBERS.value, _("모두 영 제25조제1항의 여덟 항목 그대로 1–8")),
        ],
        default=Numbering.LETTERS.value,
    )

    alone = BooleanField(_l("검토하거나 승인할 사람이 없어도 초안을 만듦"))

    def validate_section(self, _field: BooleanField) -> None:
        """Ask for a form.

        :raises ValidationError: if none is chosen.
        """
        if not (self.section.data or self.standalone.data):
            raise ValidationError(_("공개할 형태를 하나 이상 고르십시오."))

    def validate_en(self, _field: BooleanField) -> None:
        """Ask for a language.

        :raises ValidationError: if none is chosen.
        """
        if not (self.ko.data or self.en.data):
            raise ValidationError(_("공개할 언어를 하나 이상 고르십시오."))

    def choices(self) -> Choices:
        """Return what was chosen; call only after validate()."""
        return Choices(
            effective_on=entered(self.effective_on),
            note=entered(self.note),
            forms=tuple(form.value for form in Form if self[form.value].data),
            languages=tuple(language for language in LANGUAGES if self[language].data),
            numbering=Numbering(entered(self.numbering)),
        )


def chosen_before(choices: Choices) -> dict[str, Any]:
    """Return what the form holds for choices that were made before."""
    return {
        "effective_on": choices.effective_on,
        "note": choices.note,
        **{form.value: form in choices.forms for form in Form},
        **{language: language in choices.languages for language in LANGUAGES},
        "numbering": choices.numbering.value,
    }


class SiteForm(BaseForm):
    """Where the exported site will stand."""

    address = StringField(
        _l("올릴 주소"),
        [Optional(), Length(max=200), Regexp(_ADDRESS, message=_l("https:// 로 시작하는 주소를 적으십시오."))],
        render_kw={
            "type": "url",
            "inputmode": "url",
            "autocomplete": "url",
            "placeholder": "https://www.example.kr/cctv",
        },
    )


class VouchForm(BaseForm):
    """Which text was read by whoever vouches for it."""

    text_digest = HiddenField()


class ApproveForm(VouchForm):
    """Which text was read by whoever approves it, and that what it promises is so."""

    promises = BooleanField(_l("위의 약속이 모두 사실입니다. 직접 확인했습니다."))
    groundless = BooleanField(_l("법적 근거가 없는 목적이 실리는 것을 알고 승인합니다."))


class ReasonForm(BaseForm):
    """Why a version goes back or is withdrawn."""

    reason = TextAreaField(
        _l("사유"),
        [Required(_l("사유를 적으십시오.")), Length(max=LONGEST_REASON)],
        render_kw={"rows": 2},
    )


class WithdrawForm(ReasonForm):
    """Why a version is withdrawn, and that it is for good."""

    reason = TextAreaField(
        _l("거두어들이는 사유"),
        [Required(_l("사유를 적으십시오.")), Length(max=LONGEST_REASON)],
        id="withdraw-reason",
        render_kw={"rows": 2},
    )
    certain = BooleanField(_l("되살릴 수 없음을 알고 거두어들입니다."))

    def validate_certain(self, field: BooleanField) -> None:
        """Ask once more.

        :raises ValidationError: if the person does not say so.
        """
        if not field.data:
            raise ValidationError(_("되살릴 수 없음을 확인하고 표시하십시오."))


class LintForm(BaseForm):
    """A text to be judged: a file, or words pasted; one of the two."""

    file = FileField(_l("파일"), [Optional()], render_kw={"accept": ".txt,.html,.htm,.pdf,.docx"})
    text = TextAreaField(
        _l("글 붙여 넣기"),
        [Optional(), Length(max=LONGEST_TEXT)],
        render_kw={"rows": 8, "autocomplete": "off", "spellcheck": "false"},
    )
    on = DayField(_l("기준일"), [Required(_l("어느 날의 법령으로 볼지 적으십시오."))])
    partial = BooleanField(_l("글의 일부입니다"))
    compared = BooleanField(_l("시설 대장과 비교합니다"))

    def uploaded_name(self) -> str | None:
        """Return the name of the file that was uploaded, if any."""
        return getattr(self.file.data, "filename", None) or None

    def content(self) -> tuple[bytes, str | None]:
        """Return the bytes to judge and the name of their file, None for pasted words; call only after validate()."""
        name = self.uploaded_name()
        if name is None:
            return str(self.text.data or "").encode(), None
        self.file.data.stream.seek(0)
        return self.file.data.stream.read(), name

    def day(self) -> date:
        """Return the day whose law is asked; call only after validate()."""
        on: date = entered(self.on)
        return on


class ClauseForm(BaseForm):
    """A clause as somebody words it; ``clause_form`` adds a field for each of its blocks."""

    newest = HiddenField()
    based_on = HiddenField()
    alone = BooleanField(_l("승인할 사람이 없어도 저장함"))
    cautions_read = BooleanField(_l("주의를 읽었습니다."))
    reason = TextAreaField(
        _l("그래도 이렇게 쓰는 사유"), [Optional(), Length(max=LONGEST_REASON)], render_kw={"rows": 2}
    )

    def block(self, key: str) -> TextAreaField | None:
        """Return the field of a block, if the clause has it."""
        found = self._fields.get(f"block_{key}")
        return found if isinstance(found, TextAreaField) else None

    def words(self, key: str) -> str:
        """Return what was typed for a block."""
        field = self.block(key)
        return "" if field is None else str(field.data or "")

    def seen(self) -> int:
        """Return how often the wording had been changed when it was read; -1 if the page did not say."""
        told = str(self.newest.data or "")
        return int(told) if told.isdecimal() else -1


_LETTERS_A_LINE = 40


def clause_form(ours: Clause) -> type[ClauseForm]:
    """Return the form of a clause: a field for each block, as high as our words need, required where they are."""

    def field(key: str) -> TextAreaField:
        wording = ours[key]
        rows = sum(1 + len(line) // _LETTERS_A_LINE for line in wording.lines)
        kwargs = {"rows": max(1 if key == "heading" else 2, rows), "lang": ours.language, "spellcheck": "true"}
        label = say(block_name(key))
        return TextAreaField(label, [_Wanted()] if wording.required else [], render_kw=kwargs)

    fields = {f"block_{key}": field(key) for key in ours.wordings}
    return type("ClauseFormOfBlocks", (ClauseForm,), fields)


class _Wanted:
    """Marks a block as required; what it lacks is told by the command that would keep it."""

    field_flags: ClassVar[dict[str, Any]] = {"required": True}

    def __call__(self, _form: object, _field: object) -> None:
        """Ask for nothing."""
