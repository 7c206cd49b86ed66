"""Owns why a file cannot be read, each as a sentence for the person who gave it."""

from app.kernel.errors import Refusal
from app.kernel.messages import N_


class UnreadableFile(Refusal):
    """A file whose text cannot be taken out."""

    text = N_("이 파일은 읽을 수 없습니다.")


class EmptyFile(UnreadableFile):
    """Nothing is printed in it."""

    text = N_("파일에 글이 없습니다.")


class FileTooLarge(UnreadableFile):
    """More than a policy can be."""

    text = N_("파일이 너무 큽니다. {most} MB까지 읽을 수 있습니다.")


class TooLong(UnreadableFile):
    """More letters or lines than a policy can have, however small the file; reading it would keep others waiting."""

    text = N_(
        "글이 너무 깁니다({letters}자, {lines}줄). {most}자, {most_lines}줄까지 읽을 수 있습니다. "
        "방침 부분만 따로 저장해 주십시오."
    )


class TooManyPages(UnreadableFile):
    """More pages than a policy can have."""

    text = N_("{pages}쪽짜리 PDF입니다. {most}쪽까지 읽을 수 있습니다.")


class TooComplicated(UnreadableFile):
    """Tables or nesting beyond what anybody prints, or reading that would take too long."""

    text = N_("파일의 짜임이 너무 복잡하여 읽기를 멈췄습니다. 방침 부분만 따로 저장해 주십시오.")


class UnknownKind(UnreadableFile):
    """Neither text, HTML, PDF nor DOCX."""

    text = N_("읽을 수 없는 종류의 파일입니다. txt, html, pdf, docx 가운데 하나로 저장해 주십시오.")


class OldDocument(UnreadableFile):
    """A binary document of an older word processor (hwp, doc)."""

    text = N_("hwp나 doc 파일은 읽을 수 없습니다. docx나 pdf로 다시 저장해 주십시오.")


class OtherOfficeFile(UnreadableFile):
    """A package of another office program (hwpx, xlsx, pptx)."""

    text = N_("{kind} 파일은 읽을 수 없습니다. docx나 pdf로 다시 저장해 주십시오.")


class GarbledText(UnreadableFile):
    """The letters are in no encoding we know, or were already broken when it was saved."""

    text = N_("글자가 깨져 있어 읽을 수 없습니다. UTF-8로 다시 저장해 주십시오.")


class BrokenFile(UnreadableFile):
    """It says what kind it is, but is damaged."""

    text = N_("{kind} 파일이 손상되어 읽을 수 없습니다.")


class EncryptedFile(UnreadableFile):
    """It asks for a password."""

    text = N_("암호가 걸린 {kind} 파일입니다. 암호를 풀어 다시 저장해 주십시오.")


class ScannedFile(UnreadableFile):
    """Pictures of pages, without letters."""

    text = N_("글자가 없는, 그림으로 된 PDF입니다. 글자가 있는 파일을 주십시오.")


class UnmappedLetters(UnreadableFile):
    """A PDF that draws letters without saying which they are."""

    text = N_("PDF의 글꼴에 글자 정보가 없어 글을 꺼낼 수 없습니다. 원본 문서에서 다시 만들어 주십시오.")


class MacroFile(UnreadableFile):
    """A document with a program inside."""

    text = N_("매크로가 든 문서는 읽지 않습니다. 매크로 없는 docx로 다시 저장해 주십시오.")


class UnsafeFile(UnreadableFile):
    """A package made to harm its reader: it grows beyond measure, or defines entities."""

    text = N_("안전하지 않은 파일이라 읽지 않았습니다: {reason}")
