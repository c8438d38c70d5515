"""An inquiry: what a resident wants to know from a person who is not there now, and the mails that tell of it.

What the resident wrote is in no mail; what the clerk answers is, unless the clerk says that it is private.
"""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chatbot.models import Inquiry, InquiryAnswer
from chatbot.models.inquiry import Asked
from municipalities.accounts.models import Section
from municipalities.notifications.message import Message
from municipalities.notifications.services import Outgoing, post_messages
from municipalities.tenancy import signing
from municipalities.tenancy.addresses import absolute_url
from municipalities.tenancy.context import require_town
from municipalities.tenancy.features import STAFF_MAIL

PURPOSE = "inquiry"
LINK_LIFETIME = timedelta(days=90)


def file_inquiry(*, asked: Asked, section: Section | None) -> Inquiry:
    with transaction.atomic():
        inquiry = Inquiry(section=section)
        inquiry.asked = asked
        inquiry.save(force_insert=True)
        post_messages([_receipt(inquiry, asked.email), *_to_section(inquiry)])
    return inquiry


def tell_answer(inquiry: Inquiry, answer: InquiryAnswer) -> None:
    """In the transaction of the answer."""
    if answer.is_private:
        text = _("お問い合わせに回答しました。個人にかかわる内容のため、下のページでお読みください。")
    else:
        text = _("お問い合わせに回答しました。") + "\n\n" + answer.text
    message = Message(
        title=_("お問い合わせへの回答"), text=f"{text}\n\n{_facts(inquiry)}\n\n{_about_link()}", link=page_url(inquiry)
    )
    post_messages([_mail(inquiry, inquiry.asked.email, message)])


def page_url(inquiry: Inquiry) -> str:
    token = signing.sign(str(inquiry.public_id), purpose=PURPOSE)
    return absolute_url(require_town(), reverse("inquiry", args=[token]))


def inquiry_of(token: str) -> Inquiry | None:
    """None for a link that is forged or too old, or where the inquiry was removed."""
    try:
        public_id = signing.unsign(token, purpose=PURPOSE, max_age=LINK_LIFETIME)
    except signing.BadToken:
        return None
    return Inquiry.objects.select_related("section").filter(public_id=public_id).first()


def forget_old_inquiries() -> int:
    overdue = Inquiry.objects.overdue(at=timezone.now()).values("pk")[:1000]
    return Inquiry.objects.filter(pk__in=overdue).delete()[1].get("chatbot.Inquiry", 0)


def _receipt(inquiry: Inquiry, address: str) -> Outgoing:
    paragraphs = [
        _("お問い合わせを受け付けました。職員が確認し、このメールアドレスに回答をお送りします。"),
        _facts(inquiry),
        _about_link(),
        _("心当たりがないときは、このメールを消してください。"),
    ]
    message = Message(title=_("お問い合わせを受け付けました"), text="\n\n".join(paragraphs), link=page_url(inquiry))
    return _mail(inquiry, address, message)


def _to_section(inquiry: Inquiry) -> list[Outgoing]:
    section = inquiry.section
    if section is None or not section.email or not require_town().has_feature(STAFF_MAIL):
        return []
    message = Message(
        title=_("【新着】お問い合わせ"),
        text=_("新しいお問い合わせが届きました。下のページで確認してください。"),
        link=absolute_url(require_town(), reverse("admin:chatbot_inquiry_change", args=[inquiry.pk])),
    )
    return [_mail(inquiry, section.email, message)]


def _facts(inquiry: Inquiry) -> str:
    town, section = require_town(), inquiry.section
    phone = section.phone if section and section.phone else town.phone
    facts = {"section": section.name if section else town.name, "phone": phone}
    return (_("担当: %(section)s（電話 %(phone)s）") if phone else _("担当: %(section)s")) % facts


def _about_link() -> str:
    return _(
        "下のページでは、お問い合わせの内容と回答を見られます（90日間）。このリンクを、ほかの人に転送しないでください。"
    )


def _mail(inquiry: Inquiry, address: str, message: Message) -> Outgoing:
    return Outgoing(channel="email", to=address, message=message, about=f"inquiry:{inquiry.public_id}")
