"""Another language, for whoever wishes one: said in the language asked for."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.dialogue.languages import NAMES, speaking
from chatbot.dialogue.message import Choice, Incoming, Outcome, Reply
from chatbot.dialogue.understanding.languages import language_asked_for

from .base import Turned
from .form_filling import RESUME, FormFilling
from .help import menu

LANGUAGE = "language:"


def language_choice(language: str) -> Choice:
    return Choice(NAMES[language], f"{LANGUAGE}{language}", language)


class Language:
    name = "language"
    label = gettext_lazy("ことばの切替")
    is_asked_by_name = True

    def wants(self, incoming: Incoming, around: Turned) -> bool:
        return bool(_wished(incoming, around))

    def respond(self, incoming: Incoming, around: Turned) -> Outcome | None:
        language = _wished(incoming, around)
        with speaking(language):
            told = Reply(_("これからは、日本語でお話しします。聞きたいことを入力してください。"), choices=menu())
            said = NAMES[language] if incoming.choice else incoming.text
            if around.skill == FormFilling.name:
                return _asked_again(told, around, language, said)
            if "draft" in around.state:
                told = Reply(told.text, (Choice(_("入力の続きに戻る"), RESUME), *told.choices))
        return Outcome((told,), around.state, said=said, language=language)


def _wished(incoming: Incoming, around: Turned) -> str:
    if incoming.choice.startswith(LANGUAGE):
        language = incoming.choice.removeprefix(LANGUAGE)
        return language if language in NAMES else ""
    return language_asked_for(incoming.text, alone=around.skill != FormFilling.name) if not incoming.choice else ""


def _asked_again(told: Reply, around: Turned, language: str, said: str) -> Outcome | None:
    """In the middle of a form its question comes again, in the language just chosen."""
    question = FormFilling().respond(Incoming(id=""), around)
    if question is None:
        return Outcome((told,), around.state, said=said, language=language)
    text = _("これからは、日本語でお聞きします。")
    return Outcome((Reply(text), *question.replies), question.state, said=said, language=language)
