"""A procedure in the conversation, from the same definition, draft and verbs as on the web: either may go on where the other stopped."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.dialogue.filling import asking
from chatbot.dialogue.filling.plan import Next, answered_keys, asked_questions, can_be_skipped, next_step
from chatbot.dialogue.filling.reading import needs_controls, read_answer
from chatbot.dialogue.message import Choice, Incoming, Link, Outcome, Reply, State
from forms_app.models import Draft, Form, StatusChange
from forms_app.models.published import published_definition
from forms_app.models.statistic import CHECK_PAGE, Device
from forms_app.schema.definition import Definition
from forms_app.schema.field import Field
from forms_app.schema.registry import field_type
from forms_app.services import statistics
from forms_app.services.draft import save_answers, start_draft
from forms_app.services.errors import DraftGone, FormClosed, FormFull, InvalidAnswers, Superseded
from forms_app.services.submit import submit_application
from municipalities.tenancy.context import current_town
from municipalities.tenancy.features import PROCEDURES

from .base import Turned

START = "start:"
RESUME = "form:resume"
_STOP = frozenset({"やめる", "中断", "中止", "あとで", "あとにする", "終了", "キャンセル"})
_BACK = frozenset({"戻る", "もどる", "1つ戻る", "一つ戻る", "前に戻る"})
_SKIP = frozenset({"とばす", "飛ばす", "スキップ", "答えずに進む", "次へ"})
_FIX = frozenset({"直す", "なおす", "修正", "変更", "訂正"})
_SEND = frozenset({"送る", "送信", "この内容で送る", "はい", "申請する"})
_WHY = frozenset({"なぜ", "なぜ聞くの", "どうして", "何のため"})
_FREE_TEXT = ("text", "textarea")
_VERBS = (asking.QUIT, asking.BACK, asking.SKIP, asking.SEND, asking.WHY)


def filling_state(draft: Draft, slug: str) -> dict[str, Any]:
    """The state of a conversation that is to go on with this draft."""
    definition = published_definition(draft.form_version_id)
    answered = answered_keys(definition, draft.get_answers())
    settled = [field.key for field in definition.fields if field.key in answered]
    return {"skill": FormFilling.name, "draft": str(draft.public_id), "slug": slug, "settled": settled}


@dataclass(frozen=True)
class Asked:
    """What a channel that shows controls needs to show the one of the question asked."""

    draft: Draft
    definition: Definition
    step: Next


def asked_now(state: State) -> Asked | None:
    """None where no form has the word, nothing is left to answer, or the draft is gone."""
    draft = _living_draft(state) if state.get("skill") == FormFilling.name else None
    if draft is None or draft.superseded_by_id is not None:
        return None
    filling = _Filling(draft, state)
    step = filling.step()
    return Asked(draft, filling.definition, step) if step.question is not None else None


class FormFilling:
    name = "form_filling"
    label = gettext_lazy("申請の入力")
    budget = timedelta(seconds=8)
    """Filing writes to many tables and reads files."""

    def wants(self, incoming: Incoming, around: Turned) -> bool:
        goes_on = incoming.choice == RESUME and "draft" in around.state
        return incoming.choice.startswith(START) or goes_on or around.skill == self.name

    def respond(self, incoming: Incoming, around: Turned) -> Outcome | None:
        if incoming.choice.startswith(START):
            return _start(incoming.choice.removeprefix(START), around)
        draft = _living_draft(around.state)
        if draft is None:
            return _ended(around.state, incoming)
        if draft.superseded_by_id is not None:
            return _superseded(around.state, incoming)
        if incoming.choice == RESUME:
            # What was typed on a page meanwhile need not be asked.
            return _Filling(draft, filling_state(draft, around.state["slug"])).ask(said=_("続きを入力する"))
        return _Filling(draft, around.state).respond(incoming)

    def elsewhere(self, around: Turned) -> tuple[Link, ...]:
        """Stopped here, procedures go on on their pages."""
        return (_page_link(around.state),) if "slug" in around.state else ()


def _start(slug: str, around: Turned) -> Outcome:
    form = Form.objects.published().filter(slug=slug).first()
    if form is None or not current_town().has_feature(PROCEDURES):
        return Outcome((Reply(_("この手続は、いまオンラインでは受け付けていません。")),), {}, said="")
    said = _("「%(form)s」をはじめる") % {"form": form.title}
    try:
        draft = start_draft(form=form, device=Device(around.device))
    except FormFull:
        return Outcome((Reply(_("受け付けられる件数に達したため、受付を終わりました。")),), {}, said=said)
    except FormClosed:
        return Outcome((Reply(_("この手続は、いま受け付けていません。")),), {}, said=said)
    welcome = _("「%(form)s」を、ここで順番にお聞きします。途中でやめても、7日以内なら続きから入力できます。") % {
        "form": form.title
    }
    outcome = _Filling(draft, filling_state(draft, slug)).ask()
    return Outcome((Reply(welcome), *outcome.replies), outcome.state, said=said)


def _living_draft(state: State) -> Draft | None:
    found = Draft.objects.living(at=timezone.now()).filter(public_id=UUID(str(state["draft"])))
    return found.select_related("form_version__form").first()


def _ended(state: State, incoming: Incoming) -> Outcome:
    """Sent on the page meanwhile, or too old."""
    if StatusChange.objects.filter(public_id=UUID(str(state["draft"]))).exists():
        text = _("この申請は、もう送信されています。")
        return Outcome((Reply(text, links=(_receipt_link(state),)),), {}, said=_spoken(incoming))
    return Outcome(
        (Reply(_("入力の途中だった内容は、保存の期間が過ぎたため残っていません。")),), {}, said=_spoken(incoming)
    )


def _superseded(state: State, incoming: Incoming) -> Outcome:
    text = _("この手続の様式が新しくなりました。変わったところを、画面で確かめてから続けてください。")
    return Outcome((Reply(text, links=(_page_link(state),)),), {}, said=_spoken(incoming))


class _Filling:
    """One turn over one draft."""

    def __init__(self, draft: Draft, state: State):
        self.draft, self.state = draft, state
        self.definition: Definition = published_definition(draft.form_version_id)
        self.raw: dict[str, object] = draft.get_answers()
        self.settled: list[str] = list(state["settled"])

    def respond(self, incoming: Incoming) -> Outcome:
        step = self.step()
        verb, key = _command(incoming, step.question)
        if verb == asking.QUIT:
            return self._quit(incoming)
        if verb == asking.BACK and self.settled:
            return self._again(self.settled[-1], incoming)
        if verb == asking.FIX:
            return self._fix(key, incoming)
        if step.question is None:
            return self._at_the_end(verb, step, incoming)
        if verb == asking.WHY:
            return self.ask(before=Reply(asking.why_reply(step.question)), said=_spoken(incoming))
        if verb == asking.SKIP:
            return self._skip(step, incoming)
        return self._answer(step, incoming)

    def ask(self, *, before: Reply | None = None, said: str = "") -> Outcome:
        step = self.step()
        first = (before,) if before is not None else ()
        return Outcome((*first, self._reply(step)), self._state(), said=said)

    def step(self) -> Next:
        return next_step(self.definition, self.raw, frozenset(self.settled), today=timezone.localdate())

    def _reply(self, step: Next) -> Reply:
        if step.question is not None:
            statistics.count_reached(self.draft, step.question.page_key)
            return asking.question_reply(self.definition, step, can_go_back=bool(self.settled))
        if step.stops:
            return asking.stop_reply(step.stops)
        statistics.count_reached(self.draft, CHECK_PAGE)
        return asking.check_reply(self.definition, step.answers.values)

    def _state(self) -> dict[str, Any]:
        return {**self.state, "settled": self.settled}

    def _answer(self, step: Next, incoming: Incoming) -> Outcome:
        question = step.question
        assert question is not None
        if incoming.raw is None and not _has_words(incoming):
            return self.ask(said=_spoken(incoming))
        if incoming.raw is None and not incoming.choice and needs_controls(question):
            told = Reply(
                _("この質問は、下の入力欄か、画面の入力フォームで答えてください。"), links=(_page_link(self.state),)
            )
            return self.ask(before=told, said=incoming.text)
        raw = self._read(question, step, incoming)
        self._keep({question.key: raw})
        after = self.step()
        refused = after.question is not None and after.question.key == question.key
        self._settle(question.key)
        statistics.count_errors(self.draft, [(error.field, error.code) for error in after.errors if refused])
        return self.ask(said=self._said(question, raw, incoming))

    def _read(self, question: Field, step: Next, incoming: Incoming) -> object:
        if incoming.raw is not None:
            return incoming.raw
        if incoming.choice.startswith(asking.ANSWER):
            return incoming.choice.removeprefix(asking.ANSWER)
        before = self.raw.get(question.key)
        return read_answer(question, step.answers, incoming.text, before, today=timezone.localdate())

    def _said(self, question: Field, raw: object, incoming: Incoming) -> str:
        """In the history stands what was understood, as the check page will show it; where nothing was, what was written."""
        values = self.step().answers.values
        if question.key in values and question.type != "attachment":
            return field_type(question.type).display(question, values[question.key]) or _("（手書き）")
        if question.type == "attachment" and isinstance(raw, list):
            return _("（ファイル %(count)s件）") % {"count": len(raw)}
        return _spoken(incoming)

    def _skip(self, step: Next, incoming: Incoming) -> Outcome:
        question = step.question
        assert question is not None
        if can_be_skipped(question, step.answers):
            self._keep({question.key: ""})
        self._settle(question.key)
        return self.ask(said=_("（答えずに進む）"))

    def _again(self, key: str, incoming: Incoming) -> Outcome:
        """What stands there stays until it is answered anew."""
        self.settled.remove(key)
        return self.ask(said=_spoken(incoming))

    def _fix(self, key: str, incoming: Incoming) -> Outcome:
        if key in self.settled:
            return self._again(key, incoming)
        asked = asked_questions(self.definition, self.step().answers)
        questions = [question for question in asked if question.key in self.settled]
        return Outcome((asking.fix_reply(questions),), self._state(), said=_spoken(incoming))

    def _at_the_end(self, verb: str, step: Next, incoming: Incoming) -> Outcome:
        if verb == asking.SEND and not step.stops:
            return self._send(incoming)
        return self.ask(said=_spoken(incoming))

    def _send(self, incoming: Incoming) -> Outcome:
        try:
            filed = submit_application(draft_id=self.draft.public_id).application
        except InvalidAnswers:
            return self.ask(said=_spoken(incoming))
        except FormClosed:
            return Outcome(
                (Reply(_("申し訳ありません。この手続は、受付を終わりました。")),), {}, said=_spoken(incoming)
            )
        except (DraftGone, Superseded):
            return _ended(self.state, incoming)
        text = _(
            "申請を受け付けました。\n受付番号：%(number)s\n照会パスワードは、下の「受付の控え」で確かめてください。"
        )
        reply = Reply(text % {"number": filed.receipt_number}, links=(_receipt_link(self.state),))
        return Outcome(
            (reply,), {"filed": str(self.draft.public_id), "slug": self.state["slug"]}, said=_spoken(incoming)
        )

    def _quit(self, incoming: Incoming) -> Outcome:
        text = _("ここまでの内容を保存しました。7日以内なら、続きから入力できます。")
        go_on = Choice(_("続きを入力する"), RESUME)
        reply = Reply(text, choices=(go_on,), links=(_page_link(self.state),))
        return Outcome((reply,), {**self._state(), "skill": ""}, said=_spoken(incoming))

    def _keep(self, raw: Mapping[str, object]) -> None:
        self.draft = save_answers(draft_id=self.draft.public_id, raw=dict(raw))
        self.raw = {**self.raw, **raw}

    def _settle(self, key: str) -> None:
        self.settled = [*(each for each in self.settled if each != key), key]


def _command(incoming: Incoming, question: Field | None) -> tuple[str, str]:
    """(verb, key), or ("", "") for an answer. What may be the answer to a free question is none, unless it was pressed."""
    verb, _colon, key = (
        incoming.choice.rpartition(":") if incoming.choice.startswith(f"{asking.FIX}:") else ("", "", "")
    )
    if verb:
        return asking.FIX, key
    if incoming.choice:
        return (incoming.choice, "") if incoming.choice in (*_VERBS, asking.FIX) else ("", "")
    word = incoming.text.strip(" 　。！!？?")
    if word in _STOP or word in _BACK:
        return (asking.QUIT if word in _STOP else asking.BACK), ""
    if question is None:
        return (asking.SEND if word in _SEND else asking.FIX if word in _FIX else ""), ""
    if question.type in _FREE_TEXT:
        return "", ""
    return next((verb for verb, words in _WORDS if word in words), ""), ""


_WORDS = ((asking.SKIP, _SKIP), (asking.FIX, _FIX), (asking.WHY, _WHY))


def _has_words(incoming: Incoming) -> bool:
    return bool(incoming.text.strip()) or incoming.choice.startswith(asking.ANSWER)


def _spoken(incoming: Incoming) -> str:
    return incoming.text


def _page_link(state: State) -> Link:
    return Link(_("画面の入力フォームで続ける"), reverse("chat_to_form", args=[state["slug"]]))


def _receipt_link(state: State) -> Link:
    return Link(_("受付の控えを見る"), reverse("chat_to_form", args=[state["slug"]]))
