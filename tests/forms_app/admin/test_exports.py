import pytest
from django.db import connection

from forms_app.models import Export
from forms_app.services.export import run_export
from municipalities.accounts.models import Role
from tests.factories import accounts, forms

PAGE = "/admin/forms_app/export/"


@pytest.fixture
def section(in_town):
    return accounts.section()


@pytest.fixture
def form(section):
    return forms.published_form(section=section, title="犬の登録")


@pytest.fixture
def visit(town, town_client):
    def visit(method: str, path: str = PAGE, **data):
        answer = getattr(town_client, method)(path, data)
        content = answer.getvalue() if answer.streaming else answer.content
        connection.set_tenant(town)
        return answer, content.decode(errors="replace")

    return visit


@pytest.fixture
def log_in(town_client, town):
    def log_in(role, section):
        staff = accounts.staff(role=role, sections=(section,))
        town_client.force_login(staff)
        connection.set_tenant(town)
        return staff

    return log_in


def test_export_is_asked_for_shown_in_progress_and_fetched(form, section, log_in, visit):
    log_in(Role.CLERK, section)
    number = forms.application(form=form).receipt_number
    answer, _ = visit("post", form=form.pk, format="csv")
    assert answer.status_code == 302
    _, waiting = visit("get")
    export = Export.objects.get()
    run_export(export_id=export.pk)
    _, ready = visit("get")
    answer, content = visit("get", f"{PAGE}{export.public_id}/")
    assert ("順番待ち" in waiting, 'http-equiv="refresh"' in waiting, 'http-equiv="refresh"' in ready) == (
        True,
        True,
        False,
    )
    assert (f"{PAGE}{export.public_id}/" in ready, number in content) == (True, True)
    assert answer["Content-Disposition"].startswith("attachment")


def test_export_page_names_what_is_wrong(form, section, log_in, visit):
    log_in(Role.CLERK, section)
    answer, page = visit("post", form=form.pk, format="csv", submitted_from="2026-04-02", submitted_to="2026-04-01")
    assert (answer.status_code, "あとの日を入力してください" in page, Export.objects.count()) == (422, True, 0)


@pytest.mark.parametrize("data", [{}, {"format": "exe"}, {"form": "0"}, {"submitted_from": "あした"}])
def test_export_page_takes_odd_input(form, section, log_in, visit, data):
    log_in(Role.CLERK, section)
    answer, _ = visit("post", **{"form": form.pk, "format": "", **data})
    assert (answer.status_code, Export.objects.count()) == (422, 0)


def test_export_page_offers_the_sections_own_forms_only(form, section, log_in, visit):
    forms.published_form(title="よその手続")
    log_in(Role.CLERK, section)
    _, page = visit("get")
    assert ("犬の登録" in page, "よその手続" in page) == (True, False)


def test_export_page_is_closed_to_readers(form, section, log_in, visit):
    log_in(Role.READ_ONLY, section)
    assert visit("get")[0].status_code == 403


def test_export_of_a_colleague_is_not_found(form, section, log_in, visit):
    log_in(Role.CLERK, section)
    visit("post", form=form.pk, format="csv")
    export = Export.objects.get()
    run_export(export_id=export.pk)
    log_in(Role.TENANT_ADMIN, section)
    assert visit("get", f"{PAGE}{export.public_id}/")[0].status_code == 404
