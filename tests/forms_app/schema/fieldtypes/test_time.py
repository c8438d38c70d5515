import pytest

from forms_app.schema.answers import validate
from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import TODAY, clean, display, field_json, field_problems, form, question, refusal


@pytest.mark.parametrize(
    ("raw", "time"),
    [
        ("14:30", "14:30"), ("9:05", "09:05"), ("１４：３０", "14:30"), ("14時30分", "14:30"), ("午後2時半", "14:30"),
        ("午前 0時", "00:00"), ("午後11時59分", "23:59"), ("23時", "23:00"),
    ],
)  # fmt: skip
def test_clean_reads_a_time_as_people_write_it(raw, time):
    assert clean("time", raw) == time


def test_clean_of_nothing_is_unanswered():
    assert clean("time", " ") is UNANSWERED


@pytest.mark.parametrize("raw", ["24:00", "12:60", "14", "午後12時", "午後13時", "14:5", "いつでも", "14:30:00"])
def test_clean_refuses_what_is_no_time(raw):
    assert refusal("time", raw) == ("not_a_time", None, {})


def test_clean_keeps_to_its_limits():
    hours = {"min": "09:00", "max": "17:00"}
    assert (clean("time", "9:00", **hours), clean("time", "17:00", **hours)) == ("09:00", "17:00")
    assert refusal("time", "8:59", **hours) == ("too_early_a_time", None, {"min": "09:00"})
    assert refusal("time", "17:01", **hours) == ("too_late_a_time", None, {"max": "17:00"})


def test_display_is_as_people_say_it():
    assert (display("time", "09:05"), display("time", "14:00")) == ("9時5分", "14時")


def test_two_times_are_compared():
    when = {"field": "end", "operator": "at_most", "other": "start"}
    definition = form(
        [field_json("time", key="start"), field_json("time", key="end", refuse_when=when, refuse_message="x")]
    )
    codes = [e.code for e in validate(definition, {"start": "午後1時", "end": "9:00"}, today=TODAY).errors]
    assert codes == ["check"]


def test_limits_that_cross_are_refused():
    assert field_problems("time", min="12:00", max="11:59") == [("max", "limits")]


def test_a_raw_answer_is_read_back():
    field, kind = question("time"), field_type("time")
    assert kind.clean(field, kind.to_raw(field, "14:30"), today=TODAY) == "14:30"
