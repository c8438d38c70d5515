"""A form as a file that another town can read: what is asked, and nothing of who asks it."""

import json
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from forms_app.models import Form, FormVersion
from forms_app.models.form import Category
from forms_app.schema.definition import load
from forms_app.schema.errors import DefinitionError
from forms_app.schema.plain_json import plain_json
from municipalities.accounts.models import Section, StaffUser
from municipalities.audit.services import record

from .edit import NotWhole, create_form, edit_definition
from .errors import ServiceError
from .versions import replaced_by

FORMAT, FORMAT_NUMBER = "municipal-portal-form", 1
MOST_BYTES = 1024 * 1024
LONGEST = {"title": 100, "summary": 200}


class FileRefused(ServiceError):
    """`code`: too_large, not_json, other_format, newer_format or facts."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class FormFile:
    title: str
    summary: str
    category: str
    definition: dict[str, Any]


def write_form_file(form: Form, version: FormVersion | None = None) -> bytes:
    """The working copy, or what `version` published."""
    content = {
        "format": FORMAT,
        "format_number": FORMAT_NUMBER,
        "title": version.title if version else form.title,
        "summary": form.summary,
        "category": form.category,
        "definition": version.definition if version else form.draft_definition,
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"


def read_form_file(content: bytes) -> FormFile:
    """Raises FileRefused or NotWhole and nothing else, whatever the bytes are."""
    if len(content) > MOST_BYTES:
        raise FileRefused("too_large")
    whole = _parsed(content)
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise FileRefused("other_format")
    if whole.get("format_number") != FORMAT_NUMBER or isinstance(whole["format_number"], bool):
        raise FileRefused("newer_format")
    facts = _facts(whole)
    definition = whole.get("definition")
    try:
        loaded = load(definition)
    except DefinitionError as error:
        raise NotWhole(definition if isinstance(definition, dict) else {}, error.problems) from error
    return FormFile(**facts, definition=loaded.as_json())


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # broken letters, broken JSON, a number of thousands of digits
        raise FileRefused("not_json") from error


def _facts(whole: dict[str, Any]) -> dict[str, str]:
    try:
        facts = plain_json({name: whole.get(name) for name in ("title", "summary", "category")})
    except DefinitionError as error:
        raise FileRefused("facts") from error
    fits = all(isinstance(facts[name], str) and len(facts[name]) <= most for name, most in LONGEST.items())
    if not fits or not facts["title"].strip() or facts["category"] not in Category.values:
        raise FileRefused("facts")
    return facts


def import_form(*, staff: StaffUser, section: Section, slug: str, file: FormFile) -> Form:
    """A form that nobody sees yet. Raises NotPermitted, SlugTaken, NotWhole."""
    facts = {"title": file.title, "summary": file.summary, "category": file.category}
    with transaction.atomic():
        form = create_form(staff=staff, section=section, slug=slug, **facts)
        return replace_working_copy(form=form, staff=staff, revision=form.revision, definition=file.definition)


def replace_working_copy(*, form: Form, staff: StaffUser, revision: int, definition: dict[str, Any]) -> Form:
    """The title is the procedure's own, and stays. Raises NotPermitted, Conflict, NotWhole."""
    with transaction.atomic():
        changed = edit_definition(form=form, staff=staff, revision=revision, change=replaced_by(definition))
        record(actor=staff, action="form.import", target=changed)
    return changed
