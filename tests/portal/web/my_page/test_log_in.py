import re

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from municipalities.accounts.models import Role
from municipalities.logins import by_email
from municipalities.notifications.models import OutboxMessage
from municipalities.residents.models import LoginCode, Resident, ResidentSession
from municipalities.residents.services.profile import keep_profile
from municipalities.tenancy import directory
from municipalities.tenancy.features import RESIDENTS
from municipalities.tenancy.models import Municipality
from municipalities.tenancy.throttle import Limit
from tests.factories import accounts, residents

LOGIN, CODE, MY = "/login/", "/login/code/", "/my/"


def mailed_code() -> str:
    return re.search(r"^　　(\d{6})$", OutboxMessage.objects.latest("id").content()["text"], re.MULTILINE)[1]


def log_in(browser, **more):
    browser.post(LOGIN, address="hanako@example.jp", **({"next": more.pop("next")} if "next" in more else {}))
    return browser.post(CODE, code=mailed_code(), **more)


def test_code_from_the_mail_logs_in_and_the_first_time_leads_to_the_profile(browser):
    assert browser.post(LOGIN, address="ｈａｎａｋｏ@example.jp")["Location"] == CODE
    assert "hanako@example.jp" in browser.text(CODE)
    answer = browser.post(CODE, code=mailed_code())
    assert (answer["Location"], browser.get(MY).status_code) == ("/my/profile/?welcome=1", 200)


def test_known_resident_comes_to_my_page(browser, hanako):
    assert (log_in(browser)["Location"], Resident.objects.count()) == (MY, 1)


def test_known_and_unknown_addresses_get_the_same_answers(browser, client_of, in_town, hanako):
    seen = []
    for address in ("hanako@example.jp", "stranger@example.jp"):
        client = client_of(in_town)
        answers = [client.post(LOGIN, {"address": address}), client.get(CODE), client.post(CODE, {"code": "12"})]
        pages = [re.sub(r'value="[^"]*"|[a-z]+@example.jp', "", each.content.decode()) for each in answers]
        seen.append([(each.status_code, each.get("Location"), page) for each, page in zip(answers, pages, strict=True)])
        connection.set_tenant(in_town)
    assert seen[0] == seen[1]


def test_log_in_goes_on_where_the_resident_wanted_to(browser, hanako):
    wanted = browser.get("/my/profile/")["Location"]
    assert wanted == "/login/?next=%2Fmy%2Fprofile%2F"
    assert 'name="next" value="/my/profile/"' in browser.text(wanted)
    assert log_in(browser, next="/my/profile/")["Location"] == "/my/profile/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_log_in_leads_to_no_other_site(browser, hanako, elsewhere):
    assert log_in(browser, next=elsewhere)["Location"] == MY


@pytest.mark.parametrize(("chosen", "max_age"), [({}, ""), ({"keep": "yes"}, 30 * 24 * 60 * 60)])
def test_cookie_lives_as_long_as_was_chosen_and_no_script_reads_it(browser, hanako, chosen, max_age):
    cookie = log_in(browser, **chosen).cookies["resident"]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"], cookie["path"]) == (max_age, True, "Lax", "/")


def test_log_in_takes_a_token_never_seen_before_and_ends_the_former(browser, hanako):
    before = residents.log_in(browser.client, hanako)
    after = log_in(browser).cookies["resident"].value
    assert (before == after, ResidentSession.objects.count()) == (False, 1)


def test_log_in_takes_a_new_csrf_secret(browser, hanako):
    browser.get(LOGIN)
    before = browser.client.cookies["csrftoken"].value
    assert log_in(browser).cookies["csrftoken"].value != before


def test_wrong_code_is_told_with_the_tries_left(browser):
    browser.post(LOGIN, address="hanako@example.jp")
    answer = browser.post(CODE, code="000000" if mailed_code() != "000000" else "111111")
    assert (answer.status_code, "あと4回" in answer.content.decode(), "resident" in answer.cookies) == (
        422,
        True,
        False,
    )


