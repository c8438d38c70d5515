"""What the columns of the family are called, in its many hands. Pure."""

from .files import Table, folded

AREA = ("地名", "地区名", "地区", "町名", "地域名", "地域", "エリア", "収集地区", "町丁目", "自治会", "name", "area")
CENTER = "センター"
LABEL = ("label", "type", "分類", "種類", "ごみの種類", "ゴミの種類", "sublabel", "分別", "分別区分", "区分")
NAME = ("name", "品目", "品目名", "名前", "ごみの名前", "品名")
NOTICE = ("notice", "注意", "注意事項", "備考", "出し方", "ポイント")
FURIGANA = ("furigana", "ふりがな", "フリガナ", "読み", "よみ", "索引", "頭文字")
COLOR = ("bgcolor", "background", "color", "背景色", "色")


def center_place(table: Table) -> int | None:
    """`センター`, `センター（center.csvを使わない場合は空白化）`, `処理センター`"""
    wanted = (folded(CENTER), "center")
    return next((place for place, label in enumerate(table.header) if folded(label).startswith(wanted)), _ends(table))


def _ends(table: Table) -> int | None:
    return next((place for place, label in enumerate(table.header) if folded(label).endswith(folded(CENTER))), None)


def area_place(table: Table, *, before: int) -> int:
    """Of the columns before the first category the one that names the area: 地名 where there is one, else the last."""
    for label in AREA:
        place = table.place(label)
        if place is not None and place < before:
            return place
    return before - 1
