"""From files to the residents: take in, look at the next eight weeks and at what differs, publish, take back."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from municipalities.accounts import rules
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.verb_page import verb_page
from municipalities.calendars.models import WasteImport, WasteVersion
from municipalities.calendars.services import publishing
from municipalities.calendars.services.importing import take_shipped
from municipalities.calendars.services.working import read_working
from municipalities.calendars.waste.as_json import from_json
from municipalities.calendars.waste.calendar import WasteCalendar

from . import files
from .base import CalendarAdmin
from .previewing import preview_context

LIST = "admin:calendars_wasteversion_changelist"
SAME, NONE = "same", "none"
MOST_VERSIONS, MOST_IMPORTS = 20, 5


@admin.register(WasteVersion, site=staff_site)
class WasteVersionAdmin(CalendarAdmin):
    sidebar_icon = "campaign"
    sidebar_position = 505

    def may_add(self, staff: Any) -> bool:
        return False

    def may_change(self, staff: Any, obj: Any = None) -> bool:
        return False

    def may_delete(self, staff: Any, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        def page(address: str, view: Any, name: str) -> URLPattern:
            return path(address, self.admin_site.admin_view(view), name=f"calendars_wasteversion_{name}")

        return [
            page("", self.overview, "changelist"),
            page("preview/", self.preview, "preview"),
            page("import/", files.upload, "import"),
            page("imports/<int:pk>/", files.report, "import_report"),
            page("export/<slug:encoding>/", files.download, "export"),
            page("shipped/", self.shipped, "shipped"),
            page("give-up/", self.give_up, "give_up"),
            page("<int:number>/restore/", self.restore, "restore"),
        ]

    def overview(self, request: HttpRequest) -> HttpResponse:
        _allow(rules.can_see_calendars(request.user))
        working, latest = read_working(), publishing.latest_version()
        context = {
            "title": _("ごみ収集日の公開・取込"),
            "latest": latest,
            "working": working,
            "is_same": latest is not None and latest.digest == publishing.digest_of(working),
            "versions": _versions()[:MOST_VERSIONS],
            "imports": WasteImport.objects.select_related("made_by")[:MOST_IMPORTS],
            "may_edit": rules.can_edit_calendars(request.user),
            "may_publish": rules.can_publish_calendars(request.user),
        }
        return self._page(request, "overview", context)

    def preview(self, request: HttpRequest) -> HttpResponse:
        """The button publishes just what stands on the page: whoever changed something meanwhile is asked to look again."""
        _allow(rules.can_see_calendars(request.user))
        if request.method == "POST":
            return self._publish(request)
        return self._preview_page(request)

    def restore(self, request: HttpRequest, number: int) -> HttpResponse:
        _allow(rules.can_publish_calendars(request.user))
        version = get_object_or_404(WasteVersion, number=number)
        if request.method == "POST":
            return self._do(
                request,
                lambda: publishing.restore(staff=request.user, number=number),
                _("第%(number)d版の内容に戻し、公開しました。") % {"number": number},
            )
        explanation = _(
            "%(day)sに公開した第%(number)d版の内容を、新しい版としてもう一度公開します。編集中の内容も、この版の内容に変わります。"
        )
        facts = {"day": version.published_at.strftime("%Y/%m/%d"), "number": number}
        return self._ask(request, _("前の版に戻す"), explanation % facts, _("戻して公開する"))

    def give_up(self, request: HttpRequest) -> HttpResponse:
        _allow(rules.can_edit_calendars(request.user))
        if request.method == "POST":
            return self._do(
                request,
                lambda: publishing.give_up_working(staff=request.user),
                _("編集中の内容を、公開中の内容に戻しました。"),
            )
        explanation = _(
            "取り込んだものや直したものを取り消し、編集中の内容を、いま公開している内容に戻します。住民の画面は変わりません。"
        )
        return self._ask(request, _("編集中の内容を取り消す"), explanation, _("公開中の内容に戻す"))

    def shipped(self, request: HttpRequest) -> HttpResponse:
        _allow(rules.can_edit_calendars(request.user))
        if request.method == "POST":
            return self._do(
                request,
                lambda: take_shipped(staff=request.user),
                _("標準の分類と品目を加えました。町の分け方に合わせて直してください。"),
            )
        explanation = _(
            "よくある13の分類と、200あまりの品目を加えます。同じ名前の分類と品目は変わりません。公開するまで、住民の画面は変わりません。"
        )
        return self._ask(request, _("標準の分類と品目を加える"), explanation, _("加える"))

    def _publish(self, request: HttpRequest) -> HttpResponse:
        _allow(rules.can_publish_calendars(request.user))
        digest, note = request.POST.get("digest", ""), request.POST.get("note", "").strip()
        if not digest:
            raise Http404
        try:
            version = publishing.publish(staff=request.user, note=note, digest=digest)
        except publishing.ChangedMeanwhile:
            notice = _("そのあいだに内容が変わったため、まだ公開していません。もう一度確かめてください。")
            return self._preview_page(request, notice=notice, note=note, status=409)
        except publishing.NothingToPublish:
            messages.warning(request, _("公開するものがありません。地区を登録するか、内容を変えてからお試しください。"))
            return HttpResponseRedirect(reverse(LIST))
        messages.success(request, _("第%(number)d版を公開しました。") % {"number": version.number})
        return HttpResponseRedirect(reverse(LIST))

    def _preview_page(self, request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
        latest, working = publishing.latest_version(), read_working()
        before = from_json(latest.content) if latest else WasteCalendar()
        context = {
            **preview_context(working, before, area_key=request.GET.get("area", "")),
            "title": _("公開する前の確認"),
            "latest": latest,
            "digest": publishing.digest_of(working),
            "is_same": latest is not None and latest.digest == publishing.digest_of(working),
            "may_publish": rules.can_publish_calendars(request.user),
            "back": reverse(LIST),
        }
        return self._page(request, "preview", {**context, **more}, status=status)

    def _do(self, request: HttpRequest, deed: Any, sentence: str) -> HttpResponse:
        try:
            deed()
        except publishing.NothingToPublish:
            messages.warning(request, _("変わるものがありませんでした。"))
        else:
            messages.success(request, sentence)
        return HttpResponseRedirect(reverse(LIST))

    def _ask(self, request: HttpRequest, title: str, explanation: str, submit_label: str) -> HttpResponse:
        texts = {"title": title, "explanation": explanation, "submit_label": submit_label, "back": reverse(LIST)}
        return verb_page(request, site=self.admin_site, **texts)

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        context = {**self.admin_site.each_context(request), **context}
        return TemplateResponse(request, f"admin/calendars/{name}.html", context, status=status)


def _versions() -> QuerySet[WasteVersion]:
    """Without their contents: those may be large."""
    return WasteVersion.objects.select_related("published_by").defer("content")


def _allow(is_allowed: bool) -> None:
    if not is_allowed:
        raise PermissionDenied
