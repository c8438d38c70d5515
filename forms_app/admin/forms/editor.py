"""The canvas: pages, groups and questions in order, each with what can be done to it, and the buttons that do it."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from forms_app.models import Form, WorkingCopyStep
from forms_app.models.published import published_definition
from forms_app.rendering.caution_sentences import caution_sentence
from forms_app.rendering.definition_sentences import problem_sentence
from forms_app.rendering.guide import guide_of
from forms_app.schema.cautions import cautions
from forms_app.schema.definition import Definition, load
from forms_app.schema.errors import DefinitionError
from forms_app.services import edit, working_copy
from forms_app.services.errors import Conflict, NotPermitted
from municipalities.accounts import rules
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.verb_page import moment
from municipalities.audit.models import AuditRecord

from .access import designable_form, editor_url, latest, posted_revision, url, visible_form
from .outline import outline
from .page_words import COPIED, MOVED
from .states import STATES, is_changed, state_of

STEPS = {"up": -1, "down": 1}
LAST_DEED = {"object_type": "forms_app.form"}


def show(request: HttpRequest, pk: int, *, status: int = 200, sentences: Iterable[str] = ()) -> HttpResponse:
    """`sentences`: why a button that was pressed did nothing."""
    form = visible_form(request, pk)
    may_edit = rules.can_design_forms(request.user, form.section_id)
    try:
        definition, problems = load(form.draft_definition), []
    except DefinitionError as error:
        definition, problems = None, [problem_sentence(each, form.draft_definition) for each in error.problems]
    context = {
        **staff_site.each_context(request),
        "opts": Form._meta,
        "title": form.title,
        "form": form,
        "may_edit": may_edit and not problems,
        "pages": outline(definition, form) if definition else [],
        "cautions": list(caution_lines(definition, form)) if definition and may_edit else [],
        "steps": _steps(form) if may_edit else [],
        "problems": problems,
        "sentences": list(sentences),
        "facts": _facts(form),
        "verbs": _verbs(form, may_edit=may_edit, is_whole=not problems),
        "add_page_url": url("add_page", form),
        "change_url": editor_url(form),
        "frame_url": url("preview_frame", form),
        "preview_url": url("preview", form),
        "is_changed": is_changed(form),
        "is_published": form.current_version_id is not None,
    }
    return TemplateResponse(request, "admin/forms_app/form/editor.html", context, status=status)


def move(request: HttpRequest, pk: int, kind: str, key: str) -> HttpResponse:
    step = request.POST.get("step", "up")
    if kind not in edit.KINDS or step not in STEPS:
        raise Http404
    name: list[str] = []

    def change(whole: dict[str, Any]) -> None:
        name.append(name_of(edit.find(whole, kind, key)[1]))
        edit.move(whole, kind=kind, key=key, step=STEPS[step])

    return press(request, pk, change=change, anchor=f"{kind}-{key}", done=lambda: MOVED[step] % {"name": name[-1]})


def duplicate(request: HttpRequest, pk: int, kind: str, key: str) -> HttpResponse:
    if kind not in edit.KINDS:
        raise Http404
    made: list[str] = []

    def change(whole: dict[str, Any]) -> None:
        name = name_of(edit.find(whole, kind, key)[1])
        made.append(edit.duplicate(whole, kind=kind, key=key, label=_("%(label)s（コピー）") % {"label": name[:90]}))

    return press(request, pk, change=change, anchor=lambda: f"{kind}-{made[-1]}", done=COPIED[kind])


def name_of(item: dict[str, Any]) -> str:
    """What a page, group or question is called."""
    return item.get("label") or item.get("title") or _("見出しのないまとまり")


def press(
    request: HttpRequest,
    pk: int,
    *,
    change: Callable[[dict[str, Any]], Any],
    anchor: str | Callable[[], str] = "",
    done: str | Callable[[], str] = "",
    refusal: Callable[[edit.NotWhole], list[str]] | None = None,
) -> HttpResponse:
    """A button with nothing typed: do it and come back to the line, or say why not."""
    return _carry_out(
        request, pk, partial(edit.edit_definition, change=change), anchor=anchor, done=done, refusal=refusal
    )


def undo(request: HttpRequest, pk: int) -> HttpResponse:
    return _carry_out(request, pk, working_copy.undo, done=_("ひとつ前の状態にもどしました。"))


def redo(request: HttpRequest, pk: int) -> HttpResponse:
    return _carry_out(request, pk, working_copy.redo, done=_("もどした編集を、やり直しました。"))


def _carry_out(
    request: HttpRequest,
    pk: int,
    verb: Callable[..., Form],
    *,
    anchor: str | Callable[[], str] = "",
    done: str | Callable[[], str] = "",
    refusal: Callable[[edit.NotWhole], list[str]] | None = None,
) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = designable_form(request, pk)
    try:
        verb(form=form, staff=request.user, revision=posted_revision(request))
    except NotPermitted as error:
        raise PermissionDenied from error
    except Conflict as conflict:
        return show(request, pk, status=409, sentences=[conflict_sentence(latest(conflict))])
    except edit.Gone:
        return show(request, pk, status=409, sentences=[gone_sentence()])
    except working_copy.NothingToUndo:
        return show(request, pk, status=409, sentences=[_("もどせる編集、やり直せる編集は、もうありません。")])
    except edit.NotWhole as refused:
        return show(request, pk, status=422, sentences=(refusal or sentences_of)(refused))
    if done:
        messages.success(request, done() if callable(done) else done)
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


def caution_lines(definition: Definition, form: Form) -> Iterable[tuple[str, str]]:
    """Sentence, and the line it is about ("" for the whole form)."""
    published = published_definition(form.current_version_id) if form.current_version_id else None
    facts = {"has_retention": form.retention_days is not None, "published": published, "guide": guide_of(form)}
    for caution in cautions(definition, **facts):
        yield caution_sentence(caution, definition), f"{caution.kind}-{caution.key}" if caution.key else ""


def _steps(form: Form) -> list[dict[str, Any]]:
    """The two buttons, and whose edit each is about."""
    undone, redone = working_copy.steps_around(form)
    return [
        {"title": _("元にもどす"), "icon": "undo", "url": url("undo", form), "key": "undo", "about": _about(undone)},
        {"title": _("やり直す"), "icon": "redo", "url": url("redo", form), "key": "redo", "about": _about(redone)},
    ]


def _about(step: WorkingCopyStep | None) -> str:
    if step is None:
        return ""
    return _("%(at)s %(name)sの編集") % {"at": moment(step.made_at), "name": step.made_by or _("システム")}


def _facts(form: Form) -> list[tuple[str, Any]]:
    deed = AuditRecord.objects.filter(**LAST_DEED, object_id=str(form.pk)).order_by("-id").first()
    version = form.current_version
    return [
        (_("状態"), STATES[state_of(form)]),
        (_("公開版"), _("第%(number)d版") % {"number": version.number} if version else _("まだ公開していません")),
        (_("担当課"), form.section.name),
        *([(_("受付件数"), _("%(taken)d件（上限%(most)d件）") % vars(form.quota))] if hasattr(form, "quota") else []),
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
        verbs.append(_verb(_("受付件数の上限を決める"), url("quota", form), "pin"))
    if may_edit and form.current_version_id:
        verbs.append(
            _verb(_("受付を再開する"), url("resume", form), "play_circle")
            if form.is_stopped
            else _verb(_("受付を止める"), url("stop", form), "pause_circle", "danger")
        )
    if may_edit and is_whole:
        verbs.append(_verb(_("ほかのフォームから設問を取り込む"), url("borrow", form), "library_add"))
        verbs.append(_verb(_("このフォームをコピーして作る"), url("copy", form), "content_copy"))
        verbs.append(_verb(_("翻訳する"), url("translations", form), "translate"))
        verbs.append(_verb(_("ファイルから読み込む"), url("import", form), "upload_file"))
    verbs.append(_verb(_("ファイルに書き出す"), url("export", form), "file_save"))
    if form.current_version_id:
        verbs.append(_verb(_("公開した版の一覧"), url("versions", form), "history"))
        verbs.append(_verb(_("利用状況を見る"), url("statistics", form), "bar_chart"))
    return verbs


def _verb(title: str, address: str, icon: str, variant: str = "default") -> dict[str, str]:
    return {"title": title, "url": address, "icon": icon, "variant": variant}
