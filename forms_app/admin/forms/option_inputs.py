"""The settings of a type of question as inputs: made from the type's own options_schema, so that a new type brings its own.

An input that was not touched keeps the JSON it stands for, whatever the input can show of it.
"""

import re
import secrets
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from forms_app.schema.field import Field
from forms_app.schema.fieldtypes.base import FieldType
from forms_app.schema.fieldtypes.date import BOUND_SCHEMA
from forms_app.schema.plain_json import LIMIT
from municipalities.support.japanese_text import fold_width

from .formula_text import FormulaText, formula_text
from .row_lines import RowLines, row_lines

CHOICE_LINES = {"options", "items"}
MEGABYTE = Decimal(1024 * 1024)
LABELS: dict[str, tuple[Any, Any]] = {
    "options": (
        gettext_lazy("選択肢（1行に1つ）"),
        gettext_lazy("上から順に並びます。さがしやすくする読みは「神田町｜かんだまち」のように付けます。"),
    ),
    "layout": (gettext_lazy("選択肢の見せ方"), ""),
    "min_choices": (gettext_lazy("選ぶ数の下限"), ""),
    "max_choices": (gettext_lazy("選ぶ数の上限"), ""),
    "min_length": (gettext_lazy("文字数の下限"), ""),
    "max_length": (gettext_lazy("文字数の上限"), ""),
    "pattern": (
        gettext_lazy("書き方の決まり（正規表現）"),
        gettext_lazy("決まった形の番号などに使います。例：4桁の数字なら [0-9]{4}。なければ空けておいてください。"),
    ),
    "pattern_message": (
        gettext_lazy("書き方が違うときの案内"),
        gettext_lazy("例：「登録番号は4桁の数字で入力してください。」"),
    ),
    "rows": (gettext_lazy("入力欄の高さ（行）"), ""),
    "min": (gettext_lazy("下限"), ""),
    "max": (gettext_lazy("上限"), ""),
    "integer": (gettext_lazy("小数を受け付けない"), ""),
    "decimals": (gettext_lazy("小数点以下の桁数の上限"), ""),
    "unit": (gettext_lazy("単位"), gettext_lazy("例：人、個、円")),
    "birthday": (
        gettext_lazy("生年月日として聞く"),
        gettext_lazy("ブラウザーが生年月日を自動で入力できるようになります。"),
    ),
    "min_files": (gettext_lazy("ファイルの数の下限"), ""),
    "max_files": (gettext_lazy("ファイルの数の上限"), gettext_lazy("空けておくと5件です。")),
    "max_bytes": (gettext_lazy("1件の大きさの上限（MB）"), gettext_lazy("20MBまで設定できます。")),
    "accept": (gettext_lazy("受け付けるファイル"), gettext_lazy("選ばなければ、どちらも受け付けます。")),
    "text": (gettext_lazy("本文"), ""),
    "formula": (
        gettext_lazy("計算式"),
        gettext_lazy(
            "設問の名前をかぎかっこで囲み、+ - × ÷ ( ) でつなぎます。例：「単価」×「個数」+ 300、sum(「世帯員」の「年収」)、"
            'if(age(「生年月日」, "2027-04-01") >= 65, 0, 500)。"today"は申請する日、"fiscal_year_end"はその年度の3月31日です。'
        ),
    ),
    "rounding": (gettext_lazy("端数の扱い"), ""),
    "fields": (
        gettext_lazy("くり返す設問（1行に1つ）"),
        gettext_lazy("「設問の名前 | 種類 | 必須」の形で書きます。例：続柄 | ひとつ選ぶ：父、母、子 | 必須"),
    ),
    "min_rows": (gettext_lazy("件数の下限"), ""),
    "max_rows": (gettext_lazy("件数の上限"), gettext_lazy("空けておくと10件です。")),
    "row_label": (gettext_lazy("1件の呼び方"), gettext_lazy("例：世帯員。「世帯員1」「世帯員2」と並びます。")),
    "link": (
        gettext_lazy("リンク先"),
        gettext_lazy("町のホームページのPDFなど。「https://」から入力します。"),
    ),
    "link_label": (gettext_lazy("リンクの名前"), gettext_lazy("例：利用規約（PDF）")),
    "edition": (gettext_lazy("版"), gettext_lazy("例：令和8年4月版。どの版を了承したかが、申請に残ります。")),
    "parameter": (
        gettext_lazy("リンクの目印"),
        gettext_lazy(
            "半角の英字で始めます。例：from と決めると、手続のページのアドレスに「?from=…」を付けて渡せます。"
        ),
    ),
    "allowed": (
        gettext_lazy("受け取る内容（1行に1つ）"),
        gettext_lazy("ここにない内容は受け取りません。住民の確認画面にも、このまま表示されます。"),
    ),
}
WORDS = {
    "radio": gettext_lazy("並べて見せる"),
    "japanese_era": gettext_lazy("元号を一覧から選ぶ"),
    "select": gettext_lazy("一覧を開いて選ぶ"),
    "search": gettext_lazy("言葉でさがして選ぶ（選択肢が多いとき）"),
    "image": gettext_lazy("写真・画像（JPEG、PNG、WebP、HEIC）"),
    "pdf": gettext_lazy("PDF"),
    "down": gettext_lazy("切り捨て"),
    "half_up": gettext_lazy("四捨五入"),
    "up": gettext_lazy("切り上げ"),
}


