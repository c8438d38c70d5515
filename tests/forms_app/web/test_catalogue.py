"""Find a procedure and read about it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forms_app.models import Draft, Form, FormQuota
from forms_app.services.draft import save_answers
from forms_app.web.catalogue import PAGE_SIZE
from municipalities.tenancy import directory
from municipalities.tenancy.features import PROCEDURES
from municipalities.tenancy.models import Municipality
from tests.factories import accounts, forms

LIST = "/procedures/"


@pytest.fixture
def found(town, town_client):
    """The titles listed for a query, in order."""

    def read(**query: str) -> list[str]:
        answer = town_client.get(LIST, query)
        connection.set_tenant(town)
        assert answer.status_code == 200
        return [card["title"] for card in answer.context["procedures"]]

    return read


@pytest.fixture
def page_of(town, town_client):
    def read(form: Form) -> str:
        answer = town_client.get(f"{LIST}{form.slug}/")
        connection.set_tenant(town)
        return answer.content.decode()

    return read


def test_list_shows_open_forms_in_the_towns_order(in_town, found):
    forms.published_form(title="あと", position=2)
    forms.published_form(title="さき", position=1)
    forms.form(title="未公開")
    forms.published_form(title="停止中", is_stopped=True)
    forms.published_form(title="まだ", opens_at=timezone.now() + timedelta(hours=1))
    forms.published_form(title="もう", closes_at=timezone.now() - timedelta(hours=1))
    assert found() == ["さき", "あと"]


@pytest.mark.parametrize(
    "query",
    ["粗大ごみ", "ソダイゴミ", "そだいごみ", "ｿﾀﾞｲｺﾞﾐ", "ベッド", "べっど", "家具　収集", "収集 家具", "BED", "ｂｅｄ"],
)
def test_list_is_searched_in_any_kana_width_and_order(in_town, found, query):
    forms.published_form(title="粗大ごみ収集の申込", summary="家具を取りに行きます", keywords="ベッド bed そだいごみ")
    forms.published_form(title="犬の登録")
    assert found(q=query) == ["粗大ごみ収集の申込"]


@pytest.mark.parametrize("query", ["粗大ごみ 犬", "%", "_", "\\", "宇宙船", "'", "粗大%"])
def test_list_searched_for_what_is_not_there_is_empty(in_town, found, query):
    forms.published_form(title="粗大ごみ収集の申込")
    assert found(q=query) == []


@pytest.mark.parametrize("query", ["", "   ", "\u3000", "\x00"])
def test_list_searched_for_nothing_shows_all(in_town, found, query):
    forms.published_form(title="犬の登録")
    assert found(q=query) == ["犬の登録"]


def test_list_shows_what_was_searched_as_text(in_town, town_client):
    page = town_client.get(LIST, {"q": '"><script>alert(1)</script>'}).content.decode()
    assert ("<script>alert(1)" in page, "&quot;&gt;&lt;script&gt;" in page) == (False, True)


def test_list_is_narrowed_by_category(in_town, found):
    forms.published_form(title="犬の登録", category="animals")
    forms.published_form(title="道路破損報告", category="roads")
    assert (found(category="animals"), len(found(category="no such"))) == (["犬の登録"], 2)


def test_list_goes_on_on_a_second_page_with_the_same_search(in_town, town, town_client):
    for number in range(PAGE_SIZE + 1):
        forms.published_form(title=f"登録{number:02}")
    first = town_client.get(LIST, {"q": "登録"})
    second = town_client.get(LIST, {"q": "登録", "page": "2"})
    assert (len(first.context["procedures"]), len(second.context["procedures"])) == (PAGE_SIZE, 1)
    assert "page=2" in first.content.decode()
    assert "q=%E7%99%BB%E9%8C%B2" in first.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "999", "1e3", "x", "９", "9" * 5000])
def test_list_takes_any_page_number(in_town, found, page):
    forms.published_form(title="犬の登録")
    assert found(page=page) == ["犬の登録"]


def test_list_costs_the_same_statements_for_one_form_and_for_twenty(in_town, town, town_client):
    counts = []
    for more in (1, 19):
        for _ in range(more):
            forms.published_form()
        with CaptureQueriesContext(connection) as counted:
            assert len(town_client.get(LIST).context["procedures"]) in (1, 20)
        connection.set_tenant(town)
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_procedure_tells_what_is_needed(in_town, page_of):
    form = forms.published_form(
        section=accounts.section(name="環境課", phone="058-000-1111"),
        description="一行目\n<b>二行目</b>",
        needed_items="犬の写真\n\n 鑑札 ",
        fee_text="3,000円",
        duration_text="5分",
    )
    page = page_of(form)
    facts = ["環境課", "058-000-1111", "一行目<br>&lt;b&gt;二行目", "犬の写真", "鑑札", "3,000円", "5分"]
    assert [fact for fact in facts if fact not in page] == []


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"is_stopped": True}, "受付を止めています"),
        ({"opens_at": timezone.now() + timedelta(days=2)}, "に始まります"),
        ({"closes_at": timezone.now() - timedelta(days=2)}, "に終了しました"),
    ],
)
def test_procedure_that_is_closed_says_why_and_offers_no_start(in_town, page_of, facts, sentence):
    page = page_of(forms.published_form(**facts))
    assert (sentence in page, "/start/" in page) == (True, False)


def test_procedure_that_is_open_offers_to_start(in_town, page_of):
    assert "/start/" in page_of(forms.published_form())


def test_procedure_that_is_closed_cannot_be_started(in_town, town_client):
    form = forms.published_form(is_stopped=True)
    answer = town_client.post(f"{LIST}{form.slug}/start/")
    assert answer["Location"] == f"{LIST}{form.slug}/"


def test_procedure_of_a_town_without_online_procedures_is_closed(in_town, town, town_client, page_of):
    form = forms.published_form()
    Municipality.objects.filter(pk=town.pk).update(disabled_features=[PROCEDURES])
    directory.forget()
    assert "/start/" not in page_of(form)
    assert town_client.post(f"{LIST}{form.slug}/start/")["Location"] == f"{LIST}{form.slug}/"


@pytest.mark.parametrize("slug", ["no-such", "draft-only"])
def test_procedure_that_is_not_published_is_not_there(in_town, town_client, slug):
    forms.form(slug="draft-only")
    assert town_client.get(f"{LIST}{slug}/").status_code == 404


@pytest.fixture
def one_place(in_town):
    form = forms.published_form(slug="walk", title="歩こう会")
    FormQuota.objects.create(form=form, most=1)
    return form


def test_procedure_tells_how_few_places_are_left(one_place, town_client):
    assert "あと1件" in town_client.get("/procedures/walk/").content.decode()


def test_procedure_without_a_place_left_says_so_and_offers_no_start(one_place, town_client, town):
    forms.application(form=one_place)
    page = town_client.get("/procedures/walk/").content.decode()
    assert ("受け付けられる件数に達したため" in page, "入力をはじめる" in page) == (True, False)


def test_draft_that_is_sent_too_late_is_told_and_kept(one_place, town_client, town):
    town_client.post("/procedures/walk/start/")
    connection.set_tenant(town)
    draft = save_answers(draft_id=Draft.objects.get().public_id, raw={"applicant": forms.NAME})
    FormQuota.objects.update(taken=1)
    answer = town_client.post("/procedures/walk/check/", {"submission_key": str(draft.public_id)}, follow=True)
    connection.set_tenant(town)
    assert "入力した内容は消えていません。" in answer.content.decode()
    assert Draft.objects.count() == 1
