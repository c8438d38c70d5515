import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from municipalities.support.colors import (
    BLACK,
    ENOUGH,
    WHITE,
    channels,
    contrast,
    hex_color,
    luminance,
    readable_on,
    strong_shade,
)

colors = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#000000", 21.0), ("#1a5fb4", "#1a5fb4", 1.0), ("#767676", WHITE, 4.54)],
)
def test_contrast_is_the_ratio_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(("color", "share"), [("#ff0000", 0.2126), ("#00ff00", 0.7152), ("#0000ff", 0.0722)])
def test_luminance_weighs_each_channel(color, share):
    assert luminance(color) == pytest.approx(share)


@pytest.mark.parametrize(("color", "letters"), [("#1a5fb4", WHITE), ("#ffd700", BLACK), ("#777777", BLACK)])
def test_readable_on_chooses_the_letters(color, letters):
    assert readable_on(color) == letters


@settings(max_examples=200)
@given(colors)
def test_readable_on_is_readable_on_any_colour(color):
    assert contrast(color, readable_on(color)) >= ENOUGH


def test_readable_on_is_readable_on_every_grey():
    greys = [hex_color([level] * 3) for level in range(256)]
    assert [grey for grey in greys if contrast(grey, readable_on(grey)) < ENOUGH] == []


@settings(max_examples=200)
@given(colors)
def test_strong_shade_reads_as_text_on_white(color):
    assert contrast(strong_shade(color), WHITE) >= ENOUGH


def test_strong_shade_keeps_a_colour_that_is_dark_enough():
    assert strong_shade("#1a5fb4") == "#1a5fb4"


@given(colors)
def test_hex_color_writes_what_channels_read(color):
    assert hex_color(channels(color)) == color
