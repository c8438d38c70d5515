"""The questions of a repeating question as lines of text: `続柄 | ひとつ選ぶ：父、母、子 | 必須`."""

import re
import secrets
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminTextareaWidget

from forms_app.schema.fieldtypes.repeat import NOT_IN_ROWS
from forms_app.schema.registry import FIELD_TYPES

REQUIRED_WORD = "必須"
MOST_LINES = 20


class RowLines(forms.CharField):
    """One question a line ↔ its JSON. A line whose label stays keeps its key and what the line cannot show."""

    widget = UnfoldAdminTextareaWidget

    def __init__(self, *, stored: list[dict[str, Any]], **kwargs: Any):
        self.stored = {question["label"]: question for question in stored}
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[dict[str, Any]]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if not lines:
            raise ValidationError(_("1行に1つずつ、くり返す設問を入力してください。"))
        if len(lines) > MOST_LINES:
            raise ValidationError(_("くり返す設問は20個までにしてください。"))
        questions = [self._question(line) for line in lines]
        labels = [question["label"] for question in questions]
        if twice := next((label for number, label in enumerate(labels) if label in labels[:number]), None):
            raise ValidationError(_("「%(label)s」が2回あります。どちらかを消してください。") % {"label": twice})
        return questions

    def _question(self, line: str) -> dict[str, Any]:
        label, *rest = [part.strip() for part in re.split(r"[|｜]", line)]
        words, _colon, options = (rest[0] if rest else "").replace(":", "：", 1).partition("：")
        kind = _type_named(words.strip(), line)
        stored = self.stored.get(label, {})
        kept = stored if stored.get("type") == kind else {}
        question = {"key": f"q_{secrets.token_hex(4)}", **kept, "type": kind, "label": label[:200]}
        question["required"] = REQUIRED_WORD in rest[1:]
        if "options" in FIELD_TYPES[kind].required_options:
            question["options"] = _options(options, kept.get("options", []), line)
        return question


def row_lines(questions: list[dict[str, Any]]) -> str:
    return "\n".join(_line(question) for question in questions)


def type_names() -> Mapping[str, str]:
    """What a designer writes → the type; only those that may stand in a row."""
    usable = (kind for name, kind in FIELD_TYPES.items() if name not in NOT_IN_ROWS)
    shown = {kind.label: kind.name for kind in usable if set(kind.required_options) <= {"options"}}
    return {re.sub(r"（.*", "", label): name for label, name in shown.items()} | shown


def _line(question: Mapping[str, Any]) -> str:
    words = FIELD_TYPES[question["type"]].label
    if options := question.get("options"):
        words += "：" + "、".join(option["label"] for option in options)
    return " | ".join([question["label"], words, *([REQUIRED_WORD] if question.get("required") else [])])


def _type_named(words: str, line: str) -> str:
    names = type_names()
    if words not in names:
        usable = "、".join(dict.fromkeys(re.sub(r"（.*", "", name) for name in names))
        raise ValidationError(
            _(
                "「%(line)s」の種類を読み取れません。「設問の名前 | 種類 | 必須」の形で、種類は %(usable)s から選んでください。"
            )
            % {"line": line[:40], "usable": usable}
        )
    return names[words]


def _options(text: str, stored: list[dict[str, Any]], line: str) -> list[dict[str, Any]]:
    labels = list(dict.fromkeys(label.strip() for label in re.split(r"[、,，]", text) if label.strip()))
    if not labels:
        raise ValidationError(
            _("「%(line)s」の選択肢がありません。「続柄 | ひとつ選ぶ：父、母、子」のように入力してください。")
            % {"line": line[:40]}
        )
    by_label = {option["label"]: option for option in stored}
    return [by_label.get(label, {"value": f"o_{secrets.token_hex(4)}", "label": label[:200]}) for label in labels]
