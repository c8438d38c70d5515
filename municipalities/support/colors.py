"""Contrast after WCAG 2.1 (relative luminance, 1.4.3): a municipality may choose any colour and stays readable."""

from collections.abc import Iterable

# Pure black: with anything lighter there are greys on which neither it nor white reaches 4.5.
WHITE, BLACK = "#ffffff", "#000000"
ENOUGH = 4.5


def contrast(one: str, other: str) -> float:
    """1.0 to 21.0 for two `#rrggbb`."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable_on(color: str) -> str:
    """White where it reads well on `color`, else black, which then does."""
    return WHITE if contrast(color, WHITE) >= ENOUGH else BLACK


def strong_shade(color: str) -> str:
    """`color`, darkened until it reads as text on white."""
    while contrast(color, WHITE) < ENOUGH:
        color = hex_color(int(channel * 0.9) for channel in channels(color))
    return color


def channels(color: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`, each 0 to 255."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def hex_color(of_channels: Iterable[int]) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in of_channels)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
