import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from municipalities.accounts.prefecture.models import PrefectureOperator


def create(**options) -> str:
    out = StringIO()
    call_command("create_operator", stdout=out, **{"username": "kencho", "name": "県庁 太郎", **options})
    return out.getvalue()


def test_create_operator_prints_a_generated_password_once(prefecture):
    password = re.search(r"初期パスワード（いまだけ表示します）: (\S+)", create(generate=True)).group(1)
    operator = PrefectureOperator.objects.get()
    assert (operator.check_password(password), operator.password_is_initial) == (True, True)


def test_create_operator_takes_the_password_of_the_environment_without_printing_it(prefecture, monkeypatch):
    monkeypatch.setenv("ACCOUNT_PASSWORD", "correct horse battery staple")
    assert "correct horse" not in create()
    operator = PrefectureOperator.objects.get()
    assert (operator.check_password("correct horse battery staple"), operator.password_is_initial) == (True, False)


def test_create_operator_refuses_a_weak_password(prefecture, monkeypatch):
    monkeypatch.setenv("ACCOUNT_PASSWORD", "kencho")
    with pytest.raises(CommandError, match="短すぎます"):
        create()
    assert not PrefectureOperator.objects.exists()


def test_create_operator_refuses_a_name_that_is_taken(prefecture):
    create(generate=True)
    with pytest.raises(CommandError, match="すでに使われています"):
        create(generate=True)
