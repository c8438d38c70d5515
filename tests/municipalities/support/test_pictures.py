"""Photos of a real encoder, held in every way a phone is held."""

import struct
from io import BytesIO

import pytest
from PIL import ExifTags, Image

from municipalities.support.file_kinds import HEIC, detect_kind
from municipalities.support.pictures import MAX_PIXELS, NotAPicture, TooManyPixels, check_picture, shown_picture
from tests.factories import files

CORNERS = {1: (0, 0), 3: (1, 1), 6: (1, 0), 8: (0, 1)}
"""EXIF orientation → where the corner stands in which the picture begins: 0 left or top, 1 right or bottom."""


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def red_corner(image: Image.Image) -> tuple[int, int]:
    places = {(x, y): (2 + x * (image.width - 5), 2 + y * (image.height - 5)) for x in (0, 1) for y in (0, 1)}
    (corner,) = [corner for corner, place in places.items() if image.convert("RGB").getpixel(place)[1] < 100]
    return corner


@pytest.mark.parametrize("format", ["HEIF", "JPEG"])
@pytest.mark.parametrize("orientation", CORNERS)
def test_a_photo_is_shown_upright(format, orientation):
    shown = opened(shown_picture(files.phone_photo(format, orientation=orientation)))
    assert (shown.format, red_corner(shown)) == ("JPEG", CORNERS[orientation])
    assert shown.size == ((32, 64) if orientation in (6, 8) else (64, 32))


@pytest.mark.parametrize("format", ["HEIF", "JPEG"])
def test_what_is_shown_does_not_tell_where_it_was_taken(format):
    sent = files.phone_photo(format)
    assert opened(sent).getexif().get_ifd(ExifTags.IFD.GPSInfo)[1] == "N"
    assert (dict(opened(shown_picture(sent)).getexif()), b"Exif" in shown_picture(sent)) == ({}, False)


@pytest.mark.parametrize("format", ["HEIF", "JPEG", "PNG", "WEBP"])
def test_what_is_shown_is_no_larger_than_asked(format):
    assert max(opened(shown_picture(files.picture(format, (300, 200)), longest=90)).size) == 90


def test_a_transparent_picture_is_shown_on_white():
    buffer = BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(buffer, format="PNG")
    assert opened(shown_picture(buffer.getvalue())).getpixel((1, 1)) == (255, 255, 255)


def test_a_photo_of_a_phone_is_known_by_its_bytes():
    assert detect_kind(files.phone_photo()) == HEIC


@pytest.mark.parametrize("format", ["HEIF", "JPEG", "PNG", "WEBP"])
def test_a_whole_picture_is_let_pass(format):
    check_picture(files.picture(format, (64, 64)))


@pytest.mark.parametrize("judge", [check_picture, shown_picture])
def test_a_small_file_of_a_huge_picture_is_not_unpacked(judge):
    with pytest.raises(TooManyPixels):
        judge(with_size(files.picture("HEIF", (64, 64)), 8192, 8192))
    assert MAX_PIXELS < 8192 * 8192


def with_size(heic: bytes, width: int, height: int) -> bytes:
    """Its `ispe` box (ISO/IEC 23008-12 §6.5.3) says another size."""
    start = heic.index(b"ispe") + 8
    return heic[:start] + struct.pack(">II", width, height) + heic[start + 8 :]


@pytest.mark.parametrize("judge", [check_picture, shown_picture])
@pytest.mark.parametrize("spoil", [lambda c: c[: len(c) // 2], lambda c: c[:30]])
def test_a_broken_photo_is_refused(judge, spoil):
    with pytest.raises(NotAPicture):
        judge(spoil(files.phone_photo()))
