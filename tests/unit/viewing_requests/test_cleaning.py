"""What becomes of an upload: found out by its content, made anew, searched, and refused where it could do harm."""

import io
import zipfile

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from app.law.sources import latest
from app.viewing_requests.cleaning import cleaned
from app.viewing_requests.intake_refusals import (
    FileDangerous,
    FileEmpty,
    FileExpands,
    FileHoldsResidentNumber,
    FileNotAccepted,
    FileTooLarge,
    FileUnreadable,
)
from app.viewing_requests.papers_in import LARGEST, LARGEST_MB, MediaType, Warned
from tests.builders.papers_in import (
    RESIDENT,
    card_image,
    card_on,
    docx,
    huge_png,
    hwpx,
    letter_image,
    pdf,
    photo_with_place,
    raw_pdf,
    written,
    zipped,
)

FILE = b"<</Type/Filespec/F(a.exe)/EF<</F 5 0 R>>>>"
STREAM = b"<</Type/EmbeddedFile/Length 2>>stream\nMZ\nendstream"
SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (pdf(), MediaType.PDF),
        (written(letter_image()), MediaType.JPEG),
        (written(letter_image(), "PNG"), MediaType.PNG),
        (written(letter_image(), "TIFF"), MediaType.TIFF),
        (written(letter_image().convert("1"), "TIFF", compression="group4"), MediaType.TIFF),
        (written(letter_image().convert("P"), "PNG"), MediaType.PNG),
        (written(letter_image().convert("CMYK")), MediaType.JPEG),
        (docx(), MediaType.DOCX),
        (hwpx(), MediaType.HWPX),
    ],
)
def test_a_plain_letter_is_kept_as_what_it_is_and_warns_of_nothing(data, media):
    kept = cleaned(data)
    assert (kept.media, kept.warned) == (media, ())
    assert cleaned(kept.data).media is media


def test_a_photograph_loses_its_place_and_stays_as_it_looks():
    before = photo_with_place()
    assert b"SecretPhone" in before
    assert Image.open(io.BytesIO(before)).getexif().get_ifd(0x8825)

    after = cleaned(before).data

    shown = Image.open(io.BytesIO(after))
    assert not shown.getexif()
    assert not {"exif", "comment", "xmp", "icc_profile"} & shown.info.keys()
    assert b"SecretPhone" not in after
    assert b"taken at home" not in after
    assert shown.size == letter_image().size


def test_a_photograph_taken_sideways_stands_upright_once_nothing_says_so():
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = Image.open(io.BytesIO(cleaned(written(letter_image(), exif=exif.tobytes())).data))
    assert kept.size == letter_image().size[::-1]


def test_every_page_of_a_fax_is_kept():
    pages = [letter_image().convert("1") for _ in range(3)]
    fax = written(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="group4")
    assert Image.open(io.BytesIO(cleaned(fax).data)).n_frames == 3


def test_a_pdf_loses_its_properties_and_keeps_its_words():
    before = pdf("Request for footage")
    kept = cleaned(before).data
    assert b"Kim Secret" in before
    assert b"Secret" not in kept
    document = pypdfium2.PdfDocument(kept)
    assert document[0].get_textpage().get_text_bounded() == "Request for footage"


def test_a_photograph_inside_a_pdf_loses_its_place_too():
    out = io.BytesIO()
    Image.open(io.BytesIO(photo_with_place())).save(out, "PDF")
    picture = photo_with_place()
    carrier = raw_pdf(
        b"",
        b"/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R",
        b"<</Type/XObject/Subtype/Image/Width 620/Height 877/ColorSpace/DeviceRGB/BitsPerComponent 8"
        b"/Filter/DCTDecode/Length %d>>stream\n%s\nendstream" % (len(picture), picture),
        b"<</Length 30>>stream\nq 595 0 0 842 0 0 cm /I Do Q  \nendstream",
    )
    kept = cleaned(carrier).data
    assert b"SecretPhone" not in kept
    assert b"Exif" not in kept
    page = pypdfium2.PdfDocument(kept)[0].render(scale=0.2).to_pil().convert("L")
    assert page.getextrema()[0] < 120  # The picture still opens.


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(raw_pdf(b"/OpenAction 4 0 R", b"", SCRIPT), id="script on opening, dropped or refused"),
        pytest.param(raw_pdf(b"/Names<</JavaScript<</Names[(a)4 0 R]>>>>", b"", SCRIPT), id="named script"),
        pytest.param(raw_pdf(b"/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>", b"", FILE, STREAM), id="attached file"),
    ],
)
def test_a_pdf_that_acts_or_carries_a_file_is_refused_or_loses_it(data):
    try:
        kept = cleaned(data).data
    except FileDangerous:
        return
    assert b"JavaScript" not in kept
    assert b"EmbeddedFile" not in kept


@pytest.mark.parametrize(
    "annotation",
    [
        b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/JavaScript/JS(1)>>>>",
        b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/J#61vaScript/JS(1)>>>>",
        b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(cmd.exe)>>>>",
        b"<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 5 0 R>>",
        b"<</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]>>",
    ],
)
def test_what_acts_on_a_page_is_refused_however_its_name_is_written(annotation):
    with pytest.raises(FileDangerous):
        cleaned(raw_pdf(b"", b"/Annots[4 0 R]", annotation, FILE))


