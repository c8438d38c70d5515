import pytest

from municipalities.accounts.colors import shades
from municipalities.support.colors import WHITE, contrast


def test_shades_run_from_nearly_white_to_nearly_black():
    assert shades("#1a5fb4") == {
        "50": "#f1f5fa",
        "100": "#e4ecf6",
        "200": "#c8d9ed",
        "300": "#9fbce0",
        "400": "#6c99cf",
        "500": "#3f79c0",
        "600": "#1a5fb4",
        "700": "#165097",
        "800": "#12417a",
        "900": "#0e3361",
        "950": "#092241",
    }


@pytest.mark.parametrize("color", ["#ffff00", "#ffffff", "#1a5fb4", "#000000"])
def test_shade_600_carries_white_letters_whatever_the_colour(color):
    assert contrast(shades(color)["600"], WHITE) >= 4.5
