"""What the facts of a resident's profile are called."""

from django.utils.translation import gettext_lazy as _

FACT_NAMES = {
    "name": _("お名前"),
    "birthday": _("生年月日"),
    "phone": _("電話番号"),
    "email": _("メールアドレス"),
    "address": _("ご住所"),
}
