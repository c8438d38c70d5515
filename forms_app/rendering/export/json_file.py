"""JSON: an array of applications, the answers as they are stored."""

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from django.utils import timezone

from forms_app.rendering.table import Record

from .layout import Layout


def write(records: Iterable[Record], layout: Layout, file: BinaryIO) -> list[str]:
    before = b"[\n"
    for record in records:
        file.write(before + json.dumps(as_object(record), ensure_ascii=False).encode())
        before = b",\n"
    file.write(b"\n]\n" if before == b",\n" else b"[]\n")
    return []


def as_object(record: Record) -> dict[str, Any]:
    application = record.application
    return {
        "receipt_number": application.receipt_number,
        "submitted_at": timezone.localtime(application.submitted_at).isoformat(),
        "status": str(application.status),
        "section": application.section.name,
        "version": application.form_version.number,
        "answers": dict(record.values),
        "files": dict(record.files),
    }
