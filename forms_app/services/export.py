"""Write many applications into one file: asked for, made by the worker, fetched by whoever asked, gone after a day."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from forms_app.models import Application, Attachment, Export, ExportState, Form
from forms_app.models.published import published_definition
from forms_app.rendering.export import FORMATS
from forms_app.rendering.export.layout import Layout, layout_of
from forms_app.rendering.table import Record
from municipalities.accounts import rules
from municipalities.accounts.models import StaffUser
from municipalities.audit import services as audit
from municipalities.tenancy.context import current_schema, current_town, tenant_context
from municipalities.tenancy.models import Municipality
from municipalities.tenancy.queue import enqueue
from municipalities.tenancy.sealed_file import SealedWriter, read_sealed

from .errors import ExportGone, NotPermitted

KEPT_FOR = timedelta(days=1)
LEASE = timedelta(minutes=5)
CHUNK = 500
MOST_ATTEMPTS = 3
RUN = "forms_app.run_export_task"


class LeaseLost(Exception):
    """Another worker goes on with it: this one was taken for dead."""


def request_export(
    *, staff: StaffUser, form: Form, format: str, submitted_from: date | None = None, submitted_to: date | None = None
) -> Export:
    """`format`: a key of rendering.export.FORMATS. Dates are days of Japan, both included. Raises NotPermitted."""
    _require_may_export(staff, form)
    with transaction.atomic():
        export = Export.objects.create(
            form=form,
            requested_by=staff,
            format=format,
            submitted_from=submitted_from,
            submitted_to=submitted_to,
            expires_at=timezone.now() + KEPT_FOR,
        )
        days = {"first_day": submitted_from, "last_day": submitted_to}
        detail = {"format": format, **{name: day.isoformat() for name, day in days.items() if day}}
        audit.record(actor=staff, action="export.request", target=export, detail=detail)
        enqueue(RUN, export_id=export.pk)
    return export


def run_export(*, export_id: int) -> None:
    """Make the file. Does nothing for one that is done, or that another worker makes right now."""
    export = _claim(export_id)
    if export is None:
        return
    with suppress(LeaseLost):
        _make(export)


def open_export(*, staff: StaffUser, public_id: object) -> tuple[Export, Iterator[bytes]]:
    """The file in pieces, for whoever asked for it and still may. Raises ExportGone, NotPermitted."""
    export = Export.objects.of(staff).select_related("form").filter(public_id=public_id, state=ExportState.DONE).first()
    if export is None or export.expires_at <= timezone.now():
        raise ExportGone(public_id)
    _require_may_export(staff, export.form)
    audit.record(actor=staff, action="export.download", target=export, detail={"rows": export.rows_done})
    return export, _pieces(export)


def sweep_exports(*, at: datetime) -> int:
    """Remove what has expired; call again what a dead worker left. Returns how many were removed."""
    for export_id in Export.objects.left_behind(at=at).values_list("pk", flat=True)[:100]:
        enqueue(RUN, export_id=export_id)
    expired = list(Export.objects.filter(expires_at__lte=at))
    for export in expired:
        for left in file_of(export).parent.glob(f"{export.public_id.hex}-*"):  # of every attempt
            left.unlink(missing_ok=True)
    Export.objects.filter(pk__in=[export.pk for export in expired]).delete()
    return len(expired)


def file_of(export: Export) -> Path:
    return Path(settings.MEDIA_ROOT) / current_schema() / "exports" / f"{export.public_id.hex}-{export.attempt}"


def applications_for(export: Export) -> QuerySet[Application]:
    """What the person may see of the form's applications, filed on the days asked for, in the order of filing."""
    applications = Application.objects.filter(form=export.form)
    if not rules.sees_every_section(export.requested_by):
        applications = applications.for_sections(export.requested_by.section_ids)
    if export.submitted_from:
        applications = applications.filter(submitted_at__gte=_midnight(export.submitted_from))
    if export.submitted_to:
        applications = applications.filter(submitted_at__lt=_midnight(export.submitted_to + timedelta(days=1)))
    return applications.order_by("pk")


