import pytest

from forms_app.models import StatusChange
from forms_app.rendering.history import VERB_LABELS, history_rows
from forms_app.services import review
from forms_app.services.draft import save_answers, start_correction
from forms_app.services.submit import submit_application
from forms_app.workflow import TRANSITIONS
from municipalities.accounts.models import Role
from tests.factories import accounts, forms


@pytest.fixture
def corrected(in_town):
    """Filed, returned with a message, and sent again with another name."""
    case = forms.application()
    clerk = accounts.staff(role=Role.CLERK, sections=(case.section,))
    case = review.return_for_correction(application=case, staff=clerk, revision=1, message="お名前を確かめてください。")
    draft = start_correction(application=case)
    save_answers(draft_id=draft.public_id, raw={"applicant": {**forms.NAME, "given": "花"}})
    return submit_application(draft_id=draft.public_id).application


def test_every_verb_has_a_label():
    assert VERB_LABELS.keys() == {"submit", *TRANSITIONS}


def test_history_rows_tell_what_happened_in_order(corrected):
    assert [(row["verb"], str(row["label"])) for row in history_rows(corrected.history.all())] == [
        ("submit", "申請を受け付けました"),
        ("return_for_correction", "修正のお願いをしました"),
        ("resubmit", "修正した内容を受け付けました"),
    ]


def test_history_rows_say_what_was_written(corrected):
    assert [row["message"] for row in history_rows(corrected.history.all())] == [
        "",
        "お名前を確かめてください。",
        "直した項目: お名前",
    ]


def test_history_rows_carry_the_change_and_its_time(corrected):
    (last,) = history_rows(corrected.history.filter(verb="resubmit"))
    change = StatusChange.objects.get(verb="resubmit")
    assert (last["change"], last["at"]) == (change, change.at)


def test_a_resubmission_that_changed_nothing_says_nothing(in_town):
    case = forms.application()
    clerk = accounts.staff(role=Role.CLERK, sections=(case.section,))
    case = review.return_for_correction(application=case, staff=clerk, revision=1, message="確かめてください。")
    again = submit_application(draft_id=start_correction(application=case).public_id).application
    assert history_rows(again.history.all())[-1]["message"] == ""
