import copy
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from forms_app.schema.definition import load
from forms_app.schema.difference import Change, difference
from forms_app.schema.errors import DefinitionError
from forms_app.services import edit
from tests.forms_app.test_edits import EDITS

from .questions import field_json, form_json
from .random_forms import forms


def changes(before: dict, after: dict) -> list[Change]:
    return difference(load(before), load(after))


def two_pages() -> dict:
    return form_json(
        [field_json("text", "a"), field_json("text", "b"), field_json("text", "c")], [field_json("text", "d")]
    )


def fields(whole: dict, page: int = 0) -> list[dict]:
    return whole["pages"][page]["groups"][0]["fields"]


def test_same_definition_has_no_difference():
    assert changes(two_pages(), two_pages()) == []


def test_group_without_a_key_is_the_group_that_got_its_name():
    assert changes(two_pages(), edit.with_group_keys(two_pages())) == []


def test_what_is_said_without_need_is_no_difference():
    after = two_pages()
    fields(after)[0] |= {"required": False, "help": ""}
    assert changes(two_pages(), after) == []


def test_added_and_removed_are_named():
    after = two_pages()
    fields(after)[1] = field_json("text", "new")
    assert changes(two_pages(), after) == [Change("added", "field", "new"), Change("removed", "field", "b")]


def test_fewest_moves_explain_another_order():
    after = two_pages()
    fields(after).append(fields(after).pop(0))
    assert changes(two_pages(), after) == [Change("moved", "field", "a")]


def test_question_on_another_page_has_moved():
    after = two_pages()
    fields(after, 1).insert(0, fields(after).pop(0))
    assert changes(two_pages(), after) == [Change("moved", "field", "a")]


def test_changed_facts_have_both_sides():
    after = two_pages()
    fields(after)[0] |= {"label": "新しい", "max_length": 5}
    assert changes(two_pages(), after) == [
        Change("changed", "field", "a", fact="label", before="質問", after="新しい"),
        Change("changed", "field", "a", fact="max_length", before=None, after=5),
    ]


def test_one_is_not_true():
    before, after = two_pages(), two_pages()
    fields(before)[0]["personal"], fields(after)[0]["personal"] = True, False
    assert [change.fact for change in changes(before, after)] == ["personal"]


def test_question_of_a_row_is_named_with_its_owner():
    before, after = form_json([field_json("repeat", "rows")]), form_json([field_json("repeat", "rows")])
    fields(after)[0]["fields"][0]["required"] = True
    assert changes(before, after) == [
        Change("changed", "row", "item", "rows", fact="required", before=False, after=True)
    ]


def test_form_and_pages_change_too():
    after = two_pages() | {"title": "届出"}
    after["pages"].reverse()
    assert changes(two_pages(), after) == [
        Change("changed", "form", "", fact="title", before="申請", after="届出"),
        Change("moved", "page", "p1"),
    ]


@given(forms(), st.integers(0, 2**32), st.integers(0, 6))
@settings(deadline=None, max_examples=150)
def test_difference_is_empty_exactly_where_nothing_differs(whole, seed, edits):
    """And every question that differs is named."""
    before, after, chance = edit.with_group_keys(whole), copy.deepcopy(edit.with_group_keys(whole)), random.Random(seed)
    for _number in range(edits):
        attempted = copy.deepcopy(after)
        chance.choice(EDITS)(attempted, chance)
        if is_whole(attempted):
            after = attempted
    found = changes(before, after)
    assert (found == []) == (said(before) == said(after))
    assert {change.key for change in found if change.kind == "field"} >= different_keys(before, after)
    assert changes(after, after) == []


def is_whole(whole: dict) -> bool:
    try:
        load(whole)
    except DefinitionError:
        return False
    return True


def said(whole: dict) -> dict:
    """Without what the edits say although it needs no saying."""
    plain = copy.deepcopy(whole)
    for field in by_key(plain).values():
        if field.get("required") is False:
            del field["required"]
    return plain


def by_key(whole: dict) -> dict[str, dict]:
    return {f["key"]: f for page in whole["pages"] for group in page["groups"] for f in group["fields"]}


def different_keys(before: dict, after: dict) -> set[str]:
    old, new = by_key(said(before)), by_key(said(after))
    return {key for key in old | new if without_rows(old.get(key)) != without_rows(new.get(key))}


def without_rows(field: dict | None) -> dict | None:
    return field and {name: value for name, value in field.items() if name != "fields"}


def test_translations_change_as_one_fact_of_their_owner():
    before, after = two_pages(), two_pages()
    fields(after)[0]["translations"] = {"en": {"label": "Question"}}
    after["translations"] = {"en": {"title": "Application"}}
    assert changes(before, after) == [
        Change("changed", "form", "", fact="translations", before={}, after={"en": {"title": "Application"}}),
        Change("changed", "field", "a", fact="translations", before={}, after={"en": {"label": "Question"}}),
    ]
