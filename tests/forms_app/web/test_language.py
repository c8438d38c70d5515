"""A resident reads a form in another language than Japanese."""

import copy

import pytest

from forms_app.models import Application
from municipalities.notifications.models import OutboxMessage
from tests.factories import forms

from .conftest import CHECK, DEFINITION, DOG, DONE, OWNER, START, Browser

ENGLISH = {
    "name": {"label": "Name of the dog"},
    "email": {"label": "E-mail address"},
}


def translated() -> dict:
    whole = copy.deepcopy(DEFINITION)
    whole["translations"] = {
        "en": {"title": "Dog registration", "summary": "Register your dog"},
        "vi": {"title": "Chó"},
    }
    whole["pages"][0]["translations"] = {"en": {"title": "About the dog"}}
    for page in whole["pages"]:
        for field in page["groups"][0]["fields"]:
            if field["key"] in ENGLISH:
                field["translations"] = {"en": ENGLISH[field["key"]]}
    whole["pages"][0]["groups"][0]["fields"][0] |= {
        "refuse_when": {"field": "name", "operator": "equals", "value": "猫"},
        "refuse_message": "犬だけです。",
    }
    whole["pages"][0]["groups"][0]["fields"][0]["translations"]["en"]["refuse_message"] = "Dogs only."
    return whole


@pytest.fixture
def resident(town, town_client, in_town) -> Browser:
    forms.published_form(definition=translated(), slug="dog", title="犬の登録", summary="犬を登録します。")
    return Browser(town_client, town)


def test_form_without_translations_offers_no_language(browser):
    assert 'class="languages"' not in browser.text("/procedures/dog/")


def test_only_the_languages_of_the_form_are_offered(resident):
    page = resident.text("/procedures/dog/")
    assert [f'lang="{tag}"' in page for tag in ("ja", "en", "vi", "pt-BR")] == [True, True, True, False]


def test_start_page_is_read_in_the_language_of_the_address(resident):
    page = resident.text("/procedures/dog/?language=en")
    assert '<h1 lang="en">Dog registration</h1>' in page
    assert '<p class="lead" lang="en">Register your dog</p>' in page


def test_language_is_remembered(resident):
    resident.get("/procedures/dog/?language=en")
    resident.post(START)
    page = resident.text(DOG)
    assert '<h1 lang="en">About the dog</h1>' in page
    assert '<span lang="en">Name of the dog</span>' in page


def test_what_is_not_translated_stays_japanese_and_says_so(resident):
    resident.get("/procedures/dog/?language=en")
    resident.post(START)
    assert '<h1 lang="ja">飼い主</h1>' in resident.text(OWNER)
    assert '<span lang="en">E-mail address</span>' in resident.text(OWNER)


@pytest.mark.parametrize("language", ["pt-BR", "xx", "../", "en%0D%0A", "%00"])
def test_other_languages_are_read_in_japanese(resident, language):
    page = resident.get(f"/procedures/dog/?language={language}")
    assert (page.status_code, "<h1>犬の登録</h1>" in page.content.decode()) == (200, True)


def test_another_language_keeps_what_was_typed(resident):
    resident.post(START)
    response = resident.post(DOG, name="ポチ", action="language:en")
    assert (response.status_code, response.headers["Location"]) == (302, DOG)
    page = resident.text(DOG)
    assert ('value="ポチ"' in page, "About the dog" in page) == (True, True)


def test_japanese_can_be_chosen_again(resident):
    resident.get("/procedures/dog/?language=en")
    resident.post(START)
    resident.post(DOG, action="language:ja")
    assert "<h1>犬のこと</h1>" in resident.text(DOG)


def test_check_page_is_read_in_the_language(resident):
    resident.get("/procedures/dog/?language=en")
    resident.fill_in()
    page = resident.text(CHECK)
    assert '<dt lang="en">Name of the dog</dt>' in page
    assert 'href="?language=vi"' in page


def test_refusals_of_the_form_are_in_the_language(resident):
    resident.get("/procedures/dog/?language=en")
    resident.post(START)
    page = resident.post(DOG, name="猫")
    assert (page.status_code, page.content.decode().count('<span lang="en">Dogs only.</span>')) == (422, 2)


def test_answers_are_filed_as_those_of_any_language(resident):
    resident.get("/procedures/dog/?language=en")
    resident.fill_in()
    resident.post(CHECK, submission_key=resident.submission_key())
    assert Application.objects.get().get_answers() == {"name": "ポチ", "email": "hanako@example.jp"}
    assert "Dog registration" in resident.text(DONE)


def test_everything_around_the_form_speaks_its_language(resident):
    resident.get("/procedures/dog/?language=en")
    resident.post(START)
    page = resident.text(DOG)
    assert ('<html lang="en"' in page, "Save for now" in page, "Continue later" in page) == (True, True, True)
    assert ("いったん保存する" in page, "必須" in page) == (False, False)


def test_mistake_is_told_in_the_language_with_what_is_japanese_marked(resident):
    resident.get("/procedures/dog/?language=en")
    resident.post(START)
    answer = resident.post(DOG, name="")
    page = answer.content.decode()
    assert (answer.status_code, "Name of the dog" in page, "を入力してください" in page) == (422, True, False)
    assert ("Please check 1" in page, "か所" in page) == (True, False)


def test_check_and_receipt_speak_the_language_and_the_mail_is_japanese(resident):
    resident.get("/procedures/dog/?language=en")
    resident.fill_in()
    check = resident.text(CHECK)
    assert ("Send this application" in check, "この内容で申請する" in check) == (True, False)
    resident.post(CHECK, submission_key=resident.submission_key())
    done = resident.text(DONE)
    assert ("We have received your application" in done, "Password" in done, "照会パスワード" in done) == (
        True,
        True,
        False,
    )
    titles = [message.content()["title"] for message in OutboxMessage.objects.filter(channel="email")]
    assert titles == ["申請を受け付けました（犬の登録）"]


def test_form_without_the_language_stays_japanese_around_it_too(resident):
    resident.get("/procedures/dog/?language=ne")
    resident.post(START)
    assert ('<html lang="ja"' in resident.text(DOG), "いったん保存する" in resident.text(DOG)) == (True, True)


def test_autosave_answers_in_the_language(resident):
    resident.get("/procedures/dog/?language=en")
    resident.post(START)
    assert resident.post(f"{DOG}autosave/", name="Pochi").json()["message"].startswith("Saved at ")


def test_later_page_speaks_the_language_and_its_mail_japanese(resident):
    resident.get("/procedures/dog/?language=en")
    resident.post(START)
    answer = resident.post("/procedures/dog/later/", address="hanako@example.jp")
    assert "We sent a link to" in answer.content.decode()
    assert "続きを始めるためのリンク" in OutboxMessage.objects.get().content()["title"]
