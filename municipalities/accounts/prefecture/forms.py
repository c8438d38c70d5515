"""Forms of the prefecture's side."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminColorInputWidget,
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminEmailInputWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldAdminURLInputWidget,
)

from municipalities.support.municipality_code import is_valid_code
from municipalities.tenancy.features import FEATURES
from municipalities.tenancy.models import Domain, Municipality
from municipalities.tenancy.prefectures import TownFacts, read_prefecture

from .. import rules
from ..models import StaffUser
from .models import PrefectureOperator

SLUG = RegexValidator(
    r"^[a-z]+(-[a-z]+)*-(shi|cho|machi|mura|son)\Z",
    _("「gifu-shi」のように、小文字のローマ字と -shi、-cho、-machi、-mura、-son で入力してください。"),
)
KANA = RegexValidator(r"^[ぁ-ゖー]+\Z", _("ひらがなで入力してください。"))
COUNTY = RegexValidator(r"^.+郡\Z", _("「加茂郡」のように入力してください。市の場合は空けておいてください。"))


class TownForm(forms.ModelForm):
    """A new municipality. `facts()` is what provisioning takes."""

    website = forms.URLField(
        label=_("公式サイト"), max_length=200, assume_scheme="https", widget=UnfoldAdminURLInputWidget
    )
    region = forms.ChoiceField(label=_("圏域"), widget=UnfoldAdminSelectWidget)
    latitude = forms.DecimalField(
        label=_("役所の緯度"),
        min_value=20,
        max_value=46,
        max_digits=8,
        decimal_places=5,
        widget=UnfoldAdminDecimalFieldWidget,
    )
    longitude = forms.DecimalField(
        label=_("役所の経度"),
        min_value=122,
        max_value=154,
        max_digits=8,
        decimal_places=5,
        widget=UnfoldAdminDecimalFieldWidget,
    )

    class Meta:
        model = Municipality
        fields = ["code", "name", "kana", "slug", "county", "region", "latitude", "longitude", "website", "theme_color"]
        widgets = {
            **dict.fromkeys(["code", "name", "kana", "slug", "county"], UnfoldAdminTextInputWidget),
            "theme_color": UnfoldAdminColorInputWidget,
        }
        help_texts = {
            "code": _("全国地方公共団体コードの6桁（最後の1桁は検査数字）"),
            "slug": _("ホスト名になります。後から変えられません。例：gifu-shi"),
            "county": _("町村だけ入力します。例：加茂郡"),
            "theme_color": _("ページの見出しやボタンの色です。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [(region, region) for region in read_prefecture(settings.PREFECTURE).regions]
        for name, validator in (("slug", SLUG), ("kana", KANA), ("county", COUNTY)):
            self.fields[name].validators.append(validator)

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if len(code) != 6 or not (code.isascii() and code.isdigit()):
            raise ValidationError(_("6桁の半角数字で入力してください。"))
        if not is_valid_code(code):
            raise ValidationError(_("検査数字が合いません。もう一度確かめてください。"))
        return code

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        host = f"{slug}.{settings.PORTAL_DOMAIN}"
        if slug.startswith("pg-") or Domain.objects.filter(domain=host).exists():
            raise ValidationError(_("この名前は使えません。別の名前にしてください。"))
        return slug

    def clean_theme_color(self) -> str:
        color = self.cleaned_data["theme_color"].lower()
        RegexValidator(r"^#[0-9a-f]{6}\Z", _("色を選んでください。"))(color)
        return color

    def facts(self) -> TownFacts:
        data: dict[str, str | Decimal] = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return TownFacts(**data)


class NoticeForm(forms.Form):
    notice = forms.CharField(
        label=_("住民へのお知らせ"),
        max_length=1000,
        widget=UnfoldAdminTextareaWidget,
        help_text=_(
            "止まっているあいだ、この市町村のすべてのページに表示されます。理由と、いつ再開するかを書いてください。"
        ),
    )


class CloseForm(forms.Form):
    notice = forms.CharField(
        label=_("住民へのお知らせ"),
        max_length=1000,
        widget=UnfoldAdminTextareaWidget,
        help_text=_("終了したあとのページに表示されます。手続の新しい窓口を書いてください。"),
    )
    confirmation = forms.CharField(
        label=_("確認のため、市町村の名前を入力してください"), widget=UnfoldAdminTextInputWidget
    )

    def __init__(self, *args: Any, town: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.town = town

    def clean_confirmation(self) -> str:
        if self.cleaned_data["confirmation"].strip() != self.town.name:
            raise ValidationError(_("「%(town)s」と入力してください。") % {"town": self.town.name})
        return self.town.name


class FeaturesForm(forms.Form):
    enabled = forms.MultipleChoiceField(
        label=_("使う機能"),
        choices=list(FEATURES.items()),
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )

    def disabled(self) -> list[str]:
        return sorted(set(FEATURES) - set(self.cleaned_data["enabled"]))


class TownAdministratorForm(forms.ModelForm):
    """Validated inside the town, where the log-in names are."""

    class Meta:
        model = StaffUser
        fields = ["display_name", "username", "email"]
        widgets = {
            **dict.fromkeys(["display_name", "username"], UnfoldAdminTextInputWidget),
            "email": UnfoldAdminEmailInputWidget,
        }

    def save(self, commit: bool = True) -> StaffUser:
        self.instance.role = rules.TENANT_ADMIN
        return super().save(commit)


class OperatorForm(forms.ModelForm):
    class Meta:
        model = PrefectureOperator
        fields = ["display_name", "username"]
        widgets = dict.fromkeys(fields, UnfoldAdminTextInputWidget)
