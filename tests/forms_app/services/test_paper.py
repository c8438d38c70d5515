from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from forms_app.models import Application, Form
from forms_app.models.published import published_definition
from forms_app.services import attachments, paper
from forms_app.services.draft import save_answers
from forms_app.services.errors import NotPermitted
from forms_app.services.publish import publish_form
from forms_app.services.submit import submit_application
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from tests.factories import accounts, files, forms


def words(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).replace(" ", "")


def test_resident_paper_has_the_password_only_where_asked(in_town):
    application = forms.application()
    papers = [paper.resident_paper(application=application, with_secret=asked) for asked in (True, False)]
    assert ["照会パスワード" in words(each) for each in papers] == [True, False]


def test_staff_paper_leaves_an_audit_row_for_each(in_town):
    applications = [forms.application(), forms.application()]
    paper.staff_paper(applications=applications, staff=accounts.staff(role=Role.TENANT_ADMIN))
    printed = AuditRecord.objects.filter(action="application.print").values_list("object_id", flat=True)
    assert sorted(printed) == sorted(str(each.pk) for each in applications)


def test_staff_paper_of_another_section_is_refused(in_town):
    clerk = accounts.staff(role=Role.CLERK, sections=(accounts.section(name="税務課"),))
    with pytest.raises(NotPermitted):
        paper.staff_paper(applications=[forms.application()], staff=clerk)


def test_paper_is_printed_in_the_version_it_was_filled_with(in_town):
    form = forms.published_form(definition=forms.definition({"key": "a", "type": "text", "label": "前の名前"}))
    application = forms.application(form=form, answers={"a": "答え"})
    form.refresh_from_db()
    form.draft_definition = forms.definition({"key": "a", "type": "text", "label": "新しい名前"})
    form.save()
    publish_form(form=form, staff=None, change_note="", revision=form.revision)
    said = words(paper.resident_paper(application=application, with_secret=False))
    assert ("前の名前" in said, "新しい名前" in said) == (True, False)


@pytest.fixture
def with_photos(in_town):
    """Applications with a photograph each."""

    def with_photos(count: int) -> list[Application]:
        form = forms.published_form(
            definition=forms.definition({"key": "photo", "type": "attachment", "label": "写真"})
        )
        return [_with_photo(form) for _number in range(count)]

    return with_photos


def _with_photo(form: Form) -> Application:
    draft = forms.draft(form=form)
    question = published_definition(form.current_version_id).field("photo")
    upload = SimpleUploadedFile("穴.jpg", files.road_photo())
    stored = attachments.store_upload(draft=draft, field=question, upload=upload)
    save_answers(draft_id=draft.public_id, raw={"photo": [str(stored.public_id)]})
    return submit_application(draft_id=draft.public_id).application


def images(content: bytes) -> int:
    return sum(len(page.images) for page in PdfReader(BytesIO(content)).pages)


def test_a_file_that_is_gone_is_told_and_the_rest_is_printed(with_photos):
    first, second = with_photos(2)
    attachments.file_path(first.attachments.get()).unlink()
    content = paper.staff_paper(applications=[first, second], staff=accounts.staff(role=Role.TENANT_ADMIN))
    assert (images(content), words(content).count("写真を開けない")) == (1, 1)


def test_too_many_photographs_are_named_only(with_photos, monkeypatch):
    monkeypatch.setattr(paper, "MOST_PICTURES", 1)
    applications, staff = with_photos(2), accounts.staff(role=Role.TENANT_ADMIN)
    together = paper.staff_paper(applications=applications, staff=staff)
    alone = paper.staff_paper(applications=applications[:1], staff=staff)
    assert (images(together), words(together).count("1件ずつPDFにする"), images(alone)) == (0, 2, 1)


def test_one_paper_costs_as_many_statements_as_ten(in_town, django_assert_num_queries):
    form, staff = forms.published_form(), accounts.staff(role=Role.TENANT_ADMIN)
    filed = [forms.application(form=form) for _number in range(10)]
    for count in (1, 10):
        chosen = list(Application.objects.with_relations().filter(pk__in=[each.pk for each in filed[:count]]))
        with django_assert_num_queries(2):  # the audit rows, the files
            paper.staff_paper(applications=chosen, staff=staff)


def test_nothing_is_recorded_where_one_is_refused(in_town):
    own, other = forms.application(), forms.application()
    clerk = accounts.staff(role=Role.CLERK, sections=(own.section,))
    with pytest.raises(NotPermitted):
        paper.staff_paper(applications=[own, other], staff=clerk)
    assert AuditRecord.objects.filter(action="application.print").count() == 0
