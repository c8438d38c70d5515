"""What a calendar needs and the files do not say: lasting keys, a letter and a picture for each category. Pure."""

import hashlib
import re
from collections.abc import Iterable

KINDS = (
    (r"粗大|大型|大きな", "粗", "sofa"),
    (r"(燃|焼|もや|もえ)[^ぁ-ん]*(やさ|やせ|さ|せ|え)?ない|不燃|埋立|われもの|割れ物|破砕", "不", "broken"),
    (r"生ごみ|生ゴミ|厨芥", "生", "leaf"),
    (r"可燃|燃|焼却|もえる|もやす", "燃", "flame"),
    (r"ペット", "ペ", "bottle"),
    (r"プラ|トレイ|トレー|容器包装", "プ", "pack"),
    (r"電池|有害|危険|水銀|蛍光|スプレー", "有", "battery"),
    (r"家電|小型電", "電", "plug"),
    (r"びん|ビン|瓶", "び", "jar"),
    (r"缶|カン|金属", "缶", "can"),
    (r"布|衣|古着", "布", "shirt"),
    (r"紙|新聞|雑誌|ダンボール|段ボール", "紙", "paper"),
    (r"枝|葉|草|木くず|剪定", "枝", "leaf"),
    (r"ガラス|陶", "陶", "broken"),
    (r"資源|リサイクル", "資", "recycle"),
)
COLORS = {
    "flame": "#b3261e", "broken": "#1d4f91", "bottle": "#00696d", "pack": "#7a4e00", "battery": "#8f2d56", "plug": "#4a4a4a",
    "jar": "#2e6b2e", "can": "#5b3fa0", "shirt": "#9a3e8c", "paper": "#6b4a2b", "leaf": "#3d6b12", "sofa": "#4d4636",
    "recycle": "#0a6b4d", "bag": "#444444",
}  # fmt: skip
DEFAULT = "bag"
_SIGNS = re.compile(r"[^\W_]")


def lasting_key(name: str) -> str:
    """Ten signs that follow from the name: the same name is the same key, also after an import of everything anew."""
    return hashlib.sha256(name.encode()).hexdigest()[:10]


def icon_for(name: str) -> str:
    return next((icon for _letter, icon in _kinds_in(name)), DEFAULT)


def letter_for(name: str, taken: Iterable[str] = ()) -> str:
    """One sign for the category that no other has; of several possible ones the nearest."""
    taken = set(taken)
    usual = [letter for letter, _icon in _kinds_in(name)]
    digits = [str(number) for number in range(1, 10)]
    return next((sign for sign in [*usual, *_SIGNS.findall(name), *digits] if sign not in taken), "＊")


def _kinds_in(name: str) -> list[tuple[str, str]]:
    """(letter, icon) of what the name speaks of: what it names first comes first."""
    found = [
        (match.start(), place) for place, (pattern, *_rest) in enumerate(KINDS) if (match := re.search(pattern, name))
    ]
    return [KINDS[place][1:] for _start, place in sorted(found)]
