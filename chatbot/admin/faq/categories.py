"""The tree of categories: the whole town's, arranged by its administrator. One that holds questions is not deleted."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from chatbot.knowledge import arranging
from chatbot.models import FaqCategory
from municipalities.accounts import rules
from municipalities.accounts.admin_site import AuditedAdmin, RuledAdmin, staff_site

from .access import LARGEST_ID
from .tree import Tree


class CategoryForm(forms.ModelForm):
    class Meta:
        model = FaqCategory
        fields = ["label", "slug", "parent"]
        widgets = {"label": UnfoldAdminTextInputWidget, "slug": UnfoldAdminTextInputWidget}
        help_texts = {
            "slug": gettext_lazy("ファイルの取り込みなどに使う、半角の名前です。例：garbage。後から変えられません。"),
        }

    parent = forms.ModelChoiceField(
        None,
        label=gettext_lazy("上の分野"),
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text=gettext_lazy("「なし」にすると、いちばん上の段に並びます。"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        tree = Tree(FaqCategory.objects.all())
        own = self.instance.pk
        below = {each.pk for each in tree.with_all_below(tree.by_id[own])} if own else set()
        fitting = [each for each in tree.in_order() if each.pk not in below]
        self.fields["parent"].queryset = FaqCategory.objects.exclude(pk__in=below)
        self.fields["parent"].choices = [("", _("なし")), *((each.pk, tree.path(each)) for each in fitting)]

    def save(self, commit: bool = True) -> FaqCategory:
        if not self.instance.pk or "parent" in self.changed_data:
            self.instance.position = arranging.last_position(self.cleaned_data["parent"])
        return super().save(commit)


@admin.register(FaqCategory, site=staff_site)
class FaqCategoryAdmin(RuledAdmin, AuditedAdmin):
    sidebar_group = gettext_lazy("相談")
    sidebar_icon = "account_tree"
    sidebar_position = 60
    form = CategoryForm
    list_display = ["place", "slug", "entry_count", "moves"]
    list_display_links = ["place"]
    list_per_page = 500
    ordering = ["position", "id"]
    search_fields = ["label", "slug"]

    class Media:
        css = {"all": ["admin-theme/forms.css", "admin-theme/faq.css"]}

    def may_view(self, staff: Any, obj: Any = None) -> bool:
        return rules.can_arrange_faq(staff)

    def may_add(self, staff: Any) -> bool:
        return rules.can_arrange_faq(staff)

    def may_change(self, staff: Any, obj: Any = None) -> bool:
        return rules.can_arrange_faq(staff)

    def may_delete(self, staff: Any, obj: FaqCategory | None = None) -> bool:
        return rules.can_arrange_faq(staff) and (obj is None or not arranging.is_used(obj))

    def get_readonly_fields(self, request: HttpRequest, obj: FaqCategory | None = None) -> list[str]:
        return ["slug"] if obj else []

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(entry_total=Count("entries"))

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """In the order of the tree, each below the one it belongs to."""
        changes = super().get_changelist_instance(request)
        self.tree = Tree(FaqCategory.objects.all())
        order = {category.pk: place for place, category in enumerate(self.tree.in_order())}
        changes.result_list = sorted(changes.result_list, key=lambda category: order[category.pk])
        for category in changes.result_list:
            category.path, category.depth = self.tree.path(category), self.tree.depth(category)
        return changes

    def get_urls(self) -> list[URLPattern]:
        move = self.admin_site.admin_view(self.move)
        return [
            path("<int:object_id>/move/", move, name="chatbot_faqcategory_move"),
            *super().get_urls(),
        ]

    def move(self, request: HttpRequest, object_id: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not rules.can_arrange_faq(request.user):
            raise PermissionDenied
        category = get_object_or_404(FaqCategory, pk=min(object_id, LARGEST_ID))
        arranging.move_category(category=category, staff=request.user, is_up=request.POST.get("way") == "up")
        return HttpResponseRedirect(reverse("admin:chatbot_faqcategory_changelist"))

    @display(description=gettext_lazy("分野"))
    def place(self, category: FaqCategory) -> SafeString:
        return format_html('<span class="faq-depth-{}">{}</span>', min(category.depth, 3), category.label)

    @display(description=gettext_lazy("質問の数"))
    def entry_count(self, category: FaqCategory) -> str:
        return _("%(count)d件") % {"count": category.entry_total}

    @display(description=gettext_lazy("並べかえ"))
    def moves(self, category: FaqCategory) -> SafeString:
        address = reverse("admin:chatbot_faqcategory_move", args=[category.pk])
        # The list is one form already: its button says where to send it.
        button = '<button type="submit" class="fe-icon" formmethod="post" formaction="{}" name="way" value="{}" aria-label="{}">{}</button>'
        up = format_html(button, address, "up", _("「%(label)s」を上へ") % {"label": category.label}, "▲")
        down = format_html(button, address, "down", _("「%(label)s」を下へ") % {"label": category.label}, "▼")
        return format_html('<span class="faq-moves">{}{}</span>', up, down)
