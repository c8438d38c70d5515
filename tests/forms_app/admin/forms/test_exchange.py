import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from forms_app.models import Form
from municipalities.accounts.models import Role
from tests.municipalities.accounts.visible_text import visible_text

from .conftest import definition


def text(response) -> str:
    return visible_text(response.content.decode())


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("form.json", content, content_type="application/json")


NEW = "/admin/forms_app/form/import/"


def test_a_form_leaves_and_comes_back_as_another(form, clerk, pages, section):
    written = pages.get("export/")
    assert written["Content-Disposition"] == 'attachment; filename="road.json"'
    response = pages.post(NEW, {"file": upload(written.content), "slug": "road-2", "section": section.pk})
    made = Form.objects.get(slug="road-2")
    assert (response.status_code, made.title, made.draft_definition["pages"][0]["key"]) == (302, form.title, "damage")


def test_a_version_is_written_as_it_was_published(form, clerk, pages):
    pages.post("publish/", {"change_note": "はじめての公開"})
    pages.post("field/thing/edit/", {"label": "壊れた物"})
    assert "壊れた物" not in pages.get("versions/1/export/").content.decode()
    assert pages.get("versions/9/export/").status_code == 404


def test_working_copy_is_replaced(form, clerk, pages):
    written = json.loads(pages.get("export/").content)
    written["definition"]["pages"].pop()
    response = pages.post("import/", {"file": upload(json.dumps(written).encode())})
    assert (response.status_code, len(pages.saved()["pages"])) == (302, 1)


def test_replacing_over_a_colleagues_edit_is_refused(form, clerk, pages):
    file = upload(pages.get("export/").content)
    assert pages.post("import/", {"file": file, "revision": 9}).status_code == 409


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "ファイルの中身を読み取れません"),
        (b"{", "ファイルの中身を読み取れません"),
        (b"{}", "手続フォームのファイルではありません"),
        (b" " * 1_100_000, "ファイルが大きすぎます"),
    ],
)
def test_refused_file_is_told(form, clerk, pages, content, sentence):
    response = pages.post("import/", {"file": upload(content)})
    assert (response.status_code, sentence in text(response)) == (422, True)


def test_definition_that_is_not_whole_is_told_in_sentences(form, clerk, pages):
    whole = json.loads(pages.get("export/").content)
    whole["definition"]["pages"][1]["groups"][0]["fields"][0]["key"] = "kind"
    response = pages.post("import/", {"file": upload(json.dumps(whole).encode())})
    assert "と同じ記号の項目が、もう1つあります" in text(response)


def test_nothing_chosen_is_told(form, clerk, pages):
    assert "ファイルを選んでください。" in text(pages.post("import/"))
    assert "ファイルを選んでください。" in text(pages.post(NEW))


def test_address_of_another_form_is_told(form, clerk, pages, section):
    file = upload(pages.get("export/").content)
    response = pages.post(NEW, {"file": file, "slug": "road", "section": section.pk})
    assert (response.status_code, Form.objects.count()) == (422, 1)


@pytest.mark.parametrize("role", [Role.READ_ONLY, Role.CLERK])
def test_others_may_not_replace(form, pages, log_in, role):
    log_in(role=role)
    assert pages.post("import/").status_code == 403
    assert pages.saved() == definition()
