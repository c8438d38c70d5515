"""What a file is, by its first bytes, whatever its name says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileKind:
    name: str
    media_type: str
    extension: str


JPEG = FileKind("jpeg", "image/jpeg", "jpg")
PNG = FileKind("png", "image/png", "png")
WEBP = FileKind("webp", "image/webp", "webp")
HEIC = FileKind("heic", "image/heic", "heic")
PDF = FileKind("pdf", "application/pdf", "pdf")
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis"}


def detect_kind(content: bytes) -> FileKind | None:
    """Signatures: JPEG (ITU-T T.81), PNG (RFC 2083), WebP (RIFF), HEIF (ISO/IEC 23008-12), PDF (ISO 32000-1 §7.5.2)."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return HEIC
    if content.startswith(b"%PDF-"):
        return PDF
    return None
