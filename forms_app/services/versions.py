"""What was published comes back into the working copy; residents see it when it is published again."""

import copy
from collections.abc import Callable
from typing import Any

from django.db import transaction

from forms_app.models import Form, FormVersion
from forms_app.schema.texts import reword
from municipalities.accounts.models import StaffUser
from municipalities.audit.services import record

from .edit import edit_definition, with_group_keys


def restore_version(*, version: FormVersion, staff: StaffUser, revision: int) -> Form:
    """The questions of `version` instead of the working copy's. Raises NotPermitted, Conflict, NotWhole (stricter since)."""
    change = replaced_by(version.definition)
    with transaction.atomic():
        form = edit_definition(form=version.form, staff=staff, revision=revision, change=change)
        record(actor=staff, action="form.restore", target=form, detail={"version": version.number})
    return form


def replaced_by(definition: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
    """For edit_definition: all of `definition`, but the title, which is the procedure's own."""

    def change(whole: dict[str, Any]) -> None:
        title = whole["title"]
        whole.clear()
        whole.update(with_group_keys(copy.deepcopy(definition)))
        reword(whole, "title", title)

    return change
