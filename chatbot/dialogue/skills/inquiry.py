"""A question for later: whom, what, who asks, and where the answer shall go. Staff answer it by mail."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.dialogue.inquiry import file_inquiry
from chatbot.dialogue.message import Choice, Incoming, Outcome, Reply, State
from chatbot.dialogue.understanding.choices import choice_in
from chatbot.models.inquiry import Asked
from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from forms_app.schema.registry import field_type
from municipalities.accounts.models import Section
from municipalities.support.my_number import holds_my_number
from municipalities.tenancy.context import current_town
from municipalities.tenancy.features import CHAT_WITH_STAFF

from .base import Turned
from .form_filling import RESUME
from .help import plain

INQUIRE = "person:inquire"
SECTION, SKIP, SEND, AGAIN, STOP = (
    "inquiry:section:", "inquiry:skip", "inquiry:send", "inquiry:again", "inquiry:stop",
)  # fmt: skip
_STOP_WORDS = frozenset({"やめる", "やめます", "やめておく", "キャンセル", "中止", "終了"})
_SKIP_WORDS = frozenset({"とばす", "飛ばす", "スキップ", "なし", "名乗らない", "匿名"})
_SEND_WORDS = frozenset({"送る", "送信", "この内容で送る", "はい", "お願いします"})
_AGAIN_WORDS = frozenset({"直す", "書き直す", "なおす", "修正"})
_EMAIL = Field(key="email", type="email", label="", page_key="", group_key="")
LONGEST_QUESTION, LONGEST_NAME = 2000, 60
MOST_SECTIONS = 20


class Inquiring:
    name = "inquiry"
    label = gettext_lazy("お問い合わせの受付")

    def wants(self, incoming: Incoming, around: Turned) -> bool:
        begins = incoming.choice == INQUIRE and current_town().has_feature(CHAT_WITH_STAFF)
        goes_on = around.skill == self.name and (not incoming.choice or incoming.choice.startswith("inquiry:"))
        return begins or goes_on

    def respond(self, incoming: Incoming, around: Turned) -> Outcome | None:
        if incoming.choice == INQUIRE:
            return _begin(around)
        if incoming.choice == STOP or plain(incoming) in _STOP_WORDS:
            return _over(around, _("わかりました。問い合わせは送っていません。"), said=_said(incoming, _("やめる")))
        return _STEPS[around.state["step"]](incoming, around.state)


def _begin(around: Turned) -> Outcome:
    kept = around.state.get("before", {}) if around.skill in ("inquiry", "handover") else around.state
    before = {key: value for key, value in kept.items() if key != "skill"}
    state = {"skill": Inquiring.name, "step": "section", "asked": {}, "before": before}
    said = _("問い合わせとして送る")
    if len(_sections()) < 2:
        return _ask_question({**state, "section": next((each.pk for each in _sections()), None)}, said=said)
    text = _("どの課への問い合わせですか。わからないときは「わからない」を押してください。")
    choices = tuple(Choice(section.name, f"{SECTION}{section.pk}") for section in _sections())
    return _reply(text, state, said, *choices, Choice(_("わからない"), f"{SECTION}0"))


def _section(incoming: Incoming, state: State) -> Outcome:
    sections = _sections()
    options = [{"value": str(section.pk), "label": section.name} for section in sections]
    found = incoming.choice.removeprefix(SECTION) if incoming.choice else choice_in(incoming.text, options)
    section = next((each for each in sections if str(each.pk) == found), None)
    said = section.name if section else _said(incoming, _("わからない"))
    return _ask_question({**state, "section": section.pk if section else None}, said=said)


def _ask_question(state: State, *, said: str) -> Outcome:
    text = _("聞きたいことを入力してください。マイナンバー（12けたの個人番号）は書かないでください。")
    return _reply(text, {**state, "step": "question"}, said)


def _question(incoming: Incoming, state: State) -> Outcome:
    text = incoming.text.strip()
    if not text:
        return _ask_question(state, said="")
    if holds_my_number(text):
        again = _("マイナンバー（12けたの個人番号）が入っているようです。番号を消して、もう一度入力してください。")
        return _reply(again, state, "")
    if len(text) > LONGEST_QUESTION:
        again = _("長すぎて受け取れません。%(count)d文字までで、もう一度入力してください。")
        return _reply(again % {"count": LONGEST_QUESTION}, state, "")
    state = _with(state, question=text)
    return _ask_name(state, said=text)


def _ask_name(state: State, *, said: str) -> Outcome:
    text = _("お名前を入力してください。名乗らずに送ることもできます。")
    return _reply(text, {**state, "step": "name"}, said, Choice(_("名乗らない"), SKIP))


def _name(incoming: Incoming, state: State) -> Outcome:
    skips = incoming.choice == SKIP or plain(incoming) in _SKIP_WORDS or not incoming.text.strip()
    name = "" if skips else incoming.text.strip()[:LONGEST_NAME]
    text = _("回答をお送りするメールアドレスを入力してください。")
    said = name or _("名乗らない")
    return _reply(text, {**_with(state, name=name), "step": "email"}, said)


def _email(incoming: Incoming, state: State) -> Outcome:
    try:
        address = field_type("email").clean(_EMAIL, incoming.text.strip(), today=date.max)
    except AnswerError:
        address = None
    if not isinstance(address, str):
        again = _("メールアドレスの形を確かめて、もう一度入力してください（例: hanako@example.jp）。")
        return _reply(again, state, incoming.text)
    return _check({**_with(state, email=address), "step": "check"}, said=address)


def _check(state: State, *, said: str) -> Outcome:
    asked = Asked(**state["asked"])
    section = Section.objects.filter(pk=state["section"]).first()
    lines = [
        _("次の内容で送ります。よろしいですか。"),
        _("あて先：%(value)s") % {"value": section.name if section else current_town().name},
        _("聞きたいこと：%(value)s") % {"value": asked.question},
        _("お名前：%(value)s") % {"value": asked.name or _("（名乗らない）")},
        _("メールアドレス：%(value)s") % {"value": asked.email},
    ]
    choices = (Choice(_("この内容で送る"), SEND), Choice(_("書き直す"), AGAIN))
    return _reply("\n".join(lines), state, said, *choices)


def _checked(incoming: Incoming, state: State) -> Outcome:
    if incoming.choice == AGAIN or plain(incoming) in _AGAIN_WORDS:
        return _ask_question(state, said=_("書き直す"))
    if incoming.choice != SEND and plain(incoming) not in _SEND_WORDS:
        return _check(state, said=incoming.text)
    section = Section.objects.filter(pk=state["section"]).first()
    file_inquiry(asked=Asked(**state["asked"]), section=section)
    text = _(
        "お問い合わせを受け付けました。受付のメールをお送りしましたので、ご確認ください。職員が確認して、メールで回答します。"
    )
    return _over(Turned(state), text, said=_("この内容で送る"))


def _over(around: Turned, text: str, *, said: str) -> Outcome:
    before = around.state["before"]
    choices = (Choice(_("入力の続きに戻る"), RESUME),) if "draft" in before else ()
    return Outcome((Reply(text, choices=choices),), before, said=said)


def _reply(text: str, state: State, said: str, *choices: Choice) -> Outcome:
    return Outcome((Reply(text, choices=(*choices, Choice(_("やめる"), STOP))),), state, said=said)


def _with(state: State, **facts: str) -> Mapping[str, Any]:
    return {**state, "asked": {**state["asked"], **facts}}


def _said(incoming: Incoming, label: str) -> str:
    return incoming.text or label


def _sections() -> list[Section]:
    return list(Section.objects.filter(is_active=True).order_by("position", "pk")[:MOST_SECTIONS])


_STEPS: dict[str, Callable[[Incoming, State], Outcome]] = {
    "section": _section,
    "question": _question,
    "name": _name,
    "email": _email,
    "check": _checked,
}
