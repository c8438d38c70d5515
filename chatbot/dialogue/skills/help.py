"""What this is and what it can do, and the way to a person, for whoever asks for it."""

import re
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.dialogue import opening
from chatbot.dialogue.message import Choice, Incoming, Link, Outcome, Reacted, Reply
from chatbot.dialogue.understanding import commands
from chatbot.dialogue.understanding.commands import command_in
from chatbot.dialogue.understanding.personal import mask_personal
from municipalities.tenancy.context import current_town

from .base import Turned
from .form_filling import RESUME

HELP, PERSON, ASK_STATUS = "help", "person", "status:ask"
_HELP_WORDS = frozenset(
    {"ヘルプ", "使い方", "つかいかた", "help", "メニュー", "はじめから", "最初から", "何ができる", "何ができますか"}
)
# 「職員と話したい」 is a wish; 「職員採用の試験」 is a question.
_WISH_FOR_A_PERSON = re.compile(
    "(?:職員|人間|人|担当者?|係|オペレーター)(?:さん|の方|の人)?"
    "(?:(?:に|と|へ)(?:直接)?、?(?:聞|き[いくけ]|話|はな|相談|質問|つな|繋|代わ|かわ).{0,14})?"
)


def welcome() -> Reply:
    text = _(
        "%(town)sの相談窓口です。聞きたいことを、ふだんの言葉で入力してください。手続は、ここでそのまま申請できます。"
    )
    return Reply(text % {"town": current_town().name}, choices=(Choice(_("申請の状況"), ASK_STATUS), *menu()))


def menu() -> tuple[Choice, ...]:
    return (Choice(_("使い方"), HELP), Choice(_("職員に聞く"), PERSON))


class Help:
    name = "help"
    label = gettext_lazy("使い方の案内")

    def wants(self, incoming: Incoming, around: Turned) -> bool:
        return incoming.choice in (HELP, PERSON) or _wants_help(incoming) or wants_a_person(incoming)

    def respond(self, incoming: Incoming, around: Turned) -> Outcome | None:
        pressed = {HELP: _("使い方"), PERSON: _("職員に聞く")}.get(incoming.choice, "")
        is_for_a_person = incoming.choice == PERSON or wants_a_person(incoming)
        told = outcome(by_telephone() if is_for_a_person else _how_to(), incoming, around, pressed)
        return replace(told, noted=Reacted(wants_person=True)) if is_for_a_person else told


def outcome(reply: Reply, incoming: Incoming, around: Turned, pressed: str = "") -> Outcome:
    """The word stays where it was; a procedure that was left can be taken up again."""
    if "draft" in around.state:
        reply = replace(reply, choices=(Choice(_("入力の続きに戻る"), RESUME), *reply.choices))
    return Outcome((reply,), around.state, said=pressed or mask_personal(incoming.text))


def plain(incoming: Incoming) -> str:
    return incoming.text.strip(" 　。、！!？?〜ー\n").lower()


def _wants_help(incoming: Incoming) -> bool:
    return plain(incoming) in _HELP_WORDS or command_in(incoming.text) == commands.HELP


def wants_a_person(incoming: Incoming) -> bool:
    return _WISH_FOR_A_PERSON.fullmatch(plain(incoming)) is not None or command_in(incoming.text) == commands.PERSON


def _how_to() -> Reply:
    lines = [
        _("次のことができます。"),
        _("・「犬を飼い始めた」「粗大ごみを出したい」のように聞くと、手続や答えをご案内します。"),
        _("・手続は、質問に1つずつ答えるだけで申請できます。途中でやめても、続きから入力できます。"),
        _("・「申請はどうなりましたか」と聞くと、受付番号と照会パスワードで状況をお調べします。"),
        _("・「意見を送りたい」と入力すると、ご意見やご要望をお聞きします。"),
        _("・「戻る」「とばす」「やめる」と入力すると、そのとおりに動きます。"),
    ]
    return Reply("\n".join(lines), choices=(Choice(_("職員に聞く"), PERSON),), links=(all_procedures(),))


def by_telephone() -> Reply:
    phone = current_town().phone
    hours, _now = opening.hours_now()
    text = _("職員に聞くときは、役所にお電話ください。%(hours)s") % {"hours": opening.week_text(hours)}
    links = (Link(_("%(phone)sに電話する") % {"phone": phone}, f"tel:{phone}"),) if phone else ()
    return Reply(text, links=links)


def all_procedures() -> Link:
    return Link(_("手続の一覧"), reverse("procedures"))
