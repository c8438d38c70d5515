import pytest

from forms_app.schema.definition import load
from forms_app.schema.texts import texts_of
from forms_app.schema.translation import in_language, untranslated
from forms_app.services.errors import Conflict, NotPermitted
from forms_app.services.shipped import read_shipped, shipped_slugs
from forms_app.services.translate import translate_form, write_translations
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from tests.factories import accounts, forms


@pytest.fixture
def form(in_town):
    return forms.form(title="テスト申請")


@pytest.fixture
def clerk(form):
    return accounts.staff(sections=(form.section,))


TITLE = {"form..title.": "Test application"}


def test_translation_is_an_edit_that_is_recorded(form, clerk):
    changed = translate_form(form=form, staff=clerk, revision=1, language="en", texts=TITLE)
    assert (changed.revision, changed.draft_definition["translations"]) == (2, {"en": {"title": "Test application"}})
    assert AuditRecord.objects.latest("id").action == "form.edit"


def test_translations_of_one_language_in_a_row_are_one_step(form, clerk):
    translate_form(form=form, staff=clerk, revision=1, language="en", texts=TITLE)
    changed = translate_form(form=form, staff=clerk, revision=2, language="en", texts={"page.first.title.": "Input"})
    assert changed.step == 1


def test_translation_from_an_older_state_is_refused(form, clerk):
    with pytest.raises(Conflict):
        translate_form(form=form, staff=clerk, revision=7, language="en", texts=TITLE)


def test_translating_needs_a_designer(form):
    with pytest.raises(NotPermitted):
        translate_form(form=form, staff=accounts.staff(role=Role.READ_ONLY), revision=1, language="en", texts=TITLE)


@pytest.mark.parametrize("slug", shipped_slugs())
def test_any_shipped_form_can_be_translated_text_by_text(slug):
    whole = read_shipped(slug)["definition"]
    write_translations(whole, "ne", {text.id: f"ने {text.id}" for text in texts_of(whole)})
    assert untranslated(whole, "ne") == []
    read = in_language(load(whole), "ne")
    assert {text.japanese for text in texts_of(read.as_json())} == {f"ने {text.id}" for text in texts_of(whole)}
