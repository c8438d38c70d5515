"""The procedures that come with the portal, as beginnings of a town's own."""

from typing import Any

from django.db import transaction

from forms_app.models import Form
from municipalities.accounts.models import Section, StaffUser
from municipalities.audit.services import record

from .edit import create_form, edit_definition
from .shipped import FACTS, read_shipped
from .versions import replaced_by

# The name is asked for; where it stands in the list is the town's own affair.
TEMPLATE_FACTS = tuple(name for name in FACTS if name not in {"title", "position"})


def make_from_template(*, template: str, staff: StaffUser, section: Section, slug: str, title: str) -> Form:
    """A form that nobody sees yet. `template`: of shipped_slugs(). Raises NotPermitted, SlugTaken, NotWhole (the title)."""
    shipped = read_shipped(template)
    facts: dict[str, Any] = {name: shipped[name] for name in TEMPLATE_FACTS}
    facts["needed_items"] = "\n".join(shipped["needed_items"])
    with transaction.atomic():
        form = create_form(staff=staff, section=section, slug=slug, title=title, **facts)
        change = replaced_by(shipped["definition"])
        form = edit_definition(form=form, staff=staff, revision=form.revision, change=change)
        record(actor=staff, action="form.copy", target=form, detail={"form": template})
    return form
