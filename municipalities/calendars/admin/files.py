"""Files in and out of the working copy, on the staff pages."""

import io
import zipfile
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldBooleanSwitchWidget

from municipalities.accounts import rules
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.verb_page import sent
from municipalities.calendars.models import WasteImport
from municipalities.calendars.services.importing import import_files
from municipalities.calendars.services.working import read_working
from municipalities.calendars.waste.exchange.problems import Problem
from municipalities.calendars.waste.exchange.reading import KNOWN
from municipalities.calendars.waste.exchange.writing import ENCODINGS, write_files

MOST_BYTES = 8 * 1024 * 1024
MOST_FILES = 20
MOST_PROBLEMS = 500


class ManyFiles(UnfoldAdminFileFieldWidget):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        many = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(each, initial) for each in many]


class UploadForm(forms.Form):
    files = FilesField(
        label=gettext_lazy("ファイル"),
        help_text=gettext_lazy("area_days.csv、description.csv、target.csv などをまとめて選びます。ZIPにまとめたものでもかまいません。"),
        widget=ManyFiles(attrs={"accept": ".csv,.zip", "multiple": True}),
        error_messages={"required": gettext_lazy("ファイルを選んでください。"), "empty": gettext_lazy("空のファイルがあります。")},
    )  # fmt: skip
    shifts = forms.BooleanField(
        label=gettext_lazy("センターの休止期間は、翌週にずらす"), required=False, widget=UnfoldBooleanSwitchWidget,
        help_text=gettext_lazy("「第1金曜」などが休みにあたるとき、1週間あとにします。選ばないときは収集なしにします。"),
    )  # fmt: skip

    def clean_files(self) -> dict[str, bytes]:
        contents: dict[str, bytes] = {}
        for upload in self.cleaned_data["files"]:
            if upload.size > MOST_BYTES:
                raise forms.ValidationError(_("ファイルが大きすぎます。8MBまでにしてください。"))
            contents |= (
                _unzipped(upload.read()) if upload.name.lower().endswith(".zip") else {upload.name: upload.read()}
            )
        if not any(name.lower() in KNOWN for name in contents):
            raise forms.ValidationError(
                _("取り込めるファイルがありません。area_days.csv などの名前のままで選んでください。")
            )
        return contents


def upload(request: HttpRequest) -> HttpResponse:
    if not rules.can_edit_calendars(request.user):
        raise PermissionDenied
    form = UploadForm(sent(request), request.FILES or None, label_suffix="")
    if form.is_valid():
        made = import_files(contents=form.cleaned_data["files"], staff=request.user, shifts=form.cleaned_data["shifts"])
        return HttpResponseRedirect(reverse("admin:calendars_wasteversion_import_report", args=[made.pk]))
    return _page(request, "import", status=422 if form.is_bound else 200, title=_("ファイルから取り込む"), form=form)


def report(request: HttpRequest, pk: int) -> HttpResponse:
    if not rules.can_see_calendars(request.user):
        raise PermissionDenied
    made = get_object_or_404(WasteImport.objects.select_related("made_by"), pk=pk)
    told = made.report["problems"]
    names = dict.fromkeys(Problem.__dataclass_fields__)
    problems = [Problem(**{name: each[name] for name in names}) for each in told[:MOST_PROBLEMS]]
    context = {"title": _("取込の結果"), "made": made, "problems": problems, "count": len(told)}
    return _page(request, "import_report", **context)


def download(request: HttpRequest, encoding: str) -> HttpResponse:
    if not rules.can_see_calendars(request.user):
        raise PermissionDenied
    if encoding not in ENCODINGS:
        raise Http404
    export = write_files(read_working(), encoding=encoding)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in export.files.items():
            package.writestr(name, content)
        if export.losses:
            package.writestr("書き出せなかったもの.txt", "\r\n".join(export.losses).encode("utf-8-sig"))
    response = HttpResponse(packed.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, f"gomi-{encoding}.zip")
    return response


def _unzipped(content: bytes) -> dict[str, bytes]:
    """The CSV files of an archive, wherever in it they lie."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            inside = [info for info in package.infolist() if info.filename.lower().endswith(".csv")][:MOST_FILES]
            if sum(info.file_size for info in inside) > MOST_BYTES:
                raise forms.ValidationError(_("ファイルが大きすぎます。8MBまでにしてください。"))
            return {info.filename.rpartition("/")[2]: package.read(info) for info in inside}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as problem:
        raise forms.ValidationError(_("ZIPとして読めません。CSVのまま選んでください。")) from problem


def _page(request: HttpRequest, template: str, *, status: int = 200, **more: Any) -> HttpResponse:
    back = reverse("admin:calendars_wasteversion_changelist")
    context = {**staff_site.each_context(request), "back": back, **more}
    return TemplateResponse(request, f"admin/calendars/{template}.html", context, status=status)
