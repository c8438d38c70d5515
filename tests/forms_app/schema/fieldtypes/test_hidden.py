import pytest

from forms_app.schema.answers import validate, visible_pages
from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import (
    TODAY,
    clean,
    display,
    field_json,
    field_problems,
    form,
    form_json,
    problems,
    question,
    refusal,
)


@pytest.mark.parametrize("raw", ["leaflet", " leaflet ", "広報 11月号"])
def test_clean_takes_what_the_form_foresees(raw):
    assert clean("hidden", raw) == raw.strip()


@pytest.mark.parametrize("raw", [None, "", " "])
def test_clean_of_nothing_is_unanswered(raw):
    assert clean("hidden", raw) is UNANSWERED


def test_clean_takes_what_fits_the_pattern():
    assert clean("hidden", "A-12", pattern="[A-Z]-[0-9]{2}") == "A-12"


@pytest.mark.parametrize("raw", ["web", "LEAFLET", "お電話は 0120-000-000 へ", "A-123"])
def test_clean_refuses_the_rest(raw):
    assert refusal("hidden", raw, pattern="[A-Z]-[0-9]{2}") == ("not_an_option", None, {})


@pytest.mark.parametrize("raw", [1, True, ["leaflet"], {}])
def test_clean_refuses_another_shape(raw):
    assert refusal("hidden", raw) == ("wrong_shape", None, {})


def test_display_is_the_text():
    assert display("hidden", "広報 11月号") == "広報 11月号"


def test_it_is_never_required():
    definition = form([field_json("hidden", required=True)])
    answers = validate(definition, {}, today=TODAY)
    assert (answers.errors, answers.required) == ((), frozenset())


def test_what_a_link_said_wrong_counts_as_nothing():
    answers = validate(form([field_json("hidden")]), {"q": "nobody"}, today=TODAY)
    assert (answers.values, answers.errors) == ({}, ())


def test_a_page_with_nothing_else_is_not_shown():
    definition = form([field_json("text", "a")], [field_json("hidden")])
    assert [page.key for page in visible_pages(definition, {})] == ["p0"]


def test_a_form_that_would_take_anything_is_refused():
    facts = {"key": "q", "type": "hidden", "label": "質問", "parameter": "from"}
    assert problems(form_json([facts])) == [("pages/0/groups/0/fields/0/allowed", "takes_anything")]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"pattern": "("}, ("pattern", "pattern")),
        ({"personal": True}, ("personal", "never_personal")),
        ({"parameter": "From"}, ("parameter", "shape")),
        ({"allowed": []}, ("allowed", "shape")),
    ],
)
def test_check_refuses_what_cannot_be(facts, found):
    assert field_problems("hidden", **facts) == [found]


@pytest.mark.parametrize("value", [1, None, ("leaflet",)])
def test_operand_is_a_text(value):
    with pytest.raises(ValueError):  # noqa: PT011 — its text is the value
        field_type("hidden").operand(question("hidden"), value)
