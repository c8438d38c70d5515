import pytest

from chatbot.dialogue.understanding.choices import choice_in

WAYS = [
    {"value": "visit", "label": "窓口で受け取る", "yomi": "まどぐちでうけとる"},
    {"value": "post", "label": "郵送で受け取る", "yomi": "ゆうそうでうけとる"},
    {"value": "shop", "label": "コンビニで受け取る"},
]
COUNTS = [
    {"value": "twice", "label": "2回"},
    {"value": "once", "label": "1回"},
    {"value": "never", "label": "受けていない"},
]
NESTED = [{"value": "waste", "label": "ごみ"}, {"value": "large", "label": "粗大ごみ"}]


@pytest.mark.parametrize(
    "said", ["1", "１．", "①", "一番", "1番目", "いちばん", "ひとつめ", "1番でお願いします", "最初"]
)
def test_choice_by_its_number(said):
    assert choice_in(said, WAYS) == "visit"


@pytest.mark.parametrize(
    "said", ["郵送で受け取る", "郵送", "郵送で", "郵送がいいです", "「郵送で受け取る」にします", "ゆうそう", "ユウソウ"]
)
def test_choice_by_its_words(said):
    assert choice_in(said, WAYS) == "post"


@pytest.mark.parametrize("said", ["コンビニ", "こんびに", "ｺﾝﾋﾞﾆ", "最後", "3番め", "近くのコンビニで受け取るのがいい"])
def test_choice_by_kana_of_any_kind(said):
    assert choice_in(said, WAYS) == "shop"


@pytest.mark.parametrize(
    "said", ["", "受け取る", "4", "0", "1番早いの", "郵送じゃない", "郵送以外", "市役所", "1" * 10_000, "\x00"]
)
def test_choice_that_is_not_clear(said):
    assert choice_in(said, WAYS) is None


@pytest.mark.parametrize("said", ["1と3", "①、③", "3 1", "3番、1番"])
def test_several_numbers_are_a_list_in_the_order_of_the_options(said):
    assert choice_in(said, WAYS) == ["visit", "shop"]


def test_several_labels_are_a_list():
    assert choice_in("窓口で受け取る、コンビニで受け取る", WAYS) == ["visit", "shop"]


def test_all_of_them():
    assert choice_in("全部です", WAYS) == ["visit", "post", "shop"]


def test_number_that_is_a_label_too_is_the_label():
    assert choice_in("2回", COUNTS) == "twice"


def test_number_of_one_option_that_begins_another_is_not_clear():
    assert choice_in("2", COUNTS) is None


def test_number_that_begins_no_label_is_the_position():
    assert choice_in("3", COUNTS) == "never"


@pytest.mark.parametrize(
    ("said", "value"), [("ごみ", "waste"), ("粗大ごみ", "large"), ("粗大ゴミをお願いします", "large")]
)
def test_label_within_a_longer_label(said, value):
    assert choice_in(said, NESTED) == value
