"""What the conversation can do, on the administrator's pages: stop a part of it, and let it go on."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminTextInputWidget

from chatbot.dialogue import engine
from chatbot.dialogue.skills.base import Skill
from chatbot.dialogue.stopping import resume_skill, stop_skill
from chatbot.models import NEVER_STOPPED, StoppedSkill
from municipalities.accounts import rules
from municipalities.accounts.admin_site import RuledAdmin, staff_site
from municipalities.accounts.verb_page import sent, verb_page

LIST = "admin:chatbot_stoppedskill_changelist"


class StopForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("停止する理由"), max_length=200, widget=UnfoldAdminTextInputWidget,
        help_text=gettext_lazy("例：案内の内容を見直すため。住民には見えません"),
    )  # fmt: skip


@admin.register(StoppedSkill, site=staff_site)
class StoppedSkillAdmin(RuledAdmin):
    sidebar_group = gettext_lazy("相談")
    sidebar_icon = "power_settings_new"
    sidebar_position = 690

    def may_view(self, staff: Any, obj: Any = None) -> bool:
        return rules.can_switch_skills(staff)

    def get_urls(self) -> list[URLPattern]:
        def page(address: str, view: Any, name: str) -> URLPattern:
            return path(address, self.admin_site.admin_view(view), name=f"chatbot_stoppedskill_{name}")

        return [
            page("", self.skills, "changelist"),
            page("<slug:skill>/stop/", self.stop, "stop"),
            page("<slug:skill>/resume/", self.resume, "resume"),
        ]

    def skills(self, request: HttpRequest) -> HttpResponse:
        _allow(request)
        stopped = {row.skill: row for row in StoppedSkill.objects.select_related("stopped_by")}
        rows = [{"skill": skill, "stopped": stopped.get(skill.name)} for skill in _stoppable()]
        context = {"title": _("相談の機能"), "rows": rows}
        return TemplateResponse(
            request, "admin/chatbot/skills.html", {**self.admin_site.each_context(request), **context}
        )

    def stop(self, request: HttpRequest, skill: str) -> HttpResponse:
        _allow(request)
        chosen, form = _named(skill), StopForm(sent(request))
        if form.is_valid():
            stop_skill(skill=chosen.name, label=str(chosen.label), staff=request.user, **form.cleaned_data)
            messages.success(request, _("「%(skill)s」を停止しました。") % {"skill": chosen.label})
            return redirect(LIST)
        page = verb_page(
            request,
            site=self.admin_site,
            title=_("機能の停止"),
            subtitle=str(chosen.label),
            explanation=_(
                "すぐに止まります。ほかの機能は、そのまま動きます。この機能を使おうとした方には「ただいまこの機能はお休みしています」とお伝えします。"
            ),
            submit_label=_("停止する"),
            back=reverse(LIST),
            form=form,
            is_dangerous=True,
        )
        page.status_code = 422 if form.errors else 200
        return page

    def resume(self, request: HttpRequest, skill: str) -> HttpResponse:
        _allow(request)
        chosen = _named(skill)
        if request.method == "POST":
            resume_skill(skill=chosen.name, label=str(chosen.label), staff=request.user)
            messages.success(request, _("「%(skill)s」を再開しました。") % {"skill": chosen.label})
            return redirect(LIST)
        return verb_page(
            request,
            site=self.admin_site,
            title=_("機能の再開"),
            subtitle=str(chosen.label),
            explanation=_("住民の方が、すぐにまた使えるようになります。"),
            submit_label=_("再開する"),
            back=reverse(LIST),
        )


def _allow(request: HttpRequest) -> None:
    if not rules.can_switch_skills(request.user):
        raise PermissionDenied


def _stoppable() -> list[Skill]:
    return [skill for skill in engine.SKILLS if skill.name not in NEVER_STOPPED]


def _named(name: str) -> Skill:
    for skill in _stoppable():
        if skill.name == name:
            return skill
    raise Http404
