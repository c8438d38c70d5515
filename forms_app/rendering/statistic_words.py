"""What went wrong at a question, in a few words for staff. Total over schema.errors.ERROR_CODES and refused uploads."""

from collections.abc import Callable
from datetime import timedelta

from django.utils.translation import gettext as _

CODE_WORDS: dict[str, Callable[[], str]] = {
    "required": lambda: _("未入力"),
    "part_required": lambda: _("一部が未入力"),
    "wrong_shape": lambda: _("読み取れない入力"),
    "bad_characters": lambda: _("使えない文字"),
    "private_characters": lambda: _("外字"),
    "too_long": lambda: _("長すぎる"),
    "too_short": lambda: _("短すぎる"),
    "my_number": lambda: _("マイナンバーらしい数字"),
    "one_line": lambda: _("改行が入っている"),
    "pattern": lambda: _("書き方の決まりと違う"),
    "not_a_number": lambda: _("数字でない"),
    "not_an_integer": lambda: _("小数が入っている"),
    "too_many_decimals": lambda: _("小数の桁が多い"),
    "too_small": lambda: _("小さすぎる数"),
    "too_large": lambda: _("大きすぎる"),
    "not_a_date": lambda: _("ない日付"),
    "not_a_year": lambda: _("年の書き方"),
    "too_early": lambda: _("早すぎる日付"),
    "too_late": lambda: _("遅すぎる日付"),
    "not_a_time": lambda: _("時刻でない"),
    "too_early_a_time": lambda: _("早すぎる時刻"),
    "too_late_a_time": lambda: _("遅すぎる時刻"),
    "era_required": lambda: _("元号を選んでいない"),
    "not_an_era_year": lambda: _("元号の年の書き方"),
    "not_a_western_year": lambda: _("西暦の年の書き方"),
    "not_a_month": lambda: _("ない月"),
    "not_a_day": lambda: _("日の書き方"),
    "beyond_month": lambda: _("その月にない日"),
    "before_era": lambda: _("元号が始まる前の日付"),
    "after_era": lambda: _("元号が終わった後の日付"),
    "born_in_future": lambda: _("これから先の生年月日"),
    "born_too_long_ago": lambda: _("古すぎる生年月日"),
    "too_young": lambda: _("対象の年齢より下"),
    "too_old": lambda: _("対象の年齢より上"),
    "ends_before_start": lambda: _("終わりがはじめより前"),
    "too_few_days": lambda: _("日数が足りない"),
    "too_many_days": lambda: _("日数が多い"),
    "not_an_option": lambda: _("選択肢にない答え"),
    "too_few_choices": lambda: _("選んだ数が少ない"),
    "too_many_choices": lambda: _("選んだ数が多い"),
    "not_a_corporate_number": lambda: _("法人番号の誤り"),
    "choose_japan_post": lambda: _("ゆうちょ銀行の選び忘れ"),
    "not_a_bank_code": lambda: _("金融機関コードの誤り"),
    "not_a_branch_code": lambda: _("支店コードの誤り"),
    "not_an_account_number": lambda: _("口座番号の誤り"),
    "not_a_postal_symbol": lambda: _("記号の誤り"),
    "not_a_postal_number": lambda: _("番号の誤り"),
    "not_bank_kana": lambda: _("口座名義の文字の誤り"),
    "not_an_email": lambda: _("メールアドレスの形"),
    "not_a_phone": lambda: _("電話番号の形"),
    "not_a_postal_code": lambda: _("郵便番号の形"),
    "not_kana": lambda: _("ふりがなでない文字"),
    "not_coordinates": lambda: _("位置の書き方"),
    "outside_japan": lambda: _("日本の外の位置"),
    "too_few_files": lambda: _("ファイルの数が少ない"),
    "too_many_files": lambda: _("ファイルの数が多い"),
    "unknown_file": lambda: _("届いていないファイル"),
    "not_consented": lambda: _("同意していない"),
    "not_a_drawing": lambda: _("読み取れない署名"),
    "drawing_too_large": lambda: _("大きすぎる署名"),
    "signature_not_confirmed": lambda: _("署名の確認がない"),
    "document_changed": lambda: _("内容が新しくなった書類"),
    "no_slots": lambda: _("受け付けていない予約"),
    "slot_gone": lambda: _("埋まった枠"),
    "too_few_rows": lambda: _("件数が少ない"),
    "too_many_rows": lambda: _("件数が多い"),
    "check": lambda: _("ほかの答えと合わない"),
    "stop": lambda: _("手続の対象でない"),
    "empty": lambda: _("空のファイル"),
    "kind_not_allowed": lambda: _("使えない種類のファイル"),
    "content_mismatch": lambda: _("開けないファイル"),
    "too_many": lambda: _("ファイルの数が多い"),
}


def code_words(code: str) -> str:
    """A code of another day, which no rule makes any more, stands as it is."""
    return CODE_WORDS[code]() if code in CODE_WORDS else code


def duration_words(duration: timedelta | None) -> str:
    """`12分`, `3時間5分`, `2日4時間`; "" for None."""
    if duration is None:
        return ""
    minutes = max(1, round(duration.total_seconds() / 60))
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return _("%(days)d日%(hours)d時間") % {"days": days, "hours": hours}
    if hours:
        return _("%(hours)d時間%(minutes)d分") % {"hours": hours, "minutes": rest}
    return _("%(minutes)d分") % {"minutes": rest}
