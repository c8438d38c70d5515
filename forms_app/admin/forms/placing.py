"""Move a page, group or question to any place: a list to choose from, which dragging on the canvas answers too."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminSelectWidget

from forms_app.schema.definition import Definition
from forms_app.services import edit
from municipalities.accounts.admin_site import staff_site

from . import editor, item_forms
from .access import designable_form, editor_url, working_copy
from .page_words import MOVED

Place = tuple[str, str]
"""`<key of what it goes into>/<key of what it goes behind>` ("" for a page, and for the beginning); what is read."""


def place(request: HttpRequest, pk: int, kind: str, key: str) -> HttpResponse:
    form = designable_form(request, pk)
    if kind not in edit.KINDS:
        raise Http404
    if request.method == "POST":
        return _place(request, pk, kind, key)
    definition = working_copy(form)
    try:
        item = item_forms.stored_item(definition, kind, key)
    except edit.Gone:
        return editor.show(request, pk, status=404, sentences=[editor.gone_sentence()])
    question = PlaceForm(choices=list(choices_of(definition, kind, key)))
    context = {
        **staff_site.each_context(request),
        "title": _("移動先を選ぶ"),
        "subtitle": form.title,
        "explanation": _("「%(name)s」をどこへ動かすか、選んでください。") % {"name": editor.name_of(item)},
        "form": form,
        "item": question,
        "inputs": list(question),
        "submit_label": _("ここへ動かす"),
        "back": editor_url(form, f"{kind}-{key}"),
    }
    return TemplateResponse(request, "admin/forms_app/form/item.html", context)


def _place(request: HttpRequest, pk: int, kind: str, key: str) -> HttpResponse:
    parent, _slash, after = request.POST.get("to", "").partition("/")
    name: list[str] = []

    def change(whole: dict[str, Any]) -> None:
        name.append(editor.name_of(edit.find(whole, kind, key)[1]))
        edit.place(whole, kind=kind, key=key, parent=parent, after=after)

    done = MOVED["place"]
    return editor.press(request, pk, change=change, anchor=f"{kind}-{key}", done=lambda: done % {"name": name[-1]})


class PlaceForm(forms.Form):
    def __init__(self, *, choices: list[Any]) -> None:
        super().__init__(label_suffix="")
        self.fields["to"] = forms.ChoiceField(label=_("移動先"), choices=choices, widget=UnfoldAdminSelectWidget)


def choices_of(definition: Definition, kind: str, key: str) -> Iterator[Any]:
    """Every place it can go to, in the order of the form; under the page and group it would then stand in."""
    whole = edit.with_group_keys(definition.as_json())
    if kind == "page":
        yield from _places(whole["pages"], "", key)
        return
    for page in whole["pages"]:
        if kind == "group":
            yield page["title"], list(_places(page["groups"], page["key"], key))
            continue
        for group in page["groups"]:
            title = f"{page['title']}：{group['title']}" if group.get("title") else page["title"]
            yield title, list(_places(group["fields"], group["key"], key))


def _places(siblings: list[dict[str, Any]], parent: str, key: str) -> Iterator[Place]:
    yield f"{parent}/", _("いちばん前")
    for item in siblings:
        if item["key"] != key:
            yield f"{parent}/{item['key']}", _("「%(name)s」の後") % {"name": editor.name_of(item)}
