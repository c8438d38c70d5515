"""What this is and what it can do; and the way to a person. The last skill: it always has an answer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from chatbot.dialogue.message import Choice, Incoming, Link, Outcome, Reply
from chatbot.dialogue.understanding.personal import mask_personal
from municipalities.tenancy.context import current_town

from .base import Turned
from .form_filling import RESUME

HELP, PERSON = "help", "person"
_HELP_WORDS = frozenset(
    {"ヘルプ", "使い方", "つかいかた", "help", "メニュー", "はじめから", "最初から", "何ができる", "何ができますか"}
)
_PERSON_WORDS = ("職員", "人と話", "電話番号", "オペレーター", "担当者")
_GREETINGS = frozenset(
    {"こんにちは", "こんばんは", "おはよう", "おはようございます", "はじめまして", "もしもし", "hello", "hi"}
)
_THANKS = ("ありがとう", "助かりました", "たすかりました", "わかりました", "了解")


def welcome() -> Reply:
    text = _(
        "%(town)sの相談窓口です。聞きたいことを、ふだんの言葉で入力してください。手続は、ここでそのまま申請できます。"
    )
    return Reply(text % {"town": current_town().name}, choices=menu())


def menu() -> tuple[Choice, ...]:
    return (Choice(_("使い方"), HELP), Choice(_("職員に聞く"), PERSON))


class Help:
    name = "help"

    def wants(self, incoming: Incoming, around: Turned) -> bool:
        return True

    def respond(self, incoming: Incoming, around: Turned) -> Outcome | None:
        said = incoming.text.strip(" 　。！!？?").lower()
        pressed = {HELP: _("使い方"), PERSON: _("職員に聞く")}.get(incoming.choice, "")
        if incoming.choice == PERSON or any(word in said for word in _PERSON_WORDS):
            reply = _to_a_person()
        elif incoming.choice == HELP or said in _HELP_WORDS:
            reply = _how_to()
        elif said in _GREETINGS:
            reply = welcome()
        elif any(word in said for word in _THANKS):
            reply = Reply(_("お役に立てて何よりです。ほかにも聞きたいことがあれば、入力してください。"))
        else:
            reply = _not_found()
        if "draft" in around.state:
            reply = Reply(reply.text, (Choice(_("入力の続きに戻る"), RESUME), *reply.choices), reply.links)
        return Outcome((reply,), around.state, said=pressed or mask_personal(incoming.text))


def _how_to() -> Reply:
    lines = [
        _("次のことができます。"),
        _("・「犬を飼い始めた」「粗大ごみを出したい」のように聞くと、手続や答えをご案内します。"),
        _("・手続は、質問に1つずつ答えるだけで申請できます。途中でやめても、続きから入力できます。"),
        _("・「戻る」「とばす」「やめる」と入力すると、そのとおりに動きます。"),
    ]
    return Reply("\n".join(lines), choices=(Choice(_("職員に聞く"), PERSON),), links=(_all_procedures(),))


def _to_a_person() -> Reply:
    phone = current_town().phone
    text = _(
        "職員に聞くときは、役所にお電話ください。受付は、月曜から金曜の午前8時30分から午後5時15分までです（祝日と年末年始を除く）。"
    )
    links = (Link(_("%(phone)sに電話する") % {"phone": phone}, f"tel:{phone}"),) if phone else ()
    return Reply(text, links=links)


def _not_found() -> Reply:
    text = _(
        "申し訳ありません。うまくお答えできませんでした。短い言葉でもう一度聞いていただくか、手続の一覧からお探しください。"
    )
    return Reply(text, choices=menu(), links=(_all_procedures(),))


def _all_procedures() -> Link:
    return Link(_("手続の一覧"), reverse("procedures"))
