from datetime import timedelta

import pytest

from forms_app.rendering.statistic_words import CODE_WORDS, code_words, duration_words
from forms_app.schema.errors import ERROR_CODES

UPLOAD_CODES = {"too_large", "empty", "kind_not_allowed", "content_mismatch", "too_many"}


def test_every_code_has_its_words():
    assert set(CODE_WORDS) == set(ERROR_CODES) | UPLOAD_CODES


def test_code_of_another_day_stands_as_it_is():
    assert code_words("forgotten") == "forgotten"


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (None, ""),
        (timedelta(seconds=5), "1分"),
        (timedelta(minutes=59), "59分"),
        (timedelta(hours=3, minutes=5), "3時間5分"),
        (timedelta(days=2, hours=4, minutes=9), "2日4時間"),
    ],
)
def test_duration_in_words(duration, words):
    assert duration_words(duration) == words
