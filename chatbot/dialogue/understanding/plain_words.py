"""Words of any language as they compare: small letters, no accents on Latin ones, one space between. Pure.

Written for phones: Portuguese and Vietnamese are typed without accents as often as with them.
"""

import re
import unicodedata

_SIGNS = re.compile(r"[\s、。,.!?¿¡！？，．।「」『』()（）\[\]\"'’“”~〜…:;：；*#|/\\]+")
_LATIN_MARKS = re.compile("(?<=[a-zA-Z])[\u0300-\u036f]+")


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = _LATIN_MARKS.sub("", unicodedata.normalize("NFD", folded)).replace("đ", "d")
    return _SIGNS.sub(" ", unicodedata.normalize("NFC", bare)).strip()
