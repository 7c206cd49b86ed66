"""A photo of a sign is kept small, upright, and without anything a camera wrote beside it."""

import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from app.signage.photos import LARGEST, cleaned_photo
from app.signage.refusals import PhotoIsHeic, PhotoTooLarge, PhotoUnusable
from tests.builders.sightings import a_photo, a_photo_with_its_place


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_place_and_device_are_gone_and_the_photo_is_upright(form):
    sent = a_photo_with_its_place(form)
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825)

    image = Image.open(io.BytesIO(cleaned_photo(sent)))

    assert (image.format, image.size) == ("JPEG", (480, 640))
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_words_beside_the_picture_are_gone_whatever_the_format():
    secret = "비밀 GPS 37.3"
    words = PngInfo()
    words.add_text("Comment", secret)
    words.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{secret}</x:xmpmeta>")
    packet = f"<x:xmpmeta>{secret}</x:xmpmeta>".encode()
    sent = [
        a_photo("PNG", pnginfo=words),
        a_photo("JPEG", xmp=packet, comment=secret.encode(), icc_profile=secret.encode()),
        a_photo("WEBP", xmp=packet, icc_profile=secret.encode()),
        a_photo("JPEG") + secret.encode(),  # Behind the end, where motion photos hold a film.
    ]
    for data in sent:
        made = cleaned_photo(data)
        assert secret.encode() not in made
        assert b"xmp" not in made.lower()
    assert all("비밀".encode() in data for data in sent)


def test_the_same_photo_is_made_anew_the_same():
    assert cleaned_photo(a_photo()) == cleaned_photo(a_photo())


def test_a_large_photo_is_made_small():
    assert max(Image.open(io.BytesIO(cleaned_photo(a_photo(size=(4_000, 3_000))))).size) <= 2_000


@pytest.mark.parametrize("brand", [b"heic", b"mif1"])
def test_the_format_of_apples_telephones_is_refused_with_a_way_out(brand):
    with pytest.raises(PhotoIsHeic, match="높은 호환성"):
        cleaned_photo(b"\0\0\0\x18ftyp" + brand + b"\0" * 40)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", a_photo()[:-200], a_photo("GIF"), a_photo("TIFF")])
def test_what_is_no_photo_is_refused(data):
    with pytest.raises(PhotoUnusable):
        cleaned_photo(data)


def test_too_much_is_refused():
    with pytest.raises(PhotoTooLarge, match="12MB"):
        cleaned_photo(b"\xff" * (LARGEST + 1))
    with pytest.raises(PhotoTooLarge):
        cleaned_photo(a_photo("PNG", size=(10_000, 6_001)))
