"""What is typed in several lines or rows, as Django form fields."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from unfold.widgets import INPUT_CLASSES, UnfoldAdminTextareaWidget

SPARE_ROWS = 2


class LinesField(forms.CharField):
    """One line, one item."""

    def __init__(self, *, rows: int, **options: Any):
        super().__init__(required=False, strip=False, widget=UnfoldAdminTextareaWidget(attrs={"rows": rows}), **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return [line for line in super().clean(value).splitlines() if line.strip()]


class LinkRows(forms.Widget):
    """Pairs of name and address, with rows to spare: it works without a script."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        rows = [*(value or []), *({"label": "", "url": ""} for _spare in range(SPARE_ROWS))]
        classes, id_ = " ".join(INPUT_CLASSES), (attrs or {}).get("id", name)
        return format_html(
            '<div class="faq-links" role="group">{}</div>',
            format_html_join(
                "",
                '<div class="faq-link"><input class="{}" type="text" id="{}" name="{}_label" value="{}" aria-label="{}" placeholder="{}" maxlength="60">'
                '<input class="{}" type="text" inputmode="url" name="{}_url" value="{}" aria-label="{}" placeholder="https://" maxlength="500"></div>',
                (
                    (
                        *(classes, id_ if not place else f"{id_}_{place}", name, row["label"]),
                        *(_("%(place)d番目のページの名前") % {"place": place + 1}, _("ページの名前")),
                        *(classes, name, row["url"], _("%(place)d番目のページのアドレス") % {"place": place + 1}),
                    )
                    for place, row in enumerate(rows)
                ),
            ),
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        labels, urls = data.getlist(f"{name}_label"), data.getlist(f"{name}_url")
        pairs = zip(labels, urls, strict=False)
        return [{"label": label, "url": url} for label, url in pairs if label.strip() or url.strip()]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_label" not in data


class LinksField(forms.Field):
    widget = LinkRows

    def clean(self, value: Any) -> list[dict[str, str]]:
        return value or []

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != (data or [])
