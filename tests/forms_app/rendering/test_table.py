from forms_app.rendering.table import Record, columns_of, header_of, row_of
from forms_app.schema.definition import load
from tests.factories import forms

NAME = {"key": "who", "type": "name", "label": "お名前"}
COLOUR = {"key": "colour", "type": "text", "label": "毛の色"}
BREED = {"key": "breed", "type": "text", "label": "犬の種類"}


def labels(*versions: list[dict]) -> list[str]:
    return [column.label for column in columns_of([load(forms.definition(*fields)) for fields in versions])]


def test_columns_take_a_name_apart():
    assert labels([NAME]) == [
        "お名前（姓）", "お名前（名）", "お名前（姓のふりがな）", "お名前（名のふりがな）",
    ]  # fmt: skip


def test_columns_keep_their_place_when_a_version_moves_or_drops_a_question():
    assert labels([COLOUR, BREED], [BREED], [BREED, COLOUR]) == ["毛の色", "犬の種類"]


def test_columns_of_new_questions_come_at_the_end():
    assert labels([COLOUR], [BREED, COLOUR]) == ["毛の色", "犬の種類"]


def test_columns_wear_the_label_of_the_last_version():
    assert labels([COLOUR], [{**COLOUR, "label": "色"}]) == ["色"]


def test_header_tells_like_questions_apart():
    columns = columns_of([load(forms.definition(COLOUR, {**BREED, "label": "毛の色"}))])
    assert header_of(columns)[-2:] == ["毛の色［colour］", "毛の色［breed］"]


def test_row_holds_facts_and_answers(in_town):
    form = forms.published_form(definition=forms.definition(COLOUR, BREED))
    application = forms.application(form=form, answers={"colour": "茶"})
    definition = load(form.current_version.definition)
    record = Record(application, definition, application.get_answers(), {})
    row = row_of(record, columns_of([definition]))
    assert (row[0], row[2], row[-2:]) == (application.receipt_number, "受付済み", ["茶", ""])
