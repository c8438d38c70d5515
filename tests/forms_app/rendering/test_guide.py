from forms_app.models import Form
from forms_app.rendering.guide import Guide, guide_of
from forms_app.schema.definition import load
from forms_app.schema.texts import GUIDE
from forms_app.schema.translation import in_language
from tests.forms_app.schema.questions import field_json, form_json

ENGLISH = {"title": "Application", "summary": "Short", "needed_items": "One\n\n Two ", "fee_text": "Free"}
DEFINITION = load(form_json([field_json("text")]) | {"translations": {"en": ENGLISH}})


def guide(language: str = "en", **facts: str) -> Guide:
    form = Form(**{"title": "申請", "summary": "短い説明", "needed_items": "一\n二", **facts})
    return Guide(form, DEFINITION, in_language(DEFINITION, language))


def test_guide_is_read_in_the_language():
    read = guide()
    assert (read.title, read.text("summary"), read.lines("needed_items")) == ("Application", "Short", ["One", "Two"])
    assert {line.language for line in read.lines("needed_items")} == {"en"}


def test_guide_in_japanese_is_the_procedures_own():
    read = guide("ja")
    assert (read.title, read.text("summary"), read.lines("needed_items")) == ("申請", "短い説明", ["一", "二"])


def test_what_the_procedure_does_not_say_is_not_said_in_any_language():
    assert guide().text("fee_text") == ""


def test_title_that_was_changed_since_is_shown_as_it_is():
    assert guide(title="新しい申請").title == "新しい申請"


def test_guide_of_a_form_has_every_text():
    assert guide_of(Form(title="申請", summary="短い")).keys() == GUIDE.keys()
