"""Does a sentence ask for nothing but the hours of the town hall, or where and how a section is reached? Pure.

Whatever is left when the known words are taken away is about something else (a library, the garbage): then it is not for us.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from municipalities.support.japanese_text import fold_width

from .dates import date_in
from .day_words import WEEKDAYS
from .municipal_words import in_japanese_words
from .plain_words import plain

LONGEST = 60
_HOURS = (
    "何時から何時まで|何時から|何時まで|何時に|何時|なんじから|なんじまで|なんじ|開庁時間|開庁日|開庁|閉庁日|閉庁|受付時間|営業時間|業務時間|営業日|営業|時間帯|時間"
    "|開いて(?:い)?(?:ます|る)|空いて(?:い)?(?:ます|る)|あいて(?:い)?(?:ます|る)|開き(?:ます)?|開く|閉まり(?:ます)?|閉まる"
    "|やって(?:い)?(?:ます|る)|休み|やすみ|休業|休館|お休み"
)
_CONTACT = "電話番号|でんわばんごう|電話|でんわ|連絡先|問い合わせ先|問合せ先|問合わせ先|番号|場所|どこに(?:あり|ある)|どこ|何階"
_DAYS = (
    "土曜日?|日曜日?|月曜日?|火曜日?|水曜日?|木曜日?|金曜日?|土日祝日?|土日|どようび|にちようび|祝日|祭日|休日|平日|週末"
    "|年末年始|年末|年始|お正月|正月|お盆|ゴールデンウィーク|昼休み|夜間|夜|朝"
    "|再来週|来週|今週|今度|次|今日|本日|きょう|明日|あした|あす|明後日|あさって|来年|今年"
    "|[0-9]{1,4}[年月日/.]|[0-9]{1,2}|令和|今|いま|まだ|もう"
)
_OFFICE = "市役所|町役場|村役場|役所|役場|市庁舎|本庁舎|庁舎|本庁|窓口|カウンター|そちら|代表"
_POLITE = (
    "教えて(?:ください|下さい|ほしい|くれ)?|おしえて(?:ください|下さい)?|知りたい|しりたい|でしょうか|ですか|ますか|ますか|です|ます"
    "|ください|下さい|いつ|何|なん|から|まで|いる|ある|あり|の|は|を|が|に|も|で|と|へ|か|ね|よ|お|って|、|。|・|[!?.,~ー]|\\s"
)
_HOURS_ABROAD = re.compile(
    r"\b(?:hours|open|closed?|when|time|horarios?|abre|aberta|fecha|gio|mo cua|dong cua|may gio|oras|bukas|sarado)\b|时间|几点|开门|关门|समय|खुल|कति बजे"
)
_OFFICE_IN_JAPANESE = "市役所 開庁時間"
"""What municipal_words.txt makes of the town hall and of its hours."""
_ASKS_HOURS, _ASKS_CONTACT = re.compile(_HOURS), re.compile(_CONTACT)
_KNOWN = re.compile("|".join((_HOURS, _CONTACT, _DAYS, _OFFICE, _POLITE)))
_WEEKDAY = re.compile("([月火水木金土日])曜|(どようび)|(にちようび)|(土日|週末)")
_ONE_DAY = re.compile("来週|今週|再来週|今度|次の|[0-9]")


@dataclass(frozen=True)
class OpeningQuestion:
    """`section`: the one that is named; `weekdays` (Monday is 0) or `day`: those that are asked for."""

    section: str = ""
    asks_contact: bool = False
    day: date | None = None
    weekdays: tuple[int, ...] = ()
    asks_holidays: bool = False
    asks_new_year: bool = False


def opening_question(text: str, *, today: date, sections: Sequence[str] = (), town: str = "") -> OpeningQuestion | None:
    said = "窓口の時間" if _asks_hours_abroad(text) else fold_width(text).strip()
    if not said or len(said) > LONGEST:
        return None
    section = next((name for name in sorted(sections, key=len, reverse=True) if fold_width(name) in said), "")
    rest = said.replace(fold_width(section), "") if section else said
    rest = rest.replace(f"{town}役所", "役所").replace(town, "") if town else rest
    asks_hours, asks_contact = _ASKS_HOURS.search(rest), _ASKS_CONTACT.search(rest)
    if _KNOWN.sub("", rest) or not (asks_hours or asks_contact or section):
        return None
    if asks_contact and not (asks_hours or section or _is_about_the_office(rest)):
        return None
    weekdays = () if _ONE_DAY.search(rest) else _weekdays(rest)
    return OpeningQuestion(
        section=section,
        asks_contact=bool(asks_contact) or not asks_hours,
        day=None if weekdays else date_in(rest, today=today),
        weekdays=weekdays,
        asks_holidays=any(word in rest for word in ("祝", "祭日", "休日")),
        asks_new_year=any(word in rest for word in ("年末", "年始", "正月")),
    )


def _asks_hours_abroad(text: str) -> bool:
    is_about_the_office = in_japanese_words(text) == _OFFICE_IN_JAPANESE
    return is_about_the_office and _HOURS_ABROAD.search(plain(text)) is not None


def _is_about_the_office(said: str) -> bool:
    """「どこですか」 alone may mean anything; a telephone number is the town hall's."""
    return bool(re.search(f"{_OFFICE}|電話|でんわ|連絡先|問", said))


def _weekdays(said: str) -> tuple[int, ...]:
    found: set[int] = set()
    for letter, saturday, sunday, weekend in _WEEKDAY.findall(said):
        found |= {WEEKDAYS.index(letter)} if letter else set()
        found |= {5} if saturday or weekend else set()
        found |= {6} if sunday or weekend else set()
    return tuple(sorted(found))
