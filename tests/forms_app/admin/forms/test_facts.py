import pytest

from forms_app.models import Form
from municipalities.accounts.models import Role
from tests.factories import accounts

ADD = "/admin/forms_app/form/add/"


@pytest.fixture
def new(section):
    return {"title": "犬の登録", "slug": "dog", "section": section.pk, "category": "animals", "summary": "犬を飼ったら"}


def test_facts_of_a_form_with_a_broken_working_copy_are_saved(form, clerk, pages, facts):
    Form.objects.update(draft_definition=[3])
    assert pages.post("facts/", {**facts, "title": "新しい名前"}).status_code == 302
    form.refresh_from_db()
    assert (form.title, form.draft_definition) == ("新しい名前", [3])


@pytest.fixture
def facts(form, section):
    """What the browser posts when nothing was changed."""
    return {
        "title": form.title,
        "section": section.pk,
        "category": form.category,
        "processing_days": 14,
        "retention_days": 1825,
        "position": 0,
    }


def test_adding_begins_a_draft_with_one_page_and_one_question(clerk, pages, new):
    response = pages.post(ADD, new)
    made = Form.objects.get(slug="dog")
    assert response["Location"] == f"/admin/forms_app/form/{made.pk}/change/"
    assert (made.title, made.summary, made.current_version) == ("犬の登録", "犬を飼ったら", None)
    assert [len(page["groups"][0]["fields"]) for page in made.draft_definition["pages"]] == [1]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"slug": "犬の登録"}, "半角の小文字と数字を「-」でつないで入力してください。"),
        ({"slug": "Dog"}, "半角の小文字と数字を「-」でつないで入力してください。"),
        ({"slug": "-"}, "半角の小文字と数字を「-」でつないで入力してください。"),
        ({"slug": "road"}, "このアドレスは、ほかの手続が使っています。別の名前にしてください。"),
        ({"slug": ""}, "入力してください。"),
        ({"title": ""}, "入力してください。"),
        ({"title": "あ" * 101}, "100"),
        ({"title": "a\0b"}, "使えない文字が入っています。"),
        ({"title": "a\x07b"}, "目に見えない特殊な文字"),
        ({"section": "999999"}, "選"),
        ({"section": "9" * 40}, "選"),
        ({"category": "?"}, "選"),
    ],
)
def test_adding_with_odd_input_says_so_and_keeps_what_was_typed(form, clerk, pages, new, change, sentence):
    response = pages.post(ADD, {**new, **change})
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "犬を飼ったら" in page


def test_a_clerk_adds_for_the_own_section_only(clerk, pages, new):
    other = accounts.section()
    assert pages.post(ADD, {**new, "section": other.pk}).status_code == 422
    assert not Form.objects.filter(slug="dog").exists()


def test_a_reader_adds_nothing(form, log_in, section, pages, new):
    log_in(role=Role.READ_ONLY, sections=(section,))
    assert [pages.get(ADD).status_code, pages.post(ADD, new).status_code] == [403, 403]


def test_facts_are_saved(form, clerk, pages, facts):
    change = {"title": "道路の破損", "needed_items": "写真\r\n地図", "opens_at": "2026-04-01T09:00"}
    assert pages.post("facts/", {**facts, **change}).status_code == 302
    form.refresh_from_db()
    assert (form.title, form.needed_items, form.opens_at.isoformat()) == (
        "道路の破損",
        "写真\n地図",
        "2026-04-01T00:00:00+00:00",
    )


@pytest.mark.parametrize(
    "change",
    [
        {"opens_at": "2026-04-02T00:00", "closes_at": "2026-04-01T00:00"},
        {"opens_at": "x"},
        {"processing_days": "-1"},
        {"processing_days": "9" * 30},
        {"retention_days": "9" * 5000},
        {"position": "40000"},
        {"title": ""},
        {"title": "a\x07b"},
    ],
)
def test_facts_with_odd_input_are_refused(form, clerk, pages, facts, change):
    assert pages.post("facts/", {**facts, **change}).status_code == 422
    form.refresh_from_db()
    assert form.revision == 1


def test_the_second_of_two_clerks_sees_both_and_loses_nothing(form, clerk, pages, facts):
    pages.post("facts/", {**facts, "fee_text": "300円"})
    response = pages.post("facts/", {**facts, "revision": 1, "fee_text": "無料"})
    page = response.content.decode()
    form.refresh_from_db()
    assert (response.status_code, form.fee_text) == (409, "300円")
    assert "職員 太郎さんが、先にこのフォームを更新しました。" in page
    assert 'value="無料"' in page
    assert "<dd>300円</dd>" in page
    assert f'name="revision" value="{form.revision}"' in page


def test_nobody_from_another_section_opens_the_facts(form, log_in, pages, facts):
    log_in(sections=(accounts.section(),))
    assert [pages.get("facts/").status_code, pages.post("facts/", facts).status_code] == [403, 403]
