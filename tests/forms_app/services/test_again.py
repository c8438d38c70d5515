import pytest

from forms_app.models import Draft, Form
from forms_app.services.again import asked_anew, start_again
from forms_app.services.edit import replace_definition
from forms_app.services.errors import FormClosed
from forms_app.services.publish import publish_form
from municipalities.accounts.models import Role
from tests.factories import accounts, forms

QUESTIONS = (
    {"key": "applicant", "type": "name", "label": "お名前", "required": True},
    {"key": "day", "type": "date", "label": "使う日"},
    {"key": "agree", "type": "consent", "label": "同意", "required": True},
    {"key": "photo", "type": "attachment", "label": "写真"},
)
ANSWERS = {"applicant": forms.NAME, "day": "2026-11-23", "agree": "yes"}


@pytest.fixture
def application(in_town):
    return forms.application(form=forms.published_form(definition=forms.definition(*QUESTIONS)), answers=ANSWERS)


def test_new_draft_begins_with_the_answers_but_not_with_consents(application):
    draft = start_again(application=application)
    answers = draft.get_answers()
    assert (answers["applicant"]["family"], "day" in answers, "agree" in answers) == ("岐阜", True, False)
    assert Draft.objects.get(pk=draft.pk).get_answers() == answers


def test_what_is_asked_anew_is_named(application):
    assert [field.label for field in asked_anew(start_again(application=application))] == ["同意", "写真"]


def test_new_draft_is_of_the_version_published_now(application):
    form, admin = Form.objects.get(), accounts.staff(role=Role.TENANT_ADMIN)
    changed = forms.definition(QUESTIONS[0], {"key": "day", "type": "text", "label": "使う日"})
    replace_definition(form=form, staff=admin, revision=form.revision, definition=changed)
    form.refresh_from_db()
    publish_form(form=form, staff=admin, revision=form.revision, change_note="x")
    application.form.refresh_from_db()
    draft = start_again(application=application)
    assert (draft.form_version.number, list(draft.get_answers())) == (2, ["applicant"])


def test_closed_form_begins_no_more(application):
    Form.objects.update(is_stopped=True)
    with pytest.raises(FormClosed):
        start_again(application=application)
