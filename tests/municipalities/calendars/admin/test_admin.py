"""The staff pages of the garbage days: who may what, and what comes of it."""

import io
import zipfile
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from municipalities.accounts.models import Role
from municipalities.calendars.models import (
    CollectionBreak,
    CollectionException,
    CollectionRule,
    WasteArea,
    WasteCategory,
    WasteImport,
    WasteItem,
    WasteVersion,
)
from municipalities.calendars.services.working import read_working, write_working
from municipalities.calendars.waste.exchange.writing import write_files
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts, garbage

ADMIN = "/admin/calendars/"
LIST = f"{ADMIN}wasteversion/"


@pytest.fixture
def as_role(town, town_client):
    def log_in(role: str) -> Client:
        with tenant_context(town):
            town_client.force_login(accounts.staff(role=role, username=f"s-{role}"))
        return town_client

    return log_in


@pytest.fixture
def manager(as_role, town) -> Client:
    with tenant_context(town):
        garbage.published()
    return as_role(Role.SECTION_MANAGER)


def rule_form(**facts) -> dict:
    area, category = WasteArea.objects.get(key="north"), WasteCategory.objects.get(key="burn")
    return {
        "area": area.pk,
        "category": category.pk,
        "kind": "weekly",
        "note": "",
        "days": "",
        "every": "",
        "anchor": "",
        "first_on": "",
        "last_on": "",
    } | facts


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"kind": "weekly", "weekdays": [0, 3]}, "毎週月曜日・木曜日"),
        ({"kind": "monthly", "weekdays": [2], "weeks": [1, -1], "months": [4, 5]}, "第1・最終水曜日（4月・5月）"),
        (
            {"kind": "interval", "every": 2, "anchor": "2026-12-04", "weekdays": [1]},
            "隔週金曜日（2026/12/04から数えて）",
        ),
        ({"kind": "days", "days": "2026/12/28\n2026年12月29日"}, "12月28日（月）、12月29日（火）"),
        ({"kind": "none", "note": "拠点へお持ちください"}, "日程の決まりなし"),
    ],
)
def test_rule_is_entered_and_said_in_a_sentence(manager, town, form, sentence):
    with tenant_context(town):
        data = rule_form(**form)
    answer = manager.post(f"{ADMIN}collectionrule/add/", data)
    with tenant_context(town):
        assert (answer.status_code, str(CollectionRule.objects.latest("pk"))) == (302, sentence)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"kind": "weekly"}, "曜日を選んでください。"), ({"kind": "monthly", "weekdays": [1]}, "第何週かを選んでください。"),
        ({"kind": "interval", "every": 2}, "数えはじめる収集日を入力してください。"), ({"kind": "days", "days": "きのう"}, "日付として読めません：きのう"),
        ({"kind": "weekly", "weekdays": [1], "first_on": "2026-04-02", "last_on": "2026-04-01"}, "「この日まで」は、「この日から」よりあとにしてください。"),
    ],
)  # fmt: skip
def test_rule_that_means_nothing_is_answered_by_a_sentence(manager, town, form, sentence):
    with tenant_context(town):
        data = rule_form(**form)
    answer = manager.post(f"{ADMIN}collectionrule/add/", data)
    assert (answer.status_code, sentence in answer.content.decode()) == (200, True)


def test_exception_asks_for_what_its_kind_needs(manager, town):
    answer = manager.post(
        f"{ADMIN}collectionexception/add/",
        {"day": "2026-12-28", "deed": "move", "area": "", "category": "", "moved_to": "", "put_out_by": "", "note": ""},
    )
    assert "「別の日に収集する」では" in answer.content.decode()
    with tenant_context(town):
        assert CollectionException.objects.count() == 0


def test_new_year_is_an_editable_row(manager, town):
    with tenant_context(town):
        row = CollectionBreak.objects.get()
    manager.post(
        f"{ADMIN}collectionbreak/{row.pk}/change/",
        {"name": "年末年始", "first_on": "2026-12-30", "last_on": "2027-01-04", "center": ""},
    )
    with tenant_context(town):
        assert CollectionBreak.objects.get().first_on == date(2026, 12, 30)


def test_category_gets_a_letter_and_item_a_reading(manager, town):
    manager.post(
        f"{ADMIN}wastecategory/add/",
        {
            "name": "古紙",
            "letter": "",
            "color": "#6B4A2B",
            "icon": "paper",
            "put_out_by": "",
            "guide": "",
            "position": 9,
        },
    )
    manager.post(
        f"{ADMIN}wasteitem/add/", {"name": "段ボール箱", "reading": "", "also": "", "category": "", "notice": ""}
    )
    with tenant_context(town):
        assert WasteCategory.objects.get(name="古紙").letter == "紙"
        assert (WasteItem.objects.get(name="段ボール箱").reading, WasteItem.objects.get(name="段ボール箱").heading) == (
            "だんぼーるばこ",
            "だ",
        )


