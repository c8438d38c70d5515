import pytest
from django.test import RequestFactory

from municipalities.accounts.forms import BY_NAME, LoginForm, OwnPasswordForm, StaffForm
from municipalities.accounts.models import Role
from tests.factories import accounts

THROTTLED = "ログインの失敗が続いたため、しばらく受け付けられません。15分ほどたってから、もう一度お試しください。"
WRONG = "ログイン名かパスワードが違います。大文字と小文字を確かめて、もう一度入力してください。"


def attempt(username: str, password: str, address: str = "192.0.2.1") -> list[str]:
    """The sentences of refusal, none when the log-in succeeds."""
    request = RequestFactory().post("/", REMOTE_ADDR=address)
    return LoginForm(request, data={"username": username, "password": password}).non_field_errors()


def test_login_succeeds_with_the_right_password(in_town):
    staff = accounts.staff()
    assert attempt(staff.username, accounts.PASSWORD) == []


def test_login_says_the_same_for_a_wrong_password_an_unknown_name_and_a_closed_account(in_town):
    staff, closed = accounts.staff(), accounts.staff()
    type(closed).objects.filter(pk=closed.pk).update(is_active=False)
    refusals = [attempt(staff.username, "x"), attempt("nobody", "x"), attempt(closed.username, accounts.PASSWORD)]
    assert refusals == [[WRONG]] * 3


def test_login_is_throttled_by_name_from_any_address(in_town):
    staff = accounts.staff(username="hanako")
    for number in range(BY_NAME.attempts):
        attempt("hanako", "x", address=f"192.0.2.{number}")
    assert attempt(staff.username, accounts.PASSWORD, address="198.51.100.1") == [THROTTLED]


def test_login_is_throttled_by_name_however_it_is_written(in_town):
    accounts.staff(username="hanako")
    for number in range(BY_NAME.attempts):
        attempt("ＨＡＮＡＫＯ", "x", address=f"192.0.2.{number}")
    assert attempt("hanako", accounts.PASSWORD, address="198.51.100.1") == [THROTTLED]


def test_login_is_throttled_by_address_for_any_name(in_town):
    staff = accounts.staff()
    for number in range(50):
        attempt(f"name{number}", "x")
    assert attempt(staff.username, accounts.PASSWORD) == [THROTTLED]


def test_login_forgives_after_a_success(in_town):
    staff = accounts.staff()
    for _ in range(BY_NAME.attempts - 1):
        attempt(staff.username, "x")
    attempt(staff.username, accounts.PASSWORD)
    assert attempt(staff.username, "x") == [WRONG]


def test_an_empty_login_costs_no_attempt(in_town):
    staff = accounts.staff()
    for _ in range(BY_NAME.attempts + 1):
        attempt(staff.username, "")
    assert attempt(staff.username, accounts.PASSWORD) == []


def test_own_password_must_be_a_new_one(in_town):
    staff = accounts.staff()
    data = dict.fromkeys(["old_password", "new_password1", "new_password2"], accounts.PASSWORD)
    assert OwnPasswordForm(staff, data).errors["new_password1"] == ["いまのパスワードとは違うものを入力してください。"]


@pytest.mark.parametrize("role", [Role.SECTION_MANAGER, Role.CLERK, Role.READ_ONLY])
def test_staff_form_asks_for_a_section(in_town, role):
    form = StaffForm({"username": "hanako", "display_name": "長良 花子", "role": role, "sections": []})
    assert form.errors == {"sections": ["この役割の職員は、所属する課を1つ以上選んでください。"]}


def test_staff_form_lets_an_administrator_be_without_a_section(in_town):
    form = StaffForm({"username": "hanako", "display_name": "長良 花子", "role": Role.TENANT_ADMIN, "sections": []})
    assert form.errors == {}


def test_staff_form_refuses_a_name_that_is_taken(in_town):
    accounts.staff(username="hanako")
    form = StaffForm({"username": "hanako", "display_name": "長良 花子", "role": Role.TENANT_ADMIN})
    assert form.errors == {"username": ["このログイン名は、すでに使われています。別のものを入力してください。"]}
