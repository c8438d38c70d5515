import pytest

from forms_app.models import FormQuota
from municipalities.accounts.models import Role
from tests.factories import forms
from tests.municipalities.accounts.visible_text import visible_text


def test_limit_is_set_and_shown(form, clerk, pages):
    assert pages.post("quota/", {"most": "30"})["Location"].endswith("/change/")
    assert FormQuota.objects.get(form=form).most == 30
    assert "0件（上限30件）" in visible_text(pages.get("change/").content.decode())


def test_limit_is_taken_away(form, clerk, pages):
    pages.post("quota/", {"most": "30"})
    pages.post("quota/", {"most": ""})
    assert FormQuota.objects.exists() is False


def test_limit_below_what_is_taken_says_how_many_there_are(section, form, clerk, pages):
    pages.form = published = forms.published_form(section=section)
    forms.application(form=published)
    forms.application(form=published)
    page = pages.post("quota/", {"most": "1"})
    assert page.status_code == 422
    assert "すでに2件を受け付けています。" in page.content.decode()


@pytest.mark.parametrize("typed", ["0", "-1", "x", "9" * 30])
def test_limit_that_is_no_number_of_applications_is_told(form, clerk, pages, typed):
    assert pages.post("quota/", {"most": typed}).status_code == 422


def test_limit_of_a_stale_page_names_the_colleague(form, clerk, pages):
    page = pages.post("quota/", {"most": "5", "revision": "99"})
    assert (page.status_code, "先にこのフォームを更新しました" in page.content.decode()) == (409, True)


def test_limit_is_not_for_readers(form, log_in, pages):
    log_in(role=Role.READ_ONLY)
    assert pages.post("quota/", {"most": "5"}).status_code == 403
