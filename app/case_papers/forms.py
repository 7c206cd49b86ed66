"""Owns what is entered for a notice: when and where something is shown, and what it costs."""

from dataclasses import replace

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Length

from app.case_papers.domain.facts import Appointment
from app.web.forms import BaseForm, KstDateTimeField, Required, entered


class ChargeForm(BaseForm):
    """How others are masked in what is shown, and what it costs (시행령 제47조제1항)."""

    masking = StringField(_l("가림 처리"), [Length(max=300)])
    fee = StringField(_l("비용(실비)"), [Length(max=100)])

    def parsed(self) -> Appointment:
        """Return what was entered; call only after validate()."""
        return Appointment(masking=self.masking.data or "", fee=self.fee.data or "")


class AppointmentForm(ChargeForm):
    """When and where the asker sees the footage too, where nobody noted that they were told (시행령 제41조제5항)."""

    show_at = KstDateTimeField(_l("열람할 일시"), [Required(_l("열람할 날짜와 시각을 적으십시오."))])
    place = StringField(_l("열람할 장소"), [Required(_l("열람할 장소를 적으십시오.")), Length(max=200)])

    def parsed(self) -> Appointment:
        """Return what was entered; call only after validate()."""
        return replace(super().parsed(), show_at=entered(self.show_at), place=self.place.data or "")
