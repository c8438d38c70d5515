import pytest

from municipalities.support.jma import judge
from municipalities.support.jma.wording import ADVICE, LONGEST_BODY, LONGEST_TITLE

from .telegrams import PLACES, RAIN, kind, landslide_alert, shaken, weather

ORDERS = ("避難指示", "緊急安全確保", "高齢者等避難", "避難してください")


def test_a_special_warning_says_that_life_is_in_danger():
    body = judge(weather({"岐阜市": kind("レベル５大雨特別警報")}, title=RAIN), PLACES).verdicts[0].body
    assert body.splitlines()[1] == "命に危険が及ぶ状況です。ただちに身の安全を確保してください。"


def test_an_older_name_is_told_with_its_level():
    body = judge(landslide_alert({"岐阜市": kind("警戒")}), PLACES).verdicts[0].body
    assert body.splitlines()[0] == (
        "30日12時、岐阜県・岐阜地方気象台は岐阜市に「土砂災害警戒情報（警戒レベル４相当）」を発表しました。"
    )


def test_no_advice_sounds_like_an_order_of_the_town():
    assert [advice for advice in ADVICE.values() if any(order in advice for order in ORDERS)] == []


def test_words_stay_short_whatever_the_telegram_says():
    telegram = weather({"岐阜市": kind("あ" * 5000 + "特別警報") * 40})
    verdict = judge(telegram, PLACES).verdicts[0]
    assert (len(verdict.title) <= LONGEST_TITLE, len(verdict.body) <= LONGEST_BODY) == (True, True)


@pytest.mark.parametrize("step", ["5-", "未入電", "4"])
def test_an_earthquake_is_told_in_few_words(step):
    assert len(judge(shaken([("岐阜市", "2120100", step)]), PLACES).verdicts[0].body) < 160
