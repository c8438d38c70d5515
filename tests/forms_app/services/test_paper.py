from io import BytesIO

import pytest
from pypdf import PdfReader

from forms_app.services import paper
from forms_app.services.errors import NotPermitted
from forms_app.services.publish import publish_form
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from tests.factories import accounts, forms


def words(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


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
