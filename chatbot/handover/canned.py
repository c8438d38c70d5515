"""Canned replies, as the clerk who has the conversation would send them."""

from django.db.models import Q

from chatbot.models import CannedReply
from municipalities.accounts.models import Section, StaffUser
from municipalities.tenancy.context import current_town


def replies_for(*, section: Section | None, staff: StaffUser) -> list[tuple[str, str]]:
    """(title, text with its placeholders filled in) of the section and of all sections: one statement."""
    town = current_town()
    values = {
        "town": town.name,
        "section": section.name if section else town.name,
        "staff": staff.display_name,
        "phone": (section.phone if section else "") or town.phone,
    }
    found = CannedReply.objects.filter(Q(section=None) | Q(section=section))
    return [(reply.title, reply.filled(values)) for reply in found]
