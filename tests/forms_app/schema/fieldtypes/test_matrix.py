import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, field_json, form_json, problems, question, refusal


def test_clean_is_the_option_of_each_item():
    assert clean("matrix", {"desk": "good", "hall": "bad"}) == {"desk": "good", "hall": "bad"}


@pytest.mark.parametrize("raw", ["", None, {}, {"desk": "", "hall": ""}])
def test_clean_of_nothing_is_unanswered(raw):
    assert clean("matrix", raw) is UNANSWERED


def test_clean_asks_for_every_item_once_one_is_answered():
    assert refusal("matrix", {"desk": "good", "hall": ""}) == ("part_required", "hall", {})


def test_clean_refuses_what_is_no_option():
    assert refusal("matrix", {"desk": "good", "hall": "so-so"}) == ("not_an_option", "hall", {})


def test_display_and_cells_read_item_by_item():
    kind, field = field_type("matrix"), question("matrix")
    value = {"desk": "good", "hall": "bad"}
    assert kind.display(field, value) == "窓口の対応: よい\n館内の分かりやすさ: よくない"
    assert kind.cells(field, value) == {"desk": "よい", "hall": "よくない"}


def test_items_are_told_apart():
    twice = [{"value": "a", "label": "一"}, {"value": "a", "label": "二"}]
    [(place, code)] = problems(form_json([field_json("matrix", items=twice)]))
    assert (place.rpartition("/")[2], code) == ("items", "duplicate_option")


def test_to_raw_is_taken_again():
    kind, value = field_type("matrix"), {"desk": "good", "hall": "bad"}
    assert clean("matrix", kind.to_raw(question("matrix"), value)) == value
