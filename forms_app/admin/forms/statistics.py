"""利用状況: how far people come in a form, where they stop, what they stumble over. No answers, no persons."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminDateWidget, UnfoldAdminSelectWidget

from forms_app.models import FormVersion
from forms_app.rendering.statistic_words import duration_words
from forms_app.rendering.statistics import CORRECTIONS_READ, Period, figures
from municipalities.accounts.admin_site import staff_site

from .access import editor_url, visible_form

USUAL_DAYS = 30


class PeriodForm(forms.Form):
    first = forms.DateField(
        label=gettext_lazy("この日から"), required=False, widget=UnfoldAdminDateWidget(attrs={"type": "date"})
    )
    last = forms.DateField(
        label=gettext_lazy("この日まで"), required=False, widget=UnfoldAdminDateWidget(attrs={"type": "date"})
    )
    version = forms.ChoiceField(label=gettext_lazy("公開版"), required=False, widget=UnfoldAdminSelectWidget)

    def __init__(self, *args: Any, versions: list[FormVersion], **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["version"].choices = [
            ("", _("すべての版")),
            *((str(each.number), _("第%(number)d版") % {"number": each.number}) for each in versions),
        ]

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", _("「この日まで」は、「この日から」と同じか、あとの日を入力してください。"))
        return self.cleaned_data

    @property
    def period(self) -> Period:
        """What is wrong or left empty: the thirty days up to today."""
        last = self.cleaned_data.get("last") or timezone.localdate()
        first = self.cleaned_data.get("first") or last - min(timedelta(days=USUAL_DAYS - 1), last - date.min)
        return Period(min(first, last), last)


def statistics(request: HttpRequest, pk: int) -> HttpResponse:
    form = visible_form(request, pk)
    versions = list(form.versions.defer("definition").order_by("-number"))
    filters = PeriodForm(_asked(request), versions=versions)
    is_right = filters.is_valid()
    chosen = next((v for v in versions if str(v.number) == filters.cleaned_data.get("version")), None)
    shown = figures(form, chosen, filters.period)
    context = {
        **staff_site.each_context(request),
        "title": _("利用状況"),
        "subtitle": form.title,
        "form": form,
        "filters": filters,
        "media": filters.media,
        "period": filters.period,
        "figures": shown,
        "median_words": duration_words(shown.median),
        "corrections_read": CORRECTIONS_READ,
        "back": editor_url(form),
    }
    template = "admin/forms_app/form/statistics.html"
    return TemplateResponse(request, template, context, status=200 if is_right else 422)


def _asked(request: HttpRequest) -> dict[str, str]:
    """The period shown stands in the inputs, asked for or not."""
    today = timezone.localdate()
    usual = {"first": str(today - timedelta(days=USUAL_DAYS - 1)), "last": str(today), "version": ""}
    return {name: request.GET.get(name, value)[:20] for name, value in usual.items()}
