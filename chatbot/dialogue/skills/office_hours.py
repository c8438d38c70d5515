"""When is the town hall open, and how is a section reached?"""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.dialogue import opening
from chatbot.dialogue.message import Incoming, Link, Outcome, Reply
from chatbot.dialogue.understanding.opening_words import LONGEST, OpeningQuestion, opening_question
from municipalities.accounts.models import Section
from municipalities.support.japanese_calendar import day_in_japan
from municipalities.support.opening_hours import OpeningHours
from municipalities.tenancy.context import current_town

from .base import Turned

MOST_LISTED = 12


class OfficeHours:
    name = "office_hours"
    label = gettext_lazy("窓口の時間と課の連絡先の案内")

    def wants(self, incoming: Incoming, around: Turned) -> bool:
        return not around.skill and 0 < len(incoming.text) <= LONGEST

    def respond(self, incoming: Incoming, around: Turned) -> Outcome | None:
        sections = {section.name: section for section in Section.objects.filter(is_active=True)}
        question = opening_question(
            incoming.text, today=day_in_japan(timezone.now()), sections=list(sections), town=current_town().name
        )
        if question is None:
            return None
        section = sections.get(question.section)
        if question.asks_contact:
            reply = _contact(section, list(sections.values()))
        else:
            reply = _hours(question, section)
        return Outcome((reply,), around.state, said=incoming.text)


def _hours(question: OpeningQuestion, section: Section | None) -> Reply:
    hours, now = opening.hours_now()
    lines = [*_asked_days(question, hours), opening.week_text(hours), opening.now_text(hours, at=now)]
    phone = section.phone if section else ""
    return Reply("\n".join(lines), links=_phone_links(phone or current_town().phone))


def _asked_days(question: OpeningQuestion, hours: OpeningHours) -> list[str]:
    lines = [opening.weekday_text(hours, weekday) for weekday in question.weekdays]
    if question.day is not None:
        lines.append(opening.day_text(hours, question.day))
    if question.asks_holidays:
        lines.append(_("祝日は、窓口は閉まっています。"))
    if question.asks_new_year:
        lines.append(_("年末年始（12月29日から1月3日まで）は、窓口は閉まっています。"))
    return lines


def _contact(section: Section | None, sections: list[Section]) -> Reply:
    hours, now = opening.hours_now()
    town = current_town()
    if section is not None:
        lines = [_line(section), opening.now_text(hours, at=now)]
        return Reply("\n".join(lines), links=_phone_links(section.phone or town.phone))
    reachable = [each for each in sections if each.phone]
    listed = [_line(each) for each in reachable] if len(reachable) <= MOST_LISTED else []
    head = _("%(town)sの代表電話は、%(phone)sです。") % {"town": town.name, "phone": town.phone} if town.phone else ""
    hint = "" if listed else _("課の名前を入力すると、その課の電話番号をご案内します。")
    lines = [line for line in (head, *listed, hint, opening.now_text(hours, at=now)) if line]
    return Reply("\n".join(lines), links=_phone_links(town.phone))


def _line(section: Section) -> str:
    phone = section.phone or current_town().phone
    facts = [_("電話 %(phone)s") % {"phone": phone} if phone else "", section.place]
    return _("%(section)s：%(facts)s") % {
        "section": section.name, "facts": _("、").join(fact for fact in facts if fact),
    }  # fmt: skip


def _phone_links(phone: str) -> tuple[Link, ...]:
    return (Link(_("%(phone)sに電話する") % {"phone": phone}, f"tel:{phone}"),) if phone else ()
