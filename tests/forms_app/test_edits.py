"""500 random sequences of edits and publications, with drafts and applications in the middle: nothing stored ever changes."""

import copy
import random
from contextlib import suppress
from dataclasses import dataclass

import pytest

from forms_app.models import Application, Draft, Form, FormVersion
from forms_app.models.published import published_definition
from forms_app.rendering.nodes import walk
from forms_app.rendering.table import Column, Record, columns_of, fact_labels, row_of
from forms_app.schema.definition import Definition
from forms_app.schema.field import Field
from forms_app.schema.registry import field_type
from forms_app.services import edit
from forms_app.services.draft import save_answers, start_draft
from forms_app.services.publish import publish_form
from forms_app.services.submit import submit_application
from municipalities.accounts.models import Role, StaffUser
from tests.factories import accounts, forms

from .schema.questions import NEEDED

SEQUENCES = 500
MOST_QUESTIONS = 12
ANSWERS = {
    "text": "一", "textarea": "二\n三", "number": "4", "choice": "pear", "choices": ["apple", "fig"], "name": forms.NAME,
    "date": {"year": "令和8", "month": "11", "day": "23"}, "repeat": [{"item": "犬"}, {"item": "猫"}], "consent": "yes",
}  # fmt: skip


@dataclass(frozen=True)
class Filed:
    """What was true of an application on the day it was filed."""

    application: Application
    shown: list[tuple[str, str]]
    cells: dict[tuple[str, str], str]


@pytest.fixture
def staff(in_town) -> StaffUser:
    return accounts.staff(role=Role.TENANT_ADMIN)


def test_edits_change_nothing_that_is_stored(staff):
    form, chance = forms.published_form(), random.Random(20261123)
    filed, drafts, versions, columns = [], {}, {}, []
    for number in range(SEQUENCES):
        edit_at_random(form, staff, chance)
        form = publish(form, staff)
        versions[form.current_version_id] = copy.deepcopy(form.current_version.definition)
        filed.append(file_one(form))
        draft = start_draft(form=form)
        drafts[draft.pk] = (form.current_version_id, save_answers(draft_id=draft.public_id, raw={"remark": "途中"}))
        if number % 50 == 49:
            later = columns_so_far(form)
            assert names(later)[: len(columns)] == names(columns)
            columns = later
    assert len({str(definition) for definition in versions.values()}) > SEQUENCES / 2  # most edits were saved
    assert {v.pk: v.definition for v in FormVersion.objects.filter(pk__in=versions)} == versions
    assert {d.pk: (d.form_version_id, d.get_answers()) for d in Draft.objects.all()} == {
        pk: (version, draft.get_answers()) for pk, (version, draft) in drafts.items()
    }
    for before in filed:
        application = Application.objects.get(pk=before.application.pk)
        assert bytes(application.answers_sealed) == bytes(before.application.answers_sealed)
        assert (shown(application), cells(application, columns)) == (before.shown, before.cells)


def edit_at_random(form: Form, staff: StaffUser, chance: random.Random) -> None:
    def change(whole: dict) -> None:
        for _number in range(chance.randint(1, 4)):
            chance.choice(EDITS)(whole, chance)

    form.refresh_from_db()
    with suppress(edit.NotWhole, edit.Gone):  # what the kernel refuses is not saved: that too is the life of a form
        edit.edit_definition(form=form, staff=staff, revision=form.revision, change=change)


def publish(form: Form, staff: StaffUser) -> Form:
    form.refresh_from_db()
    publish_form(form=form, staff=staff, change_note="", revision=form.revision)
    form.refresh_from_db()
    return form


def file_one(form: Form) -> Filed:
    definition = published_definition(form.current_version_id)
    raw = {field.key: answer_to(field) for field in definition.answerable_fields if field.type in ANSWERS}
    draft = start_draft(form=form)
    save_answers(draft_id=draft.public_id, raw=raw)
    application = submit_application(draft_id=draft.public_id).application
    application.refresh_from_db()
    return Filed(application, shown(application), cells(application, columns_of([definition])))