class ChoiceLines(forms.CharField):
    """One label a line ↔ [{value, label}]; `神田町｜かんだまち` says how it is read. A label that stays keeps its value; one that is reworded in its place too."""

    widget = UnfoldAdminTextareaWidget

    def __init__(self, *, stored: list[dict[str, str]], **kwargs: Any):
        self.stored = stored
        super().__init__(strip=False, **kwargs)

    def clean(self, value: Any) -> list[dict[str, str]]:
        typed = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        readings = {label: yomi for label, yomi in map(label_and_reading, typed) if yomi}
        lines = [label_and_reading(line)[0] for line in typed]
        if not lines:
            raise ValidationError(_("選択肢を1つ以上入力してください。"))
        if len(lines) > 500:
            raise ValidationError(_("選択肢は500個までにしてください。"))
        if long := next((line for line in lines if len(line) > 200), None):
            raise ValidationError(_("「%(start)s…」が長すぎます。200文字以内にしてください。") % {"start": long[:20]})
        if twice := next((line for number, line in enumerate(lines) if line in lines[:number]), None):
            raise ValidationError(_("「%(label)s」が2回あります。どちらかを消してください。") % {"label": twice})
        return [with_reading(option, readings) for option in with_values(lines, self.stored)]


def label_and_reading(line: str) -> tuple[str, str]:
    """`神田町｜かんだまち` → (神田町, かんだまち); a bar before anything but kana belongs to the label."""
    read = re.fullmatch(r"(.*?\S)\s*[|｜]\s*([ぁ-ゖァ-ヺー・\s]+)", line)
    return (read[1], read[2].strip()) if read else (line, "")


def with_reading(option: dict[str, Any], readings: Mapping[str, str]) -> dict[str, Any]:
    yomi = readings.get(option["label"])
    return {**{name: fact for name, fact in option.items() if name != "yomi"}, **({"yomi": yomi} if yomi else {})}


def option_line(option: Mapping[str, Any]) -> str:
    return f"{option['label']}｜{option['yomi']}" if option.get("yomi") else option["label"]


def with_values(labels: list[str], stored: list[dict[str, Any]]) -> list[dict[str, Any]]:
    whole = {option["value"]: option for option in stored}
    by_label = {option["label"]: option["value"] for option in stored}
    kept = {label: by_label[label] for label in labels if label in by_label}
    if len(labels) == len(stored):  # the same number: a new wording stands where the old one stood
        free = {number: option["value"] for number, option in enumerate(stored) if option["label"] not in labels}
        kept |= {label: free[number] for number, label in enumerate(labels) if label not in kept and number in free}
    values = [kept.get(label) or f"o_{secrets.token_hex(4)}" for label in labels]
    return [
        {**whole.get(value, {}), "value": value, "label": label} for value, label in zip(values, labels, strict=True)
    ]


class Lines(forms.CharField):
    """One text a line ↔ [text]. How many and how long, the kernel says."""

    widget = UnfoldAdminTextareaWidget

    def clean(self, value: Any) -> list[str]:
        return list(dict.fromkeys(line.strip() for line in super().clean(value).splitlines() if line.strip()))


class DayLimit(forms.CharField):
    """`今日`, `30日後`, `10日前`, `2026-04-01` ↔ `today`, `today+30d`, `today-10d`, `2026-04-01`."""

    widget = UnfoldAdminTextInputWidget

    def clean(self, value: Any) -> str:
        text = fold_width(super().clean(value)).replace(" ", "")
        if text in {"", "今日"}:
            return "today" if text else ""
        if moved := re.fullmatch(r"([0-9]{1,5})日(後|前)", text):
            return f"today{'+' if moved[2] == '後' else '-'}{int(moved[1])}d"
        if day := iso_day(text):
            return day
        raise ValidationError(_("「今日」「30日後」「10日前」、または「2026-04-01」のように入力してください。"))


