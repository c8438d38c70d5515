import pytest

from forms_app.services import edit
from forms_app.services.publish import publish_form
from municipalities.accounts.models import Role
from tests.factories import accounts
from tests.municipalities.accounts.visible_text import visible_text

TITLE, KIND, HOLE = "form..title.", "field.kind.label.", "field.kind.options.hole"
LABELS = {TITLE: "Road damage", KIND: "What is broken?", HOLE: "Pothole"}


def translate(pages, texts: dict[str, str] = LABELS, language: str = "en", **more):
    return pages.post(f"translations/{language}/", {**texts, **more})


def text_of(pages, address: str) -> str:
    return visible_text(pages.get(address).content.decode())


def test_translations_are_saved_where_the_texts_stand(form, clerk, pages):
    assert translate(pages)["Location"].endswith("/translations/en/")
    assert pages.saved()["translations"] == {"en": {"title": "Road damage"}}
    assert pages.field("kind")["translations"] == {"en": {"label": "What is broken?", "options": {"hole": "Pothole"}}}


def test_saved_translations_stand_in_the_inputs(form, clerk, pages):
    translate(pages)
    content = pages.get("translations/en/").content.decode()
    assert content.count('value="What is broken?"') == 1
    assert 'lang="en"' in content


def test_emptied_input_takes_the_translation_away(form, clerk, pages):
    translate(pages)
    translate(pages, {TITLE: "", KIND: "", HOLE: ""})
    assert ("translations" in pages.saved(), "translations" in pages.field("kind")) == (False, False)


def test_other_languages_stay(form, clerk, pages):
    translate(pages)
    translate(pages, {TITLE: "Dano na rua"}, language="pt-BR")
    assert pages.saved()["translations"] == {"en": {"title": "Road damage"}, "pt-BR": {"title": "Dano na rua"}}


def test_overview_counts_what_is_done(form, clerk, pages):
    translate(pages)
    text = text_of(pages, "translations/")
    assert "10の文のうち3を訳しました" in text
    assert text.count("住民が選べます") == 1


def test_language_without_the_title_is_told(form, clerk, pages):
    translate(pages, {KIND: "What is broken?"})
    assert "手続の名前の訳がありません" in text_of(pages, "translations/")
    assert "英語の訳は、手続の名前を訳すまで、住民の画面に出ません。" in text_of(pages, "change/")


def test_guide_of_the_procedure_can_be_translated(form, clerk, pages):
    form.summary = "道路の穴を知らせる"
    form.save()
    assert "ひとことの説明" in text_of(pages, "translations/en/")
    translate(pages, {"form..summary.": "Report a pothole"})
    assert pages.saved()["translations"] == {"en": {"summary": "Report a pothole"}}


def test_what_is_missing_can_be_shown_alone(form, clerk, pages):
    translate(pages)
    content = pages.get("translations/en/?only=missing").content.decode()
    assert (f'name="{KIND}"' in content, 'name="field.thing.label."' in content) == (False, True)


def test_saving_what_is_missing_keeps_what_is_not_shown(form, clerk, pages):
    translate(pages)
    pages.post("translations/en/?only=missing", {"field.thing.label.": "What is it?"})
    assert pages.field("kind")["translations"]["en"]["label"] == "What is broken?"


def test_translation_older_than_its_japanese_is_marked(form, clerk, pages):
    translate(pages)
    form.refresh_from_db()
    publish_form(form=form, staff=None, change_note="", revision=form.revision)
    pages.post(
        "field/kind/edit/", {"type_name": "choice", "label": "壊れ方", "required": "on", "options": "道路の穴\nその他"}
    )
    assert pages.field("kind")["translations"]["en"]["label"] == "What is broken?"
    assert "日本語が変わりました" in text_of(pages, "translations/en/?only=missing")
    assert "「壊れ方」など1の文は、日本語を変えたあと、英語の訳が前のままです。" in text_of(pages, "publish/")


def test_incomplete_language_is_told_where_the_form_is_published(form, clerk, pages):
    translate(pages)
    assert "英語の訳が、10の文のうち7ありません。" in text_of(pages, "publish/")


def test_stale_page_keeps_what_was_typed_and_names_the_colleague(form, clerk, pages):
    page = translate(pages, revision="99")
    content = page.content.decode()
    assert (page.status_code, "先にこのフォームを更新しました" in content) == (409, True)
    assert ('value="Pothole"' in content, "translations" in pages.saved()) == (True, False)


def test_text_that_is_gone_is_left_out(form, clerk, pages):
    assert translate(pages, {"field.nothing.label.": "x", KIND: "What?"}).status_code == 302
    assert pages.field("kind")["translations"] == {"en": {"label": "What?"}}


@pytest.mark.parametrize("typed", ["x" * 601, "x" * 40_000, "a\x07b"])
def test_refused_translation_is_kept_and_told(form, clerk, pages, typed):
    page = translate(pages, {KIND: typed})
    content = page.content.decode()
    assert (page.status_code, "alert" in content, typed[:100] in content) == (422, True, True)
    assert "translations" not in pages.field("kind")


@pytest.mark.parametrize("language", ["fr", "ja", "EN", "x" * 100])
def test_unknown_language_is_not_found(form, clerk, pages, language):
    assert pages.get(f"translations/{language}/").status_code == 404


def test_translating_is_for_designers_of_the_section(form, log_in, pages):
    log_in(role=Role.CLERK, sections=(accounts.section(),))
    assert pages.get("translations/").status_code == 403
    assert translate(pages).status_code == 403


def test_editing_a_question_keeps_its_translations(form, clerk, pages):
    translate(pages)
    pages.post("field/kind/edit/", {"type_name": "choice", "label": "種類", "options": "その他"})
    assert pages.field("kind")["translations"] == {"en": {"label": "What is broken?"}}
    edited = {"title": "壊れているもの", "show_when": ""}
    translate(pages, {"page.damage.title.": "Damage"})
    pages.post("page/damage/edit/", edited)
    assert edit.find(pages.saved(), "page", "damage")[1]["translations"] == {"en": {"title": "Damage"}}


def test_translations_are_undone_in_one_step(form, clerk, pages):
    translate(pages)
    translate(pages, {KIND: "What?"})
    pages.post("undo/")
    assert "translations" not in pages.field("kind")


def test_page_reads_as_few_rows_for_many_texts(form, clerk, pages, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        pages.get("translations/en/")
