"""The week in one mail to those who lead and want it. No sentence of a resident's is in it: topics are told in shared words."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from chatbot.models import ReportReader, UnansweredQuestion, UnansweredState, WeeklyReport
from municipalities.accounts import rules
from municipalities.accounts.models import StaffUser
from municipalities.audit.services import record
from municipalities.notifications.message import Message
from municipalities.notifications.services import Outgoing, post_messages
from municipalities.tenancy.addresses import absolute_url
from municipalities.tenancy.context import require_town
from municipalities.tenancy.features import CHAT, STAFF_MAIL

from .figures import WEEK, Row, Window, first_of, rows_of, total_of
from .ranking import ranked
from .refusals import NotPermitted

MOST_TOPICS = 5
ONE_WEEK = timedelta(days=7)


def send_weekly_report(*, today: date) -> int:
    """About the week before the one of `today`, once whoever asks. Returns to how many it was written."""
    monday = first_of(today, WEEK) - ONE_WEEK
    if not require_town().has_feature(STAFF_MAIL) or not require_town().has_feature(CHAT):
        return 0
    with transaction.atomic():
        addresses = _addresses()
        _report, is_new = WeeklyReport.objects.get_or_create(monday=monday, defaults={"readers": len(addresses)})
        if not is_new or not addresses:
            return 0
        message = report_of(monday)
        about = f"weekly-report:{monday}"
        post_messages([Outgoing(channel="email", to=each, message=message, about=about) for each in addresses])
    return len(addresses)


def report_of(monday: date) -> Message:
    now, before = _week(monday), _week(monday - ONE_WEEK)
    last = monday + ONE_WEEK - timedelta(days=1)
    days = {"first": date_format(monday, "n月j日"), "last": date_format(last, "n月j日")}
    paragraphs = [
        _("%(first)sから%(last)sまでの、相談（チャット）のまとめです。かっこの中は、その前の週です。") % days,
        "\n".join(_numbers(now, before)),
        _topics(monday, last),
        _(
            "住民が聞いたことばは、個人にかかわることを含むおそれがあるため、メールには書いていません。下のページで見られます。"
        ),
        _("このメールがいらないときは、「相談の集計」のページで止められます。"),
    ]
    link = absolute_url(require_town(), reverse("admin:chatbot_unansweredquestion_changelist"))
    return Message(
        title=_("【相談】今週のまとめ（%(first)s～%(last)s）") % days, text="\n\n".join(paragraphs), link=link
    )


def read_report(*, staff: StaffUser, wanted: bool) -> None:
    """Begin or stop to send it to this person."""
    if not rules.can_get_report(staff):
        raise NotPermitted
    with transaction.atomic():
        if wanted:
            ReportReader.objects.get_or_create(staff=staff)
        else:
            ReportReader.objects.filter(staff=staff).delete()
        record(actor=staff, action=f"reportreader.{'subscribe' if wanted else 'unsubscribe'}", target=staff)


def _addresses() -> list[str]:
    """Of those who want it, still lead, and have an address. One statement."""
    readers = StaffUser.objects.filter(pk__in=ReportReader.objects.values("staff_id")).exclude(email="")
    return [staff.email for staff in readers if rules.can_get_report(staff)]


def _week(monday: date) -> Row:
    return total_of(rows_of(Window(monday, monday + ONE_WEEK - timedelta(days=1), WEEK)))


def _numbers(now: Row, before: Row) -> list[str]:
    lines = [
        (_("相談：%(now)s件（%(before)s件）"), now.conversations, before.conversations),
        (_("質問：%(now)s件（%(before)s件）"), now.questions, before.questions),
        (_("回答率：%(now)s（%(before)s）"), _share(now.answer_rate), _share(before.answer_rate)),
        (_("解決率：%(now)s（%(before)s）"), _share(now.resolution_rate), _share(before.resolution_rate)),
        (
            _("職員なしで終わった割合：%(now)s（%(before)s）"),
            _share(now.deflection_rate),
            _share(before.deflection_rate),
        ),
    ]
    return ["・" + words % {"now": one, "before": other} for words, one, other in lines]


def _share(rate: int | None) -> str:
    return _("%(rate)d%%") % {"rate": rate} if rate is not None else _("なし")


def _topics(first: date, last: date) -> str:
    found = ranked(_open(), first=first, last=last)[:MOST_TOPICS]
    lines = [
        _("・%(topic)s：%(talks)d件の相談") % {"topic": topic_words(topic), "talks": topic.talks} for topic in found
    ]
    if not lines:
        return _("この週に、答えられなかった未対応の質問はありません。")
    return "\n".join([_("多かった、未対応の質問の話題："), *lines])


def topic_words(topic: UnansweredQuestion) -> str:
    return "・".join(topic.terms) or _("そのほかの話題（番号%(number)d）") % {"number": topic.pk}


def _open() -> QuerySet[UnansweredQuestion]:
    return UnansweredQuestion.objects.filter(state=UnansweredState.OPEN)
