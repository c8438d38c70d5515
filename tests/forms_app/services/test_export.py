import csv
import io
import zipfile
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forms_app.models import Application, Export
from forms_app.services import export as exports
from forms_app.services import review
from forms_app.services.errors import ExportGone, NotPermitted
from forms_app.services.publish import publish_form
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from municipalities.tenancy.encryption import CannotOpen
from tests.factories import accounts, forms


@pytest.fixture
def section(in_town):
    return accounts.section(name="環境課")


@pytest.fixture
def form(section):
    return forms.published_form(section=section, title="犬の登録")


@pytest.fixture
def clerk(section):
    return accounts.staff(role=Role.CLERK, sections=(section,))


def made(clerk, form, **request) -> Export:
    export = exports.request_export(staff=clerk, form=form, **{"format": "csv", **request})
    exports.run_export(export_id=export.pk)
    export.refresh_from_db()
    return export


def rows(clerk, export) -> list[list[str]]:
    _export, pieces = exports.open_export(staff=clerk, public_id=export.public_id)
    return list(csv.reader(io.StringIO(b"".join(pieces).decode("utf-8-sig"), newline="")))


def test_export_holds_every_application_in_the_order_of_filing(clerk, form):
    numbers = [forms.application(form=form).receipt_number for _ in range(3)]
    export = made(clerk, form)
    assert [row[0] for row in rows(clerk, export)[1:]] == numbers
    assert (export.state, export.rows_total, export.rows_done) == ("done", 3, 3)


def test_export_goes_on_over_chunks(clerk, form, monkeypatch):
    monkeypatch.setattr(exports, "CHUNK", 2)
    for _ in range(5):
        forms.application(form=form)
    assert len(rows(clerk, made(clerk, form))) == 6


def test_export_keeps_what_was_answered_when_the_form_changed(clerk, form):
    forms.application(form=form)
    form.draft_definition = forms.definition({"key": "colour", "type": "text", "label": "毛の色"})
    form.save()
    publish_form(form=form, staff=None, change_note="", revision=form.revision)
    form.refresh_from_db()
    forms.application(form=form, answers={"colour": "茶"})
    header, old, new = rows(clerk, made(clerk, form))
    assert header[-1] == "毛の色"
    assert (old[7], old[-1], new[7], new[-1]) == ("岐阜", "", "", "茶")


def test_export_holds_the_days_asked_for(clerk, form):
    early, late = forms.application(form=form), forms.application(form=form)
    noon = timezone.make_aware(timezone.datetime(2026, 4, 1, 12))
    move(early, noon - timedelta(days=1))
    move(late, noon)
    day = date(2026, 4, 1)
    export = made(clerk, form, submitted_from=day, submitted_to=day)
    assert [row[0] for row in rows(clerk, export)[1:]] == [late.receipt_number]


