"""The order of the categories, and which of them are in use."""

from django.db import transaction
from django.db.models import Max

from chatbot.models import FaqCategory
from municipalities.accounts import rules
from municipalities.accounts.models import StaffUser
from municipalities.audit.services import record

from .refusals import NotPermitted


def move_category(*, category: FaqCategory, staff: StaffUser, is_up: bool) -> None:
    """One place up or down among those beside it; at the end nothing happens."""
    if not rules.can_arrange_faq(staff):
        raise NotPermitted
    with transaction.atomic():
        beside = list(FaqCategory.objects.select_for_update().filter(parent=category.parent_id))
        place = beside.index(category)
        other = place - 1 if is_up else place + 1
        if not 0 <= other < len(beside):
            return
        beside[place], beside[other] = beside[other], beside[place]
        for position, each in enumerate(beside):
            each.position = position
        FaqCategory.objects.bulk_update(beside, ["position"])
        record(actor=staff, action="faqcategory.change", target=category, detail={"fields": ["position"]})


def last_position(parent: FaqCategory | None) -> int:
    """Behind those that stand there already."""
    last = FaqCategory.objects.filter(parent=parent).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def is_used(category: FaqCategory) -> bool:
    return category.entries.exists() or category.children.exists()
