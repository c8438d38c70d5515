"""What one says to each other without asking anything: a greeting, thanks, and anger."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.dialogue.message import Choice, Incoming, Outcome, Reply
from chatbot.dialogue.understanding import commands
from chatbot.dialogue.understanding.commands import command_in
from chatbot.dialogue.understanding.insults import is_insult

from .base import Turned
from .help import PERSON, outcome, plain, welcome

_GREETINGS = frozenset(
    {
        "こんにちは", "こんにちわ", "こんばんは", "こんばんわ", "おはよう", "おはようございます", "はじめまして", "もしもし",
        "よろしく", "よろしくお願いします", "hello", "hi",
    }
)  # fmt: skip
_THANKS = ("ありがとう", "有難う", "助かりました", "たすかりました", "わかりました", "分かりました", "了解")
_LONGEST_THANKS = 30


class Courtesy:
    name = "courtesy"
    label = gettext_lazy("あいさつ")

    def wants(self, incoming: Incoming, around: Turned) -> bool:
        return _answer_to(incoming) is not None

    def respond(self, incoming: Incoming, around: Turned) -> Outcome | None:
        answer = _answer_to(incoming)
        return outcome(answer(), incoming, around) if answer else None


def _answer_to(incoming: Incoming):
    said = plain(incoming)
    if said in _GREETINGS or command_in(incoming.text) == commands.GREETING:
        return welcome
    is_thanks = any(word in said for word in _THANKS) and len(said) <= _LONGEST_THANKS
    if is_thanks or command_in(incoming.text) == commands.THANKS:
        return _welcome_back
    return _sorry if is_insult(said) else None


def _welcome_back() -> Reply:
    return Reply(_("お役に立てて何よりです。ほかにも聞きたいことがあれば、入力してください。"))


def _sorry() -> Reply:
    text = _(
        "ご不快な思いをおかけし、申し訳ありません。お困りのことを、短い言葉でもう一度教えてください。職員におつなぎすることもできます。"
    )
    return Reply(text, choices=(Choice(_("職員に聞く"), PERSON),))
