import logging
import re
from datetime import timedelta

import pytest

from municipalities.logins import by_email
from municipalities.notifications.models import OutboxMessage
from municipalities.residents.models import LoginCode, Resident
from municipalities.residents.services.errors import AddressTaken, CodeGone, WrongCode
from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.throttle import Limit
from tests.factories import residents

HANAKO = "hanako@example.jp"


def mailed_code() -> str:
    return re.search(r"^　　(\d{6})$", OutboxMessage.objects.latest("id").content()["text"], re.MULTILINE)[1]


def send(address: str = HANAKO, *, client: str = "192.0.2.1", resident: Resident | None = None):
    return by_email.send_code(address=address, client=client, resident=resident)


def enter(code_id, typed: str | None = None, *, client: str = "192.0.2.1"):
    return by_email.log_in(code_id=code_id, typed=typed or mailed_code(), client=client)


def test_code_comes_by_mail_and_opens_the_account(in_town):
    code_id = send()
    sent = OutboxMessage.objects.get()
    assert (sent.recipient(), sent.about, sent.content()["link"]) == (HANAKO, f"login code:{code_id}", None)
    first, again = enter(code_id), enter(send())
    assert (first.is_new, again.is_new, again.resident) == (True, False, first.resident)


def test_nothing_tells_a_known_address_from_an_unknown_one(in_town, django_assert_num_queries):
    residents.resident(address=HANAKO)
    statements = []
    for address in (HANAKO, "stranger@example.jp"):
        with django_assert_num_queries(6) as counted:
            send(address)
        statements.append([re.sub(r"'[^']*'|\d+", "?", query["sql"])[:60] for query in counted.captured_queries])
    assert statements[0] == statements[1]
    titles = {message.content()["title"] for message in OutboxMessage.objects.all()}
    assert titles == {"確認コードのお知らせ"}


def test_code_and_address_are_in_no_log(in_town, caplog):
    caplog.set_level(logging.DEBUG)
    code_id = send()
    code = mailed_code()
    with pytest.raises(WrongCode):
        enter(code_id, "000000" if code != "000000" else "111111")
    enter(code_id)
    said = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert (code in said, HANAKO in said) == (False, False)


def test_codes_to_one_address_are_limited_over_all_towns(town, other_town, monkeypatch):
    monkeypatch.setattr(by_email, "CODES_TO_ADDRESS", Limit("x", attempts=2, window=timedelta(days=1)))
    for place, address in ((town, HANAKO), (other_town, "HANAKO@example.jp")):
        with tenant_context(place):
            send(address)
    with tenant_context(town), pytest.raises(by_email.TooManyTries):
        send()


def test_log_in_gives_the_address_its_budget_back(in_town, monkeypatch):
    monkeypatch.setattr(by_email, "CODES_TO_ADDRESS", Limit("x", attempts=1, window=timedelta(days=1)))
    enter(send())
    enter(send())


def test_codes_and_tries_of_one_client_are_limited(in_town, monkeypatch):
    monkeypatch.setattr(by_email, "CODES_BY_CLIENT", Limit("y", attempts=1, window=timedelta(hours=1)))
    monkeypatch.setattr(by_email, "TRIES_BY_CLIENT", Limit("z", attempts=0, window=timedelta(hours=1)))
    code_id = send()
    with pytest.raises(by_email.TooManyTries):
        send("other@example.jp")
    with pytest.raises(by_email.TooManyTries):
        enter(code_id)


def test_code_of_a_log_in_changes_no_address_and_the_other_way_round(in_town):
    resident = residents.resident()
    log_in_code = send("new@example.jp")
    with pytest.raises(CodeGone):
        by_email.confirm_change(resident=resident, code_id=log_in_code, typed=mailed_code(), client="x")
    change_code = send("new@example.jp", resident=resident)
    with pytest.raises(CodeGone):
        enter(change_code)


def test_code_of_a_change_is_of_the_resident_who_asked(in_town):
    code_id = send("new@example.jp", resident=residents.resident())
    with pytest.raises(CodeGone):
        by_email.confirm_change(resident=residents.resident(), code_id=code_id, typed=mailed_code(), client="x")


def test_changed_address_is_told_at_the_former_one(in_town):
    resident = residents.resident(address="old@example.jp")
    code_id = send("new@example.jp", resident=resident)
    by_email.confirm_change(resident=resident, code_id=code_id, typed=mailed_code(), client="x")
    told = OutboxMessage.objects.latest("id")
    assert (resident.email, told.recipient()) == ("new@example.jp", "old@example.jp")
    assert "変わりました" in told.content()["title"]


def test_change_to_a_taken_address_tells_nobody(in_town):
    resident, _other = residents.resident(address="old@example.jp"), residents.resident(address="taken@example.jp")
    code_id = send("taken@example.jp", resident=resident)
    with pytest.raises(AddressTaken):
        by_email.confirm_change(resident=resident, code_id=code_id, typed=mailed_code(), client="x")
    assert (resident.email, OutboxMessage.objects.count(), LoginCode.objects.count()) == ("old@example.jp", 1, 0)
