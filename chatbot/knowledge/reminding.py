"""Answers grow old: the owning section is told before the day, and what nobody looked at is taken from residents' eyes."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from chatbot.models import FaqEntry, FaqRevision, RevisionKind
from chatbot.models.faq import GRACE
from municipalities.accounts.models import Section
from municipalities.audit.services import record_each
from municipalities.notifications.message import Message
from municipalities.notifications.services import Outgoing, post_messages
from municipalities.tenancy.addresses import absolute_url
from municipalities.tenancy.context import require_town
from municipalities.tenancy.features import STAFF_MAIL

AT_ONCE = 500
MOST_NAMED = 20
Words = Callable[[list[FaqEntry]], tuple[str, str, dict[str, str]]]
"""Title, text, and which entries the list that is linked shows."""
STALE = {"age": "stale"}


def expire_overdue(*, at: datetime) -> int:
    """Hide what is past its day and GRACE, and tell its section. Returns how many."""
    with transaction.atomic():
        late = _locked(FaqEntry.objects.past_grace(at=at).filter(hidden_at=None))
        FaqRevision.objects.bulk_create(_hidden(entry) for entry in late)
        rows = FaqEntry.objects.filter(pk__in=[entry.pk for entry in late])
        rows.update(hidden_at=at, revision=F("revision") + 1)
        record_each(actor=None, action="faq.expire", targets=late)
        _tell(late, _words_of_hidden)
    return len(late)


def remind_sections(*, at: datetime) -> int:
    """One mail to each section about its entries whose day is near or past, once for each day. Returns how many entries."""
    if not require_town().has_feature(STAFF_MAIL):
        return 0
    with transaction.atomic():
        unsaid = FaqEntry.objects.stale(at=at).filter(Q(reminded_for=None) | ~Q(reminded_for=F("due_on")))
        due = _locked(unsaid.filter(hidden_at=None).exclude(section__email=""))
        FaqEntry.objects.filter(pk__in=[entry.pk for entry in due]).update(reminded_for=F("due_on"))
        _tell(due, _words_of_due)
    return len(due)


def tell_review_requested(entry: FaqEntry) -> None:
    """Somebody else of the section should look at it; in the transaction of the request."""
    _tell([entry], _words_of_request)


def _locked(entries: Iterable[FaqEntry]) -> list[FaqEntry]:
    rows = entries.select_related("category", "section").order_by("due_on", "pk")
    return list(rows.select_for_update(no_key=True, of=("self",), skip_locked=True)[:AT_ONCE])


def _hidden(entry: FaqEntry) -> FaqRevision:
    return FaqRevision(
        entry=entry, number=entry.revision + 1, kind=RevisionKind.EXPIRE, state=entry.state, content=entry.content()
    )


def _tell(entries: list[FaqEntry], words: Words) -> None:
    if not require_town().has_feature(STAFF_MAIL):
        return
    of_section: defaultdict[Section, list[FaqEntry]] = defaultdict(list)
    for entry in entries:
        if entry.section.email:
            of_section[entry.section].append(entry)
    post_messages([_mail(section, owned, words) for section, owned in of_section.items()])


def _mail(section: Section, entries: list[FaqEntry], words: Words) -> Outgoing:
    title, text, shown = words(entries)
    query = urlencode({**shown, "section__id__exact": section.pk})
    link = absolute_url(require_town(), f"{reverse('admin:chatbot_faqentry_changelist')}?{query}")
    message = Message(title=title, text=f"{text}\n\n{_named(entries)}", link=link)
    return Outgoing(channel="email", to=section.email, message=message, about=f"faq:section-{section.pk}")


def _words_of_due(entries: list[FaqEntry]) -> tuple[str, str, dict[str, str]]:
    title = _("【よくある質問】内容の見直しのお願い（%(count)d件）") % {"count": len(entries)}
    text = _(
        "見直す日が近い質問、または見直す日を過ぎた質問があります。"
        "内容がいまも正しいかを確かめて、「見直しました」を押すか、内容を直してください。"
        "見直す日から%(days)d日を過ぎると、住民の画面に出なくなります。"
    )
    return title, text % {"days": GRACE.days}, STALE


def _words_of_hidden(entries: list[FaqEntry]) -> tuple[str, str, dict[str, str]]:
    title = _("【よくある質問】住民の画面に出なくなった質問（%(count)d件）") % {"count": len(entries)}
    text = _(
        "見直す日から%(days)d日を過ぎたため、次の質問を住民の画面に出さないようにしました。"
        "内容を確かめて「見直しました」を押すと、もう一度表示されます。"
    )
    return title, text % {"days": GRACE.days}, STALE


def _words_of_request(entries: list[FaqEntry]) -> tuple[str, str, dict[str, str]]:
    title = _("【よくある質問】確認のお願い")
    text = _("次の質問が「確認待ち」になりました。書いた人とは別の職員が内容を確かめると、公開できます。")
    return title, text, {"standing": "waiting"}


def _named(entries: list[FaqEntry]) -> str:
    lines = [_("・%(question)s") % {"question": entry.question} + _day_of(entry) for entry in entries[:MOST_NAMED]]
    if len(entries) > MOST_NAMED:
        lines.append(_("ほか%(count)d件") % {"count": len(entries) - MOST_NAMED})
    return "\n".join(lines)


def _day_of(entry: FaqEntry) -> str:
    return _("（見直す日：%(day)s）") % {"day": date_format(entry.due_on, "DATE_FORMAT")} if entry.due_on else ""
