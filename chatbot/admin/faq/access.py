"""Who may open which entry, and what every page posts: the revision it was made from."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chatbot.knowledge.refusals import Conflict
from chatbot.models import FaqEntry
from municipalities.accounts import rules
from municipalities.accounts.verb_page import moment

LARGEST_ID = 2**63 - 1
LARGEST_REVISION = 2**31 - 1


def visible_entry(request: HttpRequest, pk: int) -> FaqEntry:
    if not rules.can_see_faq(request.user):
        raise PermissionDenied
    rows = FaqEntry.objects.select_related("section", "category", "current")
    entry = rows.filter(pk=min(pk, LARGEST_ID)).first()
    if entry is None:
        raise Http404
    return entry


def writable_entry(request: HttpRequest, pk: int) -> FaqEntry:
    entry = visible_entry(request, pk)
    if not rules.can_write_faq(request.user, entry.section_id):
        raise PermissionDenied
    return entry


def posted_revision(request: HttpRequest) -> int:
    """0, which no entry has, for anything else than a number PostgreSQL could hold."""
    return number_in(request.POST.get("revision", ""))


def number_in(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
    return number if number <= LARGEST_REVISION else 0


def conflict_sentence(conflict: Conflict) -> str:
    last = conflict.entry.revisions.select_related("staff").first()
    if last is None:
        return _("ほかの職員が、先にこの質問を変更しました。")
    facts = {"name": last.staff or _("システム"), "moment": moment(last.at)}
    return _("%(moment)sに%(name)sさんが、先にこの質問を変更しました。") % facts


def url(name: str, *args: object) -> str:
    return reverse(f"admin:chatbot_faqentry_{name}", args=args)


def entry_url(entry: FaqEntry) -> str:
    return url("change", entry.pk)
