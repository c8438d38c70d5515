"""The last word, where no skill had one, or the search of the town is down: by field of life, by the list of procedures, by telephone."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.dialogue.message import Asked, Choice, Incoming, Outcome, Reply
from chatbot.knowledge import fields
from chatbot.models import Answered

from .base import Turned
from .faq import FIELD
from .help import all_procedures, by_telephone, menu, outcome


class NotUnderstood:
    """It always has an answer."""

    name = "not_understood"
    label = gettext_lazy("わからないときの案内")

    def wants(self, incoming: Incoming, around: Turned) -> bool:
        return True

    def respond(self, incoming: Incoming, around: Turned) -> Outcome | None:
        text = _(
            "申し訳ありません。うまくお答えできませんでした。短い言葉でもう一度聞いていただくか、手続の一覧からお探しください。"
        )
        call = by_telephone()
        choices = [Choice(field.label, f"{FIELD}{field.slug}") for field in fields.top()]
        reply = Reply(f"{text}\n{call.text}", choices=(*choices, *menu()), links=(all_procedures(), *call.links))
        told = outcome(reply, incoming, around)
        return replace(told, noted=Asked(Answered.NOTHING)) if incoming.text and not incoming.choice else told
