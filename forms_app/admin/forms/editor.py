"""The editor's first page: pages, groups and questions in order, each with what can be done to it."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from forms_app.models import Form
from forms_app.rendering.definition_sentences import (
    CONDITION_SENTENCES,
    problem_sentence,
    require_sentence,
    show_sentence,
)
from forms_app.schema.definition import Definition, load
from forms_app.schema.errors import DefinitionError
from forms_app.schema.field import Field, Group, Page
from forms_app.schema.registry import field_type
from forms_app.services import edit
from forms_app.services.errors import Conflict, NotPermitted
from municipalities.accounts import rules
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.verb_page import moment
from municipalities.audit.models import AuditRecord

from .access import designable_form, editor_url, latest, posted_revision, url, visible_form
from .states import STATES, is_changed, state_of

STEPS = {"up": -1, "down": 1}
LAST_DEED = {"object_type": "forms_app.form"}


def show(request: HttpRequest, pk: int, *, status: int = 200, sentences: Iterable[str] = ()) -> HttpResponse:
    """`sentences`: why a button that was pressed did nothing."""
    form = visible_form(request, pk)
    may_edit = rules.can_design_forms(request.user, form.section_id)
    try:
        pages, problems = outline(load(form.draft_definition), form), []
    except DefinitionError as error:
        pages, problems = [], [problem_sentence(each, form.draft_definition) for each in error.problems]
    context = {
        **staff_site.each_context(request),
        "opts": Form._meta,
        "title": form.title,
        "form": form,
        "may_edit": may_edit and not problems,
        "pages": pages,
        "problems": problems,
        "sentences": list(sentences),
        "facts": _facts(form),
        "verbs": _verbs(form, may_edit=may_edit, is_whole=not problems),
        "add_page_url": url("add_page", form),
        "is_changed": is_changed(form),
        "is_published": form.current_version_id is not None,
    }
    return TemplateResponse(request, "admin/forms_app/form/editor.html", context, status=status)


def move(request: HttpRequest, pk: int, kind: str, key: str) -> HttpResponse:
    step = request.POST.get("step", "up")
    if kind not in edit.KINDS or step not in STEPS:
        raise Http404
    change = partial(edit.move, kind=kind, key=key, step=STEPS[step])
    return press(request, pk, change=change, anchor=f"{kind}-{key}")


def duplicate(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    made: list[str] = []

    def change(whole: dict[str, Any]) -> None:
        label = edit.find(whole, "field", key)[1]["label"]
        made.append(edit.duplicate(whole, key=key, label=_("%(label)s（コピー）") % {"label": label[:190]}))

    return press(request, pk, change=change, anchor=lambda: f"field-{made[-1]}", done=_("設問をコピーしました。"))


def press(
    request: HttpRequest,
    pk: int,
    *,
    change: Callable[[dict[str, Any]], Any],
    anchor: str | Callable[[], str] = "",
    done: str = "",
    refusal: Callable[[edit.NotWhole], list[str]] | None = None,
) -> HttpResponse:
    """A button with nothing typed: do it and come back to the line, or say why not."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = designable_form(request, pk)
    try:
        edit.edit_definition(form=form, staff=request.user, revision=posted_revision(request), change=change)
    except NotPermitted as error:
        raise PermissionDenied from error
    except Conflict as conflict:
        return show(request, pk, status=409, sentences=[conflict_sentence(latest(conflict))])
    except edit.Gone:
        return show(request, pk, status=409, sentences=[gone_sentence()])
    except edit.NotWhole as refused:
        return show(request, pk, status=422, sentences=(refusal or sentences_of)(refused))
    if done:
        messages.success(request, done)
    return HttpResponseRedirect(editor_url(form, anchor() if callable(anchor) else anchor))


def sentences_of(refused: edit.NotWhole) -> list[str]:
    return list(dict.fromkeys(problem_sentence(each, refused.attempted) for each in refused.problems))


def conflict_sentence(form: Form) -> str:
    """Names the colleague."""
    who = (
        AuditRecord.objects.filter(**LAST_DEED, object_id=str(form.pk))
        .order_by("-id")
        .values_list("actor_name", flat=True)
    )
    return _("%(name)sさんが、先にこのフォームを更新しました。最新の内容を確かめて、もう一度操作してください。") % {
        "name": who.first() or _("ほかの職員")
    }


def gone_sentence() -> str:
    return _("この項目は、ほかの職員がすでに削除しました。最新の内容を確かめてください。")


