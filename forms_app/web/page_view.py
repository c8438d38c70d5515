"""What the templates of a form show: one FieldView for each question, from the definition and what was typed."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import linebreaks
from django.utils.safestring import SafeString

from forms_app.models import Attachment, Draft
from forms_app.rendering.nodes import walk
from forms_app.rendering.sentences import sentence, upload_sentence
from forms_app.schema.answers import Answers, validate, visible_pages
from forms_app.schema.definition import Definition, Field, Page
from forms_app.schema.errors import FieldError
from forms_app.schema.mirror import browser_rules
from forms_app.schema.registry import field_type
from forms_app.services import attachments
from forms_app.services.errors import UploadRefused

MEDIA_TYPES = {"image": "image/jpeg,image/png,image/webp", "pdf": "application/pdf"}


@dataclass
class PartView:
    name: str
    label: str
    control_name: str
    id: str
    value: str
    autocomplete: str
    inputmode: str
    error: str = ""


@dataclass
class FieldView:
    key: str
    type: str
    id: str
    label: str
    help: str
    example: str
    required: bool
    is_visible: bool
    conditional: bool
    value: object
    template: str
    error: str = ""
    error_part: str = ""
    options: list[dict[str, str]] = field(default_factory=list)
    parts: list[PartView] = field(default_factory=list)
    files: list[dict[str, str]] = field(default_factory=list)
    unit: str = ""
    description_html: SafeString | str = ""
    accept: str = ""
    max_files: int = 1
    inputmode: str = ""
    autocomplete: str = ""
    rows: int = 5
    maxlength: int | None = None
    level: int = 3


def errors_of(answers: Answers, page: Page) -> list[FieldError]:
    keys = {f.key for group in page.groups for f in group.fields}
    return [error for error in answers.errors if error.field in keys]


def page_context(
    request: HttpRequest,
    draft: Draft,
    definition: Definition,
    page: Page,
    *,
    errors: list[FieldError] | None = None,
    upload_errors: dict[str, UploadRefused] | None = None,
    notice: str = "",
) -> dict[str, object]:
    raw = draft.get_answers()
    answers = validate(definition, raw, today=timezone.localdate())
    builder = _Builder(draft, definition, raw, answers, errors or [], upload_errors or {})
    groups = [builder.group(group) for group in page.groups]
    slug = draft.form_version.form.slug
    return {
        "form_title": draft.form_version.title,
        "slug": slug,
        "page": page,
        "steps": steps(definition, answers, page.key, slug),
        "groups": groups,
        "errors": builder.summary(page),
        "notice_text": notice,
        "rules": browser_rules(definition, page.key, earlier_values(definition, answers, page)),
        "correction": correction_of(draft),
        "is_multipart": any(f.type == "attachment" for group in page.groups for f in group.fields),
    }


def check_context(draft: Draft, definition: Definition, values: dict[str, object]) -> dict[str, object]:
    slug = draft.form_version.form.slug
    answers = validate(definition, draft.get_answers(), today=timezone.localdate())
    return {
        "form_title": draft.form_version.title,
        "slug": slug,
        "steps": steps(definition, answers, None, slug),
        "sections": sections(definition, values, files_of_draft(draft), change=slug),
        "submission_key": str(draft.public_id),
        "errors": [],
        "correction": correction_of(draft),
    }


def sections(
    definition: Definition, values: dict[str, object], files: dict[str, dict[str, str]], *, change: str | None
) -> list[dict[str, object]]:
    """The answers page by page. `change`: the form's slug where they can still be changed."""

    def change_url(page: Page, anchor: str = "") -> str:
        if change is None:
            return ""
        return f"{reverse('apply_page', args=[change, page.key])}?from_check=1{anchor}"

    return [
        {
            "page_title": node.title,
            "change_url": change_url(node.page),
            "rows": [
                {
                    "label": answer.label,
                    "text": answer.text,
                    "files": [files[file_id] for file_id in answer.file_ids if file_id in files],
                    "change_url": change_url(node.page, f"#f-{answer.field.key}"),
                }
                for answer in node.answers
            ],
        }
        for node in walk(definition, values)
    ]


def steps(definition: Definition, answers: Answers, current: str | None, slug: str) -> list[dict[str, object]]:
    """The visible pages and the check page; `current` None: the check page."""
    pages = visible_pages(definition, answers.values)
    keys = [page.key for page in pages]
    position = keys.index(current) if current in keys else len(keys)
    listed = [
        {
            "number": number + 1,
            "title": page.title,
            "state": "done" if number < position else "current" if number == position else "todo",
            "url": reverse("apply_page", args=[slug, page.key]) if number < position else "",
        }
        for number, page in enumerate(pages)
    ]
    check = {"number": len(pages) + 1, "title": "", "state": "current" if current is None else "todo", "url": "", "is_check": True}
    return [*listed, check]


def earlier_values(definition: Definition, answers: Answers, page: Page) -> dict[str, object]:
    own = {f.key for group in page.groups for f in group.fields}
    return {key: value for key, value in answers.values.items() if key not in own}