def iso_day(text: str) -> str:
    """`2026年4月1日`, `2026/4/1`, `2026-04-01` → `2026-04-01`; '' for anything else. Whether that day exists, the kernel says."""
    day = re.fullmatch(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?", text)
    return f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" if day else ""


def shown_day(limit: str) -> str:
    if not limit.startswith("today"):
        return limit
    days = int(limit.removeprefix("today").removesuffix("d") or 0)
    if not days:
        return _("今日")
    return _("%(days)d日後") % {"days": days} if days > 0 else _("%(days)d日前") % {"days": -days}


def inputs(kind: FieldType, stored: Mapping[str, Any], usable: Sequence[Field] = ()) -> dict[str, forms.Field]:
    """One input for each option of the type, in its order. `stored`: the question's JSON; `usable`: what formulas may name."""
    return {name: _input(kind, name, schema, stored, usable) for name, schema in kind.options_schema.items()}


def _input(
    kind: FieldType, name: str, schema: Mapping[str, Any], stored: Mapping[str, Any], usable: Sequence[Field]
) -> forms.Field:
    label, help_text = kind.option_labels.get(name) or LABELS[name]
    common = {"label": label, "help_text": help_text, "required": name in kind.required_options}
    if name in CHOICE_LINES:
        return ChoiceLines(**common, stored=stored.get(name, []))
    if name == "formula":
        return FormulaText(**common, usable=usable)
    if name == "fields":
        return RowLines(**common, stored=stored.get(name, []))
    if name == "allowed":
        return Lines(**common)
    if name == "max_bytes":
        return forms.DecimalField(
            **common, min_value=Decimal("0.1"), max_value=20, decimal_places=1, widget=_decimal_widget()
        )
    if schema is BOUND_SCHEMA:
        hint = _("「今日」「30日後」「10日前」、または「2026-04-01」のように入力します。")
        return DayLimit(**{**common, "help_text": f"{hint}{help_text}"}, max_length=40)
    if "enum" in schema:
        choices = [("", _("指定しない")), *((word, WORDS[word]) for word in schema["enum"])]
        return forms.ChoiceField(**common, choices=choices, widget=UnfoldAdminSelectWidget)
    return _plain_input(schema, common)


def _plain_input(schema: Mapping[str, Any], common: dict[str, Any]) -> forms.Field:
    match schema["type"]:
        case "integer":
            limits = {"min_value": schema.get("minimum"), "max_value": schema.get("maximum", 500)}
            return forms.IntegerField(**common, **limits, widget=UnfoldAdminIntegerFieldWidget)
        case "number":
            limits = {"min_value": 1 - LIMIT, "max_value": LIMIT - 1}
            return forms.DecimalField(**common, **limits, max_digits=15, decimal_places=10, widget=_decimal_widget())
        case "boolean":
            return forms.BooleanField(**common, widget=UnfoldBooleanWidget)
        case "array":
            choices = [(word, WORDS[word]) for word in schema["items"]["enum"]]
            return forms.MultipleChoiceField(**common, choices=choices, widget=UnfoldAdminCheckboxSelectMultipleWidget)
    widget = UnfoldAdminTextareaWidget if schema["maxLength"] > 500 else UnfoldAdminTextInputWidget
    return forms.CharField(**common, max_length=schema["maxLength"], widget=widget)


def _decimal_widget() -> UnfoldAdminDecimalFieldWidget:
    return UnfoldAdminDecimalFieldWidget(attrs={"step": "any"})


def initial(kind: FieldType, stored: Mapping[str, Any], usable: Sequence[Field] = ()) -> dict[str, Any]:
    shown = {name: stored[name] for name in kind.options_schema if name in stored}
    for name in CHOICE_LINES & shown.keys():
        shown[name] = "\n".join(map(option_line, shown[name]))
    if "formula" in shown:
        shown["formula"] = formula_text(shown["formula"], usable)
    if "fields" in shown:
        shown["fields"] = row_lines(shown["fields"])
    if "allowed" in shown:
        shown["allowed"] = "\n".join(shown["allowed"])
    if "max_bytes" in shown:
        shown["max_bytes"] = round(Decimal(shown["max_bytes"]) / MEGABYTE, 1)
    for name, schema in kind.options_schema.items():
        if name in shown and schema is BOUND_SCHEMA:
            shown[name] = shown_day(shown[name])
    return shown


def options_json(kind: FieldType, form: forms.Form, stored: Mapping[str, Any]) -> dict[str, Any]:
    """What the inputs say, as the definition states it; empty ones are absent."""
    options = {}
    for name in kind.options_schema:
        value = _json(name, form.cleaned_data.get(name)) if name in form.changed_data else stored.get(name)
        if value is not False and value not in (None, "", []):  # 0 is a limit
            options[name] = value
    return options


def _json(name: str, value: Any) -> Any:
    if name == "max_bytes" and value is not None:
        return int(value * MEGABYTE)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
