"""Anger without a question in it. Pure."""

import re

from municipalities.support.japanese_text import fold_width, to_hiragana

_WORDS = (
    "ばか", "馬鹿", "あほ", "阿呆", "くそ", "糞", "死ね", "しね", "役立たず", "やくたたず", "役に立たない", "使えない", "つかえない",
    "ふざけるな", "ふざけんな", "なめるな", "うざい", "うるさい", "黙れ", "だまれ", "税金泥棒", "ぜいきんどろぼう", "きもい", "ぶす",
    "消えろ", "ごみ以下", "ぽんこつ", "むかつく", "腹が立つ",
)  # fmt: skip
_AROUND = "(?:この|おまえ|お前|あんた|ほんとう?に?|本当に?|まじで?|とても|全然|ぜんぜん|もう|役所|役場|市役所|職員|ぼっと|[はがもの])*"
_ENDING = "(?:が|め|だ|です|な|ね|よ|や|か|野郎|やろう|すぎる|過ぎる|ろ|[！!？?。、〜ー〜w])*"
_INSULT = re.compile(f"{_AROUND}(?:{'|'.join(_WORDS)}){_ENDING}")


def is_insult(text: str) -> bool:
    """The whole of it: 「ごみの日も知らないのか、ばか」 is a question about garbage."""
    return _INSULT.fullmatch(to_hiragana(fold_width(text)).replace(" ", "")) is not None
