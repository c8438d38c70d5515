import json

from forms_app.schema.answers import validate
from forms_app.schema.definition import load
from forms_app.schema.registry import field_type
from forms_app.schema.translation import begun_languages, in_language, languages_of, outdated, untranslated
from tests.forms_app.schema.questions import TODAY, field_json, form_json

TEXTS = {"label": "Fruit", "options": {"apple": "Apple"}}


def whole(**facts) -> dict:
    fruit = field_json("choice", key="fruit", label="果物", help="1つだけ", translations={"en": TEXTS}, required=True)
    other = field_json(
        "text", key="other", label="ほか", show_when={"field": "fruit", "operator": "equals", "value": "fig"}
    )
    return (
        form_json([fruit, other]) | {"translations": {"en": {"title": "Application", "summary": "Send fruit"}}} | facts
    )


def test_form_is_offered_in_the_languages_of_its_title():
    titles = {language: {"title": "x"} for language in ("vi", "en")} | {"ne": {"summary": "x"}}
    assert languages_of(load(whole(translations=titles))) == ("en", "vi")
    assert languages_of(load(form_json([field_json("text")]))) == ()


def test_texts_are_read_in_the_language():
    read = in_language(load(whole()), "en")
    fruit = read.field("fruit")
    assert (read.title, read.guide, fruit.label) == ("Application", {"summary": "Send fruit"}, "Fruit")
    assert [option["label"] for option in fruit.options["options"]] == ["Apple", "なし", "いちじく"]


def test_what_is_not_translated_stays_japanese_and_only_the_rest_bears_the_language():
    fruit = in_language(load(whole()), "en").field("fruit")
    assert (fruit.label.language, fruit.help, hasattr(fruit.help, "language")) == ("en", "1つだけ", False)


def test_questions_of_rows_and_texts_of_types_are_read_in_the_language():
    row = {"key": "item", "type": "number", "label": "個数", "unit": "個", "translations": {"en": {"unit": "pieces"}}}
    repeat = field_json("repeat", fields=[row], row_label="品目", translations={"en": {"row_label": "Item"}})
    definition = load(form_json([repeat]) | {"translations": {"en": {"title": "x"}}})
    field = in_language(definition, "en").field("q")
    assert (field.options["row_label"], field.row_fields[0].options["unit"]) == ("Item", "pieces")


def test_language_that_is_not_offered_is_japanese():
    definition = load(whole())
    assert in_language(definition, "vi") is definition
    assert in_language(definition, "ja") is definition
    assert in_language(definition, "../etc") is definition


def test_answers_mean_the_same_in_every_language():
    definition = load(whole())
    for raw in ({"fruit": "fig"}, {"fruit": "apple"}, {}):
        japanese, english = (validate(each, raw, today=TODAY) for each in (definition, in_language(definition, "en")))
        assert (japanese.values, japanese.visible, japanese.required) == (
            english.values,
            english.visible,
            english.required,
        )


def test_definition_in_a_language_is_json_that_loads():
    data = in_language(load(whole()), "en").as_json()
    assert ("translations" in json.dumps(data), load(data).field("fruit").label) == (False, "Fruit")


def test_languages_begun_and_what_they_lack():
    data = whole()
    assert begun_languages(data) == ("en",)
    assert [(text.key, text.name, text.value) for text in untranslated(data, "en")] == [
        ("p0", "title", ""),
        ("fruit", "help", ""),
        ("fruit", "options", "pear"),
        ("fruit", "options", "fig"),
        ("other", "label", ""),
    ]


def test_translation_is_outdated_where_only_the_japanese_changed():
    before, after = whole(), whole()
    after["pages"][0]["groups"][0]["fields"][0]["label"] = "好きな果物"
    assert [(language, text.japanese) for language, text in outdated(before, after)] == [("en", "好きな果物")]
    after["pages"][0]["groups"][0]["fields"][0]["translations"] = {"en": {"label": "Favourite fruit"}}
    assert outdated(before, after) == []


def test_types_speak_the_language_in_which_they_are_read():
    row = field_json("name", key="who", label="氏名")
    fields = [
        field_json("yes_no", key="a"),
        field_json("address", key="b"),
        field_json("repeat", key="c", fields=[row]),
    ]
    definition = load(form_json(fields) | {"translations": {"pt-BR": {"title": "x"}}})
    a, b, c = in_language(definition, "pt-BR").fields
    assert [option["label"] for option in field_type("yes_no").shown_options(a)] == ["Sim", "Não"]
    assert field_type("yes_no").display(a, True).language == "pt-BR"
    assert field_type("address").part_label(b, "city") == "Cidade ou vila"
    assert field_type("name").part_label(c.row_fields[0], "family") == "Sobrenome"
    assert field_type("yes_no").display(definition.field("a"), False) == "いいえ"
