"""Small real files."""

from io import BytesIO

from PIL import Image


def picture(format: str = "PNG", size: tuple[int, int] = (8, 8)) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, (120, 90, 60)).save(buffer, format=format)
    return buffer.getvalue()


PNG = picture()
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
