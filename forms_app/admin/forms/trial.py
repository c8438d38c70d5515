"""What would follow if the form that is tried were sent: nothing is filed, and nobody is told."""

from collections.abc import Mapping
from typing import Any

from forms_app.models import Form
from forms_app.rendering.nodes import walk
from forms_app.schema.definition import Definition
from forms_app.schema.registry import field_type
from forms_app.services.notify import contact_address, sample_receipt


def trial_end(form: Form, definition: Definition, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "mail": sample_receipt(form),
        "mail_to": contact_address(definition, dict(values)),
        "section": form.section,
        "columns": list(_columns(definition, values)),
    }


def _columns(definition: Definition, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Heading and cell of each answer, as the table that staff download has them."""
    return [
        (f"{node.label}（{kind.part_label(node.field, part)}）" if part else node.label, cell)
        for page in walk(definition, values)
        for node in page.answers
        if node.is_answered
        for kind in [field_type(node.field.type)]
        for part, cell in kind.cells(node.field, values[node.field.key]).items()
    ]
