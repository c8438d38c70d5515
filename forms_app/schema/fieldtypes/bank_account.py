import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from municipalities.support.japanese_text import hyphens, katakana_reading

from .base import UNANSWERED, FieldType, clean_parts, require_parts

BANK, JAPAN_POST = "銀行・信用金庫・農協など", "ゆうちょ銀行"
JAPAN_POST_CODE = "9900"
ACCOUNT_TYPES = ("普通", "当座", "貯蓄")
LONGEST_HOLDER = 30
_LARGE = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－", "-"))
_HOLDER = re.compile(r"[ア-ヴー0-9A-Z ().,/「」￥-]+")
_KANJI_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


class BankAccount(FieldType):
    """Clean: {bank, bank_code, branch, branch_code, account_type, number, holder, symbol, postal_number}, where money is sent to.

    `number` has seven digits; the codes may be ''. `holder`: the kana of 全銀協規定フォーマット (no small kana; at most 30 signs, a
    voiced mark counting as one). An account of ゆうちょ銀行 is given as it is printed in its book (`symbol` 記号, `postal_number`
    番号) and is kept as other banks write it too, by the bank's own rule (ゆうちょ銀行「記号番号から振込用の店名・預金種目・口座番号への変換」):
    記号 1ab.. → branch ab8, 普通, 番号 without its last digit; 記号 0ab.. → branch ab9, 当座, 番号 as it is; seven digits, filled with 0.
    """

    name = "bank_account"
    label = "振込先の口座"
    explanation = "お金を振り込む口座を聞きます。ゆうちょ銀行の記号・番号は、振込用の番号に直します。"
    icon = "account_balance"
    is_personal = True
    parts = (
        "institution", "bank", "bank_code", "branch", "branch_code", "account_type", "number", "symbol", "postal_number", "holder",
    )  # fmt: skip
    cell_parts = (
        "bank", "bank_code", "branch", "branch_code", "account_type", "number", "holder", "symbol", "postal_number",
    )  # fmt: skip
    part_labels = {
        "institution": "口座のある金融機関",
        "bank": "金融機関の名前",
        "bank_code": "金融機関コード（4桁）",
        "branch": "支店の名前",
        "branch_code": "支店コード（3桁）",
        "account_type": "口座の種類",
        "number": "口座番号（7桁）",
        "symbol": "記号（5桁）",
        "postal_number": "番号（8桁まで）",
        "holder": "口座名義（カタカナ）",
    }
    inputmode = dict.fromkeys(("bank_code", "branch_code", "number", "symbol", "postal_number"), "numeric")
    sample = (
        {},
        {
            "institution": BANK, "bank": "岐阜銀行", "bank_code": "", "branch": "本店", "branch_code": "001",
            "account_type": "普通", "number": "0123456", "holder": "ギフ ハナコ",
        },
    )  # fmt: skip

    def choices_of(self, field: Field, part: str) -> tuple[str, ...]:
        return {"institution": (BANK, JAPAN_POST), "account_type": ACCOUNT_TYPES}.get(part, ())

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        typed = clean_parts(raw, self.parts, longest=100)
        if not any(typed.values()):
            return UNANSWERED
        institution = typed["institution"] or _told_by_the_rest(typed)
        if institution not in (BANK, JAPAN_POST):
            raise AnswerError("not_an_option", "institution")
        account = _at_japan_post(typed) if institution == JAPAN_POST else _at_bank(typed)
        require_parts(typed, ["holder"])
        return {**account, "holder": clean_holder(typed["holder"])}

    def display(self, field: Field, value: Any) -> str:
        codes = {part: f"（{value[part]}）" if value[part] else "" for part in ("bank_code", "branch_code")}
        place = f"{value['bank']}{codes['bank_code']} {value['branch']}{codes['branch_code']}"
        book = f"（記号{value['symbol']} 番号{value['postal_number']}）" if value["symbol"] else ""
        return f"{place} {value['account_type']} {value['number']}{book} {value['holder']}"

    def json_schema(self, field: Field) -> dict[str, Any]:
        properties = {part: {"type": "string", "maxLength": 100} for part in self.cell_parts}
        return {
            "type": "object",
            "properties": properties,
            "required": list(self.cell_parts),
            "additionalProperties": False,
        }

    def question(self, field: Field) -> str:
        return f"「{field.label}」を教えてください。通帳かキャッシュカードを見ながら入力してください。"

    def to_raw(self, field: Field, value: Any) -> object:
        return {"institution": JAPAN_POST if value["symbol"] else BANK, **value}


