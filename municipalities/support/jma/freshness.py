"""What must not go out by itself although the rules say so: late, doubtful or rough telegrams. Alerts of last night sent at one
in the morning have happened elsewhere."""

from datetime import datetime, timedelta

from .telegram import Telegram

SHORT_LIVED = ("VXSE", "VPOA", "VPBS", "VPHW", "VFVO56")
LATE = {True: timedelta(minutes=30), False: timedelta(hours=3)}  # by whether it is short-lived
USELESS = timedelta(hours=24)
CLOCKS_DIFFER = timedelta(minutes=10)


def why_useless(telegram: Telegram, at: datetime | None) -> str:
    """'' if it may still be told."""
    if at is None:
        return ""
    if telegram.valid_until and at > telegram.valid_until:
        return "有効期限を過ぎた電文です。"
    if at - telegram.reported_at > USELESS:
        return "発表から24時間を過ぎた電文です。"
    return ""


def why_not_by_itself(telegram: Telegram, at: datetime | None, *, is_rough: bool) -> str:
    """'' if nothing speaks against sending without a clerk."""
    if telegram.info_type not in ("発表", "訂正"):
        return f"情報形態が「{telegram.info_type}」のため、職員の確認を待ちます。"
    if telegram.says_sample:
        return "本文に「テスト」または「サンプル」とあるため、職員の確認を待ちます。"
    if is_rough:
        return "対象の市町村が電文にはっきり書かれていないため、職員の確認を待ちます。"
    if at is not None and at - telegram.reported_at > LATE[telegram.kind.startswith(SHORT_LIVED)]:
        return "発表から時間がたって届いたため、職員の確認を待ちます。"
    if at is not None and telegram.reported_at - at > CLOCKS_DIFFER:
        return "発表時刻が現在より先のため、職員の確認を待ちます。"
    return ""