# --- what the page shows ---------------------------------------------------------------------------------------------


def outline(definition: Definition, form: Form | None) -> list[dict[str, Any]]:
    """Pages with groups with questions. `form` None: a published version, which nobody edits."""
    lines = _Lines(definition, form)
    return [lines.page(page, number) for number, page in enumerate(definition.pages)]


class _Lines:
    def __init__(self, definition: Definition, form: Form | None):
        self.definition, self.form = definition, form
        groups = [group.key for page in definition.pages for group in page.groups]
        fields = [field.key for field in definition.fields]
        self.ends = {
            "page": (definition.pages[0].key, definition.pages[-1].key),
            "group": (groups[0], groups[-1]),
            "field": (fields[0], fields[-1]),
        }

    def page(self, page: Page, number: int) -> dict[str, Any]:
        urls = {"add_url": url("add_group", self.form, page.key)} if self.form else {}
        return {
            **self._common("page", page),
            **urls,
            "title": page.title,
            "number": number + 1,
            "groups": [self.group(group) for group in page.groups],
        }

    def group(self, group: Group) -> dict[str, Any]:
        urls = {"add_url": url("choose_type", self.form, group.key)} if self.form else {}
        return {
            **self._common("group", group),
            **urls,
            "title": group.title,
            "description": group.description,
            "fields": [self.field(field) for field in group.fields],
        }

    def field(self, field: Field) -> dict[str, Any]:
        urls = {"duplicate_url": url("duplicate_field", self.form, field.key)} if self.form else {}
        return {
            **self._common("field", field),
            **urls,
            "label": field.label,
            "type_label": field_type(field.type).label,
            "icon": field_type(field.type).icon,
            "required": field.required,
            "takes_answer": field_type(field.type).takes_answer,
            "require_text": require_sentence(field.require_when, self.definition) if not field.required else "",
            "logic": [
                sentence
                for name in ("disable_when", "refuse_when")
                if (sentence := CONDITION_SENTENCES[name](getattr(field, name), self.definition))
            ],
        }

    def _common(self, kind: str, item: Page | Group | Field) -> dict[str, Any]:
        first, last = self.ends[kind]
        facts = {
            "id": f"{kind}-{item.key}",
            "condition": show_sentence(item.show_when, self.definition),
            "is_first": item.key == first,
            "is_last": item.key == last,
        }
        if self.form is None:
            return facts
        verbs = {f"{verb}_url": url(f"{verb}_item", self.form, kind, item.key) for verb in ("edit", "move", "delete")}
        return {**facts, **verbs}


def _facts(form: Form) -> list[tuple[str, Any]]:
    deed = AuditRecord.objects.filter(**LAST_DEED, object_id=str(form.pk)).order_by("-id").first()
    version = form.current_version
    return [
        (_("状態"), STATES[state_of(form)]),
        (_("公開版"), _("第%(number)d版") % {"number": version.number} if version else _("まだ公開していません")),
        (_("担当課"), form.section.name),
        (_("アドレス"), f"/procedures/{form.slug}/"),
        (_("最後の編集"), f"{moment(deed.at)} {deed.actor_name}" if deed else moment(form.updated_at)),
    ]


def _verbs(form: Form, *, may_edit: bool, is_whole: bool) -> list[dict[str, str]]:
    """title, url, icon, variant of the buttons beside the outline."""
    verbs = []
    if is_whole:
        verbs.append(_verb(_("プレビューを見る"), url("preview", form), "visibility"))
    if may_edit and is_whole and is_changed(form):
        verbs.append(_verb(_("公開する"), url("publish", form), "publish", "primary"))
    if may_edit:
        verbs.append(_verb(_("手続の案内を編集する"), url("facts", form), "edit_note"))
    if may_edit and form.current_version_id:
        verbs.append(
            _verb(_("受付を再開する"), url("resume", form), "play_circle")
            if form.is_stopped
            else _verb(_("受付を止める"), url("stop", form), "pause_circle", "danger")
        )
    if form.current_version_id:
        verbs.append(_verb(_("公開した版の一覧"), url("versions", form), "history"))
        verbs.append(_verb(_("利用状況を見る"), url("statistics", form), "bar_chart"))
    return verbs


def _verb(title: str, address: str, icon: str, variant: str = "default") -> dict[str, str]:
    return {"title": title, "url": address, "icon": icon, "variant": variant}
