"""Entries as a file: all of them out, and a table in. What a file would do is shown row by row before it is done."""

import base64
import binascii
import zlib
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminFileFieldWidget

from chatbot.knowledge.exchange.importing import Report, apply_import, preview_import
from chatbot.knowledge.exchange.reading import MOST_BYTES, FileRefused, read_table
from chatbot.knowledge.exchange.writing import FORMATS, write_entries
from chatbot.models import FaqEntry
from municipalities.accounts import rules
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.verb_page import sent

from .access import url

LARGEST_PACKED = 1_800_000
"""What the page carries from the report to the import: a form post may hold two megabytes."""
MOST_UNCHANGED_SHOWN = 20
REFUSALS = {
    "too_large": gettext_lazy("ファイルが大きすぎます。いくつかのファイルに分けて、1つずつ取り込んでください。"),
    "empty": gettext_lazy("ファイルに何も書かれていません。1行目に列の名前、2行目から質問を書いてください。"),
    "not_text": gettext_lazy(
        "ファイルの文字を読み取れません。CSV（UTF-8かシフトJIS）か、Excel（.xlsx）で保存してください。"
    ),
    "not_a_table": gettext_lazy("表として読み取れません。CSVか、Excel（.xlsx）で保存しなおしてください。"),
    "too_many_rows": gettext_lazy("一度に取り込めるのは2,000行までです。いくつかのファイルに分けてください。"),
    "no_columns": gettext_lazy(
        "1行目に「記号」か「質問」の列がありません。書き出したファイルの1行目と同じ名前にしてください。"
    ),
}
KINDS = {
    "new": gettext_lazy("新しい質問"),
    "changed": gettext_lazy("変更"),
    "unchanged": gettext_lazy("変更なし"),
    "wrong": gettext_lazy("取り込めません"),
}


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("ファイル"),
        help_text=gettext_lazy("CSV（UTF-8・シフトJIS）か、Excel（.xlsx）を選びます。"),
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={"required": gettext_lazy("ファイルを選んでください。"), "empty": REFUSALS["empty"]},
    )

    def clean_file(self) -> bytes:
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise ValidationError(REFUSALS["too_large"])
        return upload.read()


def download(request: HttpRequest, format: str) -> HttpResponse:
    if not rules.can_see_faq(request.user):
        raise PermissionDenied
    if format not in FORMATS:
        raise Http404
    file = write_entries(FaqEntry.objects.select_related("category", "section").order_by("pk"), format)
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    return response


def upload(request: HttpRequest) -> HttpResponse:
    """First the file and the report on it; then the same file again, out of the page, with the button that does it."""
    if not rules.can_write_faq(request.user):
        raise PermissionDenied
    if "packed" in request.POST:
        return _apply(request)
    form = UploadForm(sent(request), request.FILES or None, label_suffix="")
    if form.is_valid():
        try:
            return _report(request, form.cleaned_data["file"])
        except FileRefused as refused:
            form.add_error("file", REFUSALS[refused.code])
    return _page(request, form=form, status=422 if form.is_bound else 200)


def _report(request: HttpRequest, content: bytes, *, notice: str = "") -> HttpResponse:
    packed = base64.b64encode(zlib.compress(content, 9)).decode()
    if len(packed) > LARGEST_PACKED:
        raise FileRefused("too_large")
    report = preview_import(table=read_table(content), staff=request.user)
    return _page(request, report=report, packed=packed, notice=notice)


def _apply(request: HttpRequest) -> HttpResponse:
    try:
        content = _unpacked(request.POST["packed"])
        digest = request.POST.get("digest", "")
        report, is_done = apply_import(table=read_table(content), staff=request.user, digest=digest)
    except FileRefused as refused:
        form = UploadForm(label_suffix="")
        return _page(request, form=form, notice=REFUSALS[refused.code], status=422)
    if not is_done:
        notice = _("そのあいだに質問が変わったため、まだ取り込んでいません。内容をもう一度確かめてください。")
        return _report(request, content, notice=notice)
    facts = {"new": report.count("new"), "changed": report.count("changed")}
    sentence = _(
        "取り込みました（新しい質問%(new)d件、変更%(changed)d件）。確認して公開するまで、住民の画面は変わりません。"
    )
    messages.success(request, sentence % facts)
    return HttpResponseRedirect(url("changelist"))


def _unpacked(packed: str) -> bytes:
    try:
        opened = zlib.decompressobj()
        content = opened.decompress(base64.b64decode(packed, validate=True), MOST_BYTES + 1)
    except (binascii.Error, ValueError, zlib.error) as problem:
        raise FileRefused("not_text") from problem
    if opened.unconsumed_tail:
        raise FileRefused("too_large")
    return content


def _page(request: HttpRequest, *, status: int = 200, report: Report | None = None, **more: Any) -> HttpResponse:
    context = {
        **staff_site.each_context(request),
        "title": _("ファイルから取り込む"),
        "subtitle": _("よくある質問"),
        "report": report,
        "counts": [(label, report.count(kind)) for kind, label in KINDS.items()] if report else [],
        "rows": _rows(report) if report else [],
        "has_wrong": bool(report and report.count("wrong")),
        "back": url("changelist"),
        **more,
    }
    return TemplateResponse(request, "admin/chatbot/faq/import.html", context, status=status)


def _rows(report: Report) -> list[dict[str, Any]]:
    """What is wrong first; of what stays the same only the beginning."""
    order = ["wrong", "new", "changed"]
    told = sorted((row for row in report.rows if row.kind in order), key=lambda row: order.index(row.kind))
    same = [row for row in report.rows if row.kind == "unchanged"][:MOST_UNCHANGED_SHOWN]
    return [{"row": row, "label": KINDS[row.kind]} for row in [*told, *same]]
