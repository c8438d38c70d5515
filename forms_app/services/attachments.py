"""Files of residents: checked by content and size, sealed on disk under MEDIA_ROOT/<schema>/, opened only through here."""

import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from forms_app.models import Attachment, Draft
from forms_app.schema.field import Field
from forms_app.schema.fieldtypes.attachment import DEFAULT_MAX_FILES
from municipalities.support import pictures
from municipalities.support.file_kinds import FileKind, detect_kind
from municipalities.tenancy.context import current_schema
from municipalities.tenancy.encryption import open_sealed, seal

from .errors import DraftGone, UploadRefused

DEFAULT_MAX_BYTES = 10 * 1024 * 1024
ACCEPTED_KINDS = {"image": ("jpeg", "png", "webp", "heic"), "pdf": ("pdf",)}


def store_upload(*, draft: Draft, field: Field, upload: UploadedFile, beside: Sequence[str] = ()) -> Attachment:
    """Keep one file for a field of a draft, which has those `beside` (public ids) already.

    The same file sent again (a double click, a page loaded anew) is the one that is there.
    Raises UploadRefused with a code, or DraftGone, and nothing kept.
    """
    content = read_upload(upload, max_bytes=max_bytes(field))
    kind = checked_kind(content, field)
    facts = {
        "draft": draft,
        "field_key": field.key,
        "name": safe_name(upload.name or "", kind),
        "digest": hashlib.sha256(content).hexdigest(),
    }
    sent_before = Attachment.objects.filter(**facts).first()
    if sent_before is not None and str(sent_before.public_id) in beside:
        return sent_before
    if len(beside) >= max_files(field):
        raise UploadRefused("too_many", max_files=max_files(field))
    return sent_before or _keep(Attachment(**facts, kind=kind.media_type, size=len(content)), content)


def _keep(attachment: Attachment, content: bytes) -> Attachment:
    attachment.path = f"{current_schema()}/{attachment.public_id.hex[:2]}/{attachment.public_id.hex}"
    # File first: a row without a file would be a promise broken; a file without a row is swept.
    write_sealed(attachment, content)
    try:
        with transaction.atomic():
            attachment.save()
    except IntegrityError as error:  # the draft was sent or discarded meanwhile
        file_path(attachment).unlink(missing_ok=True)
        raise DraftGone(attachment.draft_id) from error
    return attachment


def read_attachment(attachment: Attachment) -> bytes:
    """Raises encryption.CannotOpen for a file that is not this row's, FileNotFoundError for one that is gone."""
    return open_sealed(file_path(attachment).read_bytes(), place=attachment.place)


def read_picture(attachment: Attachment) -> bytes:
    """A JPEG to show; the file itself stays as it was sent. Raises also pictures.NotAPicture, pictures.TooManyPixels."""
    return pictures.shown_picture(read_attachment(attachment))


def remove(attachment: Attachment) -> None:
    path = file_path(attachment)
    attachment.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def remove_orphans(*, older_than: datetime) -> int:
    """Files whose question was hidden at submit, or whose row never came (the process died in between)."""
    orphans = list(Attachment.objects.filter(draft=None, application=None, created_at__lt=older_than))
    for attachment in orphans:
        remove(attachment)
    return len(orphans) + _remove_files_without_row(older_than)


def _remove_files_without_row(older_than: datetime) -> int:
    folder = Path(settings.MEDIA_ROOT) / current_schema()
    old = [path for path in folder.glob("*/*") if path.stat().st_mtime < older_than.timestamp()]
    names = {str(path.relative_to(settings.MEDIA_ROOT)): path for path in old}
    known = set(Attachment.objects.filter(path__in=names).values_list("path", flat=True))
    for name in names.keys() - known:
        names[name].unlink(missing_ok=True)
    return len(names.keys() - known)


def read_upload(upload: UploadedFile, *, max_bytes: int) -> bytes:
    if upload.size is None or upload.size > max_bytes:
        raise UploadRefused("too_large", max_bytes=max_bytes)
    content = upload.read()
    if not content:
        raise UploadRefused("empty")
    return content


def checked_kind(content: bytes, field: Field) -> FileKind:
    """What the bytes are, whatever name and header say; a picture must also decode."""
    kind = detect_kind(content)
    accepted = [name for group in field.options.get("accept", ["image", "pdf"]) for name in ACCEPTED_KINDS[group]]
    if kind is None or kind.name not in accepted:
        raise UploadRefused("kind_not_allowed", accepted=accepted)
    if kind.name != "pdf":
        check_picture(content)
    return kind


def check_picture(content: bytes) -> None:
    try:
        pictures.check_picture(content)
    except pictures.TooManyPixels as error:
        raise UploadRefused("too_large", max_pixels=pictures.MAX_PIXELS) from error
    except pictures.NotAPicture as error:
        raise UploadRefused("content_mismatch") from error


def safe_name(name: str, kind: FileKind) -> str:
    """The name for people: no path, no control characters, the extension of what the file is."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    stem = "".join(c for c in base if c.isprintable() and c not in '<>:"|?*').rsplit(".", 1)[0].strip(". ")[:80]
    return f"{stem or 'file'}.{kind.extension}"


def max_bytes(field: Field) -> int:
    return int(field.options.get("max_bytes", DEFAULT_MAX_BYTES))


def max_files(field: Field) -> int:
    return int(field.options.get("max_files", DEFAULT_MAX_FILES))


def file_path(attachment: Attachment) -> Path:
    return Path(settings.MEDIA_ROOT) / attachment.path


def write_sealed(attachment: Attachment, content: bytes) -> None:
    path = file_path(attachment)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as temporary:
        temporary.write(seal(content, place=attachment.place))
        temporary.flush()
        os.fsync(temporary.fileno())
    Path(temporary.name).rename(path)
