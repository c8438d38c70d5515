import pytest

from chatbot.dialogue.understanding.yes_no import yes_no_in


@pytest.mark.parametrize(
    "said",
    [
        "はい",
        "ハイ！",
        "うん",
        "ええ、そうです",
        "そうです。",
        "はい、お願いします",
        "OK",
        "ＹＥＳ",
        "いります",
        "👍",
        "はい はい",
    ],
)
def test_yes(said):
    assert yes_no_in(said) is True


@pytest.mark.parametrize(
    "said", ["いいえ", "いらない", "違います", "いえ、違います", "ｎｏ", "ないです", "ううん", "やめておきます", "🙅"]
)
def test_no(said):
    assert yes_no_in(said) is False


@pytest.mark.parametrize(
    "said",
    [
        "",
        "いいです",
        "大丈夫です",
        "結構です",
        "はい、いりません",
        "はい、でも住所が変わりました",
        "わからない",
        "、。",
        "は" * 10_000,
    ],
)
def test_neither_yes_nor_no(said):
    assert yes_no_in(said) is None


@pytest.mark.parametrize(
    "said", ["Sim", "sim, por favor", "yes please", "vâng", "Đồng ý", "好的", "是的。", "Opo", "हो", "हुन्छ"]
)
def test_yes_in_other_languages(said):
    assert yes_no_in(said) is True


@pytest.mark.parametrize(
    "said", ["Não", "nao", "no, thanks", "Không", "没有", "不用", "Hindi po", "Wala", "होइन", "छैन"]
)
def test_no_in_other_languages(said):
    assert yes_no_in(said) is False
