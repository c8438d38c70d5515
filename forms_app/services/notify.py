"""What residents and sections are told, in words. Written to the outbox in the transaction of the fact itself.

A mail names the procedure and the receipt number, never an answer.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forms_app.models import Application, Draft, Form
from forms_app.models.receipt import receipt_secret
from forms_app.schema.definition import Definition
from forms_app.workflow import TRANSITIONS, ApplicationStatus
from municipalities.notifications.message import Message
from municipalities.notifications.services import Outgoing, post_messages, post_with_facts
from municipalities.notifications.webhook_models import WebhookEvent
from municipalities.notifications.webhooks import calls_about
from municipalities.tenancy.addresses import absolute_url, path_of
from municipalities.tenancy.context import require_town
from municipalities.tenancy.features import STAFF_MAIL
from municipalities.tenancy.insert import Taking

Values = dict[str, object]


def tell_submitted(
    facts: Sequence[Model], application: Application, *, definition: Definition, values: Values, taking: Taking
) -> bool:
    """Write the new application with its first step (`facts`) and the messages that tell of it, in place of the draft."""
    messages = [
        *_to_resident(application, definition, values, _receipt_message(application)),
        *_to_section(application),
        *_to_programs(application, WebhookEvent.SUBMITTED),
    ]
    return post_with_facts(facts, messages, taking=taking)


def tell_resubmitted(application: Application, *, definition: Definition, values: Values) -> None:
    message = _message(
        application,
        _("直していただいた内容を受け付けました"),
        _("担当課で確認します。結果が出るまで、しばらくお待ちください。"),
    )
    messages = [*_to_resident(application, definition, values, message), *_to_section(application)]
    post_messages([*messages, *_to_programs(application, WebhookEvent.RESUBMITTED)])


def tell_status(application: Application, *, verb: str, note: str, definition: Definition, values: Values) -> None:
    """Tell the resident of a step by staff, where the table says that it is told."""
    messages = _to_programs(application, WebhookEvent.STATUS_CHANGED)
    if TRANSITIONS[verb].tells_resident:
        message = _message(application, _STATUS_TITLES[application.status](), _status_text(application, note))
        messages += _to_resident(application, definition, values, message)
    post_messages(messages)


def tell_resume_link(draft: Draft, *, address: str, token: str) -> None:
    form = draft.form_version.form
    facts = {"form": draft.form_version.title, "date": _day_and_time(draft.expires_at)}
    paragraphs = [
        _("「%(form)s」の入力を、途中で保存しました。下のページを開いて「続きから入力する」を押してください。"),
        _("%(date)sまで使えます。申請を送ったあとや、入力した内容を消したあとは使えません。"),
        _("このリンクを開くと、入力した内容が見られます。ほかの人に転送しないでください。"),
        _("心当たりがないときは、リンクを開かずに、このメールを消してください。"),
    ]
    message = Message(
        title=_("入力の続きを始めるためのリンク（%(form)s）") % facts,
        text="\n\n".join(paragraphs) % facts,
        link=absolute_url(require_town(), reverse("apply_resume", args=[form.slug, token])),
    )
    post_messages([Outgoing(channel="email", to=address, message=message, about=f"draft:{draft.public_id}")])


def tell_overdue(application: Application) -> None:
    if application.section.email:
        text = _("処理期限を過ぎた申請があります。受信箱で確認してください。\n\n受付番号: %(number)s") % {
            "number": application.receipt_number
        }
        message = Message(
            title=_("【期限超過】%(form)s") % {"form": application.form.title}, text=text, link=_inbox_url(application)
        )
        post_messages([_mail(application.section.email, message, application)])


def sample_receipt(form: Form) -> Message:
    """The mail that tells of a receipt, as a designer tries the form: about no application at all."""
    application = Application(form=form, section=form.section, public_id=uuid4(), receipt_number=_("（受付番号）"))
    return _receipt_message(application)


def contact_address(definition: Definition, values: Values) -> str | None:
    """The first e-mail address the resident gave."""
    emails = (
        values[field.key] for field in definition.answerable_fields if field.type == "email" and field.key in values
    )
    return next((str(email) for email in emails), None)


def _to_resident(application: Application, definition: Definition, values: Values, message: Message) -> list[Outgoing]:
    address = contact_address(definition, values)
    return [_mail(address, message, application)] if address else []


def _to_section(application: Application) -> list[Outgoing]:
    if not application.section.email or not require_town().has_feature(STAFF_MAIL):
        return []
    text = _("新しい申請が届きました。受信箱で確認してください。\n\n手続: %(form)s\n受付番号: %(number)s") % {
        "form": application.form.title,
        "number": application.receipt_number,
    }
    message = Message(
        title=_("【新着】%(form)s") % {"form": application.form.title}, text=text, link=_inbox_url(application)
    )
    return [_mail(application.section.email, message, application)]


def _to_programs(application: Application, event: WebhookEvent) -> list[Outgoing]:
    return calls_about(
        str(event), about=f"application:{application.public_id}", data=lambda: _facts_for_programs(application)
    )


def _facts_for_programs(application: Application) -> Values:
    """What happened to which case; who it is about, a program asks by the API, with a token."""
    return {
        "id": str(application.public_id),
        "receipt_number": application.receipt_number,
        "form": application.form.slug,
        "status": str(application.status),
        "revision": application.revision,
        "submitted_at": application.submitted_at.isoformat(),
    }


def _mail(address: str, message: Message, application: Application) -> Outgoing:
    return Outgoing(channel="email", to=address, message=message, about=f"application:{application.public_id}")


def _receipt_message(application: Application) -> Message:
    intro = _("申請を受け付けました。担当課で内容を確認します。")
    password = _("照会パスワード: %(secret)s") % {"secret": receipt_secret(application.public_id)}
    keep = _("受付番号と照会パスワードは、経過の確認や取下げに使います。大切に保管してください。")
    return _message(application, _("申請を受け付けました"), f"{intro}\n\n{password}\n\n{keep}")


def _message(application: Application, title: str, text: str) -> Message:
    facts = _("手続: %(form)s\n受付番号: %(number)s\n担当: %(section)s%(phone)s") % {
        "form": application.form.title,
        "number": application.receipt_number,
        "section": application.section.name,
        "phone": _("（電話 %(phone)s）") % {"phone": application.section.phone} if application.section.phone else "",
    }
    return Message(
        title=f"{title}（{application.form.title}）",
        text=f"{text}\n\n{facts}",
        link=absolute_url(require_town(), path_of("application_lookup")),
    )


def _status_text(application: Application, note: str) -> str:
    text = _STATUS_TEXTS[application.status]()
    # What the clerk writes may name the resident's affairs: it is read on the portal, behind the password.
    return f"{text}\n\n{_('担当課からのお知らせがあります。下のページでご確認ください。')}" if note else text


_STATUS_TITLES = {
    ApplicationStatus.RETURNED: lambda: _("申請内容の修正をお願いします"),
    ApplicationStatus.APPROVED: lambda: _("申請が承認されました"),
    ApplicationStatus.COMPLETED: lambda: _("手続が完了しました"),
    ApplicationStatus.REJECTED: lambda: _("審査の結果のお知らせ"),
    ApplicationStatus.WITHDRAWN: lambda: _("申請の取下げを受け付けました"),
}
_STATUS_TEXTS = {
    ApplicationStatus.RETURNED: lambda: _(
        "お送りいただいた申請に、直していただきたい点がありました。お手数ですが、内容を直してもう一度お送りください。"
    ),
    ApplicationStatus.APPROVED: lambda: _("お送りいただいた申請が承認されました。"),
    ApplicationStatus.COMPLETED: lambda: _("お送りいただいた申請の手続が、すべて完了しました。"),
    ApplicationStatus.REJECTED: lambda: _(
        "お送りいただいた申請について、審査の結果、お受けすることができませんでした。"
    ),
    ApplicationStatus.WITHDRAWN: lambda: _("お申し出のとおり、申請を取り下げました。"),
}


def _day_and_time(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), _("Y年n月j日（D） G:i"))


def _inbox_url(application: Application) -> str:
    return absolute_url(require_town(), reverse("admin:forms_app_application_change", args=[application.pk]))
