import re

from django.contrib.auth.password_validation import validate_password

from municipalities.accounts.passwords import one_time_password


def test_one_time_password_has_four_groups_without_letters_that_look_alike():
    assert re.fullmatch(r"[a-hj-km-np-z2-9]{4}(-[a-hj-km-np-z2-9]{4}){3}", one_time_password())


def test_one_time_password_passes_our_own_rules():
    assert validate_password(one_time_password()) is None


def test_one_time_passwords_differ():
    assert len({one_time_password() for _ in range(100)}) == 100
