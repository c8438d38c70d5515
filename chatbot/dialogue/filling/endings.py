"""Where a form goes on or is to be seen outside the conversation, and what is said of one that is gone."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from chatbot.dialogue.message import Incoming, Link, Outcome, Reply, State
from forms_app.models import StatusChange
from forms_app.services.resume import resume_token
from municipalities.tenancy.addresses import absolute_url
from municipalities.tenancy.context import current_town


def page_link(state: State, *, shows_controls: bool) -> Link:
    """A channel of the web has the browser that holds the draft; any other needs a link that brings it along."""
    slug = state["slug"]
    if shows_controls:
        return Link(_("画面の入力フォームで続ける"), reverse("chat_to_form", args=[slug]))
    path = reverse("apply_resume", args=[slug, resume_token(UUID(str(state["draft"])))])
    return Link(_("画面の入力フォームで続ける"), absolute_url(current_town(), path))


def receipt_link(state: State, *, shows_controls: bool) -> Link:
    if shows_controls:
        return Link(_("受付の控えを見る"), reverse("chat_to_form", args=[state["slug"]]))
    return Link(_("申請の状況を見る"), absolute_url(current_town(), reverse("application_lookup")))


def ended(state: State, incoming: Incoming, *, shows_controls: bool) -> Outcome:
    """Sent on the page meanwhile, or too old."""
    if StatusChange.objects.filter(public_id=UUID(str(state["draft"]))).exists():
        text = _("この申請は、もう送信されています。")
        link = receipt_link(state, shows_controls=shows_controls)
        return Outcome((Reply(text, links=(link,)),), {}, said=incoming.text)
    text = _("入力の途中だった内容は、保存の期間が過ぎたため残っていません。")
    return Outcome((Reply(text),), {}, said=incoming.text)


def superseded(state: State, incoming: Incoming, *, shows_controls: bool) -> Outcome:
    text = _("この手続の様式が新しくなりました。変わったところを、画面で確かめてから続けてください。")
    link = page_link(state, shows_controls=shows_controls)
    return Outcome((Reply(text, links=(link,)),), {}, said=incoming.text)
