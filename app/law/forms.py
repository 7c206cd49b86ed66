"""Owns the official forms, and how far their numbers and boxes were confirmed."""

from dataclasses import dataclass

from app.law.sources import Source, latest


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """A form annexed to a notice. ``boxes_confirmed`` False: its layout is ours, after descriptions of it."""

    key: str
    boxes_confirmed: bool
    binds_private: bool = False

    @property
    def source(self) -> Source:
        """Return where the form is annexed."""
        return latest(self.key)

    @property
    def title(self) -> str:
        """Return its Korean title."""
        return self.source.title

    @property
    def number(self) -> str:
        """Return its number, e.g. 별지 제2호서식."""
        return self.source.article


VIEWING_REQUEST = OfficialForm("guideline.form.2", boxes_confirmed=False)
FOOTAGE_REGISTER = OfficialForm("guideline.form.3", boxes_confirmed=True)
REQUEST = OfficialForm("notice.form.8", boxes_confirmed=False)
DECISION_NOTICE = OfficialForm("notice.form.9", boxes_confirmed=False)
RESULT_NOTICE = OfficialForm("notice.form.10", boxes_confirmed=False)
POWER_OF_ATTORNEY = OfficialForm("notice.form.11", boxes_confirmed=False)
FORMS: tuple[OfficialForm, ...] = (
    VIEWING_REQUEST,
    FOOTAGE_REGISTER,
    REQUEST,
    DECISION_NOTICE,
    RESULT_NOTICE,
    POWER_OF_ATTORNEY,
)
