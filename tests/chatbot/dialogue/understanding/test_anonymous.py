import pytest

from chatbot.dialogue.understanding.anonymous import anonymous, without_masks


def struck(text: str) -> str:
    return anonymous(text, is_known={"信長"}.__contains__)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("佐藤花子です。住民票がほしい", "〔氏名〕です。住民票がほしい"),
        ("田中さんの家の前の道路に穴", "〔氏名〕さんの家の前の道路に穴"),
        ("息子の健太が保育園に入れない", "息子の〔氏名〕が保育園に入れない"),
        ("鈴木の住民税", "〔氏名〕の住民税"),
        ("名前は小泉八雲です。転入届", "名前は〔氏名〕です。転入届"),
        ("マリア・サントスのビザの更新", "〔氏名〕のビザの更新"),
        ("My name is Maria Santos and I lost my card", "〔氏名〕 and I lost my card"),
        ("meu nome é João Silva, preciso de ajuda", "〔氏名〕, preciso de ajuda"),
        ("我叫王小明 垃圾怎么扔", "〔氏名〕 垃圾怎么扔"),
        ("1980年5月6日生の国保", "〔生年月日〕の国保"),
        ("昭和50年3月2日生まれの年金", "〔生年月日〕の年金"),
        ("岐阜 300 あ 12-34 の車が止まっている", "〔車のナンバー〕 の車が止まっている"),
        ("12345-67890の申請はどうなりましたか", "〔番号〕の申請はどうなりましたか"),
        ("在留カード AB12345678CD をなくした", "在留カード 〔番号〕 をなくした"),
        ("https://example.jp/?id=1 が開けない", "〔アドレス〕 が開けない"),
        ("住民票を058-272-1111へ", "住民票を〔電話番号〕へ"),
    ],
)
def test_anonymous_strikes_out(said, kept):
    assert struck(said) == kept


@pytest.mark.parametrize(
    "said",
    ["信長まつりはいつですか", "長良川の花火", "皆さんの税金", "お子さんの予防接種", "さくら保育園の申込み", "職員さんの採用試験",
     "2026年4月1日から引っ越します", "子どもの名前を変えたい", "How do I register my dog?"],
)  # fmt: skip
def test_anonymous_leaves(said):
    assert struck(said) == said


@pytest.mark.parametrize(
    "said",
    [
        "佐藤 090-1111-2222 電話ください",
        "山本さん",
        "高橋美咲、昭和50年3月2日生まれ",
        "私の名前は山田太郎と申します",
        "あああ",
        "？",
        "",
    ],
)
def test_anonymous_keeps_nothing_of_what_is_mainly_personal(said):
    assert struck(said) == ""


def test_anonymous_is_cut():
    assert len(struck("ごみの日はいつですか。" * 100)) == 200


def test_without_masks_leaves_the_words_that_were_said():
    assert without_masks("〔氏名〕です。〔電話番号〕に住民票") == "です。 に住民票"
