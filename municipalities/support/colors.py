"""Contrast after WCAG 2.1 (relative luminance, 1.4.3): a municipality may choose any colour and stays readable."""

WHITE, BLACK = "#ffffff", "#1a1a1c"
ENOUGH = 4.5


def contrast(one: str, other: str) -> float:
    """1.0 to 21.0 for two `#rrggbb`."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable_on(color: str) -> str:
    """White where it reads well on `color`, else near-black, which then does."""
    return WHITE if contrast(color, WHITE) >= ENOUGH else BLACK


def strong_shade(color: str) -> str:
    """`color`, darkened until it reads as text on white."""
    channels = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    while contrast(_hex(channels), WHITE) < ENOUGH:
        channels = [int(channel * 0.9) for channel in channels]
    return _hex(channels)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _hex(channels: list[int]) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in channels)
