"""The button above the list of towns; beat presses it every ten minutes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .figures import collect_figures


@require_POST
def collect_now(request: HttpRequest) -> HttpResponse:
    collect_figures()
    messages.success(request, _("数字を更新しました。"))
    return redirect("admin:tenancy_municipality_changelist")
