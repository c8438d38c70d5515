"""お問い合わせ: the list, and one on its page with the answer that goes out by mail."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from chatbot.handover import inquiries
from chatbot.handover.canned import replies_for
from chatbot.handover.errors import Ended, NothingSaid, NotPermitted
from chatbot.models import Inquiry, InquiryState
from municipalities.accounts import rules
from municipalities.accounts.admin_site import RuledAdmin, staff_site
from municipalities.accounts.models import Section
from municipalities.tenancy.features import CHAT_WITH_STAFF

from .talk import number_in

STATE_COLORS = {InquiryState.OPEN: "warning", InquiryState.ANSWERED: "success", InquiryState.CLOSED: "info"}
DONE = {
    "answer": gettext_lazy("回答をメールで送りました。"),
    "close": gettext_lazy("回答せずに終わりにしました。"),
    "transfer": gettext_lazy("担当課を変えました。"),
}


@admin.register(Inquiry, site=staff_site)
class InquiryAdmin(RuledAdmin):
    sidebar_group = gettext_lazy("相談")
    sidebar_icon = "mail"
    sidebar_position = 31
    list_display = ["title", "shown_state", "section", "asked_at", "done_at"]
    list_filter = ["state", "section"]
    list_filter_submit = True
    list_select_related = ["section"]
    list_per_page = 50
    ordering = [F("done_at").desc(nulls_first=True), "asked_at"]

    def may_view(self, staff: Any, obj: Inquiry | None = None) -> bool:
        return staff.is_active if obj is None else rules.can_see_talk(staff, obj.section_id)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.town.has_feature(CHAT_WITH_STAFF) and super().has_module_permission(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Inquiry]:
        found = super().get_queryset(request)
        return found if rules.sees_every_section(request.user) else found.for_sections(request.user.section_ids)

    @display(description=gettext_lazy("お問い合わせ"))
    def title(self, inquiry: Inquiry) -> str:
        return str(inquiry)

    @display(description=gettext_lazy("状態"), label={str(key): color for key, color in STATE_COLORS.items()})
    def shown_state(self, inquiry: Inquiry) -> tuple[str, str]:
        return inquiry.state, inquiry.get_state_display()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return show(request, object_id)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [path("<int:pk>/verbs/<slug:verb>/", wrap(step), name="chatbot_inquiry_verb"), *super().get_urls()]


def show(
    request: HttpRequest, pk: str | int, *, status: int = 200, typed: dict[str, Any] | None = None
) -> HttpResponse:
    """Looking is a deed: it leaves an audit row."""
    inquiry = _visible(request, pk)
    if status == 200:
        inquiries.look_at_inquiry(inquiry=inquiry, staff=request.user)
    context = {
        **staff_site.each_context(request),
        "opts": Inquiry._meta,
        "title": str(inquiry),
        "inquiry": inquiry,
        "asked": inquiry.asked,
        "answers": inquiry.answers.select_related("staff"),
        "may_answer": rules.can_answer(request.user, inquiry.section_id),
        "canned": replies_for(section=inquiry.section, staff=request.user),
        "sections": Section.objects.filter(is_active=True),
        "longest": inquiries.LONGEST,
        "typed": typed or {},
    }
    return TemplateResponse(request, "admin/chatbot/inquiry/inquiry.html", context, status=status)


def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if verb not in DONE:
        raise Http404
    inquiry = _visible(request, pk)
    try:
        _do(request, inquiry, verb)
    except NotPermitted as error:
        raise PermissionDenied from error
    except NothingSaid:
        messages.error(request, _("回答を入力してください。"))
        return show(request, pk, status=422)
    except Ended:
        messages.error(request, _("このお問い合わせは、もう終わっています。"))
        return show(request, pk, status=409)
    messages.success(request, DONE[verb])
    return redirect("admin:chatbot_inquiry_changelist")


def _do(request: HttpRequest, inquiry: Inquiry, verb: str) -> None:
    who = {"inquiry": inquiry, "staff": request.user}
    match verb:
        case "answer":
            text = request.POST.get("text", "").replace("\x00", "").replace("\r\n", "\n")
            inquiries.answer_inquiry(**who, text=text, is_private="is_private" in request.POST)
        case "close":
            inquiries.close_inquiry(**who)
        case "transfer":
            section = Section.objects.filter(is_active=True, pk=number_in(request.POST.get("section"))).first()
            inquiries.move_inquiry(**who, section=section)


def _visible(request: HttpRequest, pk: str | int) -> Inquiry:
    inquiry = Inquiry.objects.select_related("section").filter(pk=number_in(pk)).first()
    if inquiry is None:
        raise Http404
    if not rules.can_see_talk(request.user, inquiry.section_id):
        raise PermissionDenied
    return inquiry
