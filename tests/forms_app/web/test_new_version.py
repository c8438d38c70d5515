import pytest

from forms_app.models import Application, Draft, Form
from forms_app.services.publish import Mandate, publish_form

from .conftest import CHECK, DEFINITION, DOG, DONE, OWNER, START

NEW = "/procedures/dog/new-version/"
LAW = Mandate(reason="条例の改正により、書く内容が変わったため")


def publish_next(form: Form, *, mandate: Mandate | None = None, **changes: object) -> None:
    form.refresh_from_db()
    page = DEFINITION["pages"][0]
    [group] = page["groups"]
    name = {**group["fields"][0], **changes}
    first = {**page, "groups": [{"fields": [name, group["fields"][1]]}]}
    form.draft_definition = {**DEFINITION, "pages": [first, DEFINITION["pages"][1]]}
    form.save(update_fields=["draft_definition"])
    publish_form(form=form, staff=None, change_note="x", revision=form.revision, mandate=mandate)


def test_newer_version_is_offered_on_the_next_page(browser, form):
    browser.fill_in()
    shown = [f'href="{NEW}"' in browser.text(DOG)]
    publish_next(form, label="お名前")
    assert [*shown, f'href="{NEW}"' in browser.text(DOG)] == [False, True]


def test_offer_tells_what_changed_and_what_to_type_again(browser, form):
    browser.fill_in(name="ポチコ")
    publish_next(form, max_length=2, label="犬の呼び名")
    page = browser.text(NEW)
    assert "「犬の名前」が「犬の呼び名」に変わりました。" in page
    assert ("もう一度入力してください" in page, "<li>犬の呼び名</li>" in page) == (True, True)
    assert f'href="{CHECK}"' in page
    assert Draft.objects.get().form_version.number == 1


def test_switching_carries_the_answers_over_and_goes_on(browser, form):
    browser.fill_in(name="ポチコ")
    publish_next(form, max_length=2)
    assert browser.post(NEW)["Location"] == DOG
    assert ("ポチコ" in browser.text(DOG), "hanako@example.jp" in browser.text(OWNER)) == (True, True)
    assert f'href="{NEW}"' not in browser.text(DOG)


def test_without_a_newer_version_the_draft_goes_on(browser):
    browser.fill_in()
    assert [browser.get(NEW)["Location"], browser.post(NEW)["Location"]] == [CHECK, CHECK]


@pytest.mark.parametrize("path", [DOG, OWNER, CHECK])
def test_mandatory_version_is_told_on_the_next_request(browser, form, path):
    browser.fill_in()
    publish_next(form, mandate=LAW)
    assert browser.get(path)["Location"] == NEW
    page = browser.text(NEW)
    assert (LAW.reason in page, "いまの様式のまま続ける" in page) == (True, False)


def test_page_sent_after_a_mandatory_version_is_kept_first(browser, form):
    browser.fill_in()
    publish_next(form, mandate=LAW)
    assert browser.post(DOG, name="シロ")["Location"] == NEW
    browser.post(NEW)
    assert "シロ" in browser.text(CHECK)


def test_application_sent_after_a_mandatory_version_is_refused_and_told(browser, form):
    browser.fill_in()
    key = browser.submission_key()
    publish_next(form, mandate=LAW)
    assert (browser.post(CHECK, submission_key=key)["Location"], Application.objects.count()) == (NEW, 0)
    browser.post(NEW)
    assert browser.post(CHECK, submission_key=key)["Location"] == DONE
    assert Application.objects.get().form_version.number == 2


def test_version_that_stops_drafts_says_why_and_offers_to_begin(browser, form):
    browser.fill_in()
    publish_next(form, mandate=Mandate(reason="制度が変わったため。", stops_old_drafts=True))
    page = browser.text(NEW)
    assert ("前の様式では申請できなくなりました。理由：制度が変わったため。" in page, "切り替える" in page) == (
        True,
        False,
    )
    assert browser.post(NEW)["Location"] == NEW
    browser.post(START, restart="yes")
    assert (Draft.objects.get().form_version.number, "ポチ" in browser.text(DOG)) == (2, False)


def test_new_version_without_a_draft_is_gone(browser):
    assert browser.get(NEW).status_code == 410
