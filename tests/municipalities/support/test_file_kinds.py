import gzip
import zipfile
from io import BytesIO

import pytest

from municipalities.support.file_kinds import HEIC, JPEG, PDF, PNG, WEBP, detect_kind
from tests.factories.files import PDF as A_PDF
from tests.factories.files import picture


def zip_bomb() -> bytes:
    """50 MB of nothing in 50 kB."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("nothing", bytes(50_000_000))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [(picture("PNG"), PNG), (picture("JPEG"), JPEG), (picture("WEBP"), WEBP), (A_PDF, PDF)],
    ids=["png", "jpeg", "webp", "pdf"],
)
def test_detect_kind_knows_a_real_file(content, kind):
    assert detect_kind(content) == kind


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"hevc", b"mif1", b"msf1"])
def test_detect_kind_knows_the_pictures_of_an_iphone(brand):
    assert detect_kind(b"\x00\x00\x00\x18ftyp" + brand + b"\x00\x00\x00\x00") == HEIC


@pytest.mark.parametrize(
    "content",
    [
        zip_bomb(),
        gzip.compress(bytes(1000)),
        picture("GIF"),
        picture("BMP"),
        b"\x00\x00\x00\x18ftypisom\x00\x00",
        b"\x00\x00\x00\x18ftypavif\x00\x00",
        b"RIFF\x00\x00\x00\x00WAVEfmt ",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<html><script>",
        b"MZ\x90\x00",
        b"\x7fELF",
        b"GIF89a\xff\xd8\xff",
        b" %PDF-1.4",
        b"\xef\xbb\xbf%PDF-1.4",
    ],
    ids=[
        "zip bomb",
        "gzip",
        "gif",
        "bmp",
        "mp4",
        "avif",
        "wav",
        "svg",
        "html",
        "exe",
        "elf",
        "jpeg inside",
        "space",
        "bom",
    ],
)
def test_detect_kind_does_not_know_other_files(content):
    assert detect_kind(content) is None


@pytest.mark.parametrize("whole", [picture("PNG"), picture("WEBP"), b"\x00\x00\x00\x18ftypheic", A_PDF])
def test_detect_kind_needs_the_whole_signature(whole):
    assert [detect_kind(whole[:length]) for length in range(4)] == [None] * 4


def test_detect_kind_of_nothing_is_nothing():
    assert detect_kind(b"") is None
