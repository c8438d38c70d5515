import re

import pytest

from municipalities.accounts.prefecture.models import PrefectureOperator
from tests.factories import accounts

LIST = "/admin/prefecture/prefectureoperator/"
PASSWORD = re.compile(r'id="one-time-password">([^<]+)<')


def test_adding_an_operator_shows_the_password_that_logs_in(operator_client, client_of, prefecture):
    page = operator_client.post(f"{LIST}add/", {"display_name": "県庁 次郎", "username": "jiro"}).content.decode()
    password = PASSWORD.search(page).group(1)
    assert client_of(prefecture).post("/admin/login/", {"username": "jiro", "password": password}).status_code == 302


def test_adding_with_errors_keeps_what_was_typed(operator_client):
    page = operator_client.post(f"{LIST}add/", {"display_name": "県庁 次郎", "username": "kencho"}).content.decode()
    assert "このログイン名は、すでに使われています。" in page
    assert 'value="県庁 次郎"' in page


def test_resetting_a_password(operator_client):
    colleague = accounts.operator()
    page = operator_client.post(f"{LIST}{colleague.pk}/reset-password/").content.decode()
    colleague.refresh_from_db()
    assert colleague.check_password(PASSWORD.search(page).group(1))


def test_switching_off_and_on_again(operator_client):
    colleague = accounts.operator()
    for expected in (False, True):
        operator_client.post(f"{LIST}{colleague.pk}/use/")
        assert PrefectureOperator.objects.get(pk=colleague.pk).is_active is expected


def test_the_last_operator_cannot_be_switched_off(operator_client, operator):
    page = operator_client.post(f"{LIST}{operator.pk}/use/", follow=True).content.decode()
    assert "県の担当者がいなくなるため、停止できません。" in page
    assert PrefectureOperator.objects.get().is_active


@pytest.mark.parametrize("verb", ["change", "use", "reset-password"])
def test_nobody_is_not_found(operator_client, verb):
    assert operator_client.get(f"{LIST}999999/{verb}/").status_code == 404
