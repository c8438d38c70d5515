"""Switches that prefecture IT can turn off for one town. A feature that is not named here does not exist."""

from django.utils.translation import gettext_lazy as _

PROCEDURES = "procedures"
STAFF_MAIL = "staff_mail"
RESIDENTS = "residents"
CHAT = "chat"
CHAT_WITH_STAFF = "chat_with_staff"
GARBAGE = "garbage"

FEATURES = {
    PROCEDURES: _("オンライン申請の受付"),
    STAFF_MAIL: _("担当課への新着メール"),
    RESIDENTS: _("住民のログインとマイページ"),
    CHAT: _("相談（チャット）"),
    CHAT_WITH_STAFF: _("相談（チャット）を職員に引き継ぐ"),
    GARBAGE: _("ごみの収集日"),
}
