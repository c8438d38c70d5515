from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forms_app.models import Application, Draft, Form, FormStatistic
from forms_app.models.statistic import CHECK_PAGE, Device
from forms_app.rendering.statistics import Period, figures
from forms_app.services import statistics
from forms_app.services.draft import discard_draft, save_answers, start_correction, start_draft
from forms_app.services.publish import publish_form
from forms_app.services.review import return_for_correction, take_over
from forms_app.services.submit import submit_application
from municipalities.accounts.models import Role
from tests.factories import accounts, forms

REMARK = {"key": "remark", "type": "textarea", "label": "ご意見"}
PLACE = {"key": "place", "type": "text", "label": "場所"}


@pytest.fixture
def form(in_town) -> Form:
    whole = forms.definition(REMARK)
    second = {"key": "second", "title": "つぎ", "groups": [{"fields": [PLACE]}]}
    return forms.published_form(definition={**whole, "pages": [*whole["pages"], second]})


def today() -> Period:
    return Period(timezone.localdate(), timezone.localdate())


def shown(form: Form, *, version=None):
    return figures(form, version, today())


def sent(form: Form, *, minutes: int) -> Application:
    draft = start_draft(form=form)
    Draft.objects.filter(pk=draft.pk).update(started_at=timezone.now() - timedelta(minutes=minutes))
    return submit_application(draft_id=draft.public_id).application


def test_form_that_nobody_used(form):
    found = shown(form)
    assert (found.started, found.finished, found.finished_percent, found.median, found.returned) == (
        0,
        0,
        None,
        None,
        0,
    )
    assert [(row.label, row.count, row.left, row.share) for row in found.pages] == [
        ("入力", 0, 0, 0), ("つぎ", 0, 0, 0), ("内容の確認", 0, 0, 0),
    ]  # fmt: skip
    assert (found.errors, found.corrected) == ([], [])


def test_started_by_device_and_sent(form):
    for device in (Device.PHONE, Device.PHONE, Device.COMPUTER):
        start_draft(form=form, device=device)
    sent(form, minutes=3)
    found = shown(form)
    assert (found.started, found.finished, found.finished_percent) == (4, 1, 25)
    assert found.devices == (("スマートフォン・タブレット", 2), ("パソコン", 2))


def test_what_a_clerk_filed_is_left_out(form):
    clerk = accounts.staff(sections=(form.section,))
    draft = start_draft(form=form, staff=clerk)
    submit_application(draft_id=draft.public_id, typist=clerk)
    assert (shown(form).started, shown(form).finished) == (0, 0)


def test_median_is_the_time_of_the_person_in_the_middle(form):
    for minutes in (1, 12, 600):
        sent(form, minutes=minutes)
    assert round(shown(form).median.total_seconds() / 60) == 12


def test_pages_tell_who_came_and_who_left(form):
    for place in (None, "second", CHECK_PAGE):
        draft = start_draft(form=form)
        for key in {None: [], "second": ["second"], CHECK_PAGE: ["second", CHECK_PAGE]}[place]:
            statistics.count_reached(Draft.objects.get(pk=draft.pk), key)
    discard_draft(draft_id=draft.public_id)
    assert [(row.label, row.count, row.left, row.share) for row in shown(form).pages] == [
        ("入力", 3, 0, 100), ("つぎ", 2, 0, 67), ("内容の確認", 1, 1, 33),
    ]  # fmt: skip


def test_errors_stand_with_the_questions_name_the_highest_first(form):
    draft = start_draft(form=form)
    statistics.count_errors(draft, [("remark", "too_long"), ("place", "required")])
    statistics.count_errors(draft, [("place", "one_line"), ("place", "required")])
    assert [(row.label, row.count, row.share, row.parts) for row in shown(form).errors] == [
        ("場所", 3, 100, (("未入力", 2), ("改行が入っている", 1))),
        ("ご意見", 1, 33, (("長すぎる", 1),)),
    ]


def test_questions_corrected_after_a_return(form):
    application = sent(form, minutes=1)
    manager = accounts.staff(role=Role.SECTION_MANAGER, sections=(application.section,))
    application = take_over(application=application, staff=manager, revision=1)
    return_for_correction(application=application, staff=manager, revision=application.revision, message="場所は？")
    correction = start_correction(application=application)
    save_answers(draft_id=correction.public_id, raw={"place": "駅前", "remark": "暗い"})
    submit_application(draft_id=correction.public_id)
    found = shown(form)
    assert (found.returned, [(row.label, row.count) for row in found.corrected]) == (1, [("ご意見", 1), ("場所", 1)])
    assert (found.started, found.finished) == (1, 1)


def test_versions_are_told_apart_and_old_names_are_marked(form):
    statistics.count_errors(start_draft(form=form), [("place", "required")])
    first = form.current_version
    form.draft_definition = forms.definition(REMARK)
    form.save()
    second = publish_form(form=form, staff=None, change_note="", revision=form.revision)
    start_draft(form=form)
    assert [shown(form, version=v).started for v in (None, first, second)] == [2, 1, 1]
    assert [row.label for row in shown(form).errors] == ["場所（前の版）"]
    assert shown(form, version=second).errors == []


def test_other_days_and_other_forms_are_left_out(form):
    start_draft(form=forms.published_form())
    start_draft(form=form)
    FormStatistic.objects.update(day=timezone.localdate() - timedelta(days=1))
    assert shown(form).started == 0


def test_figures_cost_the_same_however_much_there_is(form):
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            shown(form)
        return len(captured)

    before = statements()
    for _number in range(3):
        statistics.count_errors(start_draft(form=form), [("remark", "required"), ("place", "too_long")])
        sent(form, minutes=1)
    assert (before, statements()) == (5, 5)
