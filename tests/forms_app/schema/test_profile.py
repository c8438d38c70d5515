import pytest

from forms_app.schema.definition import load
from forms_app.schema.errors import DefinitionError
from forms_app.schema.profile import facts_in, offered, profile_definition
from forms_app.schema.registry import FIELD_TYPES
from forms_app.services.shipped import read_shipped, shipped_slugs
from tests.factories.forms import ADDRESS, NAME, definition

FACTS = {
    "name": NAME,
    "birthday": "1946-08-15",
    "phone": "058-272-1111",
    "address": ADDRESS,
    "email": "hanako@example.jp",
}


def question(type_name: str, fact: str = "", **more) -> dict:
    return {"key": "q", "type": type_name, "label": "設問", **({"profile": fact} if fact else {}), **more}


def problems(field: dict) -> list[tuple[str, str]]:
    with pytest.raises(DefinitionError) as refused:
        load(definition(field))
    return [(problem.path, problem.code) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("field", "raw"),
    [
        (question("name", "name"), NAME),
        (question("phone", "phone"), "058-272-1111"),
        (question("email", "email"), "hanako@example.jp"),
        (question("address", "address"), ADDRESS),
        (question("postal_code", "address"), "500-8701"),
        (question("birthday", "birthday"), {"era": "昭和", "year": "21", "month": "8", "day": "15"}),
        (question("date", "birthday"), {"year": "1946", "month": "8", "day": "15"}),
    ],
)
def test_fact_is_offered_as_its_question_takes_it(field, raw):
    fields = load(definition(field)).fields
    assert (offered(fields, FACTS), offered(fields, {})) == ({"q": raw}, {})


def test_question_without_the_mark_is_offered_nothing():
    assert offered(load(definition(question("name"))).fields, FACTS) == {}


@pytest.mark.parametrize("field", [question("name", "phone"), question("text", "name"), question("email", "salary")])
def test_fact_that_does_not_fit_the_type_is_refused(field):
    assert [code for _path, code in problems(field)] == ["shape"]


def test_row_takes_no_profile():
    row = question("name", "name", key="who")
    path = "pages/0/groups/0/fields/0/fields/0/profile"
    assert problems({"key": "household", "type": "repeat", "label": "世帯員", "fields": [row]}) == [
        (path, "profile_in_row")
    ]


def test_application_gives_the_facts_of_its_marked_questions():
    form = load(
        definition(
            {"key": "who", "type": "name", "label": "お名前", "profile": "name"},
            {"key": "child", "type": "name", "label": "お子さん"},
            {"key": "mail", "type": "email", "label": "メール", "profile": "email"},
            {"key": "code", "type": "postal_code", "label": "郵便番号", "profile": "address"},
            {"key": "born", "type": "date", "label": "生年月日", "profile": "birthday"},
            {"key": "phone", "type": "phone", "label": "電話", "profile": "phone"},
            {"key": "phone_2", "type": "phone", "label": "別の電話", "profile": "phone"},
        )
    )
    values = {"who": NAME, "child": NAME, "mail": "a@example.jp", "code": "500-8701", "born": "1946-08-15",
              "phone": "058-272-1111", "phone_2": "058-999-9999"}  # fmt: skip
    assert facts_in(form, values) == {"name": NAME, "phone": "058-272-1111"}


def test_profile_page_asks_for_what_forms_may_take():
    asked = {field.key for field in profile_definition().fields}
    taken = {fact for kind in FIELD_TYPES.values() for fact in kind.profile_facts}
    assert taken - asked == {"email"}


def test_shipped_forms_ask_the_profile_for_the_applicant():
    marked = {
        slug: {field.profile for field in load(read_shipped(slug)["definition"]).fields} - {""}
        for slug in shipped_slugs()
    }
    assert marked["dog-registration"] == {"name", "address", "phone", "email"}
    assert marked["nursery"] == {"name", "address", "phone", "email"}
    assert sum(bool(facts) for facts in marked.values()) >= 18
