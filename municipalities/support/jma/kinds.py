"""Control/Title → データ種類コード. The XML itself does not carry the code, the file's name does; the title is what counts."""

import re
from unicodedata import normalize

# Read and judged. Titles after NFKC: 「（Ｒ０６）」 is (R06) here.
READ = {
    "気象特別警報・警報・注意報": "VPWW53",
    "気象警報・注意報(H27)": "VPWW54",
    "土砂災害警戒情報": "VXWW50",
    "指定河川洪水予報": "VXKO",
    "記録的短時間大雨情報": "VPOA50",
    "府県気象防災速報": "VPBS50",
    "竜巻注意情報": "VPHW50",
    "竜巻注意情報(目撃情報付き)": "VPHW51",
    "震度速報": "VXSE51",
    "震源・震度に関する情報": "VXSE53",
    "噴火警報・予報": "VFVO50",
    "噴火速報": "VFVO56",
}

# The system of 2026: one telegram for each phenomenon, named in the second brackets. The first that stands there.
READ_SINCE_2026 = (
    ("大雨", "VPWW55"),
    ("土砂", "VPWW56"),
    ("高潮", "VPWW57"),
    ("風", "VPWW58"),
    ("波浪", "VPWW59"),
    ("大雪", "VPWW60"),
    ("注意報", "VPWW61"),
)

# Known and left alone, with the sentence that says why.
LEFT_ALONE = {
    "震源に関する情報": "震源だけの情報で、市町村の震度がありません。震度は震源・震度情報で扱います。",
    "気象警報・注意報(R06)(集約通報)": "種類ごとの電文（VPWW55～61）と同じ内容をまとめ直したものです。",
    "気象警報・注意報時系列情報(R06)": "今後の見通しで、発表ではありません。",
    "津波警報・注意報・予報a": "津波予報区ごとの電文で、市町村の指定がありません。",
    "津波情報a": "津波予報区ごとの電文で、市町村の指定がありません。",
    "緊急地震速報(警報)": "携帯電話の緊急速報が先に届きます。",
}
LEFT_ALONE_OTHERWISE = "この種類の電文は扱いません。"
_SINCE_2026 = re.compile(r"気象警報・注意報\(R06\)\((.+)\)")
_CODE = re.compile(r"(?<![A-Z])(V[A-Z]{3}[0-9]{2})(?![0-9])")


def kind_of(title: str, *, file_name: str = "") -> str:
    """'' for a kind that is not read. The name of the file adds only what the title leaves open: which VXKO it is."""
    plain = normalize("NFKC", title).strip()
    kind = READ.get(plain) or _kind_since_2026(plain)
    named = _CODE.search(file_name)
    return named[1] if kind == "VXKO" and named and named[1].startswith("VXKO") else kind


def _kind_since_2026(plain_title: str) -> str:
    found = _SINCE_2026.fullmatch(plain_title)
    return next((kind for word, kind in READ_SINCE_2026 if found and word in found[1]), "")


def why_left_alone(title: str) -> str:
    return LEFT_ALONE.get(normalize("NFKC", title).strip(), LEFT_ALONE_OTHERWISE)