def move(application: Application, at) -> None:
    """When it was filed is a birth mark, which a trigger keeps."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE forms_app_application DISABLE TRIGGER forms_app_keep_birth_marks")
        cursor.execute("UPDATE forms_app_application SET submitted_at = %s WHERE id = %s", [at, application.pk])
        cursor.execute("ALTER TABLE forms_app_application ENABLE TRIGGER forms_app_keep_birth_marks")


def test_export_leaves_out_what_went_to_another_section(clerk, form):
    application = forms.application(form=form)
    manager = accounts.staff(role=Role.TENANT_ADMIN)
    review.assign(
        application=application, staff=manager, revision=application.revision, assignee=None, section=accounts.section()
    )
    assert len(rows(clerk, made(clerk, form))) == 1


@pytest.mark.parametrize("role", [Role.READ_ONLY, Role.CLERK])
def test_export_is_refused_to_readers_and_other_sections(form, section, role):
    staff = accounts.staff(role=role, sections=(section,) if role == Role.READ_ONLY else (accounts.section(),))
    with pytest.raises(NotPermitted):
        exports.request_export(staff=staff, form=form, format="csv")


def test_export_opens_for_nobody_else(clerk, form, section):
    export = made(clerk, form)
    colleague = accounts.staff(role=Role.CLERK, sections=(section,))
    with pytest.raises(ExportGone):
        exports.open_export(staff=colleague, public_id=export.public_id)


def test_export_closes_when_its_owner_leaves_the_section(clerk, form):
    export = made(clerk, form)
    clerk.sections.clear()
    clerk = type(clerk).objects.get(pk=clerk.pk)
    with pytest.raises(NotPermitted):
        exports.open_export(staff=clerk, public_id=export.public_id)


def test_export_on_disk_is_sealed_for_its_own_row(clerk, form):
    forms.application(form=form)
    first, second = made(clerk, form), made(clerk, form)
    content = exports.file_of(first).read_bytes()
    assert "岐阜".encode() not in content
    exports.file_of(second).write_bytes(content)
    with pytest.raises(CannotOpen):
        rows(clerk, second)


def test_export_leaves_a_record_of_request_and_download(clerk, form):
    rows(clerk, made(clerk, form))
    assert list(AuditRecord.objects.filter(action__startswith="export.").order_by("id").values_list("action", flat=True)) == [
        "export.request", "export.download",
    ]  # fmt: skip


def test_run_export_twice_makes_one_file(clerk, form):
    export = made(clerk, form)
    exports.run_export(export_id=export.pk)
    export.refresh_from_db()
    assert (export.state, export.attempt) == ("done", 1)


def test_export_left_by_a_dead_worker_is_made_by_the_next(clerk, form):
    export = exports.request_export(staff=clerk, form=form, format="csv")
    Export.objects.update(state="running", attempt=1, leased_until=timezone.now() - timedelta(seconds=1))
    exports.run_export(export_id=export.pk)
    export.refresh_from_db()
    assert (export.state, export.attempt) == ("done", 2)


def test_worker_that_lost_its_lease_writes_no_more(clerk, form, monkeypatch):
    for _ in range(3):
        forms.application(form=form)
    monkeypatch.setattr(exports, "CHUNK", 1)
    export = exports.request_export(staff=clerk, form=form, format="csv")
    held = exports._hold

    def stolen_in_the_middle(running, **progress):
        if progress["rows_done"] == 2:
            Export.objects.filter(pk=running.pk).update(attempt=9)
        held(running, **progress)

    monkeypatch.setattr(exports, "_hold", stolen_in_the_middle)
    exports.run_export(export_id=export.pk)
    export.refresh_from_db()
    assert (export.state, export.attempt) == ("running", 9)


def test_export_that_keeps_failing_is_given_up(clerk, form):
    export = exports.request_export(staff=clerk, form=form, format="csv")
    Export.objects.update(state="running", attempt=exports.MOST_ATTEMPTS)
    exports.run_export(export_id=export.pk)
    export.refresh_from_db()
    assert export.state == "failed"


def test_sweep_removes_what_has_expired_with_its_file(clerk, form):
    export = made(clerk, form)
    path = exports.file_of(export)
    assert exports.sweep_exports(at=timezone.now()) == 0
    assert (exports.sweep_exports(at=timezone.now() + timedelta(days=2)), path.exists(), Export.objects.count()) == (
        1,
        False,
        0,
    )


def test_export_costs_two_statements_more_for_each_chunk(clerk, form, monkeypatch):
    monkeypatch.setattr(exports, "CHUNK", 4)
    counts = []
    for more in (4, 4):
        for _ in range(more):
            forms.application(form=form)
        export = exports.request_export(staff=clerk, form=form, format="csv")
        with CaptureQueriesContext(connection) as counted:
            exports.run_export(export_id=export.pk)
        counts.append(len(counted))
    assert counts[1] - counts[0] == 3  # applications, files, progress


def test_export_by_rows_goes_over_the_applications_for_each_file(clerk, section, monkeypatch):
    monkeypatch.setattr(exports, "CHUNK", 2)
    family = {
        "key": "family",
        "type": "repeat",
        "label": "世帯員",
        "fields": [{"key": "a", "type": "text", "label": "名"}],
    }
    form = forms.published_form(section=section, definition=forms.definition(family))
    for name in "一二三":
        forms.application(form=form, answers={"family": [{"a": name}]})
    export = made(clerk, form, format="csv_rows")
    _export, pieces = exports.open_export(staff=clerk, public_id=export.public_id)
    content = zipfile.ZipFile(io.BytesIO(b"".join(pieces))).read("世帯員.csv").decode("utf-8-sig")
    assert [line.split(",")[2] for line in content.splitlines()] == ["名", "一", "二", "三"]
    assert (export.state, export.rows_total, export.rows_done) == ("done", 3, 3)
