import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forms_app.models import Form
from municipalities.accounts.models import Role
from tests.factories import accounts
from tests.municipalities.accounts.visible_text import visible_text


def order(definition: dict) -> list[list[str]]:
    return [[f["key"] for group in page["groups"] for f in group["fields"]] for page in definition["pages"]]


def test_editor_shows_questions_with_type_and_condition_in_order(form, clerk, pages):
    text = visible_text(pages.get("change/").content.decode())
    told = [
        "壊れているもの",
        "種類 必須",
        "ひとつ選ぶ",
        "品名 任意",
        "「種類」が「その他」のとき表示します。",
        "写真 必須",
        "メールアドレス",
    ]
    places = [text.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)


def test_moving_comes_back_to_the_line(form, clerk, pages):
    response = pages.post("field/kind/move/", {"step": "down"})
    assert response["Location"] == f"/admin/forms_app/form/{form.pk}/change/#field-kind"
    assert order(pages.saved()) == [["thing", "kind", "photo"], ["email"]]


def test_moving_is_not_done_by_looking(form, clerk, pages):
    assert pages.get("field/kind/move/", {"step": "down"}).status_code == 405


@pytest.mark.parametrize("step", ["", "sideways"])
def test_moving_nowhere_is_not_found(form, clerk, pages, step):
    assert pages.post("field/kind/move/", {"step": step}).status_code == 404


def test_a_move_that_would_break_a_condition_is_refused_with_a_sentence(form, clerk, pages):
    form.draft_definition["pages"][1]["show_when"] = {"field": "kind", "operator": "answered"}
    form.save()
    response = pages.post("page/damage/move/", {"step": "down"})
    assert response.status_code == 422
    assert "ページ「連絡先」の条件が、後ろのページにある「種類」を使っています。" in response.content.decode()
    assert [page["key"] for page in pages.saved()["pages"]] == ["damage", "reporter"]


def test_the_only_question_of_a_group_does_not_move_away(form, clerk, pages):
    response = pages.post("field/email/move/", {"step": "up"})
    assert response.status_code == 422
    assert "まとまりには、設問が1つ以上必要です。" in response.content.decode()


def test_duplicate(form, clerk, pages):
    response = pages.post("field/thing/duplicate/")
    labels = [f["label"] for f in pages.saved()["pages"][0]["groups"][0]["fields"]]
    assert labels == ["種類", "品名", "品名（コピー）", "写真"]
    assert re.search(r"#field-text_[0-9a-f]{6}$", response["Location"])


def test_duplicate_of_a_page_and_a_group(form, clerk, pages):
    pages.post("page/reporter/duplicate/")
    pages.post("group/who/duplicate/")
    saved = pages.saved()["pages"]
    assert [page["title"] for page in saved] == ["壊れているもの", "連絡先", "連絡先（コピー）"]
    assert [group.get("title") for group in saved[1]["groups"]] == [None, "見出しのないまとまり（コピー）"]


def test_moving_says_what_moved(form, clerk, pages):
    pages.post("field/kind/move/", {"step": "down"})
    assert "「種類」を下へ動かしました。" in pages.get("change/").content.decode()


def test_canvas_asks_the_database_the_same_whatever_the_number_of_questions(
    form, clerk, pages, django_assert_num_queries
):
    pages.get("change/")
    with CaptureQueriesContext(connection) as few:
        pages.get("change/")
    fields = pages.saved()["pages"][1]["groups"][0]["fields"]
    fields += [{"key": f"q{number}", "type": "text", "label": f"設問{number}"} for number in range(60)]
    form.save()
    with django_assert_num_queries(len(few)):
        pages.get("change/")


@pytest.mark.parametrize("address", ["field/thing/duplicate/", "field/thing/move/", "field/thing/delete/"])
def test_a_stale_page_does_nothing_and_says_who_was_first(form, clerk, pages, address):
    pages.post("field/kind/move/", {"step": "down"})
    before = pages.saved()
    response = pages.post(address, {"step": "up", "revision": 1})
    assert (response.status_code, pages.saved()) == (409, before)
    assert "職員 太郎さんが、先にこのフォームを更新しました。" in response.content.decode()


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30, "１"])
def test_an_odd_revision_is_a_stale_one(form, clerk, pages, revision):
    assert pages.post("field/kind/move/", {"step": "down", "revision": revision}).status_code == 409


@pytest.mark.parametrize(
    "address", ["field/none/duplicate/", "field/none/move/", "group/none/move/", "page/none/delete/"]
)
def test_what_a_colleague_deleted_is_said_to_be_gone(form, clerk, pages, address):
    response = pages.post(address, {"step": "up"})
    assert response.status_code == 409
    assert "ほかの職員がすでに削除しました" in response.content.decode()


