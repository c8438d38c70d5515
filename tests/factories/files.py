"""Small real files."""

import base64
from io import BytesIO

from PIL import ExifTags, Image, ImageDraw
from pillow_heif import register_heif_opener

register_heif_opener()


def picture(format: str = "PNG", size: tuple[int, int] = (8, 8)) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, (120, 90, 60)).save(buffer, format=format)
    return buffer.getvalue()


def phone_photo(format: str = "HEIF", *, size: tuple[int, int] = (64, 32), orientation: int = 1) -> bytes:
    """White, red in the corner where it begins; the phone was held as `orientation` says, in the centre of 岐阜市."""
    photo = Image.new("RGB", size, "white")
    ImageDraw.Draw(photo).rectangle((0, 0, size[0] // 4, size[1] // 4), fill="red")
    facts = photo.getexif()
    facts[ExifTags.Base.Orientation] = orientation
    facts.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (35.0, 25.0, 12.0), 3: "E", 4: (136.0, 45.0, 38.0)})
    buffer = BytesIO()
    photo.save(buffer, format=format, exif=facts.tobytes(), quality=90)
    return buffer.getvalue()


PNG = picture()
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def drawn_signature(size: tuple[int, int] = (900, 300), *, mode: str = "RGBA") -> str:
    """A stroke, as a canvas gives it."""
    paper = Image.new(mode, size, "white")
    ImageDraw.Draw(paper).line((size[0] // 9, size[1] // 2, size[0] // 2, size[1] // 3), fill="black", width=5)
    buffer = BytesIO()
    paper.save(buffer, format="PNG")
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()


def road_photo() -> bytes:
    """A drawing of a hole in a road, for pages that people look at."""
    photo = Image.new("RGB", (1200, 900), "#8d9096")
    draw = ImageDraw.Draw(photo)
    draw.rectangle((0, 0, 1200, 260), fill="#a9c4d8")
    for x in range(60, 1200, 240):
        draw.polygon([(x, 900), (x + 90, 900), (x + 60, 620), (x, 620)], fill="#e9e9e4")
    draw.ellipse((430, 420, 820, 600), fill="#4a4540", outline="#35312d", width=14)
    draw.ellipse((520, 470, 740, 570), fill="#5d738a")
    buffer = BytesIO()
    photo.save(buffer, format="JPEG", quality=85)
    return buffer.getvalue()