def _told_by_the_rest(typed: Mapping[str, str]) -> str:
    """Programs do not choose between two groups of inputs."""
    return JAPAN_POST if typed["symbol"] else BANK


def _at_bank(typed: Mapping[str, str]) -> dict[str, str]:
    require_parts(typed, ["bank"])
    if re.fullmatch("ゆうちょ(銀行)?", typed["bank"]):
        raise AnswerError("choose_japan_post", "institution")
    require_parts(typed, ["branch", "account_type", "number"])
    if typed["account_type"] not in ACCOUNT_TYPES:
        raise AnswerError("not_an_option", "account_type")
    bank_code, branch_code, number = (_digits(typed[part]) for part in ("bank_code", "branch_code", "number"))
    if not re.fullmatch("[0-9]{4}|", bank_code):
        raise AnswerError("not_a_bank_code", "bank_code")
    if not re.fullmatch("[0-9]{3}|", branch_code):
        raise AnswerError("not_a_branch_code", "branch_code")
    if not re.fullmatch("[0-9]{1,7}", number):
        raise AnswerError("not_an_account_number", "number")
    return {
        "bank": typed["bank"],
        "bank_code": bank_code,
        "branch": typed["branch"],
        "branch_code": branch_code,
        "account_type": typed["account_type"],
        "number": number.zfill(7),
        "symbol": "",
        "postal_number": "",
    }


def _at_japan_post(typed: Mapping[str, str]) -> dict[str, str]:
    require_parts(typed, ["symbol", "postal_number"])
    # A sixth digit is printed behind some symbols (12340-1): it says how often the book was made anew.
    symbol, number = _digits(typed["symbol"]), _digits(typed["postal_number"])
    if not re.fullmatch("[01][0-9]{4}[0-9]?", symbol):
        raise AnswerError("not_a_postal_symbol", "symbol")
    is_ordinary = symbol[0] == "1"
    if not re.fullmatch("[0-9]{1,7}1" if is_ordinary else "[0-9]{1,7}", number):
        raise AnswerError("not_a_postal_number", "postal_number")
    branch_code = symbol[1:3] + ("8" if is_ordinary else "9")
    return {
        "bank": JAPAN_POST,
        "bank_code": JAPAN_POST_CODE,
        "branch": branch_code.translate(_KANJI_DIGITS),
        "branch_code": branch_code,
        "account_type": "普通" if is_ordinary else "当座",
        "number": (number[:-1] if is_ordinary else number).zfill(7),
        "symbol": symbol[:5],
        "postal_number": number,
    }


def _digits(text: str) -> str:
    return re.sub("[- ]", "", hyphens(text))


def clean_holder(text: str) -> str:
    """As banks write it: ｷﾞﾌ ﾊﾅｺ, ぎふ　はなこ → ギフ ハナコ. Raises AnswerError."""
    holder = " ".join(katakana_reading(text.translate(_DASHES)).upper().translate(_LARGE).split())
    if not _HOLDER.fullmatch(holder):
        raise AnswerError("not_bank_kana", "holder")
    if len(unicodedata.normalize("NFD", holder)) > LONGEST_HOLDER:
        raise AnswerError("too_long", "holder", max=LONGEST_HOLDER)
    return holder
