from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forms_app.models import Form
from forms_app.services.edit import replace_definition
from municipalities.accounts.models import Role
from tests.factories import accounts, forms
from tests.municipalities.accounts.visible_text import visible_text

LIST = "/admin/forms_app/form/"


@pytest.fixture
def listed(pages):
    """(title, state, version, edited by) of the rows shown."""

    def read(query: str = "") -> list[tuple]:
        rows = pages.get(f"{LIST}{query}").context["cl"].result_list
        return [
            (row.title, row.state, row.current_version and row.current_version.number, row.last_actor) for row in rows
        ]

    return read


def test_list_tells_state_version_and_who_edited_last(section, form, clerk, listed):
    published = forms.published_form(section=section, title="犬の登録", position=1)
    replace_definition(form=published, definition=forms.definition(title="別"), staff=clerk, revision=2)
    forms.published_form(section=section, title="粗大ごみ", position=2, is_stopped=True)
    forms.published_form(section=section, title="催し", position=3, closes_at=timezone.now() - timedelta(days=1))
    assert listed() == [
        ("道路破損報告", "draft", None, None),
        ("犬の登録", "open", 1, "職員 太郎"),
        ("粗大ごみ", "stopped", 1, "システム"),
        ("催し", "closed", 1, "システム"),
    ]


def test_list_says_that_there_are_changes_not_yet_published(section, clerk, pages):
    form = forms.published_form(section=section)
    assert "未公開の変更あり" not in pages.get(LIST).content.decode()
    replace_definition(form=form, definition=forms.definition(title="別"), staff=clerk, revision=2)
    assert "第1版（未公開の変更あり）" in visible_text(pages.get(LIST).content.decode())


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?q=犬", ["犬の登録"]),
        ("?q=どこにもない", []),
        ("?state=draft", ["道路破損報告"]),
        ("?state=open", ["犬の登録"]),
        ("?state=nonsense", ["道路破損報告", "犬の登録"]),
        ("?own=yes", ["道路破損報告"]),
    ],
)
def test_search_and_filters(section, form, clerk, listed, query, titles):
    forms.published_form(title="犬の登録", position=1)
    assert [title for title, *_ in listed(query)] == titles


def test_list_costs_the_same_statements_at_3_and_30_rows(section, clerk, pages):
    def statements(rows: int) -> int:
        while Form.objects.count() < rows:
            forms.published_form(section=accounts.section())
        with CaptureQueriesContext(connection) as counted:
            assert pages.get(LIST).status_code == 200
        return len(counted)

    pages.get(LIST)
    assert statements(3) == statements(30)


@pytest.mark.parametrize("role", [Role.TENANT_ADMIN, Role.SECTION_MANAGER, Role.CLERK, Role.READ_ONLY])
def test_everybody_on_the_staff_sees_every_form(form, log_in, listed, role):
    log_in(role=role)
    assert len(listed()) == 1


def test_a_reader_is_offered_no_adding(form, log_in, pages):
    log_in(role=Role.READ_ONLY)
    assert "/form/add/" not in pages.get(LIST).content.decode()


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999", "abc", "1'"])
def test_a_form_that_is_not_there_is_not_found(clerk, pages, number):
    assert pages.get(f"{LIST}{number}/change/").status_code == 404


def test_no_form_is_deleted(form, log_in, pages):
    log_in(role=Role.TENANT_ADMIN)
    assert pages.post("delete/", {"post": "yes"}).status_code == 403
