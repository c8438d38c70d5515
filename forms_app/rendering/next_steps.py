"""What happens next with an application, or what its resident has to do."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from forms_app.workflow import ApplicationStatus

_NEXT: dict[ApplicationStatus, Callable[[], str]] = {
    ApplicationStatus.SUBMITTED: lambda: _("担当課が確認するのを、お待ちください。"),
    ApplicationStatus.IN_REVIEW: lambda: _("担当課が内容を確認しています。結果をお待ちください。"),
    ApplicationStatus.RETURNED: lambda: _("直していただきたいところがあります。内容を直して、送りなおしてください。"),
    ApplicationStatus.APPROVED: lambda: _("承認されました。このあとのことは、申請の状況でご確認ください。"),
    ApplicationStatus.COMPLETED: lambda: _("手続は、すべて終わりました。"),
    ApplicationStatus.REJECTED: lambda: _("お受けできませんでした。理由は、申請の状況でご確認ください。"),
    ApplicationStatus.WITHDRAWN: lambda: _("取り下げました。"),
}


def next_step(status: ApplicationStatus) -> str:
    return _NEXT[status]()
