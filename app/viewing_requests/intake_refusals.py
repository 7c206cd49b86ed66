"""Owns what is refused while a request is checked and its papers are taken in, each with the sentence people read."""

from collections.abc import Sequence

from app.kernel.errors import NotFound, Refusal
from app.kernel.messages import N_, Message


class CheckNotFound(NotFound):
    """No such check of this request."""

    text = N_("확인 기록을 찾을 수 없습니다.")


class CheckEnded(Refusal):
    """The check was taken back already."""

    text = N_("이미 취소한 확인입니다.")


class CaseOver(Refusal):
    """Nothing more is checked or taken in once a case is closed."""

    text = N_("'{status}' 상태의 요청에는 확인이나 첨부를 더할 수 없습니다.")


class MethodDoesNotFit(Refusal):
    """The method cannot show what is said to be checked."""

    text = N_("'{method}'(으)로는 '{what}'을(를) 할 수 없습니다.")


class MethodNeedsPresence(Refusal):
    """The method does not work over the way the request came in."""

    text = N_("{channel}(으)로 들어온 요청은 '{method}'(으)로 확인할 수 없습니다. 되걸기 등 다른 방법을 고르십시오.")


class CheckTimeWrong(Refusal):
    """A check was made between the day the request came in and now."""

    text = N_("확인한 때는 요청을 접수한 날부터 지금까지여야 합니다.")


class ChecksMissing(Refusal):
    """Nothing is shown or given before it is known who asks and that they may."""

    text = N_("요청 {number}: {first} 확인을 기록하기 전에는 요청을 이행할 수 없습니다.")

    def __init__(self, sentences: Sequence[Message], *, number: str) -> None:
        """Carry a sentence for each check that is missing."""
        self.sentences = tuple(sentences)
        super().__init__(number=number, first=self.sentences[0])


class AttachmentNotFound(NotFound):
    """No such attachment, or not one this person may know of."""

    text = N_("첨부를 찾을 수 없습니다.")


class AttachmentGone(Refusal):
    """The file was removed or erased."""

    text = N_("첨부 파일이 지워졌습니다.")


class FileEmpty(Refusal):
    """There is nothing in the file."""

    text = N_("파일이 비어 있습니다.")


class FileTooLarge(Refusal):
    """The file is larger than we take."""

    text = N_("파일이 {most}MB보다 큽니다. 나누거나 줄여서 올리십시오.")


class FileNotAccepted(Refusal):
    """The content is of a kind we do not keep; the name does not count."""

    text = N_("올릴 수 없는 파일입니다({found}). PDF, JPEG, PNG, TIFF, DOCX, HWPX만 올릴 수 있습니다.")


class FileUnreadable(Refusal):
    """The content is damaged, encrypted, or not what it claims to be."""

    text = N_("{kind} 파일을 열 수 없습니다. 암호를 풀거나 다시 만들어 올리십시오.")


class FileDangerous(Refusal):
    """There is something in the file that could act, or another file."""

    text = N_("파일에 {found}이(가) 들어 있어 올릴 수 없습니다. 빼고 다시 만들어 올리십시오.")


class FileExpands(Refusal):
    """Opened, the file would be far larger than it looks."""

    text = N_("펼치면 지나치게 커지는 파일입니다({found}). 줄여서 다시 올리십시오.")


class TakenInOtherwise(Refusal):
    """Something else was taken in from the same form: sent twice, or another request typed over the first."""

    text = N_("이 화면에서 이미 {number}번 요청을 접수했습니다. 다른 요청이면 그대로 한 번 더 접수하십시오.")


class FileHoldsResidentNumber(Refusal):
    """The text or the name holds what looks like a resident registration number (법 24의2)."""

    text = N_("{where}에 주민등록번호로 보이는 숫자가 있어 저장하지 않았습니다. 가린 뒤 다시 올리십시오. ({source})")


class FileNameMissing(Refusal):
    """The file has no name people could know it by."""

    text = N_("파일 이름이 없습니다. 이름을 붙여 올리십시오.")


class MaskingUnconfirmed(Refusal):
    """What looks like an identity card is kept only after somebody said that the number is masked."""

    text = N_("신분증이나 개인 번호가 보이는 파일 같습니다. 가렸는지 보고, 확인을 고른 뒤 같은 파일을 다시 올리십시오.")

    def __init__(self, sentences: Sequence[Message], *, digest: str) -> None:
        """Carry what was noticed, and the SHA-256 of the upload the confirmation will be for."""
        self.sentences, self.digest = tuple(sentences), digest
        super().__init__()


class TooManyAttachments(Refusal):
    """A case has so many papers that something is wrong."""

    text = N_("한 요청에는 첨부를 {most}개까지 올릴 수 있습니다.")
