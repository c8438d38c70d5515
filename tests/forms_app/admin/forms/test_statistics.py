from datetime import timedelta

import pytest
from django.utils import timezone

from forms_app.models import Form
from forms_app.models.statistic import CHECK_PAGE
from forms_app.services import statistics
from forms_app.services.draft import start_draft
from forms_app.services.publish import publish_form
from municipalities.accounts.models import Role
from tests.municipalities.accounts.visible_text import visible_text


@pytest.fixture
def published(form) -> Form:
    publish_form(form=form, staff=None, change_note="", revision=form.revision)
    form.refresh_from_db()
    return form


def text(response) -> str:
    return visible_text(response.content.decode())


def test_page_shows_counts_with_bars_drawn_by_the_server(published, clerk, pages):
    draft = start_draft(form=published)
    statistics.count_reached(draft, "reporter")
    statistics.count_errors(draft, [("kind", "required")])
    response = pages.get("statistics/")
    page = response.content.decode()
    assert (response.status_code, page.count("<svg class=\"fe-bar") > 0, 'style="' in page.partition("fe-bar")[2]) == (
        200, True, False,
    )  # fmt: skip
    shown = text(response)
    assert ("1件" in shown, "連絡先" in shown, "種類" in shown, "未入力" in shown) == (True, True, True, True)


def test_period_of_today_leaves_out_yesterday(published, clerk, pages):
    start_draft(form=published)
    yesterday = timezone.localdate() - timedelta(days=1)
    shown = text(pages.get("statistics/", {"first": yesterday, "last": yesterday}))
    assert ("入力をはじめた 0件" in " ".join(shown.split()), CHECK_PAGE in shown) == (True, False)


@pytest.mark.parametrize(
    "asked",
    [{"first": "2026-12-02", "last": "2026-12-01"}, {"first": "x"}, {"version": "9"}],
)
def test_period_that_is_none_is_told(published, clerk, pages, asked):
    assert pages.get("statistics/", asked).status_code == 422


@pytest.mark.parametrize("asked", [{"first": "", "last": ""}, {"last": "0001-01-01"}, {"last": "9999-12-31"}])
def test_period_at_the_edges_is_answered(published, clerk, pages, asked):
    assert pages.get("statistics/", {"first": "", **asked}).status_code == 200


def test_form_never_published_has_a_page_too(form, clerk, pages):
    assert pages.get("statistics/").status_code == 200


def test_every_member_of_the_staff_may_look(published, log_in, pages):
    log_in(Role.READ_ONLY)
    assert pages.get("statistics/").status_code == 200


def test_page_needs_a_log_in(published, pages):
    assert pages.get("statistics/").status_code == 302


def test_editor_leads_there(published, clerk, pages):
    assert f"/{published.pk}/statistics/" in pages.get("change/").content.decode()
