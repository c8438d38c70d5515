"""Pages to add, change and delete one page, one group or one question. What was typed survives every refusal."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from forms_app.models import Form
from forms_app.rendering.definition_sentences import (
    CONDITION_SENTENCES,
    offer_sentence,
    owner_name,
    problem_sentence,
)
from forms_app.schema.definition import Definition
from forms_app.schema.fieldtypes.base import FieldType
from forms_app.schema.registry import FIELD_TYPES
from forms_app.services import edit
from forms_app.services.errors import Conflict, NotPermitted
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.verb_page import sent

from . import editor, item_forms
from .access import ask, designable_form, editor_url, latest, posted_revision, url, working_copy
from .item_forms import ItemForm, QuestionForm
from .page_words import ADD_TITLES, CONDITION_WORDS, DELETE_WORDS, EDIT_TITLES, OFFER_EXPLANATION
from .sketch import palette, sample_sketch

JSON = dict[str, Any]
Build = Callable[[QueryDict | None, Definition], ItemForm]
NEW_QUESTION = "新しい設問"
KEPT = {
    "page": ("key", "translations", "groups"),
    "group": ("key", "translations", "fields"),
    "field": ("key", "translations", "personal"),
}


def edit_page(request: HttpRequest, pk: int, kind: str, key: str) -> HttpResponse:
    form = designable_form(request, pk)
    if kind not in edit.KINDS:
        raise Http404
    build: Build = partial(_form_of, kind=kind, key=key)

    def change(item: ItemForm, whole: JSON) -> str:
        stored = edit.find(whole, kind, key)[1]
        if kind == "field" and stored["type"] != item.stored["type"]:
            raise edit.Gone(key)
        unseen = [name for name in ("help", "example") if kind == "field" and name not in item.fields]
        edit.replace(whole, kind=kind, key=key, facts=item.facts(), kept=(*KEPT[kind], *unseen))
        return key

    words = {"title": EDIT_TITLES[kind], "submit_label": _("保存する")}
    return _answer(request, form, kind, build, change, subject=f"{kind}:{key}", **words)


def add_page(request: HttpRequest, pk: int) -> HttpResponse:
    def change(item: ItemForm, whole: JSON) -> str:
        edit.add_page(whole, page=item.facts(), label=NEW_QUESTION)
        return whole["pages"][-1]["key"]

    form = designable_form(request, pk)
    return _answer(request, form, "page", item_forms.new_page_form, change, **_adding("page"))


def add_group(request: HttpRequest, pk: int, parent: str) -> HttpResponse:
    def change(item: ItemForm, whole: JSON) -> str:
        edit.add_group(whole, page_key=parent, group=item.facts(), label=NEW_QUESTION)
        return edit.find(whole, "page", parent)[1]["groups"][-1]["key"]

    form = designable_form(request, pk)
    build: Build = partial(item_forms.new_group_form, page_key=parent)
    return _answer(request, form, "group", build, change, **_adding("group"))


def choose_type(request: HttpRequest, pk: int, parent: str) -> HttpResponse:
    form = designable_form(request, pk)
    try:
        _page, group = item_forms.group_of(working_copy(form), parent)
    except edit.Gone:
        return editor.show(request, pk, status=404, sentences=[editor.gone_sentence()])
    context = {
        **staff_site.each_context(request),
        "title": _("設問の種類を選ぶ"),
        "subtitle": form.title,
        "group": group,
        "families": [(title, [_kind(form, parent, kind) for kind in kinds]) for title, kinds in palette()],
        "back": editor_url(form, f"group-{parent}"),
    }
    return TemplateResponse(request, "admin/forms_app/form/choose_type.html", context)


def _kind(form: Form, parent: str, kind: FieldType) -> dict[str, Any]:
    return {
        "label": kind.label,
        "explanation": kind.explanation,
        "icon": kind.icon,
        "sketch": sample_sketch(kind),
        "url": url("add_field", form, parent, kind.name),
    }


def add_field(request: HttpRequest, pk: int, parent: str, type_name: str) -> HttpResponse:
    form = designable_form(request, pk)
    if type_name not in FIELD_TYPES or not FIELD_TYPES[type_name].is_offered:
        raise Http404

    def change(item: ItemForm, whole: JSON) -> str:
        return edit.add_field(whole, group_key=parent, field=item.facts())

    build: Build = partial(item_forms.new_question_form, group_key=parent, type_name=type_name)
    return _answer(request, form, "field", build, change, **_adding("field"))


def delete(request: HttpRequest, pk: int, kind: str, key: str) -> HttpResponse:
    """Asks first. Refused where a condition needs what would go."""
    form = designable_form(request, pk)
    if kind not in edit.KINDS:
        raise Http404
    if request.method == "POST":
        change = partial(edit.delete, kind=kind, key=key)
        return editor.press(request, pk, change=change, done=DELETE_WORDS[kind].done, refusal=_why_it_stays)
    try:
        item = item_forms.stored_item(working_copy(form), kind, key)
    except edit.Gone:
        return editor.show(request, pk, status=404, sentences=[editor.gone_sentence()])
    return ask(
        request,
        form,
        title=DELETE_WORDS[kind].title,
        subtitle=editor.name_of(item),
        explanation=DELETE_WORDS[kind].explanation,
        submit_label=_("削除する"),
        back=editor_url(form, f"{kind}-{key}"),
        is_dangerous=True,
    )


def _why_it_stays(refused: edit.NotWhole) -> list[str]:
    def sentence(problem: Any) -> str:
        if problem.code != "unknown_field":
            return problem_sentence(problem, refused.attempted)
        owner = owner_name(problem.path, refused.attempted)
        return _("%(owner)sの条件で使っているため、削除できません。先に%(owner)sの条件を変えてください。") % {
            "owner": owner
        }

    return list(dict.fromkeys(map(sentence, refused.problems)))


# --- one page of inputs ----------------------------------------------------------------------------------------------


def _adding(kind: str) -> dict[str, str]:
    return {"title": ADD_TITLES[kind], "submit_label": _("追加する")}


def _form_of(data: QueryDict | None, definition: Definition, *, kind: str, key: str) -> ItemForm:
    return item_forms.form_of(data, definition, kind, key)


def _answer(
    request: HttpRequest,
    form: Form,
    kind: str,
    build: Build,
    change: Callable[[ItemForm, JSON], str],
    *,
    subject: str = "",
    **words: str,
) -> HttpResponse:
    try:
        item = build(without_carriage_returns(sent(request)), working_copy(form))
    except edit.Gone:
        return _gone(request, form, kind, words)
    if request.method != "POST":
        return _page(request, form, kind, item, words)
    if not item.is_valid():
        return _page(request, form, kind, item, words, status=422)
    made: list[str] = []
    try:
        edit.edit_definition(
            form=form,
            staff=request.user,
            revision=posted_revision(request),
            change=lambda whole: made.append(change(item, whole)),
            subject=subject,
        )
    except NotPermitted as error:
        raise PermissionDenied from error
    except Conflict as conflict:
        return _conflict(request, latest(conflict), kind, build, words)
    except edit.Gone:
        return _gone(request, form, kind, words)
    except edit.NotWhole as refused:
        place = edit.place_of(refused.attempted, kind, made[-1]) if made else ""
        item.show_problems(refused.problems, refused.attempted, place)
        return _page(request, form, kind, item, words, status=422)
    messages.success(request, _("保存しました。公開するまで、住民の画面は変わりません。"))
    return HttpResponseRedirect(editor_url(form, f"{kind}-{made[-1]}"))


def without_carriage_returns(posted: QueryDict | None) -> QueryDict | None:
    """Line ends as the definition keeps them."""
    if posted is None:
        return None
    typed = posted.copy()
    for name, values in posted.lists():
        typed.setlist(name, [value.replace("\r\n", "\n").replace("\r", "\n") for value in values])
    return typed


def _conflict(request: HttpRequest, now: Form, kind: str, build: Build, words: dict[str, str]) -> HttpResponse:
    """What was typed beside what a colleague has saved; saving once more is then a decision."""
    try:
        item = build(without_carriage_returns(sent(request)), working_copy(now))
    except edit.Gone:
        return _gone(request, now, kind, words)
    return _page(request, now, kind, item, words, status=409, conflict=editor.conflict_sentence(now))


def _gone(request: HttpRequest, form: Form, kind: str, words: dict[str, str]) -> HttpResponse:
    """A colleague deleted it. What was typed stays on the screen."""
    type_name = request.POST.get("type_name", "")
    typed = without_carriage_returns(sent(request))
    if typed is None or (kind == "field" and type_name not in FIELD_TYPES):
        return editor.show(request, form.pk, status=404, sentences=[editor.gone_sentence()])
    item = item_forms.orphan_form(typed, working_copy(form), kind, type_name)
    return _page(request, form, kind, item, words, status=409, conflict=editor.gone_sentence(), is_gone=True)


def _page(
    request: HttpRequest,
    form: Form,
    kind: str,
    item: ItemForm,
    words: dict[str, str],
    *,
    status: int = 200,
    conflict: str = "",
    is_gone: bool = False,
) -> HttpResponse:
    type_name = item.kind.name if isinstance(item, QuestionForm) else ""
    offers = list(_offers(item))
    context = {
        **staff_site.each_context(request),
        **words,
        "subtitle": form.title,
        "form": form,
        "item": item,
        "inputs": item.plain_inputs,
        "conditions": [_condition(each, item) for each in item.conditions],
        "offers": offers,
        "has_offers": any(each["is_open"] for each in offers),
        "questions": {field.key: _question(field) for field in item.usable},
        "type_name": type_name,
        "type_label": FIELD_TYPES[type_name].label if type_name else "",
        "type_explanation": FIELD_TYPES[type_name].explanation if type_name else "",
        "conflict": conflict,
        "differences": [difference(item[name]) for name in item.changed_data] if conflict and item.stored else [],
        "is_gone": is_gone,
        "back": editor_url(form),
    }
    return TemplateResponse(request, "admin/forms_app/form/item.html", context, status=status)


def _condition(inputs: Any, item: ItemForm) -> dict[str, Any]:
    sentence = CONDITION_SENTENCES[inputs.name]
    stored = item_forms.parsed(item, inputs.name)
    title, explanation = CONDITION_WORDS[inputs.name]
    return {
        "inputs": inputs,
        "title": title,
        "explanation": explanation,
        "sentence": sentence(stored, item.definition),
        "is_open": stored is not None or inputs.is_touched,
    }


def _offers(item: ItemForm) -> Iterator[dict[str, Any]]:
    """When each option of the question is offered."""
    stored = item_forms.parsed(item, "option_conditions") or {}
    labels = {option["value"]: option["label"] for option in item.stored.get("options", [])}
    for value, inputs in item.option_conditions.items():
        yield {
            "inputs": inputs,
            "title": _("「%(option)s」を選べる条件") % {"option": labels[value]},
            "explanation": OFFER_EXPLANATION,
            "sentence": offer_sentence(stored.get(value), item.definition),
            "is_open": value in stored or inputs.is_touched,
        }


def _question(field: Any) -> dict[str, Any]:
    """What the page's script narrows the inputs of a condition with."""
    return {
        "operators": list(FIELD_TYPES[field.type].operators),
        "values": [option["label"] for option in field.options.get("options", [])],
    }


def difference(bound: forms.BoundField) -> tuple[str, str]:
    """Label and what is saved now."""
    value = bound.initial
    labels = {str(key): str(text) for key, text in getattr(bound.field, "choices", [])}
    if isinstance(value, list):
        return bound.label, "、".join(labels.get(str(each), str(each)) for each in value)
    if isinstance(bound.field, forms.BooleanField):
        return bound.label, _("はい") if value else _("いいえ")
    return bound.label, labels.get(str(value), str(value)) if value not in (None, "") else _("（空）")
