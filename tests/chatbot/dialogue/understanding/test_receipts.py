import pytest

from chatbot.dialogue.understanding.receipts import asks_for_status, hide_secret, number_in, secret_in


@pytest.mark.parametrize("text", ["12345-67890", "１２３４５－６７８９０", "1234567890です", "番号は12345 67890"])
def test_number_in_knows_its_shape(text):
    assert number_in(text).replace("-", "").replace(" ", "") == "1234567890"


@pytest.mark.parametrize("text", ["", "058-272-1111", "123456789012", "令和8年4月1日"])
def test_number_in_takes_nothing_else(text):
    assert number_in(text) is None


@pytest.mark.parametrize("text", ["ABCD-EF23", "abcdef23", "ＡＢＣＤ－ＥＦ２３", "12345-67890 ABCD EF23"])
def test_secret_in_knows_its_shape(text):
    assert secret_in(text).replace("-", "").replace(" ", "").upper() == "ABCDEF23"


def test_hide_secret_leaves_the_rest():
    assert hide_secret("12345-67890、ABCD-EF23です") == "12345-67890、〔照会パスワード〕です"


@pytest.mark.parametrize("text", ["申請のしかた", "空いている状況", "受付番号がわからない", "選挙の結果", ""])
def test_asks_for_status_is_no_other_question(text):
    assert asks_for_status(text) is False
