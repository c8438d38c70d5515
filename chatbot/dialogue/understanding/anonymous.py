"""A question without whoever asked it, for staff to learn from. Pure.

More is struck out than in the conversation itself, where names and numbers are needed: a word too few hurts nobody here.
"""

import re
from collections.abc import Callable

from chatbot.knowledge import text as japanese

from .personal import mask_personal

LONGEST = 200
NAME, NUMBER, BIRTHDAY, PLATE, ADDRESS = "〔氏名〕", "〔番号〕", "〔生年月日〕", "〔車のナンバー〕", "〔アドレス〕"
_MASK = re.compile(r"〔[^〔〕]{1,10}〕")
_D = "[0-9０-９]"
_DAY = rf"(?:(?:明治|大正|昭和|平成|令和|[MTSHR]){_D}{{1,2}}|(?:{_D}{{4}}))[年./-]{_D}{{1,2}}[月./-]{_D}{{1,2}}日?"
_MASKS = (
    (rf"{_DAY}\s*(?:生まれ|生れ|うまれ|生)", BIRTHDAY),
    (rf"(?:生年月日|誕生日)(?:は|が|:|：)?\s*{_DAY}", BIRTHDAY),
    (r"https?://\S+", ADDRESS),
    (rf"(?:岐阜|飛騨|名古屋|一宮|尾張小牧|[一-鿿]{{2,4}})\s?{_D}{{2,3}}\s?[ぁ-ん]\s?{_D}{{1,4}}-?{_D}{{0,2}}", PLATE),
    (rf"(?<![A-Za-z0-9])[A-Za-z]{{1,3}}{_D}{{6,10}}[A-Za-z]{{0,2}}(?![A-Za-z0-9])", NUMBER),
    (rf"{_D}{{5}}[-－ ]{_D}{{5}}|{_D}{{6,}}", NUMBER),
    (
        r"(?i:\b(?:my name is|i am called|this is|meu nome [ée]|me chamo|tên tôi là|tôi tên là|ang pangalan ko ay|ako si|"
        r"ako po si|mr\.?|ms\.?|mrs\.?|sr\.?|sra\.?)\s+)[^\W\d_][\w'’-]*(?:\s+[A-ZÀ-Ỹ][\w'’-]*){0,3}",
        NAME,
    ),
    (r"(?:我叫|我的名字(?:是|叫)|मेरो नाम)\s*[^\s，。,.!?、]{1,12}", NAME),
    (r"[ァ-ヴー]{2,}(?:[・＝= ][ァ-ヴー]{2,})+", NAME),
)
_PATTERNS = tuple((re.compile(pattern), mask) for pattern, mask in _MASKS)
_CALLED = re.compile(
    r"((?:名前|氏名|なまえ|名)(?:は|が|:|：)\s*)([^\s、。,.〔〕]{1,10}?)(?=です|と申|といい|と言い|。|、|\s|$)"
)
_TITLED = re.compile(r"([一-鿿ァ-ヴー]{1,6})(さん|様|君|くん|ちゃん|氏)(?=[ 　、。のがはをにとへもで]|$)")
_FRAME = frozenset(
    [
        "名前",
        "氏名",
        "申す",
        "言う",
        "申し上げる",
        "電話",
        "番号",
        "私",
        "様",
        "さん",
        "住所",
        "住む",
        "下さる",
        "願う",
        "宜しい",
    ]
)
_TITLES_OF_NOBODY = frozenset(
    [
        "皆",
        "お客",
        "客",
        "住民",
        "市民",
        "町民",
        "村民",
        "奥",
        "娘",
        "息子",
        "旦那",
        "子",
        "赤",
        "お子",
        "外国人",
        "業者",
        "職員",
        "担当者",
        "保護者",
        "患者",
        "利用者",
    ]
)


def anonymous(said: str, *, is_known: Callable[[str], bool]) -> str:
    """'' where little but personal data was said. `is_known`: whether the town's entries speak of a word (信長 of a festival)."""
    text = " ".join(mask_personal(said[: LONGEST * 3]).split())
    for pattern, mask in _PATTERNS:
        text = pattern.sub(mask, text)
    text = _CALLED.sub(rf"\g<1>{NAME}", text)
    text = _TITLED.sub(_titled, text)
    text = _without_names(text, is_known)[:LONGEST]
    return text if _says_something(text) else ""


def without_masks(text: str) -> str:
    """As it is searched and compared: what was struck out is no word of the question."""
    return " ".join(_MASK.sub(" ", text).split())


def _titled(found: re.Match[str]) -> str:
    return found[0] if found[1] in _TITLES_OF_NOBODY else f"{NAME}{found[2]}"


def _without_names(text: str, is_known: Callable[[str], bool]) -> str:
    """Surnames and given names by the dictionary, several in a row as one."""
    names = {surface for surface, term in _names(without_masks(text)) if not is_known(term)}
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, NAME)
    return re.sub(rf"{NAME}(?:[ 　・]?{NAME})+", NAME, text)


def _names(text: str) -> list[tuple[str, str]]:
    """The dictionary takes foreign words for names: those of other scripts are left to the patterns."""
    found = (token for token in japanese.tokens(text) if token.is_person)
    return [(token.surface, token.term) for token in found if japanese.is_japanese(token.surface)]


def _says_something(text: str) -> bool:
    """As many words as were struck out, and one at least, beside those that only tell who speaks."""
    words = [term for term in japanese.terms(without_masks(text)) if re.search(r"[^\W\d_]", term)]
    return len([word for word in words if word not in _FRAME]) >= max(1, len(_MASK.findall(text)))
