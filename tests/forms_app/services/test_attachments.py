import struct
import zlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from forms_app.models import Attachment, Draft
from forms_app.models.published import published_definition
from forms_app.schema.fieldtypes.attachment import DEFAULT_MAX_FILES
from forms_app.services import attachments
from forms_app.services.errors import DraftGone, UploadRefused
from municipalities.tenancy.encryption import CannotOpen
from tests.factories import files, forms

PHOTO = {"key": "photo", "type": "attachment", "label": "写真", "accept": ["image"], "max_bytes": 5000}


@pytest.fixture
def store(in_town):
    form = forms.published_form(definition=forms.definition(PHOTO))
    draft = forms.draft(form=form)
    question = published_definition(form.current_version_id).field("photo")

    def store(content: bytes = files.PNG, name: str = "犬.png", beside: tuple[str, ...] = ()):
        upload = SimpleUploadedFile(name, content)
        return attachments.store_upload(draft=draft, field=question, upload=upload, beside=beside)

    return store


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "HEIF"])
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


def test_store_upload_refuses_a_picture_of_too_many_pixels(store):
    """A small file that would fill the memory of whoever opens it."""
    with pytest.raises(UploadRefused) as refused:
        store(picture_header(20_000, 20_000))
    assert refused.value.code in {"too_large", "content_mismatch"}


def picture_header(width: int, height: int) -> bytes:
    """A PNG (ISO/IEC 15948 §11.2.1) that only says how large it is."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunk = struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))
    return b"\x89PNG\r\n\x1a\n" + chunk + b"\x00\x00\x00\x00IDAT\x35\xaf\x06\x1e"


def test_store_upload_of_the_same_file_again_is_the_one_that_is_there(store):
    first = store()
    again = store(beside=(str(first.public_id),))
    assert (again, Attachment.objects.count()) == (first, 1)


def test_store_upload_of_the_same_file_again_is_no_file_too_many(store):
    kept = [store(name=f"{number}.png") for number in range(DEFAULT_MAX_FILES)]
    assert store(name="0.png", beside=tuple(str(a.public_id) for a in kept)) == kept[0]


def test_store_upload_beyond_the_number_is_refused(store):
    kept = tuple(str(store(name=f"{number}.png").public_id) for number in range(DEFAULT_MAX_FILES))
    with pytest.raises(UploadRefused) as refused:
        store(name="another.png", beside=kept)
    assert (refused.value.code, refused.value.params) == ("too_many", {"max_files": DEFAULT_MAX_FILES})


def test_store_upload_for_a_draft_that_is_gone_keeps_nothing(committed_town, settings):
    form = forms.published_form(definition=forms.definition(PHOTO))
    draft = forms.draft(form=form)
    Draft.objects.all().delete()
    question = published_definition(form.current_version_id).field("photo")
    before = files_on_disk(settings.MEDIA_ROOT)
    with pytest.raises(DraftGone):
        attachments.store_upload(draft=draft, field=question, upload=SimpleUploadedFile("犬.png", files.PNG))
    assert (Attachment.objects.count(), files_on_disk(settings.MEDIA_ROOT)) == (0, before)


def files_on_disk(folder: str) -> set[Path]:
    return {path for path in Path(folder).rglob("*") if path.is_file()}


def test_attachment_does_not_open_under_another_row(store):
    first, second = store(), store(files.picture("JPEG"))
    attachments.file_path(second).write_bytes(attachments.file_path(first).read_bytes())
    with pytest.raises(CannotOpen):
        attachments.read_attachment(second)


def test_attachment_lies_in_its_towns_folder(store, town):
    assert store().path.startswith(f"{town.schema_name}/")
