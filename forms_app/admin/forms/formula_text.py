"""A formula as a clerk writes it, with the questions by their names: `「単価」×「個数」＋300`, `sum(「世帯員」の「年収」)`."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminTextInputWidget

from forms_app.schema.field import Field
from forms_app.schema.formula import LONGEST
from municipalities.support.japanese_text import hyphens

_SIGNS = str.maketrans({"×": "*", "÷": "/", "、": ",", "≧": "≥", "≦": "≤"})
_NAMES = re.compile("「([^「」]+)」(?:の「([^「」]+)」)?")
_KEYS = re.compile(r'"[^"]*"|[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?')


class FormulaText(forms.CharField):
    widget = UnfoldAdminTextInputWidget

    def __init__(self, *, usable: Sequence[Field], **kwargs: Any):
        self.usable = usable
        super().__init__(max_length=LONGEST * 4, **kwargs)

    def clean(self, value: Any) -> str:
        written = super().clean(value)
        formula = "".join(self._part(part) for part in re.split("(「[^「」]+」(?:の「[^「」]+」)?)", written))
        if "「" in formula or "」" in formula:
            raise ValidationError(_("設問の名前は「単価」のように、かぎかっこで1つずつ囲んでください。"))
        if len(formula) > LONGEST:
            raise ValidationError(_("計算式が長すぎます。短くするか、2つの設問に分けてください。"))
        return formula.strip()

    def _part(self, part: str) -> str:
        if named := _NAMES.fullmatch(part):
            return self._key(named[1], named[2])
        return hyphens(part.translate(_SIGNS)).replace("≥", ">=").replace("≤", "<=")

    def _key(self, label: str, column: str | None) -> str:
        field = next((field for field in self.usable if field.label == label), None)
        if field is None:
            raise ValidationError(
                _("「%(label)s」という設問が、このページまでにありません。設問の名前を確かめてください。")
                % {"label": label}
            )
        if column is None:
            return field.key
        inner = next((each for each in field.row_fields if each.label == column), None)
        if inner is None:
            raise ValidationError(
                _("「%(label)s」の中に「%(column)s」という設問がありません。") % {"label": label, "column": column}
            )
        return f"{field.key}.{inner.key}"


def formula_text(formula: str, usable: Sequence[Field]) -> str:
    """Keys by the names of their questions; one that is gone stands as it is."""
    names = {field.key: f"「{field.label}」" for field in usable}
    for field in usable:
        names |= {f"{field.key}.{inner.key}": f"「{field.label}」の「{inner.label}」" for inner in field.row_fields}
    return _KEYS.sub(lambda key: names.get(key[0], key[0]), formula)
