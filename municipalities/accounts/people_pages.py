"""The two verbs upon an account, the same for a town's staff and for the prefecture's operators: ask first, then do."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from . import services
from .verb_page import one_time_password_page, verb_page


def reset_password(
    request: HttpRequest, *, site: AdminSite, user: AbstractBaseUser, reset: Callable[[], str], back: str
) -> HttpResponse:
    if request.method == "POST":
        return one_time_password_page(request, site=site, user=user, password=reset(), back=back)
    return verb_page(
        request,
        site=site,
        title=_("パスワードの再発行"),
        subtitle=str(user),
        explanation=_("%(name)sさんの新しい初期パスワードを作ります。いまのパスワードは使えなくなります。")
        % {"name": user},
        submit_label=_("新しいパスワードを作る"),
        back=back,
    )


def switch_use(
    request: HttpRequest,
    *,
    site: AdminSite,
    user: AbstractBaseUser,
    deactivate: Callable[[], None],
    activate: Callable[[], None],
    refusal: str,
    back: str,
) -> HttpResponse:
    """`refusal` is what to say when it is the last administrator."""
    if user.is_active:
        return _deactivate(request, site, user, deactivate, refusal, back)
    return _activate(request, site, user, activate, back)


def _deactivate(
    request: HttpRequest,
    site: AdminSite,
    user: AbstractBaseUser,
    deactivate: Callable[[], None],
    refusal: str,
    back: str,
) -> HttpResponse:
    if request.method != "POST":
        explanation = _("%(name)sさんは、すぐにログインできなくなります。これまでの記録は残ります。") % {"name": user}
        texts = {"title": _("利用の停止"), "explanation": explanation, "submit_label": _("停止する")}
        return verb_page(request, site=site, subtitle=str(user), back=back, is_dangerous=True, **texts)
    try:
        deactivate()
    except services.LastAdministrator:
        messages.error(request, refusal)
    else:
        messages.success(request, _("%(name)sさんの利用を停止しました。") % {"name": user})
    return HttpResponseRedirect(back)


def _activate(
    request: HttpRequest, site: AdminSite, user: AbstractBaseUser, activate: Callable[[], None], back: str
) -> HttpResponse:
    if request.method != "POST":
        explanation = _("%(name)sさんが、もう一度ログインできるようになります。") % {"name": user}
        texts = {"title": _("利用の再開"), "explanation": explanation, "submit_label": _("再開する")}
        return verb_page(request, site=site, subtitle=str(user), back=back, **texts)
    activate()
    messages.success(request, _("%(name)sさんの利用を再開しました。") % {"name": user})
    return HttpResponseRedirect(back)
