import pytest

from forms_app.schema.fieldtypes.bank_account import BANK, JAPAN_POST
from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, question, refusal

AT_A_BANK = {
    "institution": BANK, "bank": "十六銀行", "bank_code": "０１５３", "branch": "本店", "branch_code": "1-00",
    "account_type": "普通", "number": "12-345", "holder": "ぎふ　はなこ",
}  # fmt: skip
AT_JAPAN_POST = {"institution": JAPAN_POST, "symbol": "12180", "postal_number": "12345671", "holder": "ｷﾞﾌ ﾊﾅｺ"}


def test_clean_of_an_account_at_a_bank():
    assert clean("bank_account", AT_A_BANK) == {
        "bank": "十六銀行", "bank_code": "0153", "branch": "本店", "branch_code": "100", "account_type": "普通",
        "number": "0012345", "symbol": "", "postal_number": "", "holder": "ギフ ハナコ",
    }  # fmt: skip


def test_clean_of_an_ordinary_account_at_japan_post():
    assert clean("bank_account", AT_JAPAN_POST) == {
        "bank": "ゆうちょ銀行", "bank_code": "9900", "branch": "二一八", "branch_code": "218", "account_type": "普通",
        "number": "1234567", "symbol": "12180", "postal_number": "12345671", "holder": "ギフ ハナコ",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("symbol", "number", "expected"),
    [
        ("12180-2", "1", None),
        ("10020", "31", ("008", "普通", "0000003")),
        ("12180-2", "331", ("218", "普通", "0000033")),
        ("00800", "123456", ("089", "当座", "0123456")),
    ],
)
def test_clean_gives_the_number_that_other_banks_write(symbol, number, expected):
    raw = {**AT_JAPAN_POST, "symbol": symbol, "postal_number": number}
    if expected is None:
        assert refusal("bank_account", raw)[:2] == ("not_a_postal_number", "postal_number")
        return
    account = clean("bank_account", raw)
    assert (account["branch_code"], account["account_type"], account["number"]) == expected


def test_clean_ignores_what_the_other_kind_of_bank_asks():
    assert clean("bank_account", {**AT_JAPAN_POST, "bank": "x", "number": "x"}) == clean("bank_account", AT_JAPAN_POST)


@pytest.mark.parametrize("raw", [AT_A_BANK, AT_JAPAN_POST])
def test_clean_takes_its_own_shape(raw):
    account = clean("bank_account", raw)
    assert clean("bank_account", account) == account


def test_clean_of_nothing_is_unanswered():
    assert clean("bank_account", dict.fromkeys(AT_A_BANK, "")) is UNANSWERED


@pytest.mark.parametrize("part", ["bank", "branch", "account_type", "number", "holder"])
def test_clean_asks_for_what_is_missing(part):
    assert refusal("bank_account", {**AT_A_BANK, part: ""}) == ("part_required", part, {})


@pytest.mark.parametrize(
    ("part", "typed", "code"),
    [
        ("institution", "x", "not_an_option"),
        ("account_type", "定期", "not_an_option"),
        ("bank_code", "153", "not_a_bank_code"),
        ("branch_code", "1", "not_a_branch_code"),
        ("number", "12345678", "not_an_account_number"),
        ("number", "abc", "not_an_account_number"),
        ("holder", "岐阜 花子", "not_bank_kana"),
        ("holder", "ギフ＠", "not_bank_kana"),
    ],
)
def test_clean_refuses_a_slip_at_its_part(part, typed, code):
    assert refusal("bank_account", {**AT_A_BANK, part: typed}) == (code, part, {})


@pytest.mark.parametrize(("part", "typed"), [("symbol", "22180"), ("symbol", "123"), ("postal_number", "12345672")])
def test_clean_refuses_a_slip_of_the_book(part, typed):
    assert refusal("bank_account", {**AT_JAPAN_POST, part: typed})[1] == part


@pytest.mark.parametrize("bank", ["ゆうちょ", "ゆうちょ銀行"])
def test_clean_sends_japan_post_to_its_own_inputs(bank):
    assert refusal("bank_account", {**AT_A_BANK, "bank": bank}) == ("choose_japan_post", "institution", {})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("しゃちょう", "シヤチヨウ"),
        ("カ）ギフ", "カ)ギフ"),
        ("メリー", "メリー"),
        ("ａｂｃ　１", "ABC 1"),
        ("ヴァイオリン", "ヴアイオリン"),
    ],
)
def test_holder_is_written_as_banks_do(typed, kept):
    assert clean("bank_account", {**AT_A_BANK, "holder": typed})["holder"] == kept


def test_holder_counts_voiced_marks_as_banks_do():
    assert clean("bank_account", {**AT_A_BANK, "holder": "ガ" * 15})["holder"] == "ガ" * 15
    assert refusal("bank_account", {**AT_A_BANK, "holder": "ガ" * 16}) == ("too_long", "holder", {"max": 30})


@pytest.mark.parametrize("raw", [AT_A_BANK, AT_JAPAN_POST])
def test_to_raw_is_taken_again(raw):
    kind, value = field_type("bank_account"), clean("bank_account", raw)
    assert clean("bank_account", kind.to_raw(question("bank_account"), value)) == value


def test_display_reads_like_a_book():
    kind, field = field_type("bank_account"), question("bank_account")
    assert [kind.display(field, clean("bank_account", raw)) for raw in (AT_A_BANK, AT_JAPAN_POST)] == [
        "十六銀行（0153） 本店（100） 普通 0012345 ギフ ハナコ",
        "ゆうちょ銀行（9900） 二一八（218） 普通 1234567（記号12180 番号12345671） ギフ ハナコ",
    ]


def test_table_has_a_cell_for_each_part():
    kind, field = field_type("bank_account"), question("bank_account")
    cells = kind.cells(field, clean("bank_account", AT_A_BANK))
    assert list(cells) == list(kind.cell_parts)
    assert cells["number"] == "0012345"
