"""How a form stands with the residents: four words and their colours."""

from django.utils.translation import gettext_lazy

from forms_app.models import Form

STATES = {
    "open": gettext_lazy("公開中"),
    "draft": gettext_lazy("下書き"),
    "stopped": gettext_lazy("停止中"),
    "closed": gettext_lazy("受付期間外"),
}
STATE_COLORS = {"open": "success", "draft": "info", "stopped": "danger", "closed": "warning"}


def state_of(form: Form) -> str:
    """A key of STATES; listing.state_of says the same in SQL."""
    if form.current_version_id is None:
        return "draft"
    if form.is_stopped:
        return "stopped"
    return "open" if form.is_open() else "closed"


def is_changed(form: Form) -> bool:
    """The working copy says something else than residents see."""
    version = form.current_version
    return version is None or (version.title, version.definition) != (form.title, form.draft_definition)
