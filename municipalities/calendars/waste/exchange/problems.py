"""What an import could not take as it stood. Nothing is dropped in silence: whatever is not understood becomes one of these. Pure."""

from dataclasses import asdict, dataclass
from typing import Any

SENTENCES = {
    "missing_file": "ファイルがありません。",
    "missing_header": "1行目に列の名前がありません。1行目に「地名」などの列の名前を書いてください。",
    "undecodable": "文字として読めないところがあります。UTF-8かシフトJISで保存しなおしてください。",
    "unbalanced_quote": "「\"」が閉じていません。行ごとに読みました。内容を確かめてください。",
    "unknown_file": "取り込みに使わないファイルです。読んでいません。",
    "unknown_column": "取り込みに使わない列です。値は読んでいません。",
    "unnamed_column": "列の名前がありません。値は読んでいません。",
    "missing_column": "この行には、この列の値がありません。収集なしとして取り込みました。",
    "extra_cell": "列の名前より右に値があります。読んでいません。カンマの数を確かめてください。",
    "empty_name": "名前が空です。この行は取り込んでいません。",
    "unknown_token": "収集日の書き方として読めません。この部分は取り込んでいません。",
    "impossible_day": "暦にない日付です。取り込んでいません。",
    "wrong_weekday": "曜日と日付が合いません。日付の曜日で取り込みました。",
    "unknown_remark": "この番号の注意事項が remarks.csv にありません。",
    "duplicate_area": "同じ地名の行がすでにあります。同じ内容なので、1つにまとめました。",
    "same_name_area": "同じ地名で内容のちがう行があります。名前に番号をつけて、両方を取り込みました。",
    "duplicate_category": "同じ分類の行がすでにあります。はじめの行を使いました。",
    "duplicate_item": "同じ品目の行がすでにあります。1つにまとめました。",
    "unknown_category": "description.csv にない分類です。分類を加えて取り込みました。",
    "unknown_center": "このセンターが center.csv にありません。休止期間なしとして取り込みました。",
    "unknown_area": "この地区が area_days.csv にありません。この行は取り込んでいません。",
    "impossible_color": "色として読めません。標準の色を使いました。",
    "impossible_span": "休止期間の日付が読めないか、終わりが始まりより前です。この行は取り込んでいません。",
    "name_cut": "長すぎるため、途中までを取り込みました。",
}  # fmt: skip


@dataclass(frozen=True)
class Problem:
    """`row`: as a spreadsheet counts, 1 is the header; 0 for the whole file. `column`: 1 is the leftmost; 0 for the whole row."""

    file: str
    code: str
    row: int = 0
    column: int = 0
    column_name: str = ""
    token: str = ""

    @property
    def message(self) -> str:
        return SENTENCES[self.code]

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "message": self.message}

    def __str__(self) -> str:
        row = f"{self.row}行目" if self.row else ""
        column = f"{self.column}列目" if self.column else ""
        name = f"（{self.column_name}）" if self.column_name else ""
        token = f"「{self.token}」" if self.token else ""
        place = " ".join(part for part in (self.file, row, column + name, token) if part)
        return f"{place}：{self.message}"
