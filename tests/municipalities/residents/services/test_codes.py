from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from municipalities.residents.models import LoginCode
from municipalities.residents.services.codes import CODE_LIFETIME, issue_code, use_code
from municipalities.residents.services.errors import CodeGone, WrongCode
from municipalities.tenancy.context import tenant_context

ADDRESS = "hanako@example.jp"


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_code_is_six_digits_and_nowhere_in_the_row(in_town):
    row, code = issue_code(address=ADDRESS)
    stored = str(LoginCode.objects.values().get(pk=row.pk))
    assert (len(code), code.isdigit(), code in stored, ADDRESS in stored) == (6, True, False, False)


@pytest.mark.parametrize("typed", ["{}", " {} ", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}"])
def test_code_opens_once_however_it_is_spaced(in_town, typed):
    row, code = issue_code(address=ADDRESS)
    assert use_code(public_id=row.public_id, typed=typed.format(code)).address == ADDRESS
    with pytest.raises(CodeGone):
        use_code(public_id=row.public_id, typed=code)


def test_code_in_full_width_is_the_same(in_town):
    row, code = issue_code(address=ADDRESS)
    full_width = code.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    assert use_code(public_id=row.public_id, typed=full_width).address == ADDRESS


def test_five_wrong_codes_end_it_though_the_sixth_is_right(in_town):
    row, code = issue_code(address=ADDRESS)
    left = []
    for _ in range(4):
        with pytest.raises(WrongCode) as refused:
            use_code(public_id=row.public_id, typed=wrong(code))
        left.append(refused.value.tries_left)
    for typed in (wrong(code), code):
        with pytest.raises(CodeGone):
            use_code(public_id=row.public_id, typed=typed)
    assert left == [4, 3, 2, 1]


def test_tries_below_none_are_refused_by_the_database(in_town):
    row, _code = issue_code(address=ADDRESS)
    for tries in (6, -1):
        with pytest.raises(IntegrityError), transaction.atomic():
            LoginCode.objects.filter(pk=row.pk).update(tries_left=tries)


def test_code_ten_minutes_old_is_gone(in_town):
    row, code = issue_code(address=ADDRESS)
    past = timezone.now() - CODE_LIFETIME
    LoginCode.objects.filter(pk=row.pk).update(sent_at=past - timedelta(seconds=1), expires_at=past)
    with pytest.raises(CodeGone):
        use_code(public_id=row.public_id, typed=code)


def test_code_of_one_row_opens_no_other(in_town):
    first, code = issue_code(address=ADDRESS)
    second, _other = issue_code(address="taro@example.jp")
    LoginCode.objects.filter(pk=second.pk).update(code_digest=first.code_digest)  # copied by whoever has the database
    with pytest.raises(WrongCode):
        use_code(public_id=second.public_id, typed=code)


def test_code_of_one_town_is_nothing_at_another(town, other_town):
    with tenant_context(town):
        row, code = issue_code(address=ADDRESS)
    with tenant_context(other_town), pytest.raises(CodeGone):
        use_code(public_id=row.public_id, typed=code)


def test_right_code_typed_at_many_places_at_once_opens_one(committed_town):
    row, code = issue_code(address=ADDRESS)
    together, opened = Barrier(4), []

    def type_in() -> None:
        try:
            with tenant_context(committed_town):
                together.wait()
                use_code(public_id=row.public_id, typed=code)
                opened.append(True)
        except CodeGone:
            opened.append(False)
        finally:
            connection.close()

    threads = [Thread(target=type_in) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(opened) == [False, False, False, True]
