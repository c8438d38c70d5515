"""Several photos: chosen, one taken back, sent ahead of the page with a bar, or with it where that fails."""

import pytest
from playwright.sync_api import Page, expect

from forms_app.models import Attachment, Draft
from tests.factories import files, forms

from .conftest import DESK
from .test_axe import violations

pytestmark = pytest.mark.slow
ASKED = forms.definition(
    {"key": "photo", "type": "attachment", "label": "写真", "required": True, "min_files": 2, "max_files": 4}
)


def photo(name: str, format: str = "JPEG") -> dict:
    buffer = files.picture(format, (len(name) * 20, 64))
    return {"name": name, "mimeType": f"image/{format.lower()}", "buffer": buffer}


def begin(page: Page, portal) -> Page:
    forms.published_form(definition=ASKED, slug="photos")
    page.goto(portal.url("gifu-shi", "/procedures/photos/"))
    page.get_by_role("button", name="入力をはじめる").click()
    return page


@pytest.fixture
def form_page(live_portal, page) -> Page:
    return begin(page, live_portal)


def go_on(page: Page) -> None:
    page.locator(".form-buttons button[value=next]").click()


def test_one_of_the_chosen_photos_is_taken_back(form_page):
    form_page.get_by_label("写真をとる、またはファイルを選ぶ").set_input_files(
        [photo("a.jpg"), photo("bb.jpg"), photo("ccc.jpg")]
    )
    form_page.get_by_role("button", name="bb.jpgを付けるのをやめる").click()
    expect(form_page.locator("[data-chosen-count]")).to_contain_text("2件を選びました")
    assert violations(form_page) == []
    go_on(form_page)
    form_page.wait_for_url("**/check/")
    assert [kept.name for kept in Attachment.objects.all()] == ["a.jpg", "ccc.jpg"]


def test_camera_and_album_are_sent_together(form_page):
    form_page.get_by_label("写真をとる、またはファイルを選ぶ").set_input_files([photo("a.jpg")])
    camera = form_page.get_by_label("カメラで写真をとる")
    assert camera.get_attribute("capture") == "environment"
    camera.set_input_files([photo("bb.heic", "HEIF")])
    go_on(form_page)
    form_page.wait_for_url("**/check/")
    assert [kept.kind for kept in Attachment.objects.all()] == ["image/jpeg", "image/heic"]


def test_the_camera_is_not_offered_at_a_desk(live_portal, new_context):
    page = begin(new_context(**DESK).new_page(), live_portal)
    expect(page.get_by_label("カメラで写真をとる")).to_be_hidden()


def test_photos_go_ahead_and_the_page_follows_without_them(form_page):
    sent = []
    form_page.on("response", lambda r: r.request.method == "POST" and sent.append((r.request.resource_type, r.status)))
    form_page.get_by_label("写真をとる、またはファイルを選ぶ").set_input_files([photo("a.jpg"), photo("bb.jpg")])
    go_on(form_page)
    form_page.wait_for_url("**/check/")
    assert (sent, len(Draft.objects.get().get_answers()["photo"])) == ([("xhr", 200), ("document", 302)], 2)


def test_a_refused_photo_is_told_and_the_others_stay(form_page):
    broken = {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    form_page.get_by_label("写真をとる、またはファイルを選ぶ").set_input_files([photo("a.jpg"), broken])
    go_on(form_page)
    expect(form_page.locator(".error-summary")).to_contain_text("使えるファイルは JPEG")
    expect(form_page.get_by_role("link", name="a.jpg")).to_be_visible()
    assert (Attachment.objects.count(), violations(form_page)) == (1, [])


def test_too_few_photos_are_told(form_page):
    form_page.get_by_label("写真をとる、またはファイルを選ぶ").set_input_files([photo("a.jpg")])
    go_on(form_page)
    expect(form_page.locator(".error-summary")).to_contain_text("「写真」は2件以上添付してください。")
