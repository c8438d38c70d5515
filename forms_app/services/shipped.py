"""The procedures that come with the portal (forms_app/shipped/*.json): published as they are, then the town's to change."""

import json
from pathlib import Path

from django.db import transaction

from forms_app.models import Form
from forms_app.schema.definition import load
from municipalities.accounts.models import Section

from .publish import publish_form

FOLDER = Path(__file__).resolve().parent.parent / "shipped"
FACTS = (
    "title",
    "summary",
    "description",
    "keywords",
    "category",
    "legal_basis",
    "duration_text",
    "fee_text",
    "processing_days",
    "retention_days",
    "position",
)


def shipped_slugs() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def read_shipped(slug: str) -> dict:
    """Facts, `section` (which kind of section it belongs to: roads, environment, planning) and `definition`."""
    return json.loads((FOLDER / f"{slug}.json").read_text(encoding="utf-8"))


def ship_form(*, slug: str, section: Section) -> Form:
    """Create and publish, unless the town has a form of that name already: its own wording is never overwritten."""
    existing = Form.objects.filter(slug=slug).first()
    if existing is not None:
        return existing
    shipped = read_shipped(slug)
    load(shipped["definition"])
    with transaction.atomic():
        form = Form.objects.create(
            slug=slug,
            section=section,
            needed_items="\n".join(shipped["needed_items"]),
            draft_definition=shipped["definition"],
            **{name: shipped[name] for name in FACTS},
        )
        publish_form(form=form, staff=None, change_note="", revision=form.revision)
    form.refresh_from_db()
    return form
