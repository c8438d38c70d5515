from uuid import UUID

import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, display, field_problems, question, refusal

IDS = [str(UUID(int=number)) for number in range(10)]


def test_clean_keeps_each_file_once():
    assert clean("attachment", [IDS[1], IDS[0], IDS[1]]) == [IDS[1], IDS[0]]


def test_clean_writes_ids_in_small_letters():
    shouted = "ABCDEF00-0000-0000-0000-000000000000"
    assert clean("attachment", [shouted]) == [shouted.lower()]


@pytest.mark.parametrize("raw", [None, "", []])
def test_clean_of_nothing_is_unanswered(raw):
    assert clean("attachment", raw) is UNANSWERED


@pytest.mark.parametrize("item", ["", "photo.jpg", IDS[0][:-1], "g" * 36, "../" * 12, None, 1, [IDS[0]]])
def test_clean_refuses_what_is_no_id(item):
    assert refusal("attachment", [item]) == ("unknown_file", None, {})


@pytest.mark.parametrize("raw", [IDS[0], {"id": IDS[0]}, 1, True])
def test_clean_refuses_another_shape(raw):
    assert refusal("attachment", raw) == ("wrong_shape", None, {})


@pytest.mark.parametrize(("options", "most"), [({}, 5), ({"max_files": 1}, 1)])
def test_clean_refuses_too_many_files(options, most):
    assert refusal("attachment", IDS[: most + 1], **options) == ("too_many_files", None, {"max": most})


def test_clean_refuses_too_few_files():
    assert refusal("attachment", [IDS[0], IDS[0]], min_files=2) == ("too_few_files", None, {"min": 2})


def test_no_file_is_unanswered_however_many_are_needed():
    assert clean("attachment", [], min_files=2) is UNANSWERED


def test_more_files_cannot_be_needed_than_are_taken():
    assert field_problems("attachment", min_files=6) == [("min_files", "limits")]


def test_display_counts_the_files():
    assert display("attachment", IDS[:2]) == "2件のファイル"


def test_question_asks_to_send():
    assert field_type("attachment").question(question("attachment")) == "「質問」を送ってください。"


def test_json_schema_is_a_list_of_ids():
    schema = field_type("attachment").json_schema(question("attachment"))
    assert schema == {"type": "array", "items": {"type": "string", "format": "uuid"}}


@pytest.mark.parametrize(("name", "value"), [("max_files", 21), ("max_bytes", 21 * 1024 * 1024), ("accept", ["zip"])])
def test_options_have_limits(name, value):
    assert [path.split("/")[0] for path, _code in field_problems("attachment", **{name: value})] == [name]