def _require_may_export(staff: StaffUser, form: Form) -> None:
    if not rules.can_review(staff, form.section_id):
        raise NotPermitted("export")


def _claim(export_id: int) -> Export | None:
    now = timezone.now()
    with transaction.atomic(durable=True):
        due = Export.objects.left_behind(at=now).filter(pk=export_id)
        if Export.objects.filter(pk=export_id, attempt__gte=MOST_ATTEMPTS).exists():
            due.update(state=ExportState.FAILED, leased_until=None)
            return None
        if not due.update(state=ExportState.RUNNING, leased_until=now + LEASE, attempt=F("attempt") + 1):
            return None
    return Export.objects.select_related("form", "requested_by").get(pk=export_id)


def _make(export: Export) -> None:
    if not rules.can_review(export.requested_by, export.form.section_id):
        _finish(export, state=ExportState.FAILED)
        return
    applications = applications_for(export)
    _hold(export, rows_total=applications.count(), rows_done=0)
    path = file_of(export)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    with path.open("wb") as file, SealedWriter(file, place=export.place) as sealed:
        export.warnings = FORMATS[export.format].write(Records(export, applications), _layout(export.form), sealed)
    _finish(export, state=ExportState.DONE, size=path.stat().st_size, warnings_sealed=export.warnings_sealed)


def _layout(form: Form) -> Layout:
    versions = form.versions.order_by("number").values_list("pk", flat=True)
    return layout_of(published_definition(version) for version in versions)


class Records:
    """By chunks along the primary key: two statements for 500 applications. What is filed meanwhile stays out.

    A format goes over them once for each sheet; the first time is what the progress shows."""

    def __init__(self, export: Export, applications: QuerySet[Application]):
        self.export, self.applications, self.is_counted = export, applications, False
        self.end = applications.order_by("-pk").values_list("pk", flat=True).first() or 0

    def __iter__(self) -> Iterator[Record]:
        done, last = 0, 0
        while chunk := list(self.applications.with_relations().filter(pk__gt=last, pk__lte=self.end)[:CHUNK]):
            files = _files_of(chunk)
            for application in chunk:
                definition = published_definition(application.form_version_id)
                yield Record(application, definition, application.get_answers(), files.get(application.pk, {}))
            done, last = done + len(chunk), chunk[-1].pk
            self._hold(done)
        self.is_counted = True

    def _hold(self, done: int) -> None:
        if self.is_counted:
            _hold(self.export)
        else:
            _hold(self.export, rows_total=max(self.export.rows_total, done), rows_done=done)


def _files_of(applications: list[Application]) -> dict[int, dict[str, str]]:
    """{application: {public id: name}}"""
    files: dict[int, dict[str, str]] = {}
    for attachment in Attachment.objects.filter(application__in=applications):
        files.setdefault(attachment.application_id, {})[str(attachment.public_id)] = attachment.name
    return files


def _hold(export: Export, **progress: int) -> None:
    """Show how far it is, and keep the lease. Raises LeaseLost."""
    mine = Export.objects.filter(pk=export.pk, attempt=export.attempt, state=ExportState.RUNNING)
    if not mine.update(leased_until=timezone.now() + LEASE, **progress):
        file_of(export).unlink(missing_ok=True)
        raise LeaseLost(export.pk)
    for name, value in progress.items():
        setattr(export, name, value)


def _finish(export: Export, *, state: ExportState, **facts: object) -> None:
    mine = Export.objects.filter(pk=export.pk, attempt=export.attempt, state=ExportState.RUNNING)
    mine.update(state=state, leased_until=None, **facts)


def _pieces(export: Export) -> Iterator[bytes]:
    # Town and path are settled now: an answer is streamed after the request has left the town.
    return _opened(current_town(), file_of(export), export.place)


def _opened(town: Municipality, path: Path, place: str) -> Iterator[bytes]:
    with path.open("rb") as file:
        pieces = read_sealed(file, place=place)
        while True:
            with tenant_context(town):
                piece = next(pieces, None)
            if piece is None:
                return
            yield piece


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
