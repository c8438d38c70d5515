import pytest

from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from tests.municipalities.accounts.visible_text import visible_text


@pytest.fixture
def published(form, clerk, pages):
    pages.post("publish/", {"change_note": "はじめての公開"})
    form.refresh_from_db()
    return form


def text(response) -> str:
    return visible_text(response.content.decode())


def test_publishing_opens_the_form_to_residents(published, pages, town_client):
    assert published.current_version.number == 1
    assert pages.get("/procedures/road/").status_code == 200


def test_publishing_needs_a_note(form, clerk, pages):
    response = pages.post("publish/", {"change_note": " "})
    form.refresh_from_db()
    assert (response.status_code, form.current_version) == (422, None)


def test_publishing_a_stale_page_is_refused(form, clerk, pages):
    pages.post("field/kind/move/", {"step": "down"})
    response = pages.post("publish/", {"change_note": "x", "revision": 1})
    form.refresh_from_db()
    assert (response.status_code, form.current_version) == (409, None)


def test_versions_tell_who_when_and_why(published, pages):
    pages.post("field/thing/edit/", {"label": "壊れた物"})
    pages.post("publish/", {"change_note": "品名の言い方を直した"})
    page = text(pages.get("versions/"))
    assert page.index("品名の言い方を直した") < page.index("はじめての公開")
    assert page.count("職員 太郎") >= 2


def test_every_version_can_be_looked_at_as_it_was(published, pages):
    pages.post("field/thing/edit/", {"label": "壊れた物"})
    pages.post("publish/", {"change_note": "品名の言い方を直した"})
    assert ["壊れた物" in text(pages.get(f"versions/{number}/")) for number in (1, 2)] == [False, True]
    typed = {"preview_page": "damage", "action": "back", "kind": "other"}
    frames = [text(pages.post(f"versions/{number}/frame/", typed)) for number in (1, 2)]
    assert ["壊れた物" in frame for frame in frames] == [False, True]


@pytest.mark.parametrize("number", [0, 2, 10**30])
def test_a_version_that_is_not_there_is_not_found(published, pages, number):
    assert pages.get(f"versions/{number}/").status_code == 404
    assert pages.get(f"versions/{number}/frame/").status_code == 404


def test_stopping_and_resuming(published, pages):
    told = []
    for verb in ("stop/", "resume/"):
        assert pages.get(verb).status_code == 200
        pages.post(verb)
        published.refresh_from_db()
        told.append((published.is_stopped, "受付を再開する" in text(pages.get("change/"))))
    assert told == [(True, True), (False, False)]
    verbs = AuditRecord.objects.order_by("id").values_list("action", flat=True)
    assert list(verbs) == ["form.publish", "form.stop", "form.resume"]


@pytest.mark.parametrize("verb", ["stop/", "resume/"])
def test_stopping_from_a_stale_page_is_refused(published, pages, verb):
    assert pages.post(verb, {"revision": 1}).status_code == 409


def test_publish_is_offered_only_where_something_changed(published, pages):
    def offered() -> bool:
        return f"/{published.pk}/publish/" in pages.get("change/").content.decode()

    before = offered()
    pages.post("field/kind/move/", {"step": "down"})
    assert (before, offered()) == (False, True)


def test_readers_see_versions(published, log_in, pages):
    log_in(role=Role.READ_ONLY)
    assert [pages.get(address).status_code for address in ("versions/", "versions/1/", "publish/")] == [200, 200, 403]


def test_first_publication_asks_nothing_about_older_versions(form, clerk, pages):
    assert "mandatory_reason" not in pages.get("publish/").content.decode()


def test_mandatory_version_is_published_with_its_reason(published, pages):
    pages.post("field/thing/edit/", {"label": "壊れた物"})
    mandate = {"is_mandatory": "on", "mandatory_reason": "条例が改正されたため", "old_drafts": "stop"}
    pages.post("publish/", {"change_note": "条例改正", **mandate})
    version = published.versions.get(number=2)
    assert (version.is_mandatory, version.mandatory_reason, version.stops_old_drafts) == (
        True, "条例が改正されたため", True,
    )  # fmt: skip
    assert "条例が改正されたため" in text(pages.get("versions/2/"))


def test_mandatory_version_without_a_reason_is_told_at_its_field(published, pages):
    pages.post("field/thing/edit/", {"label": "壊れた物"})
    response = pages.post("publish/", {"change_note": "条例改正", "is_mandatory": "on", "mandatory_reason": " "})
    assert (response.status_code, "住民に示す理由を入力してください。" in text(response)) == (422, True)
    assert published.versions.count() == 1


def test_reason_without_the_mark_is_left_out(published, pages):
    pages.post("field/thing/edit/", {"label": "壊れた物"})
    pages.post("publish/", {"change_note": "言い方", "mandatory_reason": "書きかけ", "old_drafts": "stop"})
    assert published.versions.get(number=2).mandatory_reason == ""


def test_publication_shows_what_to_look_at_first(form, clerk, pages):
    assert "保存期間が決まっていません" in pages.get("publish/").content.decode()
