"""A difference as a clerk reads it: what became of each page, group and question, before and after side by side."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_app.rendering.definition_sentences import phrase
from forms_app.rendering.language_names import LANGUAGE_NAMES
from forms_app.rendering.profile_words import FACT_NAMES
from forms_app.schema.conditions import Condition
from forms_app.schema.definition import Definition
from forms_app.schema.difference import Change, difference
from forms_app.schema.field import Field, Group, Page
from forms_app.schema.registry import FIELD_TYPES, field_type

from .formula_text import formula_text
from .option_inputs import LABELS, WORDS, shown_day

FACTS = {
    "label": gettext_lazy("設問の名前"),
    "title": gettext_lazy("見出し"),
    "description": gettext_lazy("説明"),
    "help": gettext_lazy("補足の説明"),
    "example": gettext_lazy("入力例"),
    "required": gettext_lazy("必須かどうか"),
    "personal": gettext_lazy("個人の情報としての扱い"),
    "profile": gettext_lazy("住民のプロフィールから入れる内容"),
    "type": gettext_lazy("設問の種類"),
    "show_when": gettext_lazy("表示する条件"),
    "require_when": gettext_lazy("必須にする条件"),
    "disable_when": gettext_lazy("入力できなくする条件"),
    "refuse_when": gettext_lazy("受け付けない条件"),
    "refuse_message": gettext_lazy("受け付けないときの案内"),
    "refuse_stops": gettext_lazy("対象でない方を先へ進めない"),
}
CONDITIONS = ("show_when", "require_when", "disable_when", "refuse_when")
UNCONDITIONAL = {
    "show_when": gettext_lazy("いつも表示"),
    "require_when": gettext_lazy("条件なし"),
    "disable_when": gettext_lazy("条件なし"),
    "refuse_when": gettext_lazy("条件なし"),
}


@dataclass(frozen=True)
class Line:
    """`text` says what happened; `before` and `after` stand beside it where something was replaced."""

    text: str
    before: str = ""
    after: str = ""
    is_replaced: bool = False


@dataclass(frozen=True)
class Part:
    """One page, group or question, with all that happened to it."""

    name: str
    lines: list[Line] = attribute(default_factory=list)


def difference_parts(before: Definition, after: Definition) -> list[Part]:
    old, new = _Side(before), _Side(after)
    parts: dict[tuple[str, str, str], Part] = {}
    for change in difference(before, after):
        place = (change.kind, change.owner, change.key)
        side = old if change.what == "removed" else new
        parts.setdefault(place, Part(side.name(change))).lines.extend(_lines(change, old, new))
    return list(parts.values())


def _lines(change: Change, old: "_Side", new: "_Side") -> Iterator[Line]:
    match change.what:
        case "added":
            yield Line(_("増えました。"), after=new.outline(change))
        case "removed":
            yield Line(_("なくなりました。"), before=old.outline(change))
        case "moved":
            yield Line(_("場所が変わりました。"), old.where(change), new.where(change), is_replaced=True)
        case _ if change.fact == "translations":
            yield Line(_("%(languages)sの訳が変わりました。") % {"languages": _languages(change)})
        case _ if change.fact == "options":
            yield from _option_lines(change, old, new)
        case _:
            name = _fact_name(change, new)
            text = _("%(name)sが変わりました。") % {"name": name}
            yield Line(text, old.shown(change, change.before), new.shown(change, change.after), is_replaced=True)


def _languages(change: Change) -> str:
    changed = [name for tag, name in LANGUAGE_NAMES.items() if change.before.get(tag) != change.after.get(tag)]
    return "、".join(map(str, changed))


def _fact_name(change: Change, side: "_Side") -> str:
    if change.kind == "form":
        return _("手続の名前")
    return fact_name(change.fact, side.type_of(change))


def fact_name(fact: str, type_name: str) -> str:
    if fact in FACTS:
        return str(FACTS[fact])
    own = FIELD_TYPES[type_name].option_labels if type_name in FIELD_TYPES else {}
    known = own.get(fact) or LABELS.get(fact) or _of_any_type(fact)
    return re.sub("（.*", "", str(known[0]))


def _of_any_type(fact: str) -> tuple[Any, Any]:
    """What only the type that the question had before can have."""
    owners = (kind.option_labels[fact] for kind in FIELD_TYPES.values() if fact in kind.option_labels)
    return next(owners, (fact, ""))


# --- choices ---------------------------------------------------------------------------------------------------------


def _option_lines(change: Change, old: "_Side", new: "_Side") -> Iterator[Line]:
    before, after = (_by_value(side) for side in (change.before, change.after))
    both = [value for value in after if value in before]
    yield from _names(_("選べるようになりました。"), (after[v]["label"] for v in after if v not in before), is_new=True)
    yield from _names(_("選べなくなりました。"), (before[v]["label"] for v in before if v not in after))
    for value in both:
        yield from _one_option(
            before[value], after[value], (old.condition_of(change, value), new.condition_of(change, value))
        )
    if both != [value for value in before if value in after]:
        yield Line(_("選択肢の並び順が変わりました。"), _listed(change.before), _listed(change.after), is_replaced=True)


def _one_option(before: Mapping[str, Any], after: Mapping[str, Any], conditions: tuple[str, str]) -> Iterator[Line]:
    name = {"name": after["label"]}
    if before["label"] != after["label"]:
        yield Line(_("選択肢の名前が変わりました。"), before["label"], after["label"], is_replaced=True)
    if conditions[0] != conditions[1] or before.get("show_when") != after.get("show_when"):
        yield Line(_("選択肢「%(name)s」を出す条件が変わりました。") % name, *conditions, is_replaced=True)
    known = {"value", "label", "show_when"}
    rest = [{k: v for k, v in option.items() if k not in known} for option in (before, after)]
    if rest[0] != rest[1]:
        shown = [_words([*part.values()]) for part in rest]
        yield Line(_("選択肢「%(name)s」の読みなどが変わりました。") % name, *shown, is_replaced=True)


def _names(sentence: str, labels: Iterable[str], *, is_new: bool = False) -> Iterator[Line]:
    if text := "".join(f"「{label}」" for label in labels):
        yield Line(sentence, **{"after" if is_new else "before": text})


def _by_value(options: Any) -> dict[str, Mapping[str, Any]]:
    return {option["value"]: option for option in options or []}


def _listed(options: Any) -> str:
    return "、".join(option["label"] for option in options)


# --- one of the two definitions --------------------------------------------------------------------------------------


class _Row:
    """What `phrase` asks of a definition, for the conditions inside one repeating question."""

    def __init__(self, owner: Field):
        self._by_key = {question.key: question for question in owner.row_fields}

    def field(self, key: str) -> Field:
        return self._by_key[key]


class _Side:
    def __init__(self, definition: Definition):
        self.definition = definition
        groups = {group.key: group for page in definition.pages for group in page.groups}
        self.items: dict[tuple[str, str, str], Page | Group | Field] = {
            **{("page", "", page.key): page for page in definition.pages},
            **{("group", "", key): group for key, group in groups.items()},
            **{("field", "", field.key): field for field in definition.fields},
            **{("row", field.key, row.key): row for field in definition.fields for row in field.row_fields},
        }
        self.pages = {group.key: page for page in definition.pages for group in page.groups}

    def item(self, change: Change) -> Page | Group | Field | None:
        return self.items.get((change.kind, change.owner, change.key))

    def type_of(self, change: Change) -> str:
        item = self.item(change)
        return item.type if isinstance(item, Field) else ""

    def name(self, change: Change) -> str:
        match change.kind:
            case "form":
                return _("手続の名前")
            case "page":
                return _("ページ「%(title)s」") % {"title": self.item(change).title}
            case "group":
                return _group_name(self.item(change))
            case "row":
                owner = self.definition.field(change.owner).label
                return _("「%(owner)s」の中の「%(label)s」") % {"owner": owner, "label": self.item(change).label}
        return _("設問「%(label)s」") % {"label": self.item(change).label}

    def outline(self, change: Change) -> str:
        """What came or went, in a word: the type of a question; of a page or group, what stands in it."""
        item = self.item(change)
        if isinstance(item, Field):
            return field_type(item.type).label
        return "".join(f"「{field.label}」" for field in item.fields)

    def where(self, change: Change) -> str:
        match change.kind:
            case "page":
                return _("%(number)dページ目") % {"number": _number(self.definition.pages, change.key)}
            case "row":
                rows = self.definition.field(change.owner).row_fields
                return _("%(number)d番目") % {"number": _number(rows, change.key)}
            case "group":
                page = self.pages[change.key]
                facts = {"title": page.title, "number": _number(page.groups, change.key)}
                return _("ページ「%(title)s」の%(number)d番目のまとまり") % facts
        page, group = self.definition.groups_of[change.key]
        facts = {"title": page.title, "group": _group_name(group), "number": _number(group.fields, change.key)}
        if len(page.groups) == 1:
            return _("ページ「%(title)s」の%(number)d番目") % facts
        return _("ページ「%(title)s」、%(group)sの%(number)d番目") % facts

    def shown(self, change: Change, value: Any) -> str:
        item = self.item(change)
        if change.fact in CONDITIONS:
            return self._condition(change, getattr(item, change.fact)) or str(UNCONDITIONAL[change.fact])
        if value is None or value == "":
            return _("なし")
        show = SHOWN.get(change.fact)
        return show(value, self.definition) if show else _words(value)

    def condition_of(self, change: Change, value: str) -> str:
        """When this choice is offered."""
        item = self.item(change)
        return self._condition(change, item.option_conditions.get(value)) or _("いつも選べる")

    def _condition(self, change: Change, condition: Condition | None) -> str:
        scope: Any = _Row(self.definition.field(change.owner)) if change.kind == "row" else self.definition
        return phrase(condition, scope).when() if condition else ""


def _number(siblings: Sequence[Page | Group | Field], key: str) -> int:
    return [item.key for item in siblings].index(key) + 1


def _group_name(group: Group) -> str:
    if group.title:
        return _("まとまり「%(title)s」") % {"title": group.title}
    return _("「%(label)s」から始まるまとまり") % {"label": group.fields[0].label}


SHOWN: dict[str, Callable[[Any, Definition], str]] = {
    "type": lambda value, _definition: field_type(value).label,
    "profile": lambda value, _definition: str(FACT_NAMES[value]),
    "formula": lambda value, definition: formula_text(value, definition.fields),
    "min": lambda value, _definition: shown_day(str(value)),
    "max": lambda value, _definition: shown_day(str(value)),
    "max_bytes": lambda value, _definition: f"{value / 1024 / 1024:g}MB",
}


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return _("はい") if value else _("いいえ")
    if isinstance(value, list):
        return "、".join(_words(part) for part in value) or _("なし")
    return str(WORDS.get(value, value)) if isinstance(value, str) else str(value)
