"""What is different in a newer version, in sentences for the resident who was in the middle of the older one."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from forms_app.models import FormVersion
from forms_app.schema.definition import Definition
from forms_app.schema.field import Field
from forms_app.schema.fieldtypes.choice import option_labels
from forms_app.schema.registry import field_type


def mandatory_sentence(version: FormVersion) -> str:
    """Why a draft of an older version cannot be sent. Every door says the same words."""
    facts = {"reason": version.mandatory_reason.rstrip("。")}
    if version.stops_old_drafts:
        return _("様式が新しくなり、前の様式では申請できなくなりました。理由：%(reason)s。") % facts
    return _("様式が新しくなりました。これからは、新しい様式で申請してください。理由：%(reason)s。") % facts


def change_sentences(before: Definition, after: Definition) -> list[str]:
    old = {field.key: field for field in before.answerable_fields}
    new = {field.key: field for field in after.answerable_fields}
    return [
        *(_("「%(name)s」が増えました。") % {"name": f.label} for f in new.values() if f.key not in old),
        *(_("「%(name)s」がなくなりました。") % {"name": f.label} for f in old.values() if f.key not in new),
        *(sentence for key in new if key in old for sentence in _changes(old[key], new[key])),
    ]


def _changes(old: Field, new: Field) -> Iterator[str]:
    if old.label != new.label:
        yield _("「%(old)s」が「%(name)s」に変わりました。") % {"old": old.label, "name": new.label}
    for is_changed, sentence in CHANGES:
        if is_changed(old, new):
            yield sentence() % {"name": new.label}
    if old.type == new.type:
        yield from _option_changes(old, new)


CHANGES: list[tuple[Callable[[Field, Field], bool], Callable[[], str]]] = [
    (lambda old, new: old.type != new.type, lambda: _("「%(name)s」の答え方が変わりました。")),
    (lambda old, new: new.required and not old.required, lambda: _("「%(name)s」が必須になりました。")),
    (lambda old, new: old.required and not new.required, lambda: _("「%(name)s」は書かなくてもよくなりました。")),
    (
        lambda old, new: _conditions(old) != _conditions(new),
        lambda: _("「%(name)s」をおたずねする場合が変わりました。"),
    ),
    (
        lambda old, new: (old.help, old.example) != (new.help, new.example),
        lambda: _("「%(name)s」の説明が変わりました。"),
    ),
]


def _conditions(field: Field) -> tuple[object, ...]:
    return field.show_when, field.require_when, field.disable_when


def _option_changes(old: Field, new: Field) -> Iterator[str]:
    before, after = (option_labels(field) if "options" in field.options else {} for field in (old, new))
    if added := "".join(f"「{label}」" for value, label in after.items() if value not in before):
        yield _("「%(name)s」で、%(options)sを選べるようになりました。") % {"name": new.label, "options": added}
    if removed := "".join(f"「{label}」" for value, label in before.items() if value not in after):
        yield _("「%(name)s」で、%(options)sを選べなくなりました。") % {"name": new.label, "options": removed}
    if field_type(new.type).is_computed and _rules(old) != _rules(new):
        yield _("「%(name)s」の計算のしかたが変わりました。") % {"name": new.label}
    elif _rules(old) != _rules(new) or old.option_conditions != new.option_conditions:
        yield _("「%(name)s」の書き方の決まりが変わりました。") % {"name": new.label}


def _rules(field: Field) -> dict[str, object]:
    return {name: value for name, value in field.options.items() if name not in {"options", "rows", "layout"}}
