"""A real browser against the real server, worker and database. SCREENSHOTS=<folder> keeps pictures of the journey."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.processes import WebServer

# Playwright runs an event loop in this thread; the ORM of the test process is used beside it, never inside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
PATIENCE = 30_000  # milliseconds: two cores that do much else are slow, not wrong
DESK = {"viewport": {"width": 1280, "height": 900}}
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--lang=ja"]  # fmt: skip
expect.set_options(timeout=PATIENCE)


class LivePortal(WebServer):
    def url(self, slug: str, path: str = "/") -> str:
        """`slug` of a town; "" is the prefecture."""
        return super().url(f"{slug}.localhost" if slug else "localhost", path)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(
            executable_path=chromium, args=CHROMIUM, env={**os.environ, "LANGUAGE": "ja"}
        )
        yield browser
        browser.close()


@pytest.fixture
def new_context(browser) -> Iterator[Callable[..., BrowserContext]]:
    contexts: list[BrowserContext] = []

    def make(**options) -> BrowserContext:
        contexts.append(browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo", **options))
        contexts[-1].set_default_timeout(PATIENCE)
        return contexts[-1]

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_context) -> Page:
    """A phone."""
    return new_context(**PHONE).new_page()


@pytest.fixture
def desk(new_context) -> Page:
    """A clerk's screen."""
    return new_context(**DESK).new_page()


@pytest.fixture(scope="session")
def web_server(django_db_setup, tmp_path_factory) -> Iterator[LivePortal]:
    """One server for all tests of this process, which remembers nothing from one request to the next."""
    log = tmp_path_factory.mktemp("web") / "web.log"
    server = LivePortal(log=log, TENANT_DIRECTORY_SECONDS="0", HOME_CACHE_SECONDS="0")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def live_portal(committed_town, web_server) -> LivePortal:
    return web_server


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    folder = os.environ.get("SCREENSHOTS")

    def take(page: Page, name: str, *, is_whole: bool = True) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.wait_for_timeout(1000)  # an idle network may never come: a preview is loaded anew
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=is_whole and page.viewport_size["width"] < 500)

    return take
