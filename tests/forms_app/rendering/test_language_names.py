from forms_app.rendering.language_names import LANGUAGE_NAMES
from forms_app.schema.texts import LANGUAGES


def test_every_language_has_a_name_for_the_staff():
    assert LANGUAGE_NAMES.keys() == LANGUAGES.keys()
