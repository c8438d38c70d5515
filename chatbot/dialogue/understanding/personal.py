"""Personal data typed by mistake is struck out before anything is stored. Pure."""

import re

_D = "[0-9０-９]"
_DASH = "[-‐‑‒–—―−ー－ｰ]"
_GAP = f"(?:{_DASH}|[ 　])"
_N = "[0-9０-９〇一二三四五六七八九十百]"
_BEFORE, _AFTER = f"(?<!{_D})(?<!{_D}{_DASH})", f"(?!{_DASH}?{_D})"
_HIDDEN = re.compile(f"(?<={_D})[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+(?={_D})")
_YEAR = f"(?:19|20|１９|２０){_D}{{2}}{_DASH}"
_LETTER = "[A-Za-z0-9._%+\\-Ａ-Ｚａ-ｚ０-９．＿－]"

_MASKS = (
    (r"(?<![A-Za-z0-9-])(?=[2-8-]*[A-Z])[A-HJKMNP-Z2-8]{4}-[A-HJKMNP-Z2-8]{4}(?![A-Za-z0-9-])", "〔照会パスワード〕"),
    (rf"(?<!{_LETTER}){_LETTER}+[@＠]{_LETTER}+", "〔メールアドレス〕"),
    (rf"{_BEFORE}{_D}{{4}}(?:{_GAP}?{_D}{{4}}){{2}}{_GAP}?{_D}{{2,4}}{_AFTER}", "〔カード番号〕"),
    (rf"{_BEFORE}{_D}{{4}}{_GAP}{_D}{{6}}{_GAP}{_D}{{4,5}}{_AFTER}", "〔カード番号〕"),
    (rf"{_BEFORE}{_D}{{4}}(?P<gap>{_GAP}?){_D}{{4}}(?P=gap){_D}{{4}}{_AFTER}", "〔個人番号〕"),
    (rf"[+＋][8８][1１]{_GAP}?(?:[(（][0０][)）])?{_D}{{1,4}}(?:{_GAP}?{_D}{{2,4}}){{2}}{_AFTER}", "〔電話番号〕"),
    (rf"{_BEFORE}[(（]?[0０]{_D}{{9,10}}{_AFTER}", "〔電話番号〕"),
    (rf"{_BEFORE}[(（]?[0０]{_D}{{1,4}}(?:[)）]|{_GAP}|の|[(（]){_D}{{1,4}}(?:[)）]|{_GAP}|の){_D}{{3,4}}{_AFTER}", "〔電話番号〕"),
    (rf"{_N}{{1,4}}(?:丁目|番丁)[ 　]?{_N}{{1,4}}(?:番地?|{_DASH}|の|号|$|(?=[^0-9０-９年月日時分円人]))"
     rf"(?:の?{_DASH}?{_N}{{1,4}}号?)?(?:{_DASH}{_N}{{1,4}})?", "〔番地〕"),
    (rf"{_N}{{1,5}}番地?[ 　]?の?{_N}{{1,4}}号?|{_N}{{1,5}}番地", "〔番地〕"),
    (
        rf"(?:(?<=[町村市区字島田野原山川])[ 　]?(?!{_YEAR}){_D}{{1,5}}{_DASH}{_D}{{1,4}}"
        rf"|(?<=[一-鿿ぁ-んァ-ヶ])[ 　]?(?!{_YEAR}){_D}{{1,4}}{_DASH}{_D}{{1,3}}{_DASH}{_D}{{1,4}}){_AFTER}",
        "〔番地〕",
    ),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), mask) for pattern, mask in _MASKS)


def mask_personal(text: str) -> str:
    """Telephone, mail, twelve digits that may be an individual number, card-like digits, house numbers, receipt passwords. Towns and codes stay."""
    text = _HIDDEN.sub("", text)
    for pattern, mask in _PATTERNS:
        text = pattern.sub(mask, text)
    return text
