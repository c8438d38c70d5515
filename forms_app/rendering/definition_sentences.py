"""A form's definition in sentences for its designer: what a condition says, and what is wrong with a definition."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from forms_app.schema.conditions import All, AnyOf, Comparison, Condition, Not
from forms_app.schema.definition import Definition
from forms_app.schema.errors import DefinitionProblem
from forms_app.schema.field import Field
from forms_app.schema.fieldtypes.choice import option_labels
from forms_app.schema.fieldtypes.number import plain
from forms_app.schema.registry import field_type
from municipalities.support.japanese_calendar import with_wareki


@dataclass(frozen=True)
class Phrase:
    """「種類」が「その他」: a noun asks for の before とき, a verb or adjective does not."""

    text: str
    is_noun: bool = False

    def when(self) -> str:
        return (
            _("%(phrase)sのとき") % {"phrase": self.text}
            if self.is_noun
            else _("%(phrase)sとき") % {"phrase": self.text}
        )


def show_sentence(condition: Condition | None, definition: Definition) -> str:
    """`「種類」が「その他」のとき表示します。`, or '' where there is no condition."""
    return _("%(when)s表示します。") % {"when": phrase(condition, definition).when()} if condition else ""


def require_sentence(condition: Condition | None, definition: Definition) -> str:
    return _("%(when)s必須にします。") % {"when": phrase(condition, definition).when()} if condition else ""


def disable_sentence(condition: Condition | None, definition: Definition) -> str:
    return _("%(when)s入力できなくします。") % {"when": phrase(condition, definition).when()} if condition else ""


def refuse_sentence(condition: Condition | None, definition: Definition) -> str:
    return _("%(when)s受け付けません。") % {"when": phrase(condition, definition).when()} if condition else ""


def offer_sentence(condition: Condition | None, definition: Definition) -> str:
    return _("%(when)s選べます。") % {"when": phrase(condition, definition).when()} if condition else ""


CONDITION_SENTENCES = {
    "show_when": show_sentence,
    "require_when": require_sentence,
    "disable_when": disable_sentence,
    "refuse_when": refuse_sentence,
}


def phrase(condition: Condition, definition: Definition) -> Phrase:
    match condition:
        case All(parts):
            return _joined([phrase(part, definition) for part in parts], parts, _("、かつ"))
        case AnyOf(parts):
            return _joined([phrase(part, definition) for part in parts], parts, _("、または"))
        case Not(inner):
            return Phrase(_("（%(phrase)s）ではない") % {"phrase": phrase(inner, definition).text})
        case Comparison():
            return _comparison(condition, definition)


def _joined(phrases: list[Phrase], parts: tuple[Condition, ...], glue: str) -> Phrase:
    texts = [
        f"（{each.text}）" if isinstance(part, All | AnyOf) else each.text
        for each, part in zip(phrases, parts, strict=True)
    ]
    return Phrase(glue.join(texts), phrases[-1].is_noun or isinstance(parts[-1], All | AnyOf))


def _comparison(comparison: Comparison, definition: Definition) -> Phrase:
    field = definition.field(comparison.field)
    operand = comparison.operand
    values = operand if isinstance(operand, tuple) else (operand,)
    facts = {"name": field.label, "value": "".join(_shown(field, value) for value in values)}
    is_of_days = isinstance(values[0], date)
    if comparison.other is not None:
        facts["value"] = _("「%(label)s」") % {"label": definition.field(comparison.other).label}
        is_of_days = field_type(field.type).compares_as == "date"
    if comparison.operator in {"answered", "not_answered"}:
        return _presence(comparison.operator, field)
    if comparison.operator == "contains" and field.type == "choices":
        return Phrase(_("「%(name)s」で%(value)sを選んだ") % facts)
    if is_of_days and comparison.operator in DATE_PHRASES:
        text, is_noun = DATE_PHRASES[comparison.operator]()
    else:
        text, is_noun = PHRASES[comparison.operator]()
    return Phrase(text % facts, is_noun)


PHRASES: dict[str, Callable[[], tuple[str, bool]]] = {
    "equals": lambda: (_("「%(name)s」が%(value)s"), True),
    "not_equals": lambda: (_("「%(name)s」が%(value)s以外"), True),
    "in": lambda: (_("「%(name)s」が%(value)sのどれか"), True),
    "not_in": lambda: (_("「%(name)s」が%(value)s以外"), True),
    "contains": lambda: (_("「%(name)s」に%(value)sを含む"), False),
    "greater_than": lambda: (_("「%(name)s」が%(value)sより大きい"), False),
    "at_least": lambda: (_("「%(name)s」が%(value)s以上"), True),
    "less_than": lambda: (_("「%(name)s」が%(value)s未満"), True),
    "at_most": lambda: (_("「%(name)s」が%(value)s以下"), True),
}
DATE_PHRASES: dict[str, Callable[[], tuple[str, bool]]] = {
    "greater_than": lambda: (_("「%(name)s」が%(value)sより後"), True),
    "at_least": lambda: (_("「%(name)s」が%(value)s以降"), True),
    "less_than": lambda: (_("「%(name)s」が%(value)sより前"), True),
    "at_most": lambda: (_("「%(name)s」が%(value)s以前"), True),
}


def _presence(operator: str, field: Field) -> Phrase:
    given = operator == "answered"
    facts = {"name": field.label}
    match field.type:
        case "choice" | "choices":
            return Phrase((_("「%(name)s」を選んだ") if given else _("「%(name)s」を選んでいない")) % facts)
        case "document":
            return Phrase((_("「%(name)s」を了承した") if given else _("「%(name)s」を了承していない")) % facts)
        case "consent":
            return Phrase((_("「%(name)s」に同意した") if given else _("「%(name)s」に同意していない")) % facts)
        case "attachment":
            return Phrase((_("「%(name)s」にファイルがある") if given else _("「%(name)s」にファイルがない")) % facts)
    return Phrase((_("「%(name)s」に入力がある") if given else _("「%(name)s」に入力がない")) % facts)


def _shown(field: Field, value: Any) -> str:
    if isinstance(value, Decimal):
        return plain(value) + field_type(field.type).unit(field)
    if isinstance(value, date):
        return with_wareki(value)
    label = option_labels(field).get(value, value) if "options" in field.options else value
    return f"「{label}」"


# --- what is wrong -------------------------------------------------------------------------------------------------


def problem_sentence(problem: DefinitionProblem, whole: Any) -> str:
    """What is wrong and what to do. `whole`: the JSON that was refused. Total over errors.DEFINITION_CODES, whatever `whole` is."""
    facts = {"owner": owner_name(problem.path, whole), "name": _label_of(problem.params.get("field"), whole)}
    if problem.code == "shape":
        return _shape(problem, facts)
    return PROBLEMS[problem.code]() % {**problem.params, **facts}


PROBLEMS: dict[str, Callable[[], str]] = {
    "not_json": lambda: _("%(owner)sに、大きすぎる数があります。15桁までの数にしてください。"),
    "bad_text": lambda: _("%(owner)sに、目に見えない特殊な文字が入っています。いったん消して、入力し直してください。"),
    "too_big": lambda: _("フォームが大きくなりすぎました。設問や説明を減らしてください。"),
    "too_deep": lambda: _("%(owner)sの条件が複雑すぎます。条件を減らしてください。"),
    "duplicate_key": lambda: _("%(owner)sと同じ記号の項目が、もう1つあります。どちらかを削除してください。"),
    "reserved_key": lambda: _("%(owner)sの記号は、画面が使っているため使えません。"),
    "too_many_fields": lambda: _("設問は、1つのフォームに%(max)s個までです。設問を減らしてください。"),
    "unknown_field": lambda: _("%(owner)sの条件が、フォームにない設問を使っています。先にその条件を変えてください。"),
    "field_without_answer": lambda: _(
        "%(owner)sの条件に、入力欄のない「%(name)s」は使えません。ほかの設問を選んでください。"
    ),
    "later_field": lambda: _(
        "%(owner)sの条件が、後ろのページにある「%(name)s」を使っています。前のページか同じページの設問を選んでください。"
    ),
    "cycle": lambda: _("%(owner)sの条件が、めぐりめぐって自分自身を使っています。条件の設問を変えてください。"),
    "operator": lambda: _("%(owner)sの条件で、「%(name)s」にこの比べ方は使えません。別の比べ方を選んでください。"),
    "operand": lambda: _(
        "%(owner)sの条件の値が、「%(name)s」の答えと合いません。選択肢や数字、日付を確かめてください。"
    ),
    "limits": lambda: _("%(owner)sの下限が、上限より大きくなっています。どちらかを直してください。"),
    "no_such_day": lambda: _("%(owner)sに、ない日付が入っています。日付を確かめてください。"),
    "pattern": lambda: _("%(owner)sの書き方の決まり（正規表現）を読み取れません。記号の使い方を確かめてください。"),
    "nothing_to_read": lambda: _("%(owner)sに、読んでいただく本文か、リンク先を入力してください。"),
    "nothing_to_translate": lambda: _("%(owner)sに、日本語の文がない訳があります。訳を消してください。"),
    "takes_anything": lambda: _("%(owner)sに、受け取る内容の一覧か、書き方の決まりを入力してください。"),
    "never_personal": lambda: _("%(owner)sで、個人の情報を受け取ることはできません。設定を外してください。"),
    "duplicate_option": lambda: _("%(owner)sに、同じ選択肢が2つあります。どちらかを消してください。"),
    "type_in_row": lambda: _("%(owner)sのくり返しの中に、使えない種類の設問があります。ほかの種類に変えてください。"),
    "profile_in_row": lambda: _(
        "%(owner)sのくり返しの中の設問には、住民のプロフィールを入れられません。設定を外してください。"
    ),
    "outside_row": lambda: _(
        "%(owner)sのくり返しの中の条件には、同じ行の、その設問より前にある設問だけを使えます。条件を変えてください。"
    ),
    "formula_syntax": lambda: _(
        "%(owner)sの計算式の「%(near)s」のあたりを読み取れません。記号やかっこを確かめてください。"
    ),
    "formula_function": lambda: _("%(owner)sの計算式の「%(near)s」という計算はありません。つづりを確かめてください。"),
    "formula_arguments": lambda: _("%(owner)sの計算式の「%(near)s」に入れるものの数がちがいます。確かめてください。"),
    "formula_kind": lambda: _("%(owner)sの計算式で、数と日付などが混ざっています（%(near)s）。確かめてください。"),
    "formula_name": lambda: _(
        "%(owner)sの計算式の「%(near)s」は、計算に使えない設問です。数か日付の設問を選んでください。"
    ),
    "formula_long": lambda: _("%(owner)sの計算式が長すぎます。短くするか、2つの設問に分けてください。"),
}


def _shape(problem: DefinitionProblem, facts: dict[str, str]) -> str:
    place = problem.path.rpartition("/")[2]
    if (problem.params.get("rule"), place) in TOO_FEW:
        return TOO_FEW[problem.params["rule"], place]() % facts
    match problem.params.get("rule"):
        case "maxLength":
            return _("%(owner)sの文字が多すぎます。短くしてください。") % facts
        case "maxItems":
            return _("%(owner)sの中の数が多すぎます。減らすか、ページを分けてください。") % facts
        case "minimum" | "maximum":
            return _("%(owner)sの数が、使える範囲を超えています。確かめてください。") % facts
        case "minLength" | "required" | "minItems":
            return _("%(owner)sに、入力が足りないところがあります。確かめてください。") % facts
    return _("%(owner)sの設定を読み取れません。もう一度設定してください。") % facts


TOO_FEW: dict[tuple[str, str], Callable[[], str]] = {
    ("minItems", "fields"): lambda: _(
        "まとまりには、設問が1つ以上必要です。まとまりごと削除するか、ほかの設問を先に追加してください。"
    ),
    ("minItems", "groups"): lambda: _(
        "ページには、まとまりが1つ以上必要です。ページごと削除するか、ほかのまとまりを先に追加してください。"
    ),
    ("minItems", "pages"): lambda: _("フォームには、ページが1つ以上必要です。ほかのページを先に追加してください。"),
}


def owner_name(path: str, whole: Any) -> str:
    """「お名前」, まとまり「連絡先」, ページ「入力」: what stands at or above the place; このフォーム for the whole."""
    steps = path.split("/")
    if len(steps) >= 6 and isinstance(field := _at(whole, steps[:6]), dict):
        return _("「%(label)s」") % {"label": field.get("label") or _("名前のない設問")}
    if len(steps) >= 4 and isinstance(group := _at(whole, steps[:4]), dict):
        return (
            _("まとまり「%(title)s」") % {"title": group["title"]} if group.get("title") else _("見出しのないまとまり")
        )
    if len(steps) >= 2 and isinstance(page := _at(whole, steps[:2]), dict):
        return _("ページ「%(title)s」") % {"title": page.get("title", "")}
    return _("このフォーム")


def _at(whole: Any, steps: list[str]) -> Any:
    """None where nothing stands."""
    for step in steps:
        if isinstance(whole, list) and step.isdecimal() and int(step) < len(whole):
            whole = whole[int(step)]
        elif isinstance(whole, dict):
            whole = whole.get(step)
        else:
            return None
    return whole


def _label_of(key: object, whole: Any) -> str:
    """The label of the question with this key; the key itself where no such question stands."""
    for page in _list(whole, "pages"):
        for group in _list(page, "groups"):
            for field in _list(group, "fields"):
                if isinstance(field, dict) and field.get("key") == key:
                    return str(field.get("label", key))
    return str(key or "")


def _list(owner: Any, name: str) -> list[Any]:
    listed = owner.get(name) if isinstance(owner, dict) else None
    return listed if isinstance(listed, list) else []
