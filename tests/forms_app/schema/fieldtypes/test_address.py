import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, display, question, refusal

HALL = {"postal_code": "500-8701", "prefecture": "岐阜県", "city": "岐阜市", "town": "司町40番地1", "building": ""}


@pytest.mark.parametrize("typed", ["500-8701", "5008701", "５００ー８７０１", "〒500−8701", "500 8701"])
def test_clean_writes_the_postal_code_with_a_hyphen(typed):
    assert clean("address", {**HALL, "postal_code": typed}) == HALL


@pytest.mark.parametrize("town", ["\ufa19明町\ufa10本１－２", "一之宮町ー３", "①番地"])
def test_clean_leaves_the_address_as_it_is(town):
    assert clean("address", {**HALL, "town": town})["town"] == town


@pytest.mark.parametrize("raw", [None, "", {}, {"country": "日本"}])
def test_clean_of_nothing_is_unanswered(raw):
    assert clean("address", raw) is UNANSWERED


@pytest.mark.parametrize("part", ["postal_code", "prefecture", "city", "town"])
def test_clean_names_the_part_missing(part):
    assert refusal("address", {**HALL, part: ""}) == ("part_required", part, {})


@pytest.mark.parametrize("typed", ["500", "50087011", "abc-defg", "٥٠٠٨٧٠١"])
def test_clean_refuses_what_is_no_postal_code(typed):
    assert refusal("address", {**HALL, "postal_code": typed}) == ("not_a_postal_code", "postal_code", {})


@pytest.mark.parametrize(("part", "value"), [("town", "一\n二"), ("building", "あ" * 101), ("city", ["岐阜市"])])
def test_clean_names_the_part_it_refuses(part, value):
    assert refusal("address", {**HALL, part: value})[1] == part


def test_display_without_a_building():
    assert display("address", HALL) == "〒500-8701 岐阜県岐阜市司町40番地1"


def test_display_with_a_building():
    assert display("address", {**HALL, "building": "庁舎3階"}) == "〒500-8701 岐阜県岐阜市司町40番地1 庁舎3階"


def test_to_raw_gives_a_copy():
    raw = field_type("address").to_raw(question("address"), HALL)
    assert (raw, raw is HALL) == (HALL, False)


def test_json_schema_lets_the_building_be_absent():
    schema = field_type("address").json_schema(question("address"))
    assert schema["required"] == ["postal_code", "prefecture", "city", "town"]
