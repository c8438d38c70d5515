import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, display, question, refusal

PARK = {"address": "岐阜公園の入口", "latitude": "35.433900", "longitude": "136.782100"}


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("35.4339", "136.7821"), ("３５．４３３９", "１３６．７８２１"), ("35.43390000000000123", "136.7821")],
)
def test_clean_writes_six_decimals(latitude, longitude):
    assert clean("location", {**PARK, "latitude": latitude, "longitude": longitude}) == PARK


def test_clean_takes_an_address_alone():
    assert clean("location", {"address": " 岐阜駅の北口 "}) == {
        "address": "岐阜駅の北口",
        "latitude": "",
        "longitude": "",
    }


@pytest.mark.parametrize("raw", [None, "", {}, {"address": ""}])
def test_clean_of_nothing_is_unanswered(raw):
    assert clean("location", raw) is UNANSWERED


def test_clean_needs_words_beside_a_position():
    assert refusal("location", {**PARK, "address": ""}) == ("part_required", "address", {})


@pytest.mark.parametrize(("missing", "part"), [("latitude", "latitude"), ("longitude", "longitude")])
def test_clean_needs_both_coordinates_or_none(missing, part):
    assert refusal("location", {**PARK, missing: ""}) == ("not_coordinates", part, {})


@pytest.mark.parametrize("latitude", ["north", "35,4", "35.", "-35.4", "1e2", "35°26'", "٣٥"])
def test_clean_refuses_what_is_no_coordinate(latitude):
    assert refusal("location", {**PARK, "latitude": latitude}) == ("not_coordinates", "latitude", {})


@pytest.mark.parametrize(
    ("part", "value"), [("latitude", "19.999"), ("latitude", "51.5"), ("longitude", "121.9"), ("longitude", "179")]
)
def test_clean_refuses_a_place_outside_japan(part, value):
    assert refusal("location", {**PARK, part: value}) == ("outside_japan", part, {})


@pytest.mark.parametrize("raw", ["岐阜公園", [35.4, 136.7], 35.4, True])
def test_clean_refuses_another_shape(raw):
    assert refusal("location", raw) == ("wrong_shape", None, {})


def test_display_shows_the_coordinates():
    assert display("location", PARK) == "岐阜公園の入口（緯度 35.433900、経度 136.782100）"


def test_display_of_an_address_alone():
    assert display("location", {"address": "岐阜公園", "latitude": "", "longitude": ""}) == "岐阜公園"


def test_to_raw_gives_a_copy():
    raw = field_type("location").to_raw(question("location"), PARK)
    assert (raw, raw is PARK) == (PARK, False)


def test_question_offers_to_send_the_position():
    asked = field_type("location").question(question("location"))
    assert asked == "「質問」を教えてください。位置情報を送るか、住所や目印を書いてください。"


def test_json_schema_needs_the_address_only():
    assert field_type("location").json_schema(question("location"))["required"] == ["address"]
