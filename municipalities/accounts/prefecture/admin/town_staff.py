"""The accounts of one town's staff, seen from the prefecture. Each page enters the town's schema and leaves it."""

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.models import Municipality

from ... import people_pages
from ...models import StaffUser
from ...verb_page import one_time_password_page, sent, verb_page
from .. import services
from ..forms import TownAdministratorForm

LAST_ADMINISTRATOR = gettext_lazy(
    "この市町村の全体管理者がいなくなるため、停止できません。先に、ほかの全体管理者を登録してください。"
)
PER_PAGE = 100


class TownStaffPages:
    """Mixed into the municipalities' admin, which knows the town of a number (`town`)."""

    admin_site: Any

    def town(self, pk: int) -> Municipality:
        raise NotImplementedError

    def staff_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/staff/", wrap(self.staff), name="tenancy_municipality_staff"),
            path("<int:pk>/staff/add/", wrap(self.add_administrator), name="tenancy_municipality_staff_add"),
            path(
                "<int:pk>/staff/<int:staff_pk>/password/",
                wrap(self.staff_password),
                name="tenancy_municipality_staff_password",
            ),
            path("<int:pk>/staff/<int:staff_pk>/use/", wrap(self.staff_use), name="tenancy_municipality_staff_use"),
        ]

    def staff(self, request: HttpRequest, pk: int) -> HttpResponse:
        town = self.town(pk)
        with tenant_context(town):
            everyone = StaffUser.objects.order_by("-is_active", "username").prefetch_related("sections")
            page = Paginator(everyone, PER_PAGE).get_page(request.GET.get("p"))
            page.object_list = list(page.object_list)
        context = {
            **self.admin_site.each_context(request),
            "title": _("%(town)sの職員") % {"town": town},
            "municipality": town,
            "page": page,
        }
        return TemplateResponse(request, "admin/tenancy/municipality/staff.html", context)

    def add_administrator(self, request: HttpRequest, pk: int) -> HttpResponse:
        town = self.town(pk)
        form = TownAdministratorForm(sent(request))
        with tenant_context(town):
            is_valid = form.is_valid()
        if is_valid:
            staff = form.save(commit=False)
            password = services.register_town_staff(operator=request.user, town=town, staff=staff)
            back = self._staff_list(town)
            return one_time_password_page(request, site=self.admin_site, user=staff, password=password, back=back)
        return verb_page(
            request,
            site=self.admin_site,
            title=_("全体管理者の登録"),
            subtitle=town.full_name,
            explanation=_(
                "全体管理者は、この市町村のほかの職員と課を登録できます。登録すると、初期パスワードを一度だけ表示します。"
            ),
            submit_label=_("登録する"),
            back=self._staff_list(town),
            form=form,
        )

    def staff_password(self, request: HttpRequest, pk: int, staff_pk: int) -> HttpResponse:
        town = self.town(pk)
        staff = self._member(town, staff_pk)
        reset = partial(services.reset_town_password, operator=request.user, town=town, staff=staff)
        return people_pages.reset_password(
            request, site=self.admin_site, user=staff, reset=reset, back=self._staff_list(town)
        )

    def staff_use(self, request: HttpRequest, pk: int, staff_pk: int) -> HttpResponse:
        town = self.town(pk)
        staff = self._member(town, staff_pk)
        return people_pages.switch_use(
            request,
            site=self.admin_site,
            user=staff,
            deactivate=partial(services.deactivate_town_staff, operator=request.user, town=town, staff=staff),
            activate=partial(services.activate_town_staff, operator=request.user, town=town, staff=staff),
            refusal=LAST_ADMINISTRATOR,
            back=self._staff_list(town),
        )

    def _member(self, town: Municipality, staff_pk: int) -> StaffUser:
        with tenant_context(town):
            staff = StaffUser.objects.filter(pk=staff_pk).first()
        if staff is None:
            raise Http404
        return staff

    def _staff_list(self, town: Municipality) -> str:
        return reverse("admin:tenancy_municipality_staff", args=[town.pk])
