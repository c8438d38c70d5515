"""Does a sentence ask for nothing but what goes out when, or how to throw a thing away? Pure.

As with the opening hours: whatever is left when the known words are taken away is about something else (a fee, a bulky thing to
be fetched, a fly-tip), and then it is not for us.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from municipalities.support.japanese_text import fold_width, to_hiragana

from .dates import date_in
from .languages import language_of
from .municipal_words import in_japanese_words

LONGEST = 60
_SIGNS = re.compile(r"[\s、。・!?！？.,~〜「」『』（）()]+")
_GARBAGE = "ごみ収集日|ごみ収集|ごみ出し|ごみの日|ごみ|収集日|収集|回収日|回収|分別"
_DAYS = (
    "再来週|来週|今週|今度|次回|次|今日|本日|きょう|明日|あした|あす|明後日|あさって|しあさって|毎週|週"
    "|[月火水木金土日]曜日?|(?:[0-9]{1,4}年)?[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}日|年末年始|年末|年始|お正月|正月|朝"
)
_WHEN = "いつ|何曜日?|なんようび|何日|何時まで|何時|すけじゅる|かれんだ|日程|予定|の日|出せる日|出す日"
_WHAT = "何の|なんの|何ごみ|何|なに|なん|どの|どんな"
_PUT = "捨て(?:られ)?(?:ます|る|て|たら|れば|たい)?|出(?:せ|し)(?:ます|る|て|たら|たい)?|出す|出(?:る|ます)|集め(?:ます|る|て)|来(?:ます|る)|ある|あり(?:ます)?"
_POLITE = (
    "教えて(?:ください|下さい|ほしい)?|おしえて(?:ください|下さい)?|知りたい(?:です)?|でしょうか|ですか|ますか|なの|です|ます|ください|下さい"
    "|いい|よい|れば|たら|の|は|を|が|に|も|で|と|って|か|ね|よ|お|日|ん"
)
_KNOWN = re.compile("|".join((_GARBAGE, _DAYS, _WHEN, _WHAT, _PUT, _POLITE)))
_SPEAKS_OF_GARBAGE, _SPEAKS_OF_A_DAY, _ASKS_WHEN = re.compile(_GARBAGE), re.compile(_DAYS), re.compile(_WHEN)
_HOW = re.compile(
    "(?:の)?(?:捨て方|すて方|すてかた|出し方|だし方|だしかた|分別(?:方法)?|処分(?:方法|の仕方)?|捨てる方法|分け方)(?:は|を|が|って)?(?:教えて.*|知りたい.*|何.*|どう.*)?$"
    "|(?:を|は|って|も|なら)?(?:どう(?:やって|すれば|したら|いうふうに)?|どうやったら|どこ(?:に|へ)|何に|どの袋に|どのごみ(?:に|の日に)?)(?:捨て|すて|出せ|出し|出す|だせ|だし|処分|分別|入れ).*$"
    "|(?:を|は|って)?(?:何ごみ|なにごみ|なんのごみ|何のごみ|何に分別|どのごみ|燃えるごみ(?:ですか|か)|不燃ごみ(?:ですか|か)).*$"
    "|(?:を)?(?:捨てたい|すてたい|捨てるには.*|捨てられますか|捨ててもいい.*|捨てていい.*)(?:です|のですが|んですが|けど)?$"
)  # fmt: skip
_SAME = (
    ("燃えるごみ", "燃やすごみ", "燃やせるごみ", "可燃ごみ", "もえるごみ", "もやすごみ", "もやせるごみ", "可燃物"),
    ("燃えないごみ", "燃やさないごみ", "燃やせないごみ", "不燃ごみ", "もえないごみ", "もやさないごみ", "不燃物"),
    ("資源ごみ", "資源", "資源物", "りさいくるごみ", "りさいくる"),
    ("びん", "瓶", "空きびん"), ("缶", "かん", "空き缶"), ("古紙", "古紙類", "紙類"), ("粗大ごみ", "大型ごみ"),
    ("ぺっとぼとる", "ぺっと"), ("ぷらすちっく", "ぷら", "ぷらすちっくごみ", "ぷらごみ", "容器包装", "ぷらすちっく製容器包装"),
)  # fmt: skip
_ABROAD = {
    1: re.compile(r"\btomorrow\b|\bamanh[ãa]\b|ngày mai|\bngay mai\b|明天|\bbukas\b|भोलि"),
    0: re.compile(r"\btoday\b|\bhoje\b|hôm nay|\bhom nay\b|今天|\bngayon\b|आज"),
}
"""Days from today."""
_PARTS = re.compile("[・、/／]")


@dataclass(frozen=True)
class GarbageQuestion:
    """One of three: an `item` to throw away, a `category` (its key), or a `day`; with none of them: what goes out in the next days."""

    item: str = ""
    category: str = ""
    day: date | None = None


def may_be_about_garbage(text: str) -> bool:
    """Cheap: worth looking closer."""
    said = _folded(text)
    return bool(
        0 < len(text) <= LONGEST
        and (_SPEAKS_OF_GARBAGE.search(said) or _HOW.search(said) or _ASKS_WHEN.search(said) or language_of(text) != "ja")
    )  # fmt: skip


def garbage_question(text: str, *, today: date, categories: Mapping[str, str]) -> GarbageQuestion | None:
    """`categories`: key → name."""
    if not 0 < len(text) <= LONGEST:
        return None
    if language_of(text) != "ja":
        return _abroad(text, today)
    said = _folded(text)
    day = date_in(text, today=today)
    key, rest = _category_in(said, categories)
    if key and _is_nothing_else(rest) and (_ASKS_WHEN.search(rest) or _SPEAKS_OF_A_DAY.search(rest)):
        return GarbageQuestion(category=key)
    if _SPEAKS_OF_GARBAGE.search(said) and _is_nothing_else(said) and _is_asked(said):
        return GarbageQuestion(day=day)
    item = _HOW.sub("", said) if _HOW.search(said) else ""
    return GarbageQuestion(item=item) if 0 < len(item) <= 20 and not _SPEAKS_OF_A_DAY.fullmatch(item) else None


def _abroad(text: str, today: date) -> GarbageQuestion | None:
    """By its Japanese words; what it is besides is not known, so only short and plain ones."""
    words = in_japanese_words(text).split()
    if "ごみ" not in words or "粗大ごみ" in words:
        return None
    day = next((today + timedelta(days=ahead) for ahead, said in _ABROAD.items() if said.search(text.casefold())), None)
    return GarbageQuestion(day=day) if day or "収集日" in words else None


def _is_asked(said: str) -> bool:
    """「ごみ」 alone is asked about everything."""
    return bool(_SPEAKS_OF_A_DAY.search(said) or _ASKS_WHEN.search(said) or re.search("収集日|ごみの日|回収日", said))


def _is_nothing_else(said: str) -> bool:
    return not _KNOWN.sub("", said)


def _category_in(said: str, categories: Mapping[str, str]) -> tuple[str, str]:
    """The key of the category that is named, and what is said besides; the longest name goes before a part of it."""
    names = [(word, key) for key, name in categories.items() for word in _words_for(name)]
    for word, key in sorted(names, key=lambda pair: -len(pair[0])):
        if word in said:
            return key, said.replace(word, "", 1)
    return "", said


def _words_for(name: str) -> set[str]:
    folded = _folded(name)
    parts = {folded, *(_folded(part) for part in _PARTS.split(name))}
    for same in _SAME:
        if parts & set(same):
            parts |= set(same)
    return {part for part in parts if len(part) > 1 or part == "缶"}


def _folded(text: str) -> str:
    return _SIGNS.sub("", to_hiragana(fold_width(text)).replace("ー", "")).casefold()
