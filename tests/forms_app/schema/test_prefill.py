from forms_app.schema.prefill import parameters, prefilled

from .questions import field_json, form

FORM = form(
    [
        field_json("hidden", "a"),
        field_json("hidden", "b", parameter="shop", allowed=["1"], pattern="S[0-9]+"),
        field_json("text", "from"),
    ]
)


def test_what_the_form_foresees_is_taken():
    assert prefilled(FORM, {"from": " leaflet", "shop": "S12"}) == {"a": "leaflet", "b": "S12"}


def test_the_rest_of_a_link_is_ignored():
    assert prefilled(FORM, {"from": "nobody", "utm_source": "x", "shop": "", "b": "S1"}) == {}


def test_parameters_are_those_of_the_form():
    assert parameters(FORM) == {"from", "shop"}
