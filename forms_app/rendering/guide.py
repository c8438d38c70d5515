"""What a procedure says of itself, in the language of the reader. Its Japanese shows at once, its translations are published."""

from forms_app.models import Form
from forms_app.schema.definition import Definition
from forms_app.schema.texts import GUIDE
from forms_app.schema.translation import Translated


def guide_of(form: Form) -> dict[str, str]:
    return {name: getattr(form, name) for name in GUIDE}


class Guide:
    """`shown`: the published definition as it is read."""

    def __init__(self, form: Form, definition: Definition, shown: Definition):
        self.form, self.shown = form, shown
        # A name that was changed since shows at once; its translation is another one.
        self.title = shown.title if shown is not definition and definition.title == form.title else form.title

    def text(self, name: str) -> str:
        japanese = getattr(self.form, name)
        return self.shown.guide.get(name, japanese) if japanese else ""

    def lines(self, name: str) -> list[str]:
        text = self.text(name)
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return [Translated(line, text.language) for line in lines] if isinstance(text, Translated) else lines
