import pytest

from forms_app.models import Application
from municipalities.residents.models import Resident
from tests.factories import forms, residents

PROFILE = "/my/profile/"
SAID = {f"name__{part}": text for part, text in forms.NAME.items()}


def stored() -> dict:
    return Resident.objects.get().profile


@pytest.fixture
def new_resident(browser):
    residents.log_in(browser.client, residents.resident(profile={}))
    return browser


def test_profile_is_filled_in_shown_and_filled_in_again(new_resident):
    answer = new_resident.post(PROFILE, phone="０５８２７２１１１１", birthday__era="昭和", birthday__year="21",
                               birthday__month="8", birthday__day="15", **SAID)  # fmt: skip
    assert answer["Location"] == "/my/?said=profile"
    assert stored() == {"name": forms.NAME, "birthday": "1946-08-15", "phone": "058-272-1111"}
    page = new_resident.text(PROFILE)
    assert ('value="花子"' in page, '<option value="昭和" selected>' in page) == (True, True)
    assert "1946年8月15日（昭和21年）" in new_resident.text("/my/")


def test_emptied_profile_is_empty(new_resident):
    new_resident.post(PROFILE, phone="058-272-1111")
    new_resident.post(PROFILE, phone="")
    assert stored() == {}


def test_mistake_is_told_and_what_was_typed_stays(new_resident):
    answer = new_resident.post(PROFILE, phone="12", **SAID)
    page = answer.content.decode()
    assert (answer.status_code, "「電話番号」は、市外局番から" in page, 'value="花子"' in page) == (422, True, True)
    assert stored() == {}


def test_postal_code_fills_the_address_without_script(new_resident):
    answer = new_resident.post(PROFILE, action="lookup:address", address__postal_code="500-8833")
    page = answer.content.decode()
    assert (answer.status_code, 'value="岐阜市"' in page, stored()) == (200, True, {})


def test_chosen_size_and_language_come_to_this_device(new_resident):
    answer = new_resident.post(PROFILE, text_size="largest", language="zh-hans")
    assert (answer.cookies["text_size"].value, answer.cookies["form_language"].value) == ("largest", "zh-Hans")


def test_application_of_another_is_kept_in_no_profile(new_resident):
    other = residents.resident()
    application = forms.application()
    Application.objects.update(resident=other)
    new_resident.post("/my/profile/keep/", application=str(application.public_id))
    new_resident.post("/my/profile/keep/", application="nonsense")
    assert [resident.profile for resident in Resident.objects.exclude(pk=other.pk)] == [{}]
