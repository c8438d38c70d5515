"""Pictures on their way into typst. Its inputs are text: each goes as an SVG around its own bytes, so that nothing is laid on a disk in the open."""

import base64
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

WIDEST = 160.0


@dataclass(frozen=True)
class Drawn:
    """`height`: in millimetres on the paper, so that it is neither higher than asked nor wider than the page."""

    svg: str
    height: float


def drawn(picture: bytes, *, highest: float) -> Drawn:
    """`picture`: a JPEG or PNG of ours; it is not packed anew."""
    with Image.open(BytesIO(picture)) as image:
        width, height = image.size
        kind = Image.MIME[image.format or "JPEG"]
    data = base64.b64encode(picture).decode()
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:{kind};base64,{data}"/></svg>'
    )
    return Drawn(svg, min(highest, WIDEST * height / width))


def bytes_of(address: str) -> bytes:
    """Of a `data:` address, as a signature is one."""
    return base64.b64decode(address.partition(",")[2])
