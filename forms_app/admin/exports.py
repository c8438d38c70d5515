"""Files of applications: ask for one, see how far it is, fetch it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminDateWidget, UnfoldAdminSelectWidget

from forms_app.models import Export, ExportState, Form
from forms_app.rendering.export import FORMATS
from forms_app.services.errors import ExportGone, NotPermitted
from forms_app.services.export import open_export, request_export
from municipalities.accounts import rules
from municipalities.accounts.admin_site import RuledAdmin, staff_site
from municipalities.accounts.models import StaffUser
from municipalities.accounts.verb_page import sent

SHOWN = 50
RELOAD_SECONDS = 3


class ExportForm(forms.Form):
    form = forms.ModelChoiceField(
        label=gettext_lazy("手続"), queryset=Form.objects.none(), widget=UnfoldAdminSelectWidget, empty_label=None
    )
    format = forms.ChoiceField(
        label=gettext_lazy("形式"),
        choices=[(key, format.label) for key, format in FORMATS.items()],
        widget=UnfoldAdminSelectWidget,
    )
    submitted_from = forms.DateField(
        label=gettext_lazy("申請日（この日から）"),
        required=False,
        widget=UnfoldAdminDateWidget(attrs={"type": "date"}),
        help_text=gettext_lazy("空欄のときは、はじめからすべて"),
    )
    submitted_to = forms.DateField(
        label=gettext_lazy("申請日（この日まで）"),
        required=False,
        widget=UnfoldAdminDateWidget(attrs={"type": "date"}),
        help_text=gettext_lazy("空欄のときは、今日まで"),
    )

    def __init__(self, *args: Any, staff: StaffUser, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["form"].queryset = exportable_forms(staff)

    def clean(self) -> dict[str, Any]:
        days = super().clean()
        first, last = days.get("submitted_from"), days.get("submitted_to")
        if first and last and last < first:
            self.add_error("submitted_to", _("「この日まで」は、「この日から」と同じか、あとの日を入力してください。"))
        return days


def exportable_forms(staff: StaffUser) -> QuerySet[Form]:
    published = Form.objects.published()
    return published if rules.sees_every_section(staff) else published.for_sections(staff.section_ids)


@admin.register(Export, site=staff_site)
class ExportAdmin(RuledAdmin):
    sidebar_group = gettext_lazy("申請")
    sidebar_icon = "download"
    sidebar_position = 15

    class Media:
        css = {"all": ["admin-theme/case.css"]}

    def may_view(self, staff: Any, obj: Export | None = None) -> bool:
        return staff.is_active and staff.role != rules.READ_ONLY

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(self.page), name="forms_app_export_changelist"),
            path("<uuid:public_id>/", wrap(self.download), name="forms_app_export_download"),
        ]

    def page(self, request: HttpRequest) -> HttpResponse:
        if not self.may_view(request.user):
            raise PermissionDenied
        form = ExportForm(sent(request), staff=request.user)
        if request.method == "POST" and form.is_valid():
            try:
                request_export(staff=request.user, **form.cleaned_data)
            except NotPermitted as error:
                raise PermissionDenied from error
            return redirect("admin:forms_app_export_changelist")
        return self._show(request, form, status=422 if form.errors else 200)

    def download(self, request: HttpRequest, public_id: UUID) -> HttpResponse:
        try:
            export, pieces = open_export(staff=request.user, public_id=public_id)
        except ExportGone as error:
            raise Http404 from error
        except NotPermitted as error:
            raise PermissionDenied from error
        format = FORMATS[export.format]
        response = StreamingHttpResponse(pieces, content_type=format.media_type)
        name = f"{export.form.title}.{format.extension}"
        response["Content-Disposition"] = content_disposition_header(True, name)
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "no-store"
        return response

    def _show(self, request: HttpRequest, form: ExportForm, *, status: int) -> HttpResponse:
        exports = list(Export.objects.of(request.user).select_related("form")[:SHOWN])
        for export in exports:
            export.format_label = FORMATS[export.format].label
            export.url = reverse("admin:forms_app_export_download", args=[export.public_id])
        is_moving = any(export.state in (ExportState.WAITING, ExportState.RUNNING) for export in exports)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media + form.media,
            "title": _("書き出し"),
            "form": form,
            "exports": exports,
            "reload_seconds": RELOAD_SECONDS if is_moving and not form.errors else None,
        }
        return TemplateResponse(request, "admin/forms_app/export/page.html", context, status=status)
