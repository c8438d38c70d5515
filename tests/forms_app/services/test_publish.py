import pytest

from forms_app.models import Form
from forms_app.schema.errors import DefinitionError
from forms_app.services.edit import replace_definition
from forms_app.services.errors import Conflict, NotPermitted
from forms_app.services.publish import publish_form, resume_form, stop_form
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from tests.factories import accounts, forms


@pytest.fixture
def form(in_town) -> Form:
    return forms.form()


@pytest.fixture
def clerk(form):
    return accounts.staff(sections=(form.section,))


def deeds() -> list[tuple[str, dict]]:
    return list(AuditRecord.objects.order_by("id").values_list("action", "detail"))


def test_publish_freezes_the_working_copy_as_the_next_version(form, clerk):
    publish_form(form=form, staff=clerk, change_note="はじめての公開", revision=1)
    second = forms.definition({"key": "remark", "type": "textarea", "label": "ご意見"})
    replace_definition(form=form, definition=second, staff=clerk, revision=2)
    publish_form(form=form, staff=clerk, change_note="ご意見だけにした", revision=3)
    rows = form.versions.order_by("number").values_list("number", "change_note", "published_by")
    assert list(rows) == [(1, "はじめての公開", clerk.pk), (2, "ご意見だけにした", clerk.pk)]
    assert list(form.versions.order_by("number").values_list("definition", flat=True)) == [
        form.draft_definition,
        second,
    ]


def test_publish_leaves_an_audit_row(form, clerk):
    publish_form(form=form, staff=clerk, change_note="x", revision=1)
    assert deeds() == [("form.publish", {"version": 1})]


def test_publish_refuses_a_stale_revision(form, clerk):
    replace_definition(form=form, definition=forms.definition(title="別"), staff=clerk, revision=1)
    with pytest.raises(Conflict) as refused:
        publish_form(form=form, staff=clerk, change_note="x", revision=1)
    assert refused.value.args[0].revision == 2
    assert form.versions.count() == 0


def test_publish_judges_the_saved_working_copy_and_not_the_one_in_memory(form, clerk):
    Form.objects.filter(pk=form.pk).update(draft_definition={"pages": []})
    with pytest.raises(DefinitionError):
        publish_form(form=form, staff=clerk, change_note="x", revision=1)
    assert form.versions.count() == 0


def test_stop_and_resume(form, clerk):
    publish_form(form=form, staff=clerk, change_note="x", revision=1)
    states = []
    for verb, revision in ((stop_form, 2), (resume_form, 3)):
        verb(form=form, staff=clerk, revision=revision)
        form.refresh_from_db()
        states.append((form.is_stopped, form.is_open()))
    assert states == [(True, False), (False, True)]
    assert [action for action, _detail in deeds()] == ["form.publish", "form.stop", "form.resume"]


def verbs(form, staff):
    return {
        "publish": lambda: publish_form(form=form, staff=staff, change_note="x", revision=1),
        "stop": lambda: stop_form(form=form, staff=staff, revision=1),
        "resume": lambda: resume_form(form=form, staff=staff, revision=1),
    }


@pytest.mark.parametrize("verb", ["publish", "stop", "resume"])
@pytest.mark.parametrize("role", [Role.READ_ONLY, Role.CLERK, Role.SECTION_MANAGER])
def test_no_verb_for_a_reader_or_another_section(form, verb, role):
    section = form.section if role == Role.READ_ONLY else accounts.section()
    with pytest.raises(NotPermitted):
        verbs(form, accounts.staff(role=role, sections=(section,)))[verb]()
    form.refresh_from_db()
    assert (form.revision, deeds()) == (1, [])


@pytest.mark.parametrize("verb", ["stop", "resume"])
def test_stop_and_resume_refuse_a_stale_revision(form, clerk, verb):
    Form.objects.update(revision=2)
    with pytest.raises(Conflict):
        verbs(form, clerk)[verb]()
