from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from forms_app.models import Form, WorkingCopyStep
from forms_app.services import edit, working_copy
from forms_app.services.errors import Conflict, NotPermitted
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from tests.factories import accounts, forms


@pytest.fixture
def form(in_town) -> Form:
    return forms.form(title="犬の登録")


@pytest.fixture
def clerk(form):
    return accounts.staff(sections=(form.section,))


def labels(form: Form) -> list[str]:
    form.refresh_from_db()
    return [field["label"] for field in form.draft_definition["pages"][0]["groups"][0]["fields"]]


def add(form: Form, staff, label: str) -> None:
    form.refresh_from_db()
    group = edit.with_group_keys(form.draft_definition)["pages"][0]["groups"][0]["key"]
    change = partial(edit.add_field, group_key=group, field={"type": "text", "label": label})
    edit.edit_definition(form=form, staff=staff, revision=form.revision, change=change)


def rename(form: Form, staff, label: str) -> None:
    def change(whole) -> None:
        whole["pages"][0]["groups"][0]["fields"][0]["label"] = label

    form.refresh_from_db()
    edit.edit_definition(form=form, staff=staff, revision=form.revision, change=change, subject="field:name")


def go(verb, form: Form, staff) -> list[str]:
    form.refresh_from_db()
    verb(form=form, staff=staff, revision=form.revision)
    return labels(form)


def test_undo_and_redo_walk_over_the_edits(form, clerk):
    first = labels(form)
    add(form, clerk, "あ")
    add(form, clerk, "い")
    walk = [go(verb, form, clerk)[len(first) :] for verb in (working_copy.undo,) * 2 + (working_copy.redo,) * 2]
    assert walk == [["あ"], [], ["あ"], ["あ", "い"]]


@pytest.mark.parametrize("verb", [working_copy.undo, working_copy.redo])
def test_nothing_to_undo_or_redo(form, clerk, verb):
    with pytest.raises(working_copy.NothingToUndo):
        verb(form=form, staff=clerk, revision=1)


def test_an_edit_after_undo_forgets_what_was_undone(form, clerk):
    first = labels(form)
    add(form, clerk, "あ")
    go(working_copy.undo, form, clerk)
    add(form, clerk, "い")
    assert go(working_copy.undo, form, clerk) == first
    assert go(working_copy.redo, form, clerk) == [*first, "い"]


def test_edits_of_one_subject_in_a_row_are_undone_together(form, clerk):
    first = labels(form)
    for label in ("氏", "氏名", "氏名（漢字）"):
        rename(form, clerk, label)
    assert go(working_copy.undo, form, clerk) == first


def test_edits_of_one_subject_by_two_people_are_two_steps(form, clerk):
    rename(form, clerk, "氏名")
    rename(form, accounts.staff(sections=(form.section,)), "お名前")
    assert go(working_copy.undo, form, clerk)[0] == "氏名"


def test_edits_of_one_subject_after_a_pause_are_two_steps(form, clerk):
    rename(form, clerk, "氏名")
    WorkingCopyStep.objects.update(made_at=timezone.now() - timedelta(minutes=11))
    rename(form, clerk, "お名前")
    assert go(working_copy.undo, form, clerk)[0] == "氏名"


def test_the_name_of_the_procedure_is_not_undone(form, clerk):
    add(form, clerk, "あ")
    form.refresh_from_db()
    edit.change_facts(form=form, staff=clerk, revision=form.revision, facts={"title": "犬の登録の届出"})
    go(working_copy.undo, form, clerk)
    assert form.draft_definition["title"] == "犬の登録の届出"


def test_only_the_last_hundred_steps_are_kept(form, clerk, monkeypatch):
    monkeypatch.setattr(working_copy, "MOST_STEPS", 2)
    for label in "あいうえ":
        add(form, clerk, label)
    assert list(form.steps.order_by("number").values_list("number", flat=True)) == [2, 3, 4]


def test_undo_of_a_stale_page_is_a_conflict(form, clerk):
    add(form, clerk, "あ")
    with pytest.raises(Conflict):
        working_copy.undo(form=form, staff=clerk, revision=1)


def test_undo_is_for_designers(form, clerk):
    add(form, clerk, "あ")
    with pytest.raises(NotPermitted):
        working_copy.undo(form=form, staff=accounts.staff(role=Role.READ_ONLY), revision=2)


def test_undo_leaves_an_audit_row(form, clerk):
    add(form, clerk, "あ")
    go(working_copy.undo, form, clerk)
    assert AuditRecord.objects.order_by("-id").values_list("action", "detail").first() == ("form.undo", {"revision": 3})


def test_steps_around_tell_what_can_be_undone_and_done_again(form, clerk):
    assert working_copy.steps_around(form) == (None, None)
    add(form, clerk, "あ")
    form.refresh_from_db()
    undone, redone = working_copy.steps_around(form)
    assert (undone.number, undone.made_by, redone) == (1, clerk, None)
    go(working_copy.undo, form, clerk)
    undone, redone = working_copy.steps_around(form)
    assert (undone, redone.number) == (None, 1)
