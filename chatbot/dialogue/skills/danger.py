"""Danger to life goes before everything: the numbers, at once."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.dialogue.message import Incoming, Link, Outcome, Reply
from chatbot.dialogue.understanding.emergencies import HOTLINES, danger_in
from chatbot.dialogue.understanding.personal import mask_personal

from .base import Turned

FIRST_WORDS = {
    "fire": lambda: _("火事や、急なけが・病気のときは、すぐに119番へ電話してください。"),
    "crime": lambda: _("事件や事故のときは、すぐに110番へ電話してください。"),
    "suicide": lambda: _(
        "つらいお気持ちを話してくださり、ありがとうございます。ひとりで抱えず、いま話を聞いてくれる人に電話してください。"
    ),
    "abuse": lambda: _("あなたや身近な人が危ないときは、すぐに電話してください。秘密は守られます。"),
}
# The names of emergencies.HOTLINES, for gettext.
NAMES = {
    "火事・救急": lambda: _("火事・救急"),
    "事件・事故": lambda: _("事件・事故"),
    "#いのちSOS": lambda: _("#いのちSOS"),
    "よりそいホットライン": lambda: _("よりそいホットライン"),
    "いのちの電話": lambda: _("いのちの電話"),
    "児童相談所虐待対応ダイヤル": lambda: _("児童相談所虐待対応ダイヤル"),
    "DV相談ナビ": lambda: _("DV相談ナビ"),
    "24時間子供SOSダイヤル": lambda: _("24時間子供SOSダイヤル"),
}


class Danger:
    name = "danger"
    label = gettext_lazy("命に関わるときの案内")

    def wants(self, incoming: Incoming, around: Turned) -> bool:
        return danger_in(incoming.text) is not None

    def respond(self, incoming: Incoming, around: Turned) -> Outcome | None:
        danger = danger_in(incoming.text)
        if danger is None:
            return None
        numbers = [(NAMES[name](), number) for name, number in HOTLINES[danger]]
        lines = [FIRST_WORDS[danger](), *(f"{name}：{number}" for name, number in numbers)]
        links = tuple(Link(_("%(name)sに電話する") % {"name": name}, f"tel:{number}") for name, number in numbers)
        # The word stays where it was: whoever is in the middle of a form goes on after the call.
        # A clerk who has the word reads all of it; else nobody does, and what names a person is struck out.
        said = incoming.text if around.skill == "handover" else mask_personal(incoming.text)
        return Outcome((Reply("\n".join(lines), links=links),), around.state, said=said)
