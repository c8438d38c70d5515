import pytest

from forms_app.api.language import best_language

OFFERED = ("ja", "ja-simple", "en", "pt-BR", "zh-Hans", "fil")


@pytest.mark.parametrize(
    ("ranges", "language"),
    [
        ([], "ja"),
        (["fr"], "ja"),
        (["EN-gb"], "en"),
        (["fr", "pt-br"], "pt-BR"),
        (["pt"], "pt-BR"),
        (["zh-CN"], "zh-Hans"),
        (["zh-hans-jp"], "zh-Hans"),
        (["tl"], "fil"),
        (["ja-JP", "en"], "ja"),
        (["ja-simple"], "ja-simple"),
        (["-"], "ja"),
        (["x" * 5000], "ja"),
    ],
)
def test_best_language_is_the_first_that_is_offered(ranges, language):
    assert best_language(ranges, OFFERED) == language


def test_what_is_not_offered_is_read_in_japanese():
    assert best_language(["pt", "zh"], ("ja",)) == "ja"