def test_a_file_attached_to_a_pdf_is_refused():
    with pytest.raises(FileDangerous):
        cleaned(raw_pdf(b"/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>", b"", FILE, STREAM))


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        pytest.param(b"", FileEmpty, id="empty"),
        pytest.param(b"%PDF-" + bytes(LARGEST), FileTooLarge, id="too large"),
        pytest.param(b"hello", FileNotAccepted, id="text"),
        pytest.param(b"<html><script>1</script></html>", FileNotAccepted, id="page"),
        pytest.param(b"MZ" + bytes(100), FileNotAccepted, id="program"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), FileNotAccepted, id="hwp"),
        pytest.param(b"\x00\x00\x00\x18ftypheic" + bytes(100), FileNotAccepted, id="heic"),
        pytest.param(b" " + pdf(), FileNotAccepted, id="something before a pdf"),
        pytest.param(b"%PDF-1.7\n" + bytes(200), FileUnreadable, id="no pdf at all"),
        pytest.param(written(letter_image())[:4000], FileUnreadable, id="cut off"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(90), FileUnreadable, id="no png at all"),
        pytest.param(zipped({"a.txt": "x"}), FileNotAccepted, id="some zip"),
        pytest.param(b"PK\x03\x04" + bytes(90), FileUnreadable, id="no zip at all"),
        pytest.param(huge_png(), FileExpands, id="hundred megapixels"),
        pytest.param(docx(**{"word/x.xml": "0" * (130 * 1024 * 1024)}), FileExpands, id="zip bomb"),
        pytest.param(docx(**{"word/x.xml": "0" * (5 * 1024 * 1024)}), FileExpands, id="zip that grows"),
        pytest.param(docx(**{"word/vbaProject.bin": "x"}), FileDangerous, id="macro"),
        pytest.param(docx(**{"word/embeddings/a.xlsx": "x"}), FileDangerous, id="embedded file"),
        pytest.param(docx(**{"word/media/a.png": pdf()}), FileDangerous, id="pdf called png"),
        pytest.param(
            docx(**{"word/_rels/settings.xml.rels": '<Relationship Type="t/attachedTemplate" TargetMode="External"/>'}),
            FileDangerous,
            id="fetched template",
        ),
        pytest.param(docx(**{"../../evil.xml": "x"}), FileUnreadable, id="path out of the zip"),
    ],
)
def test_what_is_not_kept_is_refused_for_its_reason(data, refusal):
    with pytest.raises(refusal):
        cleaned(data)


def test_what_is_two_files_at_once_is_kept_as_the_one_it_begins_as():
    both = written(letter_image()) + pdf()
    kept = cleaned(both)
    assert kept.media is MediaType.JPEG
    assert b"%PDF" not in kept.data
    behind = cleaned(pdf() + written(letter_image()) + b"PK\x03\x04tail")
    assert behind.media is MediaType.PDF
    assert b"PK\x03\x04tail" not in behind.data


def test_a_document_loses_its_author_its_scripts_and_the_places_of_its_pictures():
    word = cleaned(docx(**{"word/media/image1.jpeg": photo_with_place()})).data
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        assert b"Secret" not in b"".join(archive.read(name) for name in archive.namelist())
        assert "영상" in archive.read("word/document.xml").decode()
    with zipfile.ZipFile(io.BytesIO(cleaned(hwpx()).data)) as archive:
        assert archive.read("Scripts/sourceScripts.js") == b""
        assert archive.namelist()[0] == "mimetype"


@pytest.mark.parametrize(
    "data",
    [
        pdf(f"Name Kim {RESIDENT}"),
        pdf("9 0 0 1 0 1 - 1 2 3 4 5 6 7"),
        docx(f"갑 {RESIDENT}"),
        hwpx("900101–5234567"),
    ],
)
def test_a_text_with_a_resident_number_is_refused(data):
    with pytest.raises(FileHoldsResidentNumber):
        cleaned(data)


def test_a_masked_number_is_no_number():
    assert cleaned(pdf("900101-1******")).warned == ()


@pytest.mark.parametrize(
    ("data", "warned"),
    [
        (pdf("Passport M12345678"), Warned.PASSPORT),
        (pdf("Licence 11-22-345678-90"), Warned.DRIVING_LICENCE),
        (written(card_image()), Warned.CARD),
        (written(card_image().rotate(90, expand=True)), Warned.CARD),
        (written(card_on((60, 50, 45), angle=17)), Warned.CARD),
        (written(card_on((250, 250, 250)), "PNG"), Warned.CARD),
        (docx(**{"word/media/a.png": written(card_image(), "PNG")}), Warned.CARD),
    ],
)
def test_what_looks_like_an_identity_card_is_noticed(data, warned):
    assert warned in cleaned(data).warned


def test_a_card_copied_into_a_pdf_is_noticed():
    def draw(canvas):
        canvas.drawImage(ImageReader(card_image()), 150, 400, 243, 153)

    assert cleaned(pdf("Copy", draw=draw)).warned == (Warned.CARD,)


def test_the_source_tells_the_size_that_is_taken():
    assert f" {LARGEST_MB}MB" in latest("product.attachment_mb").in_words
