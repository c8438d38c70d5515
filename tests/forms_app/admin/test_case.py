"""One application's page: the pictures a resident sent."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from PIL import Image

from forms_app.models import Application
from forms_app.models.published import published_definition
from forms_app.services import attachments, review
from forms_app.services.draft import save_answers
from forms_app.services.submit import submit_application
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from municipalities.audit.wording import verb_of
from tests.factories import accounts, files, forms, residents

PHOTO = {"key": "photo", "type": "attachment", "label": "写真"}


@pytest.fixture
def section(in_town):
    return accounts.section(name="道路課")


@pytest.fixture
def file_with(section):
    """An application with one file."""

    def file_with(content: bytes, name: str = "穴.heic") -> Application:
        form = forms.published_form(section=section, definition=forms.definition(PHOTO))
        draft = forms.draft(form=form)
        question = published_definition(form.current_version_id).field("photo")
        stored = attachments.store_upload(draft=draft, field=question, upload=SimpleUploadedFile(name, content))
        save_answers(draft_id=draft.public_id, raw={"photo": [str(stored.public_id)]})
        return submit_application(draft_id=draft.public_id).application

    return file_with


@pytest.fixture
def look(town, town_client):
    """GET as a clerk of these sections."""

    def look(path: str, *sections):
        if sections:
            staff = accounts.staff(role=Role.CLERK, sections=sections)
            town_client.post("/admin/login/", {"username": staff.username, "password": accounts.PASSWORD})
        answer = town_client.get(path)
        connection.set_tenant(town)
        return answer

    return look


def picture_path(application: Application) -> str:
    arguments = [application.pk, application.attachments.get().public_id]
    return reverse("admin:forms_app_application_picture", args=arguments, urlconf="portal.urls_tenant")


def test_a_photo_of_a_phone_is_shown_as_a_jpeg_and_kept_as_sent(section, file_with, look):
    sent = files.phone_photo(orientation=6)
    application = file_with(sent)
    answer = look(picture_path(application), section)
    shown = Image.open(BytesIO(answer.content))
    assert (answer["Content-Type"], shown.format, shown.size) == ("image/jpeg", "JPEG", (32, 64))
    assert attachments.read_attachment(application.attachments.get()) == sent


def test_the_page_shows_the_picture_and_leads_to_the_file(section, file_with, look):
    application = file_with(files.phone_photo())
    page = look(f"/admin/forms_app/application/{application.pk}/change/", section).content.decode()
    assert (f'src="{picture_path(application)}"' in page, "穴.heic" in page) == (True, True)


def test_a_look_at_a_picture_leaves_a_row(section, file_with, look):
    application = file_with(files.phone_photo())
    look(picture_path(application), section)
    assert AuditRecord.objects.filter(action="application.file", object_id=str(application.pk)).count() == 1


def test_a_pdf_has_no_picture(section, file_with, look):
    assert look(picture_path(file_with(files.PDF, "図.pdf")), section).status_code == 404


@pytest.mark.parametrize("is_logged_in", [True, False])
def test_a_picture_is_not_shown_to_others(file_with, look, is_logged_in):
    path = picture_path(file_with(files.phone_photo()))
    others = (accounts.section(name="福祉課"),) if is_logged_in else ()
    assert look(path, *others).status_code == (403 if is_logged_in else 302)


def test_a_drawn_signature_is_shown_in_the_page(section, look):
    form = forms.published_form(
        section=section, definition=forms.definition({"key": "sign", "type": "signature", "label": "署名"})
    )
    application = forms.application(form=form, answers={"sign": {"drawn": files.drawn_signature()}})
    png = application.get_answers()["sign"]["png"]
    page = look(f"/admin/forms_app/application/{application.pk}/change/", section).content.decode()
    assert f'<img class="case-picture" src="data:image/png;base64,{png}" alt="署名">' in page


def print_path(application: Application) -> str:
    return reverse("admin:forms_app_application_print", args=[application.pk], urlconf="portal.urls_tenant")


def test_print_sheet_has_answers_and_history_but_no_notes(section, look):
    application = forms.application(form=forms.published_form(section=section))
    admin = accounts.staff(role=Role.TENANT_ADMIN)
    review.add_note(application=application, staff=admin, text="電話がつながらない")
    page = look(print_path(application), section).content.decode()
    seen = [
        word in page for word in ("岐阜 花子", application.receipt_number, "申請を受け付けました", "電話がつながらない")
    ]
    assert seen == [True, True, True, False]


def test_print_sheet_leaves_an_audit_row(section, look):
    application = forms.application(form=forms.published_form(section=section))
    look(print_path(application), section)
    record = AuditRecord.objects.get(action="application.print")
    assert (record.object_id, verb_of(record)) == (str(application.pk), "印刷用の書き出し")


def test_print_sheet_of_another_section_is_refused(section, look):
    application = forms.application(form=forms.published_form(section=section))
    answer = look(print_path(application), accounts.section(name="税務課"))
    assert (answer.status_code, AuditRecord.objects.filter(action="application.print").count()) == (403, 0)


def test_case_says_whether_the_applicant_has_a_log_in_and_not_more(section, look):
    form = forms.published_form(section=section)
    by_stranger, by_resident = forms.application(form=form), forms.application(form=form)
    Application.objects.filter(pk=by_resident.pk).update(resident=residents.resident(address="secret@example.jp"))
    pages = [
        look(reverse("admin:forms_app_application_change", args=[each.pk]), section).content.decode()
        for each in (by_stranger, by_resident)
    ]
    said = [re.search(r"申請者のログイン</dt>\s*<dd>(\S+)</dd>", page)[1] for page in pages]
    assert (said, "secret@example.jp" in pages[1], "058-272-1111" in pages[1]) == (["なし", "あり"], False, False)
