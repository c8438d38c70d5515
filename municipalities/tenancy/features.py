"""Switches that prefecture IT can turn off for one town. A feature that is not named here does not exist."""

from django.utils.translation import gettext_lazy as _

PROCEDURES = "procedures"
STAFF_MAIL = "staff_mail"
CHAT = "chat"

FEATURES = {
    PROCEDURES: _("オンライン申請の受付"),
    STAFF_MAIL: _("担当課への新着メール"),
    CHAT: _("相談（チャット）"),
}
