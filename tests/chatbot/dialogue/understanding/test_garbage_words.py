from datetime import date

import pytest

from chatbot.dialogue.understanding.garbage_words import GarbageQuestion, garbage_question, may_be_about_garbage

TODAY = date(2026, 11, 30)
CATEGORIES = {"burn": "燃えるごみ", "pet": "ペットボトル", "glass": "びん・缶", "big": "粗大ごみ"}


def asked(text: str) -> GarbageQuestion | None:
    return garbage_question(text, today=TODAY, categories=CATEGORIES) if may_be_about_garbage(text) else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("明日のごみは?", date(2026, 12, 1)),
        ("あしたは何ゴミ？", date(2026, 12, 1)),
        ("今日は何のごみの日ですか", TODAY),
        ("12月3日のごみは", date(2026, 12, 3)),
        ("来週の火曜日のごみは何ですか", date(2026, 12, 8)),
        ("ごみの日を教えて", None),
        ("ごみ収集カレンダー", None),
        ("garbage tomorrow", date(2026, 12, 1)),
        ("Qual lixo é amanhã?", date(2026, 12, 1)),
        ("明天扔什么垃圾", date(2026, 12, 1)),
        ("when is garbage day", None),
    ],
)
def test_day_is_understood(text, day):
    assert asked(text) == GarbageQuestion(day=day)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("燃えるごみはいつ", "burn"),
        ("可燃ゴミの日はいつですか", "burn"),
        ("次のペットボトルの日", "pet"),
        ("ビンはいつ", "glass"),
        ("缶の日はいつ", "glass"),
        ("明日は燃えるごみの日ですか", "burn"),
    ],
)
def test_category_is_understood(text, key):
    assert asked(text) == GarbageQuestion(category=key)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("電池はどう捨てる?", "電池"),
        ("電池の捨て方", "電池"),
        ("傘の捨て方を教えて", "傘"),
        ("電池は何ごみ", "電池"),
        ("ふとんはどこに出せばいいですか", "ふとん"),
        ("傘を捨てたい", "傘"),
    ],
)
def test_item_is_understood(text, item):
    assert asked(text) == GarbageQuestion(item=item)


@pytest.mark.parametrize(
    "text",
    [
        "粗大ごみを出したい", "粗大ごみの申し込み方法", "ごみ袋の値段", "ごみ", "ごみ屋敷で困っている", "不法投棄を見つけた", "明日は開いていますか",
        "ごみ処理場の場所", "選挙はいつ", "確定申告はいつ", "ごみ袋はどこで買える", "資源回収の補助金", "何時まで開いていますか", "転入届はいつまで",
        "How much is a garbage bag?", "I want to throw away a sofa", "あ" * 70,
    ],
)  # fmt: skip
def test_other_questions_are_not_ours(text):
    assert asked(text) is None
