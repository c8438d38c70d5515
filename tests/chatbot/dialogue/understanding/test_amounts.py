import pytest

from chatbot.dialogue.understanding.amounts import counts_in, money_in, time_in


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("粗大ごみを2つ", [("2", "つ")]),
        ("ふたつ出したい", [("2", "つ")]),
        ("犬を三匹と猫を１匹", [("3", "匹"), ("1", "匹")]),
        ("12月1日の2時に司町40-1で", []),
        ("2つ目の信号", []),
        ("3人以上", []),
    ],
)
def test_counts_in_knows_things_from_days_and_houses(text, counted):
    assert counts_in(text) == counted


@pytest.mark.parametrize(("text", "amount"), [("1,200円です", "1200"), ("千円", "1000"), ("100円か200円", None)])
def test_money_in_is_the_one_amount(text, amount):
    assert money_in(text) == amount


@pytest.mark.parametrize(("text", "time"), [("午後2時半に", "午後2時半"), ("14:30から", None), ("2時間かかる", None)])
def test_time_in_is_the_one_time(text, time):
    assert time_in(text) == time
