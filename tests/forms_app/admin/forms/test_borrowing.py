import pytest

from forms_app.models import Form
from municipalities.accounts.models import Role
from tests.factories import forms
from tests.forms_app.schema.questions import field_json
from tests.municipalities.accounts.visible_text import visible_text

SHOWN = {"field": "kind", "operator": "answered"}


def text(response) -> str:
    return visible_text(response.content.decode())


@pytest.fixture
def source(form) -> Form:
    """Of another section, with a question 「種類」 of its own."""
    fields = field_json("text", "kind", label="犬の種類"), field_json("text", "colour", label="毛色", show_when=SHOWN)
    return forms.form(definition=forms.definition(*fields), title="犬の登録")


def test_a_form_is_copied_under_a_name_that_says_so(form, clerk, pages, section):
    assert "道路破損報告（コピー）" in pages.get("copy/").content.decode()
    response = pages.post("copy/", {"title": "道路破損報告（コピー）", "slug": "road-2", "section": section.pk})
    made = Form.objects.get(slug="road-2")
    assert (response.status_code, made.draft_definition["title"]) == (302, "道路破損報告（コピー）")


def test_an_address_that_is_taken_is_told(form, clerk, pages, section):
    response = pages.post("copy/", {"title": "x", "slug": "road", "section": section.pk})
    assert (response.status_code, Form.objects.count()) == (422, 1)


def test_ticked_questions_are_taken(source, clerk, pages):
    address = f"borrow/?source={source.pk}"
    assert "毛色" in text(pages.get(address))
    assert pages.post(address, {"take": "page-first", "page": "reporter"}).status_code == 302
    taken = pages.saved()["pages"][1]["groups"][1]["fields"]
    assert [field["label"] for field in taken] == ["犬の種類", "毛色"]
    assert taken[1]["show_when"]["field"] == taken[0]["key"] != "kind"


def test_lost_condition_is_told(source, clerk, pages):
    response = pages.post(f"borrow/?source={source.pk}", {"take": "field-colour", "page": "reporter"})
    assert "「毛色」は、取り込まなかった設問を使う条件" in text(pages.get(response.url.partition("#")[0]))


@pytest.mark.parametrize(
    "posted", [{}, {"take": "field-none", "page": "reporter"}, {"take": "page-first", "page": "x"}]
)
def test_nothing_ticked_is_told(source, clerk, pages, posted):
    response = pages.post(f"borrow/?source={source.pk}", posted)
    assert (response.status_code, "1つ以上印を付けてください" in text(response)) == (422, True)


def test_colleagues_edit_is_not_overwritten(source, clerk, pages):
    typed = {"take": "page-first", "page": "reporter", "revision": 9}
    assert pages.post(f"borrow/?source={source.pk}", typed).status_code == 409


@pytest.mark.parametrize("source", ["x", "999999", "9" * 40, "-1"])
def test_form_that_is_not_there_is_not_found(form, clerk, pages, source):
    assert pages.get("borrow/", {"source": source}).status_code == 404


def test_number_of_forms_costs_no_queries(form, clerk, pages, django_assert_max_num_queries):
    with django_assert_max_num_queries(100) as first:
        pages.get("borrow/")
    for _number in range(3):
        forms.form()
    with django_assert_max_num_queries(len(first)):
        pages.get("borrow/")


@pytest.mark.parametrize("role", [Role.READ_ONLY, Role.CLERK])
def test_others_may_not_take(form, pages, log_in, role):
    log_in(role=role)
    assert pages.get("borrow/").status_code == 403
