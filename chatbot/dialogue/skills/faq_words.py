"""How an entry is said in the conversation. Only reads."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from chatbot.dialogue.filling.translated import title_as_read
from chatbot.dialogue.message import Choice, Link, Reply
from chatbot.knowledge.markdown import to_html, to_text
from chatbot.models import FaqEntry
from forms_app.models import Form
from municipalities.tenancy.context import current_town
from municipalities.tenancy.features import PROCEDURES

from .form_filling import START


def answer_reply(entry: FaqEntry, *, forms: Iterable[Form] = (), choices: Iterable[Choice] = ()) -> Reply:
    """`entry` with its `current` and `section`; `forms`: others that the question was near to."""
    content = entry.current.content
    notes = _notes(entry)
    text = "\n".join((content["question"], content["short_answer"] or to_text(content["answer"]), *notes))
    return Reply(
        text,
        choices=(*_starts(content["form_slug"], forms), *choices),
        links=(*(Link(link["label"], link["url"]) for link in content["links"]), *_phone(entry)),
        html=_html(content, notes),
        language=content["language"],
    )


def _html(content: dict, notes: list[str]) -> str:
    head = format_html("<p><strong>{}</strong></p>", content["question"])
    return head + to_html(content["answer"]) + "".join(format_html('<p class="small">{}</p>', note) for note in notes)


def _notes(entry: FaqEntry) -> list[str]:
    audience = entry.current.content["audience"]
    notes = [_("対象：%(audience)s") % {"audience": audience}] if audience else []
    if entry.due_on is not None and entry.due_on < timezone.localdate():
        notes.append(_("この答えは、内容を見直す時期を過ぎています。大切なことは、担当課に確かめてください。"))
    return notes


def _starts(form_slug: str, forms: Iterable[Form]) -> list[Choice]:
    near = [
        Choice(_("「%(form)s」をはじめる") % {"form": title_as_read(form)}, f"{START}{form.slug}")
        for form in forms
        if form.slug != form_slug
    ]
    is_open = (
        form_slug and current_town().has_feature(PROCEDURES) and Form.objects.open_at().filter(slug=form_slug).exists()
    )
    return [*([Choice(_("この手続を始める"), f"{START}{form_slug}")] if is_open else []), *near]


def _phone(entry: FaqEntry) -> list[Link]:
    section = entry.section
    words = {"section": section.name, "phone": section.phone}
    return [Link(_("%(section)sに電話する（%(phone)s）") % words, f"tel:{section.phone}")] if section.phone else []
