import dataclasses

import pytest

from forms_app.schema.definition import load
from tests.forms_app.schema.questions import field_json, form, form_json, question


def test_a_question_does_not_change():
    with pytest.raises(dataclasses.FrozenInstanceError):
        question("text").label = "別"


def test_a_question_knows_its_page_and_group():
    field = form([field_json("text", key="a")], [field_json("text", key="b")]).field("b")
    assert (field.page_key, field.group_key) == ("p1", "p1_1")


def test_fields_of_a_page_are_those_of_all_its_groups():
    data = form_json([field_json("text", key="a")])
    data["pages"][0]["groups"].append({"fields": [field_json("text", key="b")]})
    assert [field.key for field in load(data).page("p0").fields] == ["a", "b"]
