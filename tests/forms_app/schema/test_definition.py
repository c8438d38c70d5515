import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import forms_app
from forms_app.schema.definition import load
from forms_app.schema.errors import DEFINITION_CODES, DefinitionError
from forms_app.schema.registry import FIELD_TYPES
from tests.forms_app.schema.questions import comparison, field_json, form, form_json, problems

SHIPPED = sorted((Path(forms_app.__file__).parent / "shipped").glob("*.json"))
any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=15,
)


def shipped_definition(path: Path) -> object:
    return json.loads(path.read_text(encoding="utf-8"))["definition"]


@st.composite
def damaged_forms(draw) -> object:
    """A form that ships, with something else somewhere in it."""
    data = shipped_definition(draw(st.sampled_from(SHIPPED)))
    owner = data
    while True:
        step = draw(st.sampled_from(sorted(owner) if isinstance(owner, dict) else range(len(owner))))
        if not isinstance(owner[step], dict | list) or not owner[step] or draw(st.integers(0, 3)) == 0:
            owner[step] = draw(any_json)
            return data
        owner = owner[step]


def loads_or_says_why(data: object) -> bool:
    try:
        load(data)
    except DefinitionError as refused:
        return bool(refused.problems) and {problem.code for problem in refused.problems} <= DEFINITION_CODES.keys()
    return True


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_load_reads_every_form_that_ships(path):
    assert load(shipped_definition(path)).as_json() == shipped_definition(path)


def test_load_keeps_everything_a_question_says():
    field = form(
        [
            field_json(
                "number",
                help="月の数です。",
                example="3",
                required=True,
                personal=False,
                unit="か月",
                show_when=comparison("other", "answered"),
            ),
            field_json("text", key="other"),
        ]
    ).field("q")
    assert (field.label, field.help, field.example, field.required, field.personal, dict(field.options)) == (
        "質問",
        "月の数です。",
        "3",
        True,
        False,
        {"unit": "か月"},
    )


def test_load_gives_groups_without_a_key_one():
    assert [group.key for page in form([field_json("text")]).pages for group in page.groups] == ["p0_1"]


def test_load_does_not_depend_on_the_json_it_was_given():
    data = form_json([field_json("choice")])
    definition = load(data)
    data["pages"][0]["groups"][0]["fields"][0]["options"].clear()
    assert len(definition.field("q").options["options"]) == 3


def test_a_loaded_definition_loads_again():
    definition = form([field_json(name, key=f"q_{name}") for name in FIELD_TYPES])
    assert load(definition.as_json()) == definition


def test_fields_come_in_the_order_of_the_form():
    definition = form([field_json("heading", key="a"), field_json("text", key="b")], [field_json("text", key="c")])
    assert [field.key for field in definition.fields] == ["a", "b", "c"]


def test_answerable_fields_are_those_that_take_an_answer():
    definition = form([field_json("heading", key="a"), field_json("paragraph", key="b"), field_json("text", key="c")])
    assert [field.key for field in definition.answerable_fields] == ["c"]


def test_groups_of_says_where_a_question_stands():
    page, group = form([field_json("text", key="a")], [field_json("text", key="b")]).groups_of["b"]
    assert (page.key, group.key) == ("p1", "p1_1")


def test_page_is_found_by_its_key():
    assert form([field_json("text")]).page("p0").title == "ページ0"


@pytest.mark.parametrize("find", ["page", "field"])
def test_what_does_not_exist_is_not_found(find):
    with pytest.raises(KeyError):
        getattr(form([field_json("text")]), find)("nowhere")


def test_load_refuses_deep_json_with_a_code():
    deep: object = "x"
    for _level in range(100_000):
        deep = {"not": deep}
    assert [code for _path, code in problems(form_json([field_json("text", show_when=deep)]))] == ["too_deep"]


def test_load_refuses_a_lone_surrogate_in_a_pattern():
    assert problems(form_json([field_json("text", pattern="\ud800")])) == [
        ("pages/0/groups/0/fields/0/pattern", "bad_text")
    ]


def test_a_refusal_says_what_in_its_text():
    with pytest.raises(DefinitionError, match="pages/0/groups/0/fields: shape"):
        load(form_json([]))


@settings(max_examples=100, deadline=None)
@given(any_json)
def test_load_of_any_json_raises_nothing_else(data):
    assert loads_or_says_why(data)


@settings(max_examples=150, deadline=None)
@given(damaged_forms())
def test_load_of_a_damaged_form_raises_nothing_else(data):
    assert loads_or_says_why(data)
