"""相談の集計: how much was asked, answered and solved, as charts with their tables, and as a file."""

import csv
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminDateWidget, UnfoldAdminSelectWidget

from chatbot.learning.figures import DAY, MONTH, WEEK, Row, Window, figures
from chatbot.learning.refusals import NotPermitted
from chatbot.learning.report import read_report
from chatbot.models import AskedOutcome, Channel, ConversationRecord, ReportReader
from chatbot.models.faq import Language
from chatbot.models.learning import COUNTS_KEPT
from municipalities.accounts import rules
from municipalities.accounts.admin_site import RuledAdmin, staff_site
from municipalities.tenancy.features import CHAT, STAFF_MAIL

LIST = "admin:chatbot_conversationrecord_changelist"
USUAL_DAYS = 30
UNITS = {DAY: gettext_lazy("日ごと"), WEEK: gettext_lazy("週ごと"), MONTH: gettext_lazy("月ごと")}
COLUMNS = (
    ("questions", gettext_lazy("質問")),
    *((outcome.value, outcome.label) for outcome in AskedOutcome),
    ("answer_rate", gettext_lazy("回答率（%）")),
    ("read", gettext_lazy("答えが読まれた")),
    ("resolved", gettext_lazy("解決")),
    ("helped", gettext_lazy("「解決した」")),
    ("unhelped", gettext_lazy("「解決しなかった」")),
    ("resolution_rate", gettext_lazy("解決率（%）")),
    ("conversations", gettext_lazy("相談")),
    ("with_person", gettext_lazy("職員を希望した相談")),
    ("deflection_rate", gettext_lazy("職員なしで終わった割合（%）")),
)


class WindowForm(forms.Form):
    first = forms.DateField(
        label=gettext_lazy("この日から"), required=False, widget=UnfoldAdminDateWidget(attrs={"type": "date"})
    )
    last = forms.DateField(
        label=gettext_lazy("この日まで"), required=False, widget=UnfoldAdminDateWidget(attrs={"type": "date"})
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("まとめ方"), required=False, widget=UnfoldAdminSelectWidget, choices=list(UNITS.items())
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("窓口"),
        required=False,
        widget=UnfoldAdminSelectWidget,
        choices=[("", gettext_lazy("すべて")), *Channel.choices],
    )
    language = forms.ChoiceField(
        label=gettext_lazy("ことば"),
        required=False,
        widget=UnfoldAdminSelectWidget,
        choices=[("", gettext_lazy("すべて")), *Language.choices],
    )

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", _("「この日まで」は、「この日から」と同じか、あとの日を入力してください。"))
        elif first and last and last - first > COUNTS_KEPT:
            self.add_error("first", _("一度に見られるのは%(days)d日までです。") % {"days": COUNTS_KEPT.days})
        return self.cleaned_data

    @property
    def window(self) -> Window:
        """What is wrong or left empty: the thirty days up to today, day by day."""
        today = timezone.localdate()
        last = min(self.cleaned_data.get("last") or today, today)
        first = self.cleaned_data.get("first") or last - min(timedelta(days=USUAL_DAYS - 1), last - date.min)
        if first > last or last - first > COUNTS_KEPT:
            first, last = today - timedelta(days=USUAL_DAYS - 1), today
        chosen = {name: self.cleaned_data.get(name) or "" for name in ("channel", "language")}
        return Window(first, last, self.cleaned_data.get("unit") or DAY, **chosen)


@admin.register(ConversationRecord, site=staff_site)
class ConversationRecordAdmin(RuledAdmin):
    sidebar_group = gettext_lazy("相談")
    sidebar_icon = "monitoring"
    sidebar_position = 36

    def may_view(self, staff: Any, obj: ConversationRecord | None = None) -> bool:
        return rules.can_see_chat_figures(staff)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.town.has_feature(CHAT) and super().has_module_permission(request)

    def get_urls(self) -> list[URLPattern]:
        def page(address: str, view: Any, name: str) -> URLPattern:
            return path(address, self.admin_site.admin_view(view), name=f"chatbot_conversationrecord_{name}")

        return [page("", show, "changelist"), page("csv/", download, "csv"), page("report/", report, "report")]


def show(request: HttpRequest) -> HttpResponse:
    filters, is_right = _filters(request)
    found = figures(filters.window)
    context = {
        **staff_site.each_context(request),
        "title": _("相談の集計"),
        "filters": filters,
        "media": filters.media,
        "figures": found,
        "columns": _chart(found.rows),
        "rows": [(_label(row, filters.window.unit), row) for row in found.rows],
        "outcomes": AskedOutcome.choices,
        "query": request.GET.urlencode(),
        "report": _report(request),
    }
    return TemplateResponse(request, "admin/chatbot/figures/page.html", context, status=200 if is_right else 422)


def download(request: HttpRequest) -> HttpResponse:
    filters, _is_right = _filters(request)
    window = filters.window
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"soudan-{window.first}-{window.last}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")  # so that a spreadsheet knows it for UTF-8
    found, lines = figures(window), csv.writer(response)
    lines.writerow([str(UNITS[window.unit]), *(str(label) for _name, label in COLUMNS)])
    for row in found.rows:
        lines.writerow([row.first, *_cells(row)])
    lines.writerow([_("合計"), *_cells(found.total)])
    return response


def report(request: HttpRequest) -> HttpResponse:
    """Begin or stop to get the weekly report."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    wanted = request.POST.get("wanted") == "yes"
    try:
        read_report(staff=request.user, wanted=wanted)
    except NotPermitted as error:
        raise PermissionDenied from error
    done = _("毎週月曜日の朝8時に、メールで送ります。") if wanted else _("週間報告のメールを止めました。")
    messages.success(request, done)
    return HttpResponseRedirect(reverse(LIST))


def _filters(request: HttpRequest) -> tuple[WindowForm, bool]:
    if not rules.can_see_chat_figures(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    usual = {"first": str(today - timedelta(days=USUAL_DAYS - 1)), "last": str(today), "unit": DAY}
    names = ("first", "last", "unit", "channel", "language")
    filters = WindowForm({name: request.GET.get(name, usual.get(name, ""))[:20] for name in names}, label_suffix="")
    return filters, filters.is_valid()


def _label(row: Row, unit: str) -> str:
    formats = {DAY: "n月j日（D）", WEEK: _("n月j日の週"), MONTH: "Y年n月"}
    return date_format(row.first, formats[unit])


def _cells(row: Row) -> list[Any]:
    return ["" if (value := getattr(row, name)) is None else value for name, _label in COLUMNS]


def _chart(rows: list[Row]) -> list[dict[str, Any]]:
    """A column for each row, its outcomes one upon the other, in a square of a hundred."""
    highest, width = max((row.questions for row in rows), default=0) or 1, 100 / max(len(rows), 1)
    columns = []
    for place, row in enumerate(rows):
        top, parts = 100.0, []
        for outcome in AskedOutcome:
            height = 100 * getattr(row, outcome.value) / highest
            top -= height
            if height:
                parts.append({"kind": outcome.value, "y": round(top, 2), "height": round(height, 2)})
        columns.append({"x": round(place * width + width * 0.1, 3), "width": round(width * 0.8, 3), "parts": parts})
    return columns


def _report(request: HttpRequest) -> dict[str, Any] | None:
    """None where it cannot be had: by rank, or where mail to staff is switched off."""
    if not rules.can_get_report(request.user) or not request.town.has_feature(STAFF_MAIL):
        return None
    is_wanted = ReportReader.objects.filter(staff=request.user).exists()
    return {"is_wanted": is_wanted, "address": request.user.email}
