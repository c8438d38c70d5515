"""One turn over one draft: what was said becomes an answer, a step back, an application; and what to say next."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from chatbot.dialogue.languages import in_japanese
from chatbot.dialogue.message import Choice, Incoming, Link, Outcome, Reply, State
from chatbot.dialogue.understanding.yes_no import yes_no_in
from forms_app.models import Application, Draft
from forms_app.models.published import published_definition
from forms_app.models.receipt import receipt_secret
from forms_app.models.statistic import CHECK_PAGE
from forms_app.rendering.sentences import sentence
from forms_app.schema.answers import validate
from forms_app.schema.definition import Definition
from forms_app.schema.errors import AnswerError, FieldError
from forms_app.schema.field import Field
from forms_app.schema.registry import field_type
from forms_app.services import statistics
from forms_app.services.draft import save_answers
from forms_app.services.errors import DraftGone, FormClosed, InvalidAnswers, Superseded
from forms_app.services.submit import submit_application
from municipalities.tenancy.context import current_town

from . import asking, parts
from .commands import command
from .endings import ended, page_link, receipt_link
from .offering import Heard, answers_in, known_answers
from .part_reading import Told, pressed, read_part
from .plan import Next, asked_questions, can_be_skipped, next_step
from .reading import needs_controls, read_answer
from .translated import as_read

FREE_TEXT = ("text", "textarea")


class Filling:
    def __init__(self, draft: Draft, state: State, *, shows_controls: bool = True):
        self.draft, self.shows_controls = draft, shows_controls
        self.definition: Definition = published_definition(draft.form_version_id)
        self.raw: dict[str, object] = draft.get_answers()
        self.settled: list[str] = list(state["settled"])
        self.offers: dict[str, object] = dict(state.get("offers", {}))
        self.is_from_profile = bool(state.get("is_from_profile"))
        self.parts: dict[str, Any] = dict(state.get("parts", {}))
        passing = ("offers", "is_from_profile", "parts")
        self.state = {key: value for key, value in state.items() if key not in passing}

    def respond(self, incoming: Incoming) -> Outcome:
        if self.offers and incoming.raw is None:
            outcome = self._about_offers(incoming)
            if outcome is not None:
                return outcome
        self.offers = {}
        step = self.step()
        verb, key = command(incoming, step.question)
        if verb == asking.QUIT:
            return self._quit(incoming)
        if verb == asking.BACK and self._given(step.question):
            return self._part_back(step, incoming)
        if verb == asking.BACK and self.settled:
            return self._again(self.settled[-1], incoming)
        if verb == asking.FIX:
            return self._fix(key, incoming)
        if step.question is None:
            return self._at_the_end(verb, step, incoming)
        if verb == asking.WHY:
            return self.ask(before=Reply(asking.why_reply(self._as_read(step.question))), said=incoming.text)
        if verb == asking.SKIP:
            return self._skip(step, incoming)
        return self._answer(step, incoming)

    def ask(self, *, before: Reply | None = None, said: str = "") -> Outcome:
        step = self.step()
        first = (before,) if before is not None else ()
        return Outcome((*first, self._reply(step)), self._state(), said=said)

    def offer(self, sentence: str, *, asked: Field | None = None) -> bool:
        """Whether the sentence answers further questions; they are offered with the next question."""
        heard = Heard(sentence, timezone.localdate(), current_town().name)
        self.is_from_profile = False
        self.offers = answers_in(self.definition, self.raw, frozenset(self.settled), heard, asked=asked)
        return bool(self.offers)

    def offer_known(self, facts: Mapping[str, Any]) -> None:
        """What the profile says is offered too; what the resident has just said goes before it."""
        known = known_answers(self.definition, self.raw, facts, today=timezone.localdate())
        found = {**known, **self.offers}
        self.offers = {field.key: found[field.key] for field in self.definition.fields if field.key in found}
        self.is_from_profile = bool(known)

    def step(self) -> Next:
        return next_step(self.definition, self.raw, frozenset(self.settled), today=timezone.localdate())

    def _reply(self, step: Next, *, mistake: str = "") -> Reply:
        if self.offers:
            return self._offer_reply()
        if step.question is not None:
            statistics.count_reached(self.draft, step.question.page_key)
            return self._question_reply(step, step.question, mistake)
        if step.stops:
            return asking.stop_reply(self.definition, step.stops)
        statistics.count_reached(self.draft, CHECK_PAGE)
        return asking.check_reply(self.definition, step.answers.values)

    def _question_reply(self, step: Next, question: Field, mistake: str) -> Reply:
        can_go_back = bool(self.settled)
        part = self._part(question)
        if part is not None:
            is_first = not self._given(question)
            return asking.part_reply(
                self.definition, step, part, mistake=mistake, is_first=is_first, can_go_back=can_go_back
            )
        reply = asking.question_reply(self.definition, step, can_go_back=can_go_back)
        if not self.shows_controls and needs_controls(question):
            return asking.page_reply(reply, (self._page_link(),))
        return reply

    def _state(self) -> dict[str, Any]:
        state = {**self.state, "settled": self.settled}
        state |= {"offers": self.offers} if self.offers else {}
        state |= {"is_from_profile": True} if self.offers and self.is_from_profile else {}
        return state | ({"parts": self.parts} if self.parts else {})

    # What was understood before it was asked

    def _about_offers(self, incoming: Incoming) -> Outcome | None:
        """None: it is about something else, and what was offered is let go."""
        verb, key = command(incoming, None)
        is_meant = yes_no_in(incoming.text)
        if incoming.choice == asking.TAKE or (not incoming.choice and is_meant):
            return self._take(incoming.text or _("はい"))
        if incoming.choice == asking.LEAVE or (not incoming.choice and is_meant is False):
            return self._let_go(list(self.offers), incoming.text or _("いいえ、1つずつ答える"))
        if verb == asking.FIX and (key in self.offers or len(self.offers) == 1):
            return self._let_go([key or next(iter(self.offers))], incoming.text or _("直す"))
        if verb == asking.QUIT:
            return self._quit(incoming)
        if verb or incoming.choice:
            return None
        return Outcome((self._offer_reply(again=True),), self._state(), said=incoming.text)

    def _offer_reply(self, *, again: bool = False) -> Reply:
        values = validate(self.definition, {**self.raw, **self.offers}, today=timezone.localdate()).values
        return asking.offer_reply(
            self.definition, values, list(self.offers), again=again, is_from_profile=self.is_from_profile
        )

    def _take(self, said: str) -> Outcome:
        offers, self.offers = self.offers, {}
        self._keep(offers)
        for key in offers:
            self._settle(key)
        return self.ask(said=said)

    def _let_go(self, keys: list[str], said: str) -> Outcome:
        self.offers = {key: value for key, value in self.offers.items() if key not in keys}
        return self.ask(said=said)

    # Answers

    def _answer(self, step: Next, incoming: Incoming) -> Outcome:
        question = step.question
        assert question is not None
        if incoming.raw is None and not _has_words(incoming):
            return self.ask(said=incoming.text)
        part = self._part(question)
        if incoming.raw is None and part is not None:
            return self._answer_part(step, part, incoming)
        if incoming.raw is None and not incoming.choice and needs_controls(question):
            return self._shown_to_the_page(incoming)
        return self._kept(question, self._read(question, step, incoming), incoming)

    def _kept(self, question: Field, raw: object, incoming: Incoming) -> Outcome:
        self.parts = {}
        self._keep({question.key: raw})
        after = self.step()
        mistakes = [error for error in after.errors if error.field == question.key]
        self._settle(question.key)
        statistics.count_errors(self.draft, [(error.field, error.code) for error in mistakes])
        is_sentence = incoming.raw is None and not incoming.choice and question.type not in FREE_TEXT
        if is_sentence and not mistakes:
            self.offer(incoming.text, asked=question)
        return self.ask(said=self._said(question, raw, incoming))

    def _shown_to_the_page(self, incoming: Incoming) -> Outcome:
        if not self.shows_controls:
            return self.ask(said=incoming.text)
        text = _("この質問は、下の入力欄か、画面の入力フォームで答えてください。")
        return self.ask(before=Reply(text, links=(self._page_link(),)), said=incoming.text)

    def _read(self, question: Field, step: Next, incoming: Incoming) -> object:
        if incoming.raw is not None:
            return incoming.raw
        if incoming.choice.startswith(asking.ANSWER):
            return incoming.choice.removeprefix(asking.ANSWER)
        before = self.raw.get(question.key)
        return read_answer(self._as_read(question), step.answers, incoming.text, before, today=timezone.localdate())

    def _said(self, question: Field, raw: object, incoming: Incoming) -> str:
        """In the history stands what was understood, as the check page will show it; where nothing was, what was written."""
        values = self.step().answers.values
        if question.key in values and question.type != "attachment":
            return field_type(question.type).display(self._as_read(question), values[question.key]) or _("（手書き）")
        if question.type == "attachment" and isinstance(raw, list):
            return _("（ファイル %(count)s件）") % {"count": len(raw)}
        return incoming.text

    # One part after the other, where a channel has words and buttons alone

    def _part(self, question: Field) -> parts.Part | None:
        if self.shows_controls or not parts.is_by_parts(question):
            return None
        return parts.next_part(self._as_read(question), self._given(question), today=timezone.localdate())

    def _given(self, question: Field | None) -> dict[str, object]:
        is_of_it = question is not None and self.parts.get("key") == question.key
        return dict(self.parts["given"]) if is_of_it else {}

    def _answer_part(self, step: Next, part: parts.Part, incoming: Incoming) -> Outcome:
        question = step.question
        assert question is not None
        given, told = self._given(question), self._told(step, part, incoming)
        if told is None:
            return self._ask_part(step, asking.not_understood(part), incoming.text)
        given |= told
        today = timezone.localdate()
        if mistake := parts.mistake_in(question, given, today=today):
            self._set_given(question, parts.without(given, mistake))
            return self._ask_part(step, _sentence(self._as_read(question), mistake), incoming.text)
        if parts.next_part(question, given, today=today) is not None:
            self._set_given(question, given)
            return self._ask_part(step, "", incoming.text or _pressed(part, incoming))
        return self._kept(question, parts.composed(question, given), replace(incoming, choice=asking.ANSWER))

    def _told(self, step: Next, part: parts.Part, incoming: Incoming) -> parts.Given | None:
        if incoming.choice:
            return pressed(part, incoming.choice.removeprefix(asking.ANSWER))
        told = Told(incoming.text, step.answers, timezone.localdate(), current_town().name)
        return read_part(part, told)

    def _ask_part(self, step: Next, mistake: str, said: str) -> Outcome:
        return Outcome((self._reply(step, mistake=mistake),), self._state(), said=said)

    def _set_given(self, question: Field, given: dict[str, object]) -> None:
        self.parts = {"key": question.key, "given": given} if given else {}

    def _part_back(self, step: Next, incoming: Incoming) -> Outcome:
        question = step.question
        assert question is not None
        left = parts.without_last(self._given(question), question, today=timezone.localdate())
        self._set_given(question, left)
        return self._ask_part(step, "", incoming.text)

    # Other ways on

    def _skip(self, step: Next, incoming: Incoming) -> Outcome:
        question = step.question
        assert question is not None
        part, given = self._part(question), self._given(question)
        if part is not None and part.may_be_empty and (given or not can_be_skipped(question, step.answers)):
            return self._pass_over(step, part, given)
        self.parts = {}
        if can_be_skipped(question, step.answers):
            self._keep({question.key: ""})
        self._settle(question.key)
        return self.ask(said=_("（答えずに進む）"))

    def _pass_over(self, step: Next, part: parts.Part, given: dict[str, object]) -> Outcome:
        question = step.question
        assert question is not None
        given |= part.passed_over
        if parts.next_part(question, given, today=timezone.localdate()) is None:
            incoming = Incoming(id="", choice=asking.ANSWER)
            return self._kept(question, parts.composed(question, given), incoming)
        self._set_given(question, given)
        return self._ask_part(step, "", _("（答えずに進む）"))

    def _again(self, key: str, incoming: Incoming) -> Outcome:
        """What stands there stays until it is answered anew."""
        self.settled.remove(key)
        self.parts = {}
        return self.ask(said=incoming.text)

    def _fix(self, key: str, incoming: Incoming) -> Outcome:
        if key in self.settled:
            return self._again(key, incoming)
        asked = asked_questions(self.definition, self.step().answers)
        questions = [self._as_read(question) for question in asked if question.key in self.settled]
        return Outcome((asking.fix_reply(questions),), self._state(), said=incoming.text)

    def _at_the_end(self, verb: str, step: Next, incoming: Incoming) -> Outcome:
        if verb == asking.SEND and not step.stops:
            return self._send(incoming)
        return self.ask(said=incoming.text)

    def _send(self, incoming: Incoming) -> Outcome:
        try:
            with in_japanese():
                filed = submit_application(draft_id=self.draft.public_id).application
        except InvalidAnswers:
            return self.ask(said=incoming.text)
        except FormClosed:
            text = _("申し訳ありません。この手続は、受付を終わりました。")
            return Outcome((Reply(text),), {}, said=incoming.text)
        except (DraftGone, Superseded):
            return ended(self.state, incoming, shows_controls=self.shows_controls)
        reply = Reply(self._received(filed), links=(receipt_link(self.state, shows_controls=self.shows_controls),))
        return Outcome((reply,), {"filed": str(self.draft.public_id), "slug": self.state["slug"]}, said=incoming.text)

    def _received(self, filed: Application) -> str:
        number = _("申請を受け付けました。\n受付番号：%(number)s\n") % {"number": filed.receipt_number}
        if self.shows_controls:
            return number + _("照会パスワードは、下の「受付の控え」で確かめてください。")
        secret = receipt_secret(filed.public_id)
        return number + _("照会パスワード：%(secret)s\n申請の状況を見るときに使います。書き留めてください。") % {
            "secret": secret
        }

    def _quit(self, incoming: Incoming) -> Outcome:
        text = _("ここまでの内容を保存しました。7日以内なら、続きから入力できます。")
        go_on = Choice(_("続きを入力する"), asking.RESUME)
        reply = Reply(text, choices=(go_on,), links=(self._page_link(),))
        return Outcome((reply,), {**self._state(), "skill": ""}, said=incoming.text)

    def _page_link(self) -> Link:
        return page_link(self.state, shows_controls=self.shows_controls)

    def _keep(self, raw: Mapping[str, object]) -> None:
        with in_japanese():
            self.draft = save_answers(draft_id=self.draft.public_id, raw=dict(raw))
        self.raw = {**self.raw, **raw}

    def _as_read(self, question: Field) -> Field:
        return as_read(self.definition).field(question.key)

    def _settle(self, key: str) -> None:
        self.settled = [*(each for each in self.settled if each != key), key]


def _has_words(incoming: Incoming) -> bool:
    return bool(incoming.text.strip()) or incoming.choice.startswith(asking.ANSWER)


def _sentence(question: Field, mistake: AnswerError) -> str:
    return sentence(question, FieldError(question.key, mistake.code, mistake.part, mistake.params))


def _pressed(part: parts.Part, incoming: Incoming) -> str:
    value = incoming.choice.removeprefix(asking.ANSWER)
    return dict(part.options).get(value, "")
