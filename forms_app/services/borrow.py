"""Questions of one form for another: a whole form as a new one, or some of its questions at the end of a page."""

import copy
from typing import Any

from django.db import transaction

from forms_app.models import Form
from forms_app.schema.conditions import fields_of
from forms_app.schema.definition import Definition, load
from forms_app.schema.field import Field
from forms_app.schema.registry import field_type
from forms_app.schema.renaming import CONDITIONS, rename_read
from municipalities.accounts.models import Section, StaffUser
from municipalities.audit.services import record

from .edit import create_form, edit_definition, find, new_key
from .versions import replaced_by

JSON = dict[str, Any]
COPIED_FACTS = (
    "summary",
    "description",
    "keywords",
    "category",
    "legal_basis",
    "needed_items",
    "duration_text",
    "fee_text",
    "processing_days",
    "retention_days",
)


def copy_form(*, source: Form, staff: StaffUser, section: Section, slug: str, title: str) -> Form:
    """The working copy and the guide of `source`, as a form that nobody sees yet.

    Raises NotPermitted, SlugTaken, NotWhole.
    """
    facts = {name: getattr(source, name) for name in COPIED_FACTS}
    with transaction.atomic():
        form = create_form(staff=staff, section=section, slug=slug, title=title, **facts)
        change = replaced_by(source.draft_definition)
        form = edit_definition(form=form, staff=staff, revision=form.revision, change=change)
        record(actor=staff, action="form.copy", target=form, detail={"form": source.slug})
    return form


def borrow_questions(
    *, form: Form, staff: StaffUser, revision: int, source: Form, keys: set[str], page_key: str
) -> list[str]:
    """To the end of the page, each group of `source` as a group. Returns the labels of what lost a condition, or was left out.

    Raises NotPermitted, Conflict, Gone, NotWhole, DefinitionError (`source`).
    """
    definition, told = load(source.draft_definition), []
    with transaction.atomic():

        def change(whole: JSON) -> None:
            told.extend(append_questions(whole, definition, keys, page_key))

        edit_definition(form=form, staff=staff, revision=revision, change=change)
    return told


def append_questions(whole: JSON, source: Definition, keys: set[str], page_key: str) -> list[str]:
    taken = closed_set(source, keys)
    new_keys = _new_keys(whole, source, taken)
    page = find(whole, "page", page_key)[1]
    told = [field.label for field in source.fields if field.key in keys - taken]
    for group in _groups(source.as_json()):
        fields = [copy.deepcopy(field) for field in group["fields"] if field["key"] in taken]
        if not fields:
            continue
        told += [field["label"] for field in fields if _drop_what_is_left(field, source, taken)]
        for field in fields:
            rename_read(field, new_keys)
            field["key"] = new_keys.get(field["key"], field["key"])
        facts = {name: group[name] for name in ("title", "description", "translations") if name in group}
        page["groups"].append({"key": new_key(whole, "group"), **facts, "fields": fields})
    return told


def closed_set(source: Definition, keys: set[str]) -> set[str]:
    """Without what calculates with a question that stays behind: no calculation is made of half its numbers."""
    taken = {field.key for field in source.fields if field.key in keys}
    while broken := {key for key in taken if not _computed_from(source.field(key)) <= taken}:
        taken -= broken
    return taken


def _computed_from(field: Field) -> frozenset[str]:
    return frozenset(key.partition(".")[0] for key in field_type(field.type).reads(field))


def _new_keys(whole: JSON, source: Definition, taken: set[str]) -> dict[str, str]:
    """Only for those that stand in the form already."""
    standing = {field["key"] for group in _groups(whole) for field in group["fields"]}
    clashing = [field for field in source.fields if field.key in taken & standing]
    return {field.key: new_key(whole, field.type) for field in clashing}


def _drop_what_is_left(field: JSON, source: Definition, taken: set[str]) -> bool:
    """Whether a condition of the copy read what was not copied, and is gone."""
    loaded = source.field(field["key"])
    lost = [name for name in CONDITIONS if name in field and not fields_of(getattr(loaded, name)) <= taken]
    for name in [*lost, *(("refuse_message", "refuse_stops") if "refuse_when" in lost else ())]:
        field.pop(name, None)
    options = [
        option
        for option in field.get("options", [])
        if not fields_of(loaded.option_conditions.get(option["value"])) <= taken
    ]
    for option in options:
        del option["show_when"]
    return bool(lost or options)


def _groups(whole: JSON) -> list[JSON]:
    return [group for page in whole["pages"] for group in page["groups"]]
