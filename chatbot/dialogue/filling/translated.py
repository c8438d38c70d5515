"""The texts of a form in the language of the turn, where somebody translated them. For showing only: Japanese judges."""

from chatbot.dialogue.languages import spoken_now
from forms_app.models import Form
from forms_app.models.published import published_definition
from forms_app.schema.definition import Definition
from forms_app.schema.texts import JAPANESE
from forms_app.schema.translation import in_language


def as_read(definition: Definition) -> Definition:
    return in_language(definition, spoken_now())


def title_as_read(form: Form) -> str:
    if spoken_now() == JAPANESE:
        return form.title
    definition = published_definition(form.current_version_id)
    shown = as_read(definition)
    return form.title if shown is definition else shown.title
