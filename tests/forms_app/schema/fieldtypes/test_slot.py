import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, display, question, refusal

SLOT = field_type("slot")


@pytest.fixture
def no_provider(monkeypatch):
    monkeypatch.setattr(SLOT, "provider", None)


def test_clean_takes_a_slot_that_is_there():
    assert clean("slot", " ｍorning ") == "morning"


@pytest.mark.parametrize("raw", [None, "", "　"])
def test_clean_of_nothing_is_unanswered(raw):
    assert clean("slot", raw) is UNANSWERED


def test_clean_refuses_a_slot_that_is_gone():
    assert refusal("slot", "evening") == ("slot_gone", None, {})


@pytest.mark.parametrize("raw", [1, True, ["morning"], {}])
def test_clean_refuses_another_shape(raw):
    assert refusal("slot", raw) == ("wrong_shape", None, {})


@pytest.mark.usefixtures("no_provider")
def test_without_a_provider_every_answer_is_refused():
    assert refusal("slot", "morning") == ("no_slots", None, {})


def test_the_provider_says_how_a_slot_is_called():
    assert display("slot", "morning") == "12月1日（火）午前"


@pytest.mark.usefixtures("no_provider")
def test_without_a_provider_a_slot_is_called_by_its_reference():
    assert display("slot", "morning") == "morning"


def test_offered_with_a_provider_only(monkeypatch):
    offered = SLOT.is_offered
    monkeypatch.setattr(SLOT, "provider", None)
    assert (offered, SLOT.is_offered) == (True, False)


def test_question_asks_for_the_time():
    assert SLOT.question(question("slot")) == "「質問」の日時を選んでください。"
