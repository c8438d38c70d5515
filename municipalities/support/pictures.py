"""Pictures as phones send them (JPEG, PNG, WebP, HEIC): whether they open, and as a JPEG that every browser and PDF shows."""

from io import BytesIO

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

register_heif_opener()

MAX_PIXELS = 65_000_000  # the largest a telephone takes; more would fill the memory of whoever opens it
SHOWN_SIDE = 1600
INK, LEAST_INK = 128, 50
"""Darker than this grey is a stroke; so many points of it are more than a slip of the finger."""


class TooManyPixels(Exception):
    """A small file that would be a huge picture."""


class NotAPicture(Exception):
    """The bytes begin like a picture and are none."""


def check_picture(content: bytes) -> None:
    """Raises TooManyPixels or NotAPicture. The size is read from the head, before anything is unpacked."""
    try:
        with Image.open(BytesIO(content)) as image:
            _refuse_too_many_pixels(image)
            # HEIC has no check sums to verify: only unpacking tells whether it is whole.
            image.load() if image.format == "HEIF" else image.verify()
    except TooManyPixels:
        raise
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except Exception as error:  # Pillow raises nearly every built-in exception on damaged files
        raise NotAPicture from error


def shown_picture(content: bytes, *, longest: int = SHOWN_SIDE) -> bytes:
    """A JPEG, upright and no larger than `longest` pixels a side. Raises TooManyPixels or NotAPicture.

    Nothing but the picture goes over: where and with what it was taken stays in the file as it was sent, which staff keep.
    """
    try:
        with Image.open(BytesIO(content)) as image:
            _refuse_too_many_pixels(image)
            image.draft("RGB", (longest, longest))
            image.thumbnail((longest, longest))
            buffer = BytesIO()
            _on_white(ImageOps.exif_transpose(image)).save(buffer, format="JPEG", quality=85, exif=b"")
    except TooManyPixels:
        raise
    except Exception as error:
        raise NotAPicture from error
    return buffer.getvalue()


def _refuse_too_many_pixels(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise TooManyPixels(f"{width}×{height}")


def _on_white(image: Image.Image) -> Image.Image:
    """JPEG knows no transparency; a stroke on nothing would be black on black."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    paper = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(paper, layer).convert("RGB")


def plain_drawing(content: bytes, *, largest: tuple[int, int]) -> bytes:
    """A PNG of dark strokes on white as a small one in grey. Raises TooManyPixels, or NotAPicture: no PNG, or nothing drawn."""
    try:
        with Image.open(BytesIO(content), formats=["PNG"]) as image:
            if image.width > largest[0] or image.height > largest[1]:
                raise TooManyPixels(f"{image.width}×{image.height}")
            grey = _on_white(image).convert("L")
    except TooManyPixels:
        raise
    except Exception as error:
        raise NotAPicture from error
    if sum(grey.histogram()[:INK]) < LEAST_INK:
        raise NotAPicture("nothing is drawn")
    buffer = BytesIO()
    grey.save(buffer, format="PNG", optimize=True)
    return buffer.getvalue()
