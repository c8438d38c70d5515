from datetime import timedelta

import pytest

from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.signing import BadToken, sign, unsign

HOUR = timedelta(hours=1)


def test_token_returns_its_value(in_town):
    assert unsign(sign(["a"], purpose="draft"), purpose="draft", max_age=HOUR) == ["a"]


def test_token_of_another_purpose_is_bad(in_town):
    with pytest.raises(BadToken):
        unsign(sign("a", purpose="draft"), purpose="case", max_age=HOUR)


def test_token_of_another_town_is_bad(town, other_town):
    with tenant_context(town):
        token = sign("a", purpose="draft")
    with tenant_context(other_town), pytest.raises(BadToken):
        unsign(token, purpose="draft", max_age=HOUR)


def test_old_token_is_bad(in_town):
    with pytest.raises(BadToken):
        unsign(sign("a", purpose="draft"), purpose="draft", max_age=timedelta(seconds=-1))


@pytest.mark.parametrize("rubbish", ["", "a", "a:b:c", "あ", ":::"])
def test_rubbish_is_bad(in_town, rubbish):
    with pytest.raises(BadToken):
        unsign(rubbish, purpose="draft", max_age=HOUR)