def test_files_are_taken_in_looked_at_published_and_taken_back(manager, town):
    with tenant_context(town):
        files = [
            named(name, content) for name, content in write_files(garbage.CALENDAR, encoding="cp932").files.items()
        ]
    report = manager.post(f"{LIST}import/", {"files": files}, follow=True).content.decode()
    preview = manager.get(f"{LIST}preview/")
    page = preview.content.decode()
    done = manager.post(
        f"{LIST}preview/", {"digest": preview.context["digest"], "note": "新年度"}, follow=True
    ).content.decode()
    assert ("すべてそのまま読めました" in report, "公開中の内容とのちがい" in page, "第2版を公開しました" in done) == (
        True,
        True,
        True,
    )
    back = manager.post(f"{LIST}1/restore/", follow=True).content.decode()
    with tenant_context(town):
        assert ("第1版の内容に戻し、公開しました" in back, read_working(), WasteVersion.objects.count()) == (
            True,
            garbage.CALENDAR,
            3,
        )


def test_report_names_the_place_of_each_problem(manager):
    content = "地名,センター,燃えるごみ\n本町,,月 毎日\n".encode()
    page = manager.post(f"{LIST}import/", {"files": [named("area_days.csv", content)]}, follow=True).content.decode()
    assert [
        text in page for text in ("area_days.csv", "毎日", "3（燃えるごみ）", "収集日の書き方として読めません")
    ] == [True] * 4


def test_archive_of_files_is_taken_too_and_other_files_are_refused(manager, town):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("5374/data/area_days.csv", "地名,センター,燃えるごみ\n本町,,月\n")
    taken = manager.post(f"{LIST}import/", {"files": [named("data.zip", packed.getvalue())]})
    refused = [
        manager.post(f"{LIST}import/", {"files": [named(*file)]})
        for file in (("data.zip", b"no"), ("photo.csv", b"x,y\n"))
    ]
    assert (taken.status_code, [answer.status_code for answer in refused]) == (302, [422, 422])
    with tenant_context(town):
        assert (WasteImport.objects.count(), WasteArea.objects.count()) == (1, 1)


def test_publication_of_what_changed_meanwhile_asks_to_look_again(manager, town):
    with tenant_context(town):
        WasteItem.objects.create(name="石")
    preview = manager.get(f"{LIST}preview/")
    with tenant_context(town):
        WasteItem.objects.create(name="砂")
    answer = manager.post(f"{LIST}preview/", {"digest": preview.context["digest"]})
    assert (answer.status_code, "もう一度確かめてください" in answer.content.decode()) == (409, True)


def test_working_copy_is_given_up(manager, town):
    with tenant_context(town):
        WasteItem.objects.create(name="石")
    manager.post(f"{LIST}give-up/")
    with tenant_context(town):
        assert read_working() == garbage.CALENDAR


def test_export_comes_as_an_archive(manager):
    answer = manager.get(f"{LIST}export/cp932/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        assert "area_days.csv" in package.namelist()
        assert package.read("area_days.csv").decode("cp932").startswith("地区,地名,センター,燃えるごみ")


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        (Role.TENANT_ADMIN, [200, 200, 200, 200]), (Role.SECTION_MANAGER, [200, 200, 200, 200]),
        (Role.CLERK, [200, 200, 403, 200]), (Role.READ_ONLY, [200, 403, 403, 403]),
    ],
)  # fmt: skip
def test_roles_see_edit_and_publish_as_far_as_the_rules_say(town, as_role, role, statuses):
    with tenant_context(town):
        garbage.published()
    client = as_role(role)
    pages = [LIST, f"{LIST}import/", f"{LIST}1/restore/", f"{ADMIN}wasteitem/add/"]
    assert [client.get(page).status_code for page in pages] == statuses


def test_clerk_may_not_publish(town, as_role):
    with tenant_context(town):
        write_working(garbage.CALENDAR)
    client = as_role(Role.CLERK)
    preview = client.get(f"{LIST}preview/")
    assert client.post(f"{LIST}preview/", {"digest": preview.context["digest"]}).status_code == 403


@pytest.mark.parametrize(
    "name", ["wastearea", "collectionrule", "collectionexception", "wasteitem", "wastecategory", "collectionbreak"]
)
def test_list_costs_the_same_at_few_and_many_rows(manager, town, name):
    counts = []
    for number in (2, 30):
        with tenant_context(town):
            fill(number)
        with CaptureQueriesContext(connection) as counted:
            assert manager.get(f"{ADMIN}{name}/").status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1]


def fill(number: int) -> None:
    category = WasteCategory.objects.first()
    for n in range(number):
        area = WasteArea.objects.create(name=f"{number}の{n}地区")
        CollectionRule.objects.create(area=area, category=category, kind="weekly", weekdays=[n % 7])
        CollectionException.objects.create(area=area, category=category, day=date(2026, 12, 1), deed="skip")
        CollectionBreak.objects.create(name=f"{number}の{n}", first_on=date(2026, 12, 1), last_on=date(2026, 12, 2))
        WasteItem.objects.create(name=f"{number}の{n}", category=category)


def named(name: str, content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file
