"""The map without a hand on it: keys, buttons and typing; tiles from a stub beside the portal."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from tests.factories import files, forms

from .conftest import LivePortal
from .test_axe import violations

pytestmark = pytest.mark.slow
ASKED = forms.definition({"key": "place", "type": "location", "label": "場所"})
HALL = (35.4262, 136.75994)


class Tiles(BaseHTTPRequestHandler):
    picture = files.picture("PNG", (256, 256))

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200 if self.server.is_up else 503)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(self.picture)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def tiles() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    server.asked, server.is_up = [], True
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture
def form_page(committed_town, tiles, tmp_path, page) -> Iterator[Page]:
    forms.published_form(definition=ASKED, slug="map")
    address = f"http://127.0.0.1:{tiles.server_port}/{{z}}/{{x}}/{{y}}.png"
    portal = LivePortal(log=tmp_path / "web.log", MAP_TILE_URL=address)
    portal.start()
    page.goto(portal.url("gifu-shi", "/procedures/map/"))
    page.get_by_role("button", name="入力をはじめる").click()
    yield page
    portal.stop()


def open_map(page: Page) -> None:
    page.get_by_role("button", name="地図で場所を選ぶ").press("Enter")


def position(page: Page) -> tuple[float, float]:
    return tuple(float(page.locator(f"[name=place-{part}]").input_value() or 0) for part in ("latitude", "longitude"))


def test_tiles_are_fetched_when_the_map_is_opened_and_not_before(form_page, tiles):
    assert tiles.asked == []
    open_map(form_page)
    expect(form_page.locator(".map-screen img")).to_have_count(9)
    form_page.wait_for_load_state("networkidle")
    assert sorted({path.split("/")[1] for path in tiles.asked}) == ["14"]
    assert (len(tiles.asked), position(form_page), violations(form_page)) == (9, (0, 0), [])


def test_keys_move_the_cross(form_page):
    open_map(form_page)
    expect(form_page.get_by_role("application", name="地図")).to_be_focused()
    form_page.keyboard.press("ArrowUp")
    form_page.keyboard.press("ArrowRight")
    north, east = position(form_page)
    assert (HALL[0] < north < HALL[0] + 0.01, HALL[1] < east < HALL[1] + 0.01) == (True, True)
    expect(form_page.get_by_text(re.compile("北緯35.4.*の場所です。"))).to_be_visible()


def test_buttons_move_zoom_and_clear(form_page, tiles):
    open_map(form_page)
    form_page.get_by_role("button", name="南へ").click()
    form_page.get_by_role("button", name="西へ").click()
    south, west = position(form_page)
    assert (south < HALL[0], west < HALL[1]) == (True, True)
    form_page.get_by_role("button", name="大きく").click()
    form_page.wait_for_load_state("networkidle")
    assert tiles.asked[-1].startswith("/15/")
    assert position(form_page) == (south, west)
    form_page.get_by_role("button", name="位置を消す").click()
    assert position(form_page) == (0, 0)


def test_a_drag_moves_the_map_under_the_cross(form_page):
    open_map(form_page)
    box = form_page.locator(".map-screen").bounding_box()
    form_page.mouse.move(box["x"] + 150, box["y"] + 150)
    form_page.mouse.down()
    form_page.mouse.move(box["x"] + 90, box["y"] + 150, steps=5)
    form_page.mouse.up()
    north, east = position(form_page)
    assert (round(north, 4), east > HALL[1]) == (round(HALL[0], 4), True)


def test_a_typed_place_moves_the_map(form_page, tiles):
    open_map(form_page)
    form_page.get_by_text("緯度と経度（わかる方だけ）").click()
    form_page.locator("[name=place-latitude]").fill("36.14583")
    form_page.locator("[name=place-longitude]").fill("137.25222")
    form_page.wait_for_load_state("networkidle")
    assert any(path.startswith("/17/115509/") for path in tiles.asked)


def test_without_tiles_the_map_says_so_and_the_page_goes_on(form_page, tiles):
    tiles.is_up = False
    tiles.RequestHandlerClass.picture, kept = b"", tiles.RequestHandlerClass.picture
    open_map(form_page)
    expect(form_page.get_by_text("いま地図を表示できません。")).to_be_visible()
    assert violations(form_page) == []
    form_page.get_by_label("住所や目印").fill("司町40-1")
    form_page.locator(".form-buttons button[value=next]").click()
    form_page.wait_for_url("**/check/")
    tiles.RequestHandlerClass.picture = kept


def test_name_of_a_town_sets_the_place_by_keyboard(form_page):
    form_page.set_viewport_size({"width": 320, "height": 700})
    form_page.get_by_label("住所や目印").fill("加納本町")
    form_page.get_by_role("button", name="町の名前でさがす").press("Enter")
    choice = form_page.get_by_role("button", name="加納本町三丁目")
    expect(choice).to_be_visible()
    wide = form_page.evaluate("document.documentElement.scrollWidth")
    assert (wide, choice.bounding_box()["height"] >= 44, violations(form_page)) == (320, True, [])
    choice.press("Enter")
    expect(form_page.get_by_label("住所や目印")).to_be_focused()
    expect(form_page.get_by_label("住所や目印")).to_have_value("加納本町三丁目")
    expect(form_page.get_by_text("おおよその位置を入れました")).to_be_visible()
    assert position(form_page) == (35.405619, 136.758418)
    open_map(form_page)
    expect(form_page.locator(".map-screen img").first).to_have_attribute("src", re.compile("/17/"))
    assert violations(form_page) == []


def test_name_of_a_town_sets_the_place_without_javascript(form_page, new_context):
    plain = new_context(java_script_enabled=False).new_page()
    plain.goto(form_page.url.split("/pages/")[0] + "/")
    plain.get_by_role("button", name="入力をはじめる").click()
    plain.get_by_label("住所や目印").fill("加納本町3-12")
    plain.get_by_role("button", name="町の名前でさがす").click()
    plain.get_by_role("button", name="加納本町三丁目").click()
    assert (plain.get_by_label("住所や目印").input_value(), position(plain)) == (
        "加納本町3-12",
        (35.405619, 136.758418),
    )
