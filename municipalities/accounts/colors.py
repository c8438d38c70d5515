"""A municipality's one colour, as the eleven shades the admin theme asks for. Pure."""

from municipalities.support.colors import channels, hex_color, strong_shade

# Part of white (positive) or black (negative) mixed in. 600 carries white letters and is written on white.
MIX = {50: 0.94, 100: 0.88, 200: 0.76, 300: 0.58, 400: 0.36, 500: 0.16}
MIX |= {600: 0, 700: -0.16, 800: -0.32, 900: -0.46, 950: -0.64}


def shades(color: str) -> dict[str, str]:
    """`#rrggbb` → {"50": "#rrggbb", …, "950": …}, from nearly white to nearly black."""
    base = strong_shade(color)
    return {str(weight): _mixed(base, part) for weight, part in MIX.items()}


def _mixed(color: str, part: float) -> str:
    target = 255 if part > 0 else 0
    return hex_color(round(channel + (target - channel) * abs(part)) for channel in channels(color))
