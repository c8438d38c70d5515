import pytest

from forms_app.services.errors import InvalidAnswers
from forms_app.services.profile import facts_to_offer, keep_facts_of, new_facts, save_profile
from forms_app.services.submit import submit_application
from municipalities.residents.models import Resident
from tests.factories import forms, residents
from tests.factories.forms import NAME

MARKED = forms.definition(
    {"key": "who", "type": "name", "label": "お名前", "profile": "name", "required": True},
    {"key": "phone", "type": "phone", "label": "電話", "profile": "phone"},
)


@pytest.fixture
def hanako(in_town):
    return residents.resident(address="hanako@example.jp", profile={"name": NAME, "language": "en"})


def filed_by(resident: Resident | None, **answers):
    draft = forms.draft(form=forms.published_form(definition=MARKED), answers={"who": NAME, **answers})
    draft.resident = resident
    draft.save()
    return submit_application(draft_id=draft.public_id).application


def stored(resident: Resident) -> dict:
    return Resident.objects.get(pk=resident.pk).profile


def test_profile_is_judged_and_cleaned_as_a_form_is(hanako):
    name = {**NAME, "family_kana": "ぎふ"}
    save_profile(resident=hanako, raw={"name": name, "phone": "０５８２７２１１１１", "text_size": "large", "odd": "x"})
    assert stored(hanako) == {"name": NAME, "phone": "058-272-1111", "text_size": "large"}


def test_profile_that_is_wrong_is_refused_and_the_former_stays(hanako):
    with pytest.raises(InvalidAnswers) as refused:
        save_profile(resident=hanako, raw={"phone": "12"})
    assert [error.code for error in refused.value.answers.errors] == ["not_a_phone"]
    assert stored(hanako) == {"name": NAME, "language": "en"}


def test_confirmed_address_is_offered_with_the_profile(hanako):
    assert facts_to_offer(hanako) == {"name": NAME, "language": "en", "email": "hanako@example.jp"}


def test_what_the_profile_does_not_say_yet_is_new(hanako):
    application = filed_by(hanako, phone="058-272-1111")
    assert new_facts(hanako, application) == {"phone": "058-272-1111"}
    keep_facts_of(resident=hanako, application=application)
    assert stored(hanako) == {"name": NAME, "language": "en", "phone": "058-272-1111"}
    hanako.refresh_from_db()
    assert new_facts(hanako, application) == {}


def test_application_of_nobody_says_nothing_of_a_resident(hanako):
    assert new_facts(hanako, filed_by(None, phone="058-272-1111")) == {}
