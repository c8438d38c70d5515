import pytest

from chatbot.dialogue.understanding.personal import mask_personal


@pytest.mark.parametrize(
    ("typed", "masked"),
    [
        ("電話は058-272-1111です", "電話は〔電話番号〕です"),
        ("０９０－１２３４－５６７８", "〔電話番号〕"),
        ("09012345678まで", "〔電話番号〕まで"),
        ("058(272)1111", "〔電話番号〕"),
        ("090 1234 5678", "〔電話番号〕"),
        ("+81-58-272-1111", "〔電話番号〕"),
        ("090\u200b1234\u200b5678", "〔電話番号〕"),
        ("a.b+c@example.jp に送って", "〔メールアドレス〕 に送って"),
        ("ａｂ＠ｅｘａｍｐｌｅ．ｊｐ", "〔メールアドレス〕"),
        ("マイナンバーは123456789018です", "マイナンバーは〔個人番号〕です"),
        ("1234 5678 9018", "〔個人番号〕"),
        ("１２３４－５６７８－９０１８", "〔個人番号〕"),
        ("1234-5678-9012-3456", "〔カード番号〕"),
        ("4111111111111111", "〔カード番号〕"),
        ("3782 822463 10005", "〔カード番号〕"),
        ("薮田南2-1-1", "薮田南〔番地〕"),
        ("神田町10-2です", "神田町〔番地〕です"),
        ("薮田南二丁目1番1号に住んでいます", "薮田南〔番地〕に住んでいます"),
        ("神田町3丁目10", "神田町〔番地〕"),
        ("字山田123番地の4", "字山田〔番地〕"),
        ("今小町１－２－３の佐藤です", "今小町〔番地〕の佐藤です"),
        ("パスワードはABCD-2FGHです", "パスワードは〔照会パスワード〕です"),
    ],
)
def test_mask_personal_strikes_out(typed, masked):
    assert mask_personal(typed) == masked


@pytest.mark.parametrize(
    "typed",
    [
        "", "令和8年4月1日", "2026-11-30", "締切は2026-11-30", "〒500-8701", "12345-67890", "1番窓口", "3丁目の公園", "二丁目のごみ置き場",
        "市民1-2名", "2024-2025", "COVID-19", "ABCD-EFGH-1234", "10時から11時", "手数料は300円", "119", "👨‍👩‍👧 三人です",
    ],
)  # fmt: skip
def test_mask_personal_leaves(typed):
    assert mask_personal(typed) == typed


def test_mask_personal_of_a_very_long_text_is_quick():
    assert mask_personal("0" * 50_000 + "あ-" * 10_000) == "0" * 50_000 + "あ-" * 10_000


def test_mask_personal_twice_changes_nothing():
    once = mask_personal("神田町10-2、058-272-1111、a@example.jp")
    assert mask_personal(once) == once
