"""Which of the options a person means: by number, by its words, by their reading. Pure."""

import re
from collections.abc import Mapping, Sequence

from municipalities.support.japanese_text import fold_width

from .numerals import with_digits
from .spoken import bare, without_politeness

Options = Sequence[Mapping[str, str]]
"""As a definition holds them: `value`, `label`, perhaps `yomi`."""

LONGEST = 500
_COUNTED = {
    "ひとつめ": "1", "ふたつめ": "2", "みっつめ": "3", "よっつめ": "4", "いつつめ": "5",
    "いちばん": "1番", "にばん": "2番", "さんばん": "3番", "よんばん": "4番", "ごばん": "5番",
    "1番上": "1", "最初": "1", "さいしょ": "1",
}  # fmt: skip
_LAST = ("最後", "さいご", "1番下", "1番最後")
_ALL = ("全部", "ぜんぶ", "すべて", "全て", "みんな")
_NUMBERS = re.compile(r"(?:(?:^|と|、)[0-9]{1,3}(?:番[目め]?|ばんめ?|つ目|つめ|個目|め|目)?)+")
_BETWEEN = re.compile(r"[\s、。,.・&+/]+")
_KANJI = re.compile("[一-鿿]")
_TELLS_NOTHING = re.compile(
    "はい|いいえ|ある|ない|あり|なし|その他|そのほか|そのた|ほか|希望する|希望しない|必要|不要|する|しない|同意する"
)
_NOT_MEANT = re.compile("以外|いがい|じゃな|ではな|でない|ちがう|違う")


def choice_in(text: str, options: Options) -> str | list[str] | None:
    """The value; a list of values in the order of the options where several are named; None where it is not clear."""
    if len(text) > LONGEST:
        return None
    said = without_politeness(bare(text))
    found = _by_label(bare(text), options) or _by_label(said, options) or _by_number(text, options)
    if not found and said and not _NOT_MEANT.search(said):
        found = _by_words(said, options) or _by_part(said, options)
    return (found[0] if len(found) == 1 else found) or None


def named_in(sentence: str, options: Options) -> list[str]:
    """Values whose labels stand within a sentence that was not said to choose: none by number, reading or part."""
    if len(sentence) > LONGEST or _NOT_MEANT.search(sentence):
        return []
    told = [{"value": option["value"], "label": option["label"]} for option in options if _tells(option["label"])]
    return _by_words(bare(sentence), told)


def _tells(label: str) -> bool:
    return (
        len(bare(label)) >= 2
        and not _TELLS_NOTHING.fullmatch(bare(label))
        and bool(_KANJI.search(label) or len(label) > 2)
    )


def _by_label(said: str, options: Options) -> list[str]:
    found = [option["value"] for option in options if said and said in _names(option)]
    return found if len(found) == 1 else []


def _by_number(text: str, options: Options) -> list[str]:
    said = with_digits(without_politeness(_BETWEEN.sub("、", fold_width(text).strip(" 。、.!"))))
    said = _COUNTED.get(said, said)
    if said in _ALL:
        return [option["value"] for option in options]
    if said in _LAST:
        return [options[-1]["value"]]
    if not _NUMBERS.fullmatch(said):
        return []
    numbers = {int(number) for number in re.findall("[0-9]+", said)}
    if not all(1 <= number <= len(options) and not _is_another(number, options) for number in numbers):
        return []
    return [options[number - 1]["value"] for number in sorted(numbers)]


def _is_another(number: int, options: Options) -> bool:
    """「2」 where the second option is 「1回」 and another is 「2回」: it cannot be told which is meant."""
    named = [n for n, option in enumerate(options, start=1) if re.match(rf"{number}(?![0-9])", bare(option["label"]))]
    return bool(named) and named != [number]


def _by_words(said: str, options: Options) -> list[str]:
    """Labels that stand within what is said; a long one before the short one it holds."""
    named = sorted(((name, option["value"]) for option in options for name in _names(option)), key=lambda n: -len(n[0]))
    values = set()
    for name, value in named:
        if len(name) >= 2 and name in said:
            values.add(value)
            said = said.replace(name, " ")
    return [option["value"] for option in options if option["value"] in values]


def _by_part(said: str, options: Options) -> list[str]:
    """A part of one label only."""
    if len(said) < 2 and not "一" <= said <= "鿿":
        return []
    found = [option["value"] for option in options if any(said in name for name in _names(option))]
    return found if len(found) == 1 else []


def _names(option: Mapping[str, str]) -> list[str]:
    return [name for name in (bare(option["label"]), bare(option.get("yomi", ""))) if name]
