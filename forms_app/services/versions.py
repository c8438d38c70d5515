"""What was published comes back into the working copy; residents see it when it is published again."""

from typing import Any

from django.db import transaction

from forms_app.models import Form, FormVersion
from municipalities.accounts.models import StaffUser
from municipalities.audit.services import record

from .edit import edit_definition, with_group_keys


def restore_version(*, version: FormVersion, staff: StaffUser, revision: int) -> Form:
    """The questions of `version` instead of the working copy's. The title is the procedure's own, and stays.

    Raises NotPermitted, Conflict, NotWhole (the kernel has become stricter since).
    """

    def change(whole: dict[str, Any]) -> None:
        title = whole["title"]
        whole.clear()
        whole.update(with_group_keys({**version.definition, "title": title}))

    with transaction.atomic():
        form = edit_definition(form=version.form, staff=staff, revision=revision, change=change)
        record(actor=staff, action="form.restore", target=form, detail={"version": version.number})
    return form