@pytest.mark.parametrize(
    "address", [f"nonsense/kind/{verb}/" for verb in ("move", "edit", "delete", "place", "duplicate")]
)
def test_a_kind_that_does_not_exist_is_not_found(form, clerk, pages, address):
    assert pages.post(address, {"step": "up"}).status_code == 404


@pytest.mark.parametrize("draft", [{}, [], 3, {"pages": []}, {"pages": [{"groups": None}]}])
def test_a_broken_working_copy_is_told_and_cannot_be_edited(form, clerk, pages, draft):
    Form.objects.update(draft_definition=draft)
    page = pages.get("change/")
    assert page.status_code == 200
    assert "設問を読み取れないため、編集も公開もできません。" in page.content.decode()
    addresses = ["field/kind/move/", "field/kind/duplicate/", "field/kind/delete/", "publish/"]
    assert {pages.post(a, {"step": "up", "change_note": "x"}).status_code for a in addresses} == {422}
    forms = [
        "field/kind/edit/",
        "add/page/",
        "add/group/damage/",
        "add/field/what/",
        "add/field/what/text/",
        "preview/",
    ]
    assert {pages.get(address).status_code for address in forms} == {404}


POSTS = {
    "field/kind/move/": {"step": "down"},
    "field/kind/duplicate/": {},
    "field/kind/place/": {"to": "who/email"},
    "field/thing/delete/": {},
    "field/thing/edit/": {"label": "x"},
    "page/damage/edit/": {"title": "x"},
    "group/what/edit/": {"title": "x"},
    "add/page/": {"title": "x"},
    "add/group/damage/": {"title": "x"},
    "add/field/what/text/": {"label": "x"},
    "publish/": {"change_note": "x"},
    "stop/": {},
    "resume/": {},
}


@pytest.mark.parametrize("role", [Role.READ_ONLY, Role.SECTION_MANAGER, Role.CLERK])
def test_who_may_not_design_reads_only(form, section, log_in, pages, role):
    log_in(role=role, sections=(section,) if role == Role.READ_ONLY else (accounts.section(),))
    assert {address: pages.post(address, data).status_code for address, data in POSTS.items()} == dict.fromkeys(
        POSTS, 403
    )
    page = pages.get("change/")
    assert (page.status_code, "formaction" in page.content.decode()) == (200, False)
    form.refresh_from_db()
    assert form.revision == 1


def test_an_administrator_designs_for_every_section(form, log_in, pages):
    log_in(role=Role.TENANT_ADMIN)
    assert pages.post("field/kind/duplicate/").status_code == 302


def test_strangers_are_sent_to_the_log_in(form, pages):
    answers = [pages.get(address) for address in ("change/", "preview/frame/", "versions/", "field/kind/edit/")]
    assert {answer["Location"].partition("?")[0] for answer in answers} == {"/admin/login/"}


def test_another_town_has_none_of_it(form, clerk, town, other_town_client, pages):
    assert other_town_client.get(f"/admin/forms_app/form/{form.pk}/change/").status_code == 302


def test_undo_and_redo_by_their_buttons(form, clerk, pages):
    pages.post("field/kind/move/", {"step": "down"})
    orders = []
    for address in ("undo/", "redo/"):
        pages.post(address)
        orders.append([field["key"] for field in pages.saved()["pages"][0]["groups"][0]["fields"]])
    assert orders == [["kind", "thing", "photo"], ["thing", "kind", "photo"]]


def test_undo_of_nothing_is_told(form, clerk, pages):
    response = pages.post("undo/")
    assert (response.status_code, "もどせる編集、やり直せる編集は、もうありません" in response.content.decode()) == (
        409,
        True,
    )


def test_buttons_tell_whose_edit_they_undo(form, clerk, pages):
    pages.post("field/kind/move/", {"step": "down"})
    undo, redo = pages.get("change/").context["steps"]
    assert (undo["about"].endswith("職員 太郎の編集"), redo["about"]) == (True, "")


def test_what_to_look_at_leads_to_its_line(form, clerk, pages):
    saved = pages.saved()
    saved["pages"][0]["groups"][0]["fields"][2]["label"] = "品名"
    form.draft_definition = saved
    form.save()
    lines = pages.get("change/").context["cautions"]
    assert [line for _sentence, line in lines] == ["", "field-thing", "field-photo"]


def test_a_reader_is_not_advised(form, log_in, pages):
    log_in(role=Role.READ_ONLY)
    context = pages.get("change/").context
    assert (context["cautions"], context["steps"]) == ([], [])