def answer_to(field: Field) -> object:
    if "options" not in field.options:
        return ANSWERS[field.type]
    values = [option["value"] for option in field.options["options"]]
    return values if field.type == "choices" else values[-1]


def shown(application: Application) -> list[tuple[str, str]]:
    pages = walk(definition_of(application), application.get_answers())
    return [(node.label, node.text) for page in pages for node in page.answers]


def cells(application: Application, columns: list[Column]) -> dict[tuple[str, str], str]:
    """Only those with something in them: later versions add empty ones."""
    record = Record(application, definition_of(application), application.get_answers(), {})
    written = row_of(record, columns)[len(fact_labels()) :]
    return {(c.key, c.part): text for c, text in zip(columns, written, strict=True) if text}


def definition_of(application: Application) -> Definition:
    return published_definition(application.form_version_id)


def columns_so_far(form: Form) -> list[Column]:
    versions = form.versions.order_by("number").values_list("pk", flat=True)
    return columns_of([published_definition(pk) for pk in versions])


def names(columns: list[Column]) -> list[tuple[str, str]]:
    return [(column.key, column.part) for column in columns]


# --- edits ---------------------------------------------------------------------------------------------------------


def questions(whole: dict) -> list[dict]:
    return [field for page in whole["pages"] for group in page["groups"] for field in group["fields"]]


def add(whole: dict, chance: random.Random) -> None:
    if len(questions(whole)) >= MOST_QUESTIONS:
        delete(whole, chance)
        return
    kind = chance.choice(sorted(ANSWERS))
    group = chance.choice([group for page in whole["pages"] for group in page["groups"]])
    field = {"type": kind, "label": f"質問{chance.randint(1, 99)}", **copy.deepcopy(NEEDED.get(kind, {}))}
    edit.add_field(whole, group_key=group["key"], field=field)


def delete(whole: dict, chance: random.Random) -> None:
    edit.delete(whole, kind="field", key=chance.choice(questions(whole))["key"])


def move(whole: dict, chance: random.Random) -> None:
    edit.move(whole, kind="field", key=chance.choice(questions(whole))["key"], step=chance.choice([-1, 1]))


def duplicate(whole: dict, chance: random.Random) -> None:
    if len(questions(whole)) < MOST_QUESTIONS:
        edit.duplicate(whole, key=chance.choice(questions(whole))["key"], label=f"写し{chance.randint(1, 99)}")


def rename(whole: dict, chance: random.Random) -> None:
    chance.choice(questions(whole))["label"] = f"新しい名前{chance.randint(1, 999)}"


def require(whole: dict, chance: random.Random) -> None:
    field = chance.choice(questions(whole))
    if field["type"] in ANSWERS:
        field["required"] = chance.random() < 0.5


def retype(whole: dict, chance: random.Random) -> None:
    """The same key with another type: the worst a designer can do to a column."""
    field = chance.choice(questions(whole))
    kind = chance.choice(["text", "textarea", "number"])
    edit.replace(whole, kind="field", key=field["key"], facts={"type": kind, "label": field["label"]})


def hide(whole: dict, chance: random.Random) -> None:
    first, field = questions(whole)[0], chance.choice(questions(whole))
    if field is not first and field_type(first["type"]).takes_answer:
        field["show_when"] = {"field": first["key"], "operator": chance.choice(["answered", "not_answered"])}


def drop_an_option(whole: dict, chance: random.Random) -> None:
    chosen = [field for field in questions(whole) if len(field.get("options", [])) > 1]
    if chosen:
        options = chance.choice(chosen)["options"]
        options.pop(chance.randrange(len(options)))


EDITS = [add, add, add, delete, move, duplicate, rename, require, retype, hide, drop_an_option]
