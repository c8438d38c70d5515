"""Opinions, wishes and complaints go where the town wants them: into its own form, asked for here."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.dialogue.message import Choice, Incoming, Link, Outcome, Reply
from chatbot.dialogue.understanding.opinions import is_opinion
from chatbot.dialogue.understanding.personal import mask_personal
from forms_app.models import Form
from municipalities.tenancy.context import current_town
from municipalities.tenancy.features import PROCEDURES

from .base import Turned
from .form_filling import START
from .help import PERSON

FORM = "opinion"
"""Of forms_app/shipped; a town that has none of this name is told to call."""


class Opinion:
    name = "opinion"
    label = gettext_lazy("ご意見の受付")
    is_asked_by_name = True

    def wants(self, incoming: Incoming, around: Turned) -> bool:
        return not incoming.choice and is_opinion(incoming.text)

    def respond(self, incoming: Incoming, around: Turned) -> Outcome | None:
        reply = _offer() if _is_taken_here() else _by_telephone()
        return Outcome((reply,), around.state, said=mask_personal(incoming.text))


def _is_taken_here() -> bool:
    return current_town().has_feature(PROCEDURES) and Form.objects.open_at().filter(slug=FORM).exists()


def _offer() -> Reply:
    text = _("ご意見やご要望、苦情を、ここでお聞きします。お名前は書かなくてもかまいません。担当の課が読みます。")
    choices = (Choice(_("意見を送る"), f"{START}{FORM}"), Choice(_("職員に聞く"), PERSON))
    return Reply(text, choices=choices, links=(Link(_("画面の入力フォームで送る"), reverse("procedure", args=[FORM])),))


def _by_telephone() -> Reply:
    text = _("ご意見やご要望は、担当の課へお寄せください。担当がわからないときは、職員がおつなぎします。")
    return Reply(text, choices=(Choice(_("職員に聞く"), PERSON),))
