"""A procedure in the conversation, from the same definition, draft and verbs as on the web: either may go on where the other stopped."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.dialogue.filling.asking import RESUME
from chatbot.dialogue.filling.endings import ended, page_link, superseded
from chatbot.dialogue.filling.plan import Next, answered_keys
from chatbot.dialogue.filling.translated import title_as_read
from chatbot.dialogue.filling.turn import Filling
from chatbot.dialogue.languages import in_japanese
from chatbot.dialogue.message import Choice, Incoming, Link, Outcome, Reply, State
from forms_app.models import Draft, Form
from forms_app.models.published import published_definition
from forms_app.models.statistic import Device
from forms_app.schema.definition import Definition
from forms_app.services.draft import start_draft
from forms_app.services.errors import FormClosed, FormFull
from forms_app.services.profile import facts_to_offer
from municipalities.tenancy.context import current_town
from municipalities.tenancy.features import PROCEDURES

from .base import Turned

START = "start:"
SAID_BY_LINK = "said_by_link"
"""In the state: the parameters of the link that led to the form (`?from=leaflet`)."""
HEARD = "heard"
LONGEST_HEARD = 500


def start_choice(form: Form) -> Choice:
    return Choice(_("「%(form)s」をはじめる") % {"form": title_as_read(form)}, f"{START}{form.slug}")


def heard(state: State, sentence: str) -> dict[str, Any]:
    """The state of a conversation in which this was said: a procedure begun from it offers what it answers already.

    As it was said, with the number of the house: without it nothing could be offered. Sealed as all of the state, forgotten
    with the next question or when a form begins.
    """
    return {**state, HEARD: sentence[:LONGEST_HEARD]}


def filling_state(draft: Draft, slug: str) -> dict[str, Any]:
    """The state of a conversation that is to go on with this draft."""
    definition = published_definition(draft.form_version_id)
    answered = answered_keys(definition, draft.get_answers())
    settled = [field.key for field in definition.fields if field.key in answered]
    return {"skill": FormFilling.name, "draft": str(draft.public_id), "slug": slug, "settled": settled}


@dataclass(frozen=True)
class Asked:
    """What a channel that shows controls needs to show the one of the question asked."""

    draft: Draft
    definition: Definition
    step: Next


def asked_now(state: State) -> Asked | None:
    """None where no form has the word, nothing is left to answer, or the draft is gone."""
    draft = _living_draft(state) if state.get("skill") == FormFilling.name else None
    if draft is None or draft.superseded_by_id is not None:
        return None
    filling = Filling(draft, state)
    step = filling.step()
    return Asked(draft, filling.definition, step) if step.question is not None else None


class FormFilling:
    name = "form_filling"
    label = gettext_lazy("申請の入力")

    def wants(self, incoming: Incoming, around: Turned) -> bool:
        goes_on = incoming.choice == RESUME and "draft" in around.state
        return incoming.choice.startswith(START) or goes_on or around.skill == self.name

    def respond(self, incoming: Incoming, around: Turned) -> Outcome | None:
        if incoming.choice.startswith(START):
            return _start(incoming.choice.removeprefix(START), around)
        draft = _living_draft(around.state)
        if draft is None:
            return ended(around.state, incoming, shows_controls=around.shows_controls)
        if draft.superseded_by_id is not None:
            return superseded(around.state, incoming, shows_controls=around.shows_controls)
        if incoming.choice == RESUME:
            # What was typed on a page meanwhile need not be asked.
            state = filling_state(draft, around.state["slug"])
            return Filling(draft, state, shows_controls=around.shows_controls).ask(said=_("続きを入力する"))
        return Filling(draft, around.state, shows_controls=around.shows_controls).respond(incoming)

    def elsewhere(self, around: Turned) -> tuple[Link, ...]:
        """Stopped here, procedures go on on their pages."""
        is_begun = "draft" in around.state
        return (page_link(around.state, shows_controls=around.shows_controls),) if is_begun else ()


def _start(slug: str, around: Turned) -> Outcome:
    form = Form.objects.published().filter(slug=slug).first()
    if form is None or not current_town().has_feature(PROCEDURES):
        return Outcome((Reply(_("この手続は、いまオンラインでは受け付けていません。")),), {}, said="")
    title = title_as_read(form)
    said = _("「%(form)s」をはじめる") % {"form": title}
    try:
        with in_japanese():
            said_by_link = around.state.get(SAID_BY_LINK)
            draft = start_draft(form=form, device=Device(around.device), said=said_by_link, resident=around.resident)
    except FormFull:
        return Outcome((Reply(_("受け付けられる件数に達したため、受付を終わりました。")),), {}, said=said)
    except FormClosed:
        return Outcome((Reply(_("この手続は、いま受け付けていません。")),), {}, said=said)
    welcome = _("「%(form)s」を、ここで順番にお聞きします。途中でやめても、7日以内なら続きから入力できます。") % {
        "form": title
    }
    filling = Filling(draft, filling_state(draft, slug), shows_controls=around.shows_controls)
    filling.offer(str(around.state.get(HEARD, "")))
    if around.resident is not None:
        filling.offer_known(facts_to_offer(around.resident))
    outcome = filling.ask()
    return Outcome((Reply(welcome), *outcome.replies), outcome.state, said=said)


def _living_draft(state: State) -> Draft | None:
    found = Draft.objects.living(at=timezone.now()).filter(public_id=UUID(str(state["draft"])))
    return found.select_related("form_version__form").first()
