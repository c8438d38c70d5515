import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from forms_app.models.published import published_definition
from forms_app.services import attachments
from forms_app.services.errors import UploadRefused
from municipalities.tenancy.encryption import CannotOpen
from tests.factories import files, forms

PHOTO = {"key": "photo", "type": "attachment", "label": "写真", "accept": ["image"], "max_bytes": 5000}


@pytest.fixture
def store(in_town):
    form = forms.published_form(definition=forms.definition(PHOTO))
    draft = forms.draft(form=form)
    question = published_definition(form.current_version_id).field("photo")

    def store(content: bytes = files.PNG, name: str = "犬.png"):
        return attachments.store_upload(draft=draft, field=question, upload=SimpleUploadedFile(name, content))

    return store


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_store_upload_keeps_a_picture(store, format):
    content = files.picture(format)
    assert attachments.read_attachment(store(content)) == content


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"x" * 5001, "too_large"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kind_not_allowed"),
        (b"<html><script>alert(1)</script>", "kind_not_allowed"),
        (files.PDF, "kind_not_allowed"),
        (b"MZ" + b"\x00" * 64, "kind_not_allowed"),
        (files.PNG[:24], "content_mismatch"),
    ],
)
def test_store_upload_refuses_by_content_not_by_name(store, content, code):
    with pytest.raises(UploadRefused) as refused:
        store(content, "犬.png")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.png", "passwd.png"),
        ("C:\\Users\\花子\\写真.PNG", "写真.png"),
        ("a\x00b\n.exe", "ab.png"),
        ("", "file.png"),
        ("あ" * 300 + ".png", "あ" * 80 + ".png"),
        ("か\u3099.png", "が.png"),
    ],
)
def test_safe_name_is_a_plain_one_with_the_extension_of_the_content(given, kept):
    kind = attachments.detect_kind(files.PNG)
    assert attachments.safe_name(given, kind) == kept


def test_attachment_does_not_open_under_another_row(store):
    first, second = store(), store(files.picture("JPEG"))
    attachments.file_path(second).write_bytes(attachments.file_path(first).read_bytes())
    with pytest.raises(CannotOpen):
        attachments.read_attachment(second)


def test_attachment_lies_in_its_towns_folder(store, town):
    assert store().path.startswith(f"{town.schema_name}/")
