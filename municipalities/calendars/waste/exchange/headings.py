"""What the columns of the family are called, in its many hands. Pure."""

from .files import Table, folded

AREA = "地名"
CENTER = "センター"
LABEL = ("label", "type", "分類", "種類", "ごみの種類", "ゴミの種類", "sublabel", "分別", "分別区分", "区分")
NAME = ("name", "品目", "品目名", "名前", "ごみの名前", "品名")
NOTICE = ("notice", "注意", "注意事項", "備考", "出し方", "ポイント")
FURIGANA = ("furigana", "ふりがな", "フリガナ", "読み", "よみ", "索引", "頭文字")
COLOR = ("bgcolor", "background", "color", "背景色", "色")


def center_place(table: Table) -> int | None:
    """`センター`, `センター（center.csvを使わない場合は空白化）`, `処理センター`; or the second column, where it has no name."""
    named = [folded(label) for label in table.header]
    ways = (
        lambda label: label.startswith((folded(CENTER), "center")),
        lambda label: label.endswith(folded(CENTER)),
    )
    for fits in ways:
        if (place := next((place for place, label in enumerate(named) if fits(label)), None)) is not None:
            return place
    return 1 if len(named) > 2 and not named[1] else None


def area_place(table: Table, *, before: int) -> int:
    """Of the columns before the first category the one that names the area: 地名 where there is one, else the last."""
    place = table.place(AREA)
    return place if place is not None and place < before else before - 1
