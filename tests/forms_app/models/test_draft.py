from datetime import date

import pytest

from forms_app.models import Draft, application
from tests.factories import forms

TODAY, TOMORROW = date(2026, 11, 30), date(2026, 12, 1)
VALUES = {"applicant": forms.NAME}


@pytest.fixture
def judged(in_town) -> Draft:
    draft = forms.draft(answers=VALUES)
    draft.keep_judgement(VALUES, today=TODAY)
    draft.save()
    return Draft.objects.get()


def test_judged_values_are_those_that_were_kept(judged):
    assert judged.judged_values(today=TODAY) == VALUES


def test_judged_values_of_a_draft_that_nobody_judged_are_none(in_town):
    assert forms.draft(answers=VALUES).judged_values(today=TODAY) is None


def test_judged_values_of_another_day_are_none(judged):
    assert judged.judged_values(today=TOMORROW) is None


def test_judged_values_of_answers_that_changed_are_none(judged):
    judged.set_answers({})
    assert judged.judged_values(today=TODAY) is None


def test_judged_values_of_answers_sealed_again_are_none(judged):
    """The same text in other bytes: nothing but what was judged counts."""
    judged.set_answers(VALUES)
    assert judged.judged_values(today=TODAY) is None


def test_judged_values_of_another_version_are_none(judged):
    judged.form_version = forms.published_form().current_version
    assert judged.judged_values(today=TODAY) is None


def test_judged_values_of_another_edition_of_the_rules_are_none(judged, monkeypatch):
    monkeypatch.setattr(application, "edition_of_rules", lambda: "another")
    assert judged.judged_values(today=TODAY) is None


def test_judged_values_copied_to_another_draft_are_none(judged):
    other = forms.draft(form=judged.form_version.form, answers={})
    other.answers_sealed, other.judged_sealed = judged.answers_sealed, judged.judged_sealed
    assert other.judged_values(today=TODAY) is None


def test_judged_values_are_unreadable_in_the_table(judged):
    assert "岐阜".encode() not in bytes(judged.judged_sealed)
