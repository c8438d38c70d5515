"""The words people have for days, in one writing each: らいげつ → 来月, ついたち → 1日, 一昨日 → おととい. Pure."""

import re

from municipalities.support.japanese_text import fold_width

from .numerals import with_digits

_MONTHS = ["いち", "に", "さん", "し", "ご", "ろく", "しち", "はち", "く", "じゅう", "じゅういち", "じゅうに"]
_DAYS = ["ついたち", "ふつか", "みっか", "よっか", "いつか", "むいか", "なのか", "ようか", "ここのか", "とおか"]
_WEEKDAYS = {"げつ": "月", "か": "火", "すい": "水", "もく": "木", "きん": "金", "ど": "土", "にち": "日"}
_PLAIN = {
    "一昨日": "おととい",
    "一昨昨日": "さきおととい",
    "一昨々日": "さきおととい",
    "一昨年": "おととし",
    "元日": "1月1日",
    "元旦": "1月1日",
    "大晦日": "12月31日",
    "大みそか": "12月31日",
    "おおみそか": "12月31日",
    "さらいげつ": "再来月",
    "らいげつ": "来月",
    "こんげつ": "今月",
    "せんげつ": "先月",
    "げつまつ": "月末",
    "さらいしゅう": "再来週",
    "らいしゅう": "来週",
    "こんしゅう": "今週",
    "せんしゅう": "先週",
    "さらいねん": "再来年",
    "らいねん": "来年",
    "ことし": "今年",
    "きょねん": "去年",
    "こんど": "今度",
    "つぎの": "次の",
    "しゅうかん": "週間",
    "ヶ月": "か月",
    "ヵ月": "か月",
    "ケ月": "か月",
    "カ月": "か月",
    "箇月": "か月",
    "個月": "か月",
    "半年": "6か月",
    "このまえの": "前の",
    "かげつ": "か月",
    "れいわ": "令和",
    "へいせい": "平成",
    "しょうわ": "昭和",
    "たいしょう": "大正",
    "がんねん": "元年",
    "はつか": "20日",
    **{f"{reading}よう": f"{sign}曜" for reading, sign in _WEEKDAYS.items()},
    **{f"{reading}がつ": f"{month}月" for month, reading in enumerate(_MONTHS, start=1)},
    **{f"月{reading}": f"月{day}日" for day, reading in enumerate(_DAYS, start=1)},
    **{f"月の{reading}": f"月{day}日" for day, reading in enumerate(_DAYS, start=1)},
}
_WORD = re.compile("|".join(sorted(_PLAIN, key=len, reverse=True)))
_NUMBER_READ_ALOUD = re.compile("(?<=[0-9])(ねん|がつ|にち)")
_LOOSE_SPACE = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")


def in_plain_writing(text: str) -> str:
    """Twice, for a day that is told by the month before it: しがつついたち → 4月ついたち → 4月1日."""
    text = _LOOSE_SPACE.sub("", fold_width(text))
    text = _NUMBER_READ_ALOUD.sub(lambda found: {"ねん": "年", "がつ": "月", "にち": "日"}[found[0]], text)
    for _ in range(2):
        text = _WORD.sub(lambda found: _PLAIN[found[0]], text)
    return with_digits(text)
