import pytest
from django.core.exceptions import ValidationError

from forms_app.admin.forms.condition_inputs import OPERATOR_LABELS, as_rows, shown_operand, typed_operand, usable_fields
from forms_app.schema.conditions import OPERATORS
from forms_app.schema.definition import load
from tests.factories.forms import definition

OPTIONS = [{"value": "hole", "label": "道路の穴"}, {"value": "other", "label": "その他"}]
ASKED = load(
    definition(
        {"key": "kind", "type": "choice", "label": "種類", "options": OPTIONS},
        {"key": "count", "type": "number", "label": "人数"},
        {"key": "day", "type": "date", "label": "希望日"},
        {"key": "word", "type": "text", "label": "品名"},
        {"key": "heading", "type": "heading", "label": "見出し"},
    )
)


@pytest.mark.parametrize(
    ("key", "operator", "typed", "operand", "shown"),
    [
        ("kind", "equals", "その他", "other", "その他"),
        ("kind", "equals", "other", "other", "その他"),
        ("kind", "in", "道路の穴、その他", ["hole", "other"], "道路の穴、その他"),
        ("count", "at_least", "２０", "20", "20"),
        ("count", "not_in", "1、2.5", ["1", "2.5"], "1、2.5"),
        ("day", "less_than", "2026年4月1日", "2026-04-01", "2026-04-01"),
        ("word", "contains", "犬", "犬", "犬"),
    ],
)
def test_operands_both_ways(key, operator, typed, operand, shown):
    field = ASKED.field(key)
    assert (typed_operand(field, operator, typed), shown_operand(field, operand)) == (operand, shown)


@pytest.mark.parametrize(
    ("key", "operator", "typed", "sentence"),
    [
        ("kind", "equals", "穴", "「種類」の選択肢を、そのとおりに入力してください：道路の穴、その他"),
        ("kind", "in", "、", "比べる値を入力してください。"),
        ("count", "at_least", "たくさん", "数字で入力してください（例：20）。"),
        ("count", "at_least", "NaN", "数字で入力してください（例：20）。"),
        ("day", "at_least", "2026-02-30", "ある日付を「2026-04-01」のように入力してください。"),
        ("day", "at_least", "今日", "ある日付を「2026-04-01」のように入力してください。"),
        ("word", "equals", "", "比べる値を入力してください。"),
    ],
)
def test_operands_that_do_not_fit_are_told_how_to_be_written(key, operator, typed, sentence):
    with pytest.raises(ValidationError) as refused:
        typed_operand(ASKED.field(key), operator, typed)
    assert refused.value.messages == [sentence]


def test_every_operator_of_the_kernel_has_a_label():
    assert set(OPERATOR_LABELS) == set(OPERATORS)


ONE = {"field": "kind", "operator": "answered"}


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        (None, []),
        (ONE, [ONE]),
        ({"any": [ONE, ONE]}, [ONE, ONE]),
        ({"not": ONE}, None),
        ({"all": [ONE, {"any": [ONE]}]}, None),
    ],
)
def test_what_rows_can_say(condition, rows):
    assert as_rows(condition) == rows


def test_usable_questions_have_an_answer_and_are_not_the_question_itself():
    usable = usable_fields(ASKED, page_key="first", without=frozenset({"word"}))
    assert [field.key for field in usable] == ["kind", "count", "day"]