def test_code_that_is_used_up_offers_another(browser):
    browser.post(LOGIN, address="hanako@example.jp")
    LoginCode.objects.update(tries_left=0)
    answer = browser.post(CODE, code=mailed_code())
    page = answer.content.decode()
    assert (answer.status_code, "もう使えません" in page, "もう一度送る" in page) == (410, True, True)


def test_code_is_in_no_address_and_no_page(browser):
    browser.post(LOGIN, address="hanako@example.jp")
    code = mailed_code()
    assert (code in browser.text(CODE), code in browser.client.cookies["login"].value) == (False, False)


def test_another_browser_may_not_use_the_code(browser, client_of, in_town):
    browser.post(LOGIN, address="hanako@example.jp")
    answer = client_of(in_town).post(CODE, {"code": mailed_code()})
    assert (answer.status_code, answer["Location"]) == (302, LOGIN)


@pytest.mark.parametrize("typed", ["", "hanako", "a@b@c.jp", "hanako@example.jp\r\nBcc: x@example.jp"])
def test_what_is_no_address_is_told_and_kept(browser, typed):
    answer = browser.post(LOGIN, address=typed)
    assert (answer.status_code, "「メールアドレス」" in answer.content.decode()) == (422, True)
    assert OutboxMessage.objects.count() == 0


def test_too_many_codes_are_refused_kindly(browser, monkeypatch):
    monkeypatch.setattr(by_email, "CODES_TO_ADDRESS", Limit("x", attempts=0, window=by_email.CODE_LIFETIME))
    answer = browser.post(LOGIN, address="hanako@example.jp")
    assert (answer.status_code, "ログインしなくてもできます" in answer.content.decode()) == (429, True)


def test_profile_brings_size_and_language_to_the_device(browser, hanako):
    keep_profile(resident=hanako, facts={"text_size": "large", "language": "pt-br"})
    cookies = log_in(browser).cookies
    assert (cookies["text_size"].value, cookies["form_language"].value) == ("large", "pt-BR")


def test_field_is_made_for_codes(browser):
    browser.post(LOGIN, address="hanako@example.jp")
    field = re.search(r'<input[^>]+id="f-code"[^>]*>', browser.text(CODE))[0]
    assert ('inputmode="numeric"' in field, 'autocomplete="one-time-code"' in field) == (True, True)


def test_residents_session_opens_no_staff_page_and_staffs_no_resident_page(at_home, in_town, client_of):
    assert at_home.get("/admin/")["Location"].startswith("/admin/login/")
    token = at_home.client.cookies["resident"].value
    at_home.client.cookies["sessionid"] = token
    assert (at_home.get("/admin/").status_code, Session.objects.count()) == (302, 0)
    administrator = accounts.staff(role=Role.TENANT_ADMIN)
    clerk = client_of(in_town)
    clerk.force_login(administrator)
    clerk.cookies["resident"] = clerk.cookies["sessionid"].value
    assert clerk.get(MY)["Location"].startswith("/login/")


def test_town_without_accounts_has_none_of_it(at_home, in_town):
    Municipality.objects.filter(pk=in_town.pk).update(disabled_features=[RESIDENTS])
    directory.forget()
    assert [at_home.get(path).status_code for path in (LOGIN, MY)] == [404, 404]
    assert "account-link" not in at_home.text("/procedures/")


def test_prefecture_has_no_residents(prefecture_client):
    prefecture_client.cookies["resident"] = "x"
    assert [prefecture_client.get(path).status_code for path in (LOGIN, MY, "/")] == [404, 404, 200]


def test_header_leads_in_and_costs_nobody_a_statement(browser, at_home):
    for each, link in ((browser, 'href="/login/"'), (at_home, 'href="/my/"')):
        each.get("/")
        with CaptureQueriesContext(connection) as counted:
            page = each.client.get("/").content.decode()
        connection.set_tenant(each.town)
        assert (link in page, [query["sql"] for query in counted.captured_queries]) == (True, [])
