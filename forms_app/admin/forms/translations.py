"""The texts of a form in other languages: which there are, and all of one beside the Japanese."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from forms_app.models import Form
from forms_app.models.published import published_definition
from forms_app.rendering.guide import guide_of
from forms_app.rendering.language_names import LANGUAGE_NAMES
from forms_app.schema.definition import Definition
from forms_app.schema.texts import LANGUAGES, LONGER, Text, texts_of
from forms_app.schema.translation import languages_of, outdated
from forms_app.services import edit
from forms_app.services.errors import Conflict, NotPermitted
from forms_app.services.translate import translate_form
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.verb_page import sent

from . import editor
from .access import designable_form, editor_url, latest, posted_revision, url, working_copy
from .difference_lines import fact_name
from .items import without_carriage_returns

ONE_LINE = 60
"""A longer Japanese text has an area for its translation."""
MOST_LINES = 1500
"""On one page. A browser posts no more than 2,000 inputs."""
LONGEST = 10_000 * LONGER


class TranslationForm(forms.Form):
    """An input for each text, named by its id."""

    def __init__(self, data: QueryDict | None, *, language: str, texts: list[Text]):
        super().__init__(data, label_suffix="")
        self.texts = texts
        for text in texts:
            self.fields[text.id] = _input(text, language)
            self.initial[text.id] = text.translations.get(language, "")

    @property
    def typed(self) -> dict[str, str]:
        return {text.id: self.cleaned_data[text.id] for text in self.texts if text.id in self.changed_data}


def _input(text: Text, language: str) -> forms.CharField:
    is_long = len(text.japanese) > ONE_LINE or "\n" in text.japanese
    widget = UnfoldAdminTextareaWidget if is_long else UnfoldAdminTextInputWidget
    attributes = {"lang": language, "rows": 3 + text.japanese.count("\n")} if is_long else {"lang": language}
    return forms.CharField(label=text.japanese, required=False, max_length=LONGEST, widget=widget(attrs=attributes))


def overview(request: HttpRequest, pk: int) -> HttpResponse:
    form = designable_form(request, pk)
    definition = working_copy(form)
    texts = texts_of(definition.as_json(), guide_of(form))
    context = {
        **staff_site.each_context(request),
        "title": _("翻訳"),
        "subtitle": form.title,
        "form": form,
        "languages": [_progress(form, definition, tag, texts) for tag in LANGUAGES],
        "back": editor_url(form),
    }
    return TemplateResponse(request, "admin/forms_app/form/translations.html", context)


def _progress(form: Form, definition: Definition, language: str, texts: list[Text]) -> dict[str, Any]:
    return {
        "name": LANGUAGE_NAMES[language],
        "own_name": LANGUAGES[language],
        "tag": language,
        "done": sum(language in text.translations for text in texts),
        "count": len(texts),
        "is_offered": language in languages_of(definition),
        "url": url("translation", form, language),
        "preview_url": f"{url('preview', form)}?language={language}",
    }


def translate(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """?only=missing shows what is not translated yet, or whose Japanese has changed."""
    form = designable_form(request, pk)
    if language not in LANGUAGES:
        raise Http404
    item = _form_of(request, form, language)
    if request.method != "POST":
        return _page(request, form, language, item)
    if not item.is_valid():
        return _page(request, form, language, item, status=422)
    facts = {"language": language, "texts": item.typed}
    try:
        translate_form(form=form, staff=request.user, revision=posted_revision(request), **facts)
    except NotPermitted as error:
        raise PermissionDenied from error
    except Conflict as conflict:
        now = latest(conflict)
        words = {"conflict": editor.conflict_sentence(now)}
        return _page(request, now, language, _form_of(request, now, language), status=409, **words)
    except edit.NotWhole as refused:
        return _page(request, form, language, item, status=422, sentences=editor.sentences_of(refused))
    messages.success(request, _("訳を保存しました。公開するまで、住民の画面は変わりません。"))
    return HttpResponseRedirect(request.get_full_path())


def _form_of(request: HttpRequest, form: Form, language: str) -> TranslationForm:
    texts = texts_of(working_copy(form).as_json(), guide_of(form))
    if request.GET.get("only") == "missing":
        old = _outdated(form, language)
        texts = [text for text in texts if language not in text.translations or text.id in old]
    return TranslationForm(without_carriage_returns(sent(request)), language=language, texts=texts[:MOST_LINES])


def _outdated(form: Form, language: str) -> set[str]:
    if form.current_version_id is None:
        return set()
    before, after = published_definition(form.current_version_id).as_json(), working_copy(form).as_json()
    return {text.id for tag, text in outdated(before, after) if tag == language}


def _page(
    request: HttpRequest, form: Form, language: str, item: TranslationForm, *, status: int = 200, **words: Any
) -> HttpResponse:
    definition = working_copy(form)
    everything = texts_of(definition.as_json(), guide_of(form))
    context = {
        **staff_site.each_context(request),
        "title": _("%(language)sの訳") % {"language": LANGUAGE_NAMES[language]},
        "subtitle": form.title,
        "form": form,
        "item": item,
        "language": _progress(form, definition, language, everything),
        "parts": list(_parts(item, definition, _outdated(form, language))),
        "only_missing": request.GET.get("only") == "missing",
        "back": url("translations", form),
        **words,
    }
    return TemplateResponse(request, "admin/forms_app/form/translation.html", context, status=status)


def _parts(item: TranslationForm, definition: Definition, old: set[str]) -> Iterator[dict[str, Any]]:
    """Page by page; before the first, what the procedure says of itself."""
    lines: dict[str, list[dict[str, Any]]] = {}
    for text in item.texts:
        line = {"input": item[text.id], "what": _what(text), "is_outdated": text.id in old}
        lines.setdefault("/".join(text.path.split("/")[:2]), []).append(line)
    titles = {f"pages/{n}": _("ページ「%(title)s」") % {"title": page.title} for n, page in enumerate(definition.pages)}
    for path, found in lines.items():
        yield {"title": titles.get(path, _("手続の案内")), "lines": found}


def _what(text: Text) -> str:
    if text.kind == "form":
        return str(Form._meta.get_field(text.name).verbose_name)
    return _("選択肢") if text.name == "options" else fact_name(text.name, "")