def correction_of(draft: Draft) -> dict[str, str] | None:
    if draft.corrects_id is None:
        return None
    change = draft.corrects.history.filter(verb="return_for_correction").order_by("-id").first()
    return {"message": change.message if change else "", "receipt_number": draft.corrects.receipt_number}


def files_of_draft(draft: Draft) -> dict[str, dict[str, str]]:
    owned = Attachment.objects.filter(draft=draft)
    if draft.corrects_id is not None:
        owned = owned | Attachment.objects.filter(application_id=draft.corrects_id)
    slug = draft.form_version.form.slug
    return {str(a.public_id): file_view(a, reverse("draft_file", args=[slug, a.public_id])) for a in owned}


def file_view(attachment: Attachment, url: str) -> dict[str, str]:
    from django.template.defaultfilters import filesizeformat

    return {
        "public_id": str(attachment.public_id),
        "name": attachment.name,
        "size_text": filesizeformat(attachment.size),
        "url": url,
    }


class _Builder:
    """Builds the views of one page; reads the draft's files once, and only when the page has any."""

    def __init__(
        self,
        draft: Draft,
        definition: Definition,
        raw: dict[str, object],
        answers: Answers,
        errors: list[FieldError],
        upload_errors: dict[str, UploadRefused],
    ):
        self.draft, self.raw, self.answers, self.definition = draft, raw, answers, definition
        self.errors: dict[str, list[FieldError]] = {}
        for error in errors:
            self.errors.setdefault(error.field, []).append(error)
        self.upload_errors = upload_errors
        self._files: dict[str, dict[str, str]] | None = None

    def group(self, group) -> dict[str, object]:
        fields = [self.field(question) for question in group.fields]
        return {
            "key": group.key,
            "title": group.title,
            "description": group.description,
            "is_visible": any(view.is_visible for view in fields),
            "fields": fields,
        }

    def field(self, question: Field) -> FieldView:
        kind = field_type(question.type)
        value = self.raw.get(question.key, {} if kind.parts else [] if kind.many else "")
        view = FieldView(
            key=question.key,
            type=question.type,
            id=f"f-{question.key}",
            label=question.label,
            help=question.help,
            example=question.example,
            required=question.key in self.answers.required,
            is_visible=question.key in self.answers.visible,
            conditional=question.show_when is not None,
            value=value,
            template=f"forms_app/web/fields/{question.type}.html",
            options=[dict(option) for option in question.options.get("options", [])],
            unit=question.options.get("unit", ""),
            accept=",".join(MEDIA_TYPES[group] for group in question.options.get("accept", ["image", "pdf"])),
            max_files=attachments.max_files(question),
            inputmode=kind.inputmode.get("", ""),
            autocomplete=kind.autocomplete.get("", ""),
            rows=question.options.get("rows", 5),
            maxlength=question.options.get("max_length"),
        )
        if question.type == "paragraph":
            view.description_html = linebreaks(question.options.get("text", ""), autoescape=True)
        if question.type == "attachment":
            view.files = [self.files[file_id] for file_id in value if file_id in self.files]
        self._add_errors(view, question)
        view.parts = [self._part(view, question, part) for part in kind.parts]
        return view

    def summary(self, page: Page) -> list[dict[str, str]]:
        """The error summary: each sentence with the id of its control."""
        lines = []
        for question in (f for group in page.groups for f in group.fields):
            for error in self.errors.get(question.key, []):
                anchor = f"f-{question.key}-{error.part}" if error.part else self._first_control(question)
                lines.append({"anchor": anchor, "message": sentence(question, error)})
            if question.key in self.upload_errors:
                refused = self.upload_errors[question.key]
                lines.append({"anchor": f"f-{question.key}", "message": upload_sentence(question, refused)})
        return lines

    @property
    def files(self) -> dict[str, dict[str, str]]:
        if self._files is None:
            self._files = files_of_draft(self.draft)
        return self._files

    def _add_errors(self, view: FieldView, question: Field) -> None:
        messages = [sentence(question, error) for error in self.errors.get(question.key, [])]
        if question.key in self.upload_errors:
            messages.append(upload_sentence(question, self.upload_errors[question.key]))
        view.error = " ".join(messages)
        view.error_part = next((error.part for error in self.errors.get(question.key, []) if error.part), "")

    def _part(self, view: FieldView, question: Field, part: str) -> PartView:
        kind = field_type(question.type)
        value = view.value.get(part, "") if isinstance(view.value, dict) else ""
        error = next((e for e in self.errors.get(question.key, []) if e.part == part), None)
        return PartView(
            name=part,
            label=kind.part_labels.get(part, part),
            control_name=f"{question.key}-{part}",
            id=f"{view.id}-{part}",
            value=value,
            autocomplete=kind.autocomplete.get(part, ""),
            inputmode=kind.inputmode.get(part, ""),
            error=sentence(question, error) if error else "",
        )

    def _first_control(self, question: Field) -> str:
        parts = field_type(question.type).parts
        return f"f-{question.key}-{parts[0]}" if parts else f"f-{question.key}"
