"""What is said of a receipt number that opens nothing."""

from django.utils.translation import gettext as _


def not_a_receipt_number() -> str:
    return _("受付番号を確かめてください。10桁の数字です（例: 12345-67890）。")


def no_such_receipt() -> str:
    return _("受付番号と照会パスワードの組み合わせが見つかりません。入力した文字を確かめてください。")


def too_many_lookups() -> str:
    return _("続けて何度も入力されたため、しばらく照会できません。10分ほどたってから、もう一度お試しください。")


def anothers_receipt() -> str:
    return _("この申請は、別の方のマイページに入っています。受付番号と照会パスワードで、申請の状況をご確認ください。")
