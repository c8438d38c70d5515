"""The form in which an entry is written. What it may say is for knowledge.checking to tell."""

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import (
    INPUT_CLASSES,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from chatbot.models import FaqCategory, FaqEntry
from chatbot.models.faq import CONTENT, Language
from forms_app.models import Form
from municipalities.accounts import rules
from municipalities.accounts.models import Section, StaffUser

from .fields import LinesField, LinksField
from .tree import Tree

REVIEW_AFTER = relativedelta(years=1)
CHOOSE = {"required": gettext_lazy("選んでください。")}
FACTS = (*CONTENT, "category", "section")


class DayInput(forms.DateInput):
    """The browser's own picker; without one, `2026-04-01` is typed."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(attrs={"class": " ".join(INPUT_CLASSES)}, format="%Y-%m-%d")


class EntryForm(forms.Form):
    use_required_attribute = False  # whoever only wants to try the words must not be held back by the browser

    question = forms.CharField(
        label=gettext_lazy("質問"),
        error_messages={"required": gettext_lazy("質問を入力してください。")},
        widget=UnfoldAdminTextInputWidget(attrs={"maxlength": 100}),
        help_text=gettext_lazy(
            "住民がそのまま読みます。100文字までです。例：犬を飼い始めたときは、どんな手続が必要ですか？"
        ),
    )
    paraphrases = LinesField(
        label=gettext_lazy("ほかの言い方"),
        rows=5,
        help_text=gettext_lazy(
            "住民が使いそうなことばを、1行に1つずつ書きます。画面には出ませんが、見つけやすくなります。"
        ),
    )
    answer = forms.CharField(
        label=gettext_lazy("答え"),
        error_messages={"required": gettext_lazy("答えを入力してください。")},
        strip=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "行のはじめに「- 」と書くと箇条書き、「**ことば**」と書くと太字、「[名前](https://…)」と書くとリンクになります。"
        ),
    )
    short_answer = forms.CharField(
        label=gettext_lazy("短い答え（LINE用）"),
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2, "maxlength": 200}),
        help_text=gettext_lazy("200文字までです。空けておくと、LINEでは上の答えをそのまま送ります。"),
    )
    links = LinksField(label=gettext_lazy("関連するページ"), required=False)
    form_slug = forms.ChoiceField(
        label=gettext_lazy("オンライン手続"),
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text=gettext_lazy("選ぶと、答えの下に「この手続を始める」のボタンが出ます。"),
    )
    category = forms.ModelChoiceField(
        None, label=gettext_lazy("分野"), widget=UnfoldAdminSelectWidget, error_messages=CHOOSE
    )
    section = forms.ModelChoiceField(
        None, label=gettext_lazy("担当課"), widget=UnfoldAdminSelectWidget, error_messages=CHOOSE
    )
    audience = forms.CharField(
        label=gettext_lazy("対象の方"),
        required=False,
        widget=UnfoldAdminTextInputWidget(attrs={"maxlength": 100}),
        help_text=gettext_lazy("例：犬を飼っている方"),
    )
    legal_basis = forms.CharField(
        label=gettext_lazy("根拠となる法令など"),
        required=False,
        widget=UnfoldAdminTextInputWidget(attrs={"maxlength": 300}),
        help_text=gettext_lazy("例：狂犬病予防法第4条"),
    )
    language = forms.ChoiceField(label=gettext_lazy("ことば"), choices=Language.choices, widget=UnfoldAdminSelectWidget)
    is_general = forms.BooleanField(
        label=gettext_lazy("代表質問"),
        required=False,
        widget=UnfoldBooleanWidget,
        help_text=gettext_lazy("「住民票」のように短く聞かれたとき、細かい質問より先に出します。"),
    )
    review_on = forms.DateField(
        label=gettext_lazy("内容を見直す日"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("近づくと担当課にメールで知らせます。60日過ぎると、住民の画面に出なくなります。"),
    )
    note = forms.CharField(
        label=gettext_lazy("変更の理由"),
        required=False,
        widget=UnfoldAdminTextInputWidget(attrs={"maxlength": 200}),
        help_text=gettext_lazy("履歴に残ります。例：手数料が変わったため"),
    )

    def __init__(self, *args: Any, staff: StaffUser, entry: FaqEntry | None = None, **options: Any):
        initial = {**initial_of(entry), **options.pop("initial", {})}
        super().__init__(*args, initial=initial, label_suffix="", **options)
        self.fields["category"].queryset = FaqCategory.objects.all()
        self.fields["category"].choices = _categories()
        self.fields["section"].queryset = sections_of(staff, entry)
        self.fields["section"].empty_label = None if entry else _("選んでください")
        self.fields["form_slug"].choices = _forms(entry)

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS}

    def main_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("question", "paraphrases", "answer", "short_answer", "links", "form_slug")]

    def other_fields(self) -> list[forms.BoundField]:
        names = ("category", "section", "review_on", "audience", "legal_basis", "language", "is_general", "note")
        return [self[name] for name in names]


def initial_of(entry: FaqEntry | None) -> dict[str, Any]:
    if entry is None:
        return {"language": Language.JAPANESE, "review_on": next_review_day()}
    return {**{name: getattr(entry, name) for name in CONTENT}, "category": entry.category, "section": entry.section}


def next_review_day() -> date:
    return timezone.localdate() + REVIEW_AFTER


def sections_of(staff: StaffUser, entry: FaqEntry | None) -> Any:
    """Those the person may write for; a section that is no longer in use stays where it is."""
    sections = Section.objects.filter(is_active=True)
    if not rules.sees_every_section(staff):
        sections = sections.filter(pk__in=staff.section_ids)
    return sections | Section.objects.filter(pk=entry.section_id) if entry else sections


def _categories() -> list[tuple[Any, str]]:
    tree = Tree(FaqCategory.objects.all())
    return [("", _("選んでください")), *((each.pk, tree.path(each)) for each in tree.in_order())]


def _forms(entry: FaqEntry | None) -> list[tuple[str, str]]:
    titles = dict(Form.objects.order_by("position", "id").values_list("slug", "title"))
    if entry and entry.form_slug:
        titles.setdefault(entry.form_slug, _("（いまはない手続：%(slug)s）") % {"slug": entry.form_slug})
    return [("", _("なし")), *titles.items()]
