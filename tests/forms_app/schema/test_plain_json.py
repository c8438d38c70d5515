import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms_app.schema.errors import DefinitionError
from forms_app.schema.plain_json import LIMIT, MAX_BYTES, MAX_NESTING, place, plain_json

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(1 - LIMIT, LIMIT - 1)
    | st.text(st.characters(exclude_categories=["Cc", "Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cc", "Cs"])), inner),
    max_leaves=20,
)


def refusal(data: object) -> list[tuple[str, str]]:
    with pytest.raises(DefinitionError) as refused:
        plain_json(data)
    return [(problem.path, problem.code) for problem in refused.value.problems]


def nested(levels: int) -> object:
    data: object = "deep"
    for level in range(levels):
        data = [data] if level % 2 else {"a": data}
    return data


@settings(max_examples=100, deadline=None)
@given(plain)
def test_plain_json_copies_json(data):
    assert plain_json(data) == data


def test_plain_json_gives_a_copy():
    data = {"pages": [{}]}
    assert plain_json(data)["pages"] is not data["pages"]


def test_whole_floats_become_integers():
    assert json.dumps(plain_json([1.0, 1.5, -0.0])) == "[1, 1.5, 0]"


@pytest.mark.parametrize("value", [object(), b"bytes", {1, 2}, (1, 2), 1j, json])
def test_what_is_no_json_is_refused_with_its_place(value):
    assert refusal({"a": ["x", value]}) == [("a/1", "not_json")]


@pytest.mark.parametrize("key", [1, None, ("a",)])
def test_a_key_that_is_no_text_is_refused(key):
    assert refusal({"a": {key: 1}}) == [("a", "not_json")]


NUMBERS = {"nan": float("nan"), "infinity": float("inf"), "minus": float("-inf"), "16": LIMIT, "5000": -(10**5000)}


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS)
def test_a_number_beyond_15_digits_is_refused(number):
    assert refusal({"min": number}) == [("min", "not_json")]


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\r", "\ud800"], ids=ascii)
def test_what_the_database_cannot_hold_is_refused(sign):
    assert refusal({"title": f"a{sign}"}) == [("title", "bad_text")]


def test_a_key_the_database_cannot_hold_is_refused():
    assert refusal({"a": {"\x00": 1}}) == [("a", "bad_text")]


def test_lines_and_tabs_are_text():
    assert plain_json("一\n\t二") == "一\n\t二"


def test_the_deepest_nesting_passes():
    assert plain_json(nested(MAX_NESTING)) == nested(MAX_NESTING)


@pytest.mark.parametrize("levels", [MAX_NESTING + 1, 100_000])
def test_deeper_nesting_is_refused(levels):
    assert [code for _path, code in refusal(nested(levels))] == ["too_deep"]


def test_a_circle_is_refused():
    circle: list[object] = []
    circle.append(circle)
    assert refusal(circle) == [("0/0/0/0/0/0/0/0", "too_deep")]


def test_too_much_in_one_text_is_refused():
    assert refusal({"title": "a" * 10_000_000}) == [("title", "too_big")]


def test_too_much_in_all_is_refused():
    assert refusal(["あ" * 1000] * (MAX_BYTES // 3000 + 1)) == [("", "too_big")]


@pytest.mark.parametrize(
    ("path", "pointer"),
    [((), ""), (("pages", 0, "title"), "pages/0/title"), (("a/b", "c~d"), "a~1b/c~0d"), (("x" * 99,), "x" * 80)],
)
def test_place_is_a_json_pointer(path, pointer):
    assert place(path) == pointer
