import copy

import pytest

from forms_app.schema.definition import load
from forms_app.schema.errors import DefinitionError
from forms_app.schema.registry import FIELD_TYPES
from forms_app.schema.texts import drop_orphans, has_words, reword, set_translation, texts_of, translation
from tests.forms_app.schema.questions import FRUIT, field_json, form_json

NOT_READ = {"pattern", "formula"}
"""Options of letters that no resident reads."""


def whole(**facts) -> dict:
    return form_json([field_json("choice", label="果物", help="1つだけ", **facts)])


def question(definition: dict) -> dict:
    return definition["pages"][0]["groups"][0]["fields"][0]


def codes(definition: dict) -> list[tuple[str, str]]:
    with pytest.raises(DefinitionError) as refused:
        load(definition)
    return [(problem.path, problem.code) for problem in refused.value.problems]


FIELD = "pages/0/groups/0/fields/0"


@pytest.mark.parametrize("kind", FIELD_TYPES.values(), ids=lambda kind: kind.name)
def test_each_type_says_which_of_its_options_are_read(kind):
    written = {
        name
        for name, option in kind.options_schema.items()
        if option.get("type") == "string" and "pattern" not in option
    }
    days_and_times = {name for name in written if kind.options_schema[name].get("format")}
    assert set(kind.texts) - written == set()
    assert written - set(kind.texts) - NOT_READ - days_and_times == set()


def test_texts_come_in_the_order_of_the_form():
    assert [(text.kind, text.name, text.value, text.japanese) for text in texts_of(whole())] == [
        ("form", "title", "", "申請"),
        ("page", "title", "", "ページ0"),
        ("field", "label", "", "果物"),
        ("field", "help", "", "1つだけ"),
        *(("field", "options", option["value"], option["label"]) for option in FRUIT),
    ]


def test_questions_of_a_row_have_texts_too():
    fields = [{"key": "item", "type": "text", "label": "品名"}]
    texts = texts_of(form_json([field_json("repeat", fields=fields, row_label="品目")]))
    assert [(text.path, text.name) for text in texts[2:]] == [
        (FIELD, "label"),
        (FIELD, "row_label"),
        (f"{FIELD}/fields/0", "label"),
    ]


def test_numbers_and_addresses_need_no_translation():
    assert [has_words(text) for text in ("058-123-4567", "hanako@example.jp", "犬", "カナ")] == [
        False,
        False,
        True,
        True,
    ]


def test_translations_are_whole():
    texts = {"label": "Fruit", "help": "Only one", "options": {"apple": "Apple"}}
    load(whole(translations={"pt-BR": texts, "ja-simple": {"label": "くだもの"}}))


def test_a_translation_may_be_longer_than_the_japanese():
    load(whole(translations={"en": {"label": "x" * 600}}))
    assert codes(whole(translations={"en": {"label": "x" * 601}})) == [(f"{FIELD}/translations/en/label", "shape")]


@pytest.mark.parametrize(
    "translations",
    [{"fr": {"label": "Fruit"}}, {"en": {"placeholder": "x"}}, {"en": {"label": ""}}, {"en": {"label": ["x"]}}, {"en": "Fruit"}],
)  # fmt: skip
def test_unknown_languages_and_texts_are_refused(translations):
    assert {code for _path, code in codes(whole(translations=translations))} == {"shape"}


@pytest.mark.parametrize("texts", [{"options": {"banana": "Banana"}}, {"example": "Apple"}])
def test_a_translation_of_nothing_is_refused(texts):
    assert codes(whole(translations={"en": texts})) == [(f"{FIELD}/translations", "nothing_to_translate")]


def test_the_form_may_translate_the_guide_whose_japanese_stands_elsewhere():
    load(whole() | {"translations": {"en": {"title": "Fruit", "summary": "What you like"}}})
    assert codes(whole() | {"translations": {"en": {"label": "Fruit"}}}) == [("translations/en", "shape")]


def test_what_is_set_is_read_again():
    item = question(whole())
    set_translation(item, "en", "options", "apple", "Apple")
    set_translation(item, "en", "label", "", "Fruit")
    assert item["translations"] == {"en": {"options": {"apple": "Apple"}, "label": "Fruit"}}
    assert (translation(item, "en", "options", "apple"), translation(item, "vi", "label", "")) == ("Apple", "")


def test_nothing_is_left_of_translations_taken_away():
    item = question(whole())
    before = copy.deepcopy(item)
    set_translation(item, "en", "options", "apple", "Apple")
    set_translation(item, "en", "options", "apple", "")
    set_translation(item, "en", "label", "", "")
    assert item == before


def test_translations_of_a_removed_option_go_with_it():
    definition = whole(translations={"en": {"label": "Fruit", "options": {"apple": "Apple", "pear": "Pear"}}})
    question(definition)["options"] = FRUIT[1:]
    drop_orphans(definition)
    assert question(definition)["translations"] == {"en": {"label": "Fruit", "options": {"pear": "Pear"}}}
    load(definition)


def test_another_title_has_no_translation_yet():
    definition = whole() | {
        "translations": {"en": {"title": "Fruit", "summary": "What you like"}, "vi": {"title": "x"}}
    }
    reword(definition, "title", "野菜")
    assert (definition["title"], definition["translations"]) == ("野菜", {"en": {"summary": "What you like"}})
