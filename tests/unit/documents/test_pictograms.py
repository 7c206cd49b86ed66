"""The camera is closed paths in its box, the same for paper and for the web; a code is its own modules."""

import zxingcpp
from PIL import Image

from app.documents import pictograms, qr


def test_the_camera_stays_in_its_box():
    for shape in pictograms.CAMERA:
        for _kind, points in shape.steps:
            for x, y in points:
                assert -0.001 <= x <= pictograms.WIDTH + 0.001
                assert -0.001 <= y <= pictograms.HEIGHT + 0.001


def test_the_camera_is_drawn_for_the_web_from_the_same_paths():
    drawn = pictograms.svg(
        pictograms.CAMERA, {"figure": "#0E1116", "ground": "#FFD100", "beam": "#E09E00"}, title="CCTV"
    )
    assert drawn.count("<path") == len(pictograms.CAMERA) == 11
    assert "<title>CCTV</title>" in drawn


def test_the_runs_of_a_code_fill_exactly_its_dark_modules():
    text = "https://cctv.example.kr/public/signs/3NQK8NGM?r=ZBKCT6"
    modules = qr.matrix(text)
    side = len(modules)
    image = Image.new("L", ((side + 8) * 4, (side + 8) * 4), 255)
    runs = [part.strip().split()[:4] for part in qr.path(modules).split("re")[:-1]]
    for x, y, width, _one in runs:
        left, top = (int(x) + 4) * 4, (side - 1 - int(y) + 4) * 4
        image.paste(0, (left, top, left + int(width) * 4, top + 4))
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [text]
