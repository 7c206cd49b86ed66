"""Owns what is entered when a paper is attached to a case, and when one is removed."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FileField, HiddenField, RadioField, SelectField
from wtforms.validators import Length, Optional

from app.kernel.messages import Message
from app.viewing_requests.forms.intake import choices
from app.viewing_requests.papers_in import ATTACHMENT_NAMES, REMOVED_BECAUSE_NAMES, AttachmentKind, RemovedBecause
from app.web.forms import BaseForm, Required
from app.web.languages import say

ACCEPTED = ".pdf,.jpg,.jpeg,.png,.tif,.tiff,.docx,.hwpx"


class AttachForm(BaseForm):
    """A paper. What was noticed in it is asked about, for exactly the upload it was noticed in."""

    kind = SelectField(_l("서류"), choices=lambda: choices(ATTACHMENT_NAMES))
    file = FileField(_l("파일"), [Required(_l("올릴 파일을 고르십시오."))], render_kw={"accept": ACCEPTED})
    noticed = HiddenField(validators=[Optional(), Length(max=64)])
    is_masked = BooleanField(_l("파일을 다시 보았고, 주민등록번호와 신분증 번호를 가렸음을 확인합니다"))

    warnings: tuple[str, ...] = ()

    def ask(self, sentences: Sequence[Message], *, digest: str) -> None:
        """Ask whether what was noticed in an upload is masked."""
        self.warnings = tuple(say(sentence) for sentence in sentences)
        self.noticed.data, self.is_masked.data = digest, False

    @property
    def masked(self) -> str | None:
        """Return the SHA-256 of the upload that was said to be masked."""
        return self.noticed.data if self.is_masked.data and self.noticed.data else None

    def parsed(self) -> AttachmentKind:
        """Return what the paper is; call only after validate()."""
        return AttachmentKind(self.kind.data)


class RemoveAttachmentForm(BaseForm):
    """Why a paper is removed before its time."""

    because = RadioField(_l("지우는 까닭"), choices=lambda: choices(REMOVED_BECAUSE_NAMES))

    def parsed(self) -> RemovedBecause:
        """Return what was entered; call only after validate()."""
        return RemovedBecause(self.because.data)
