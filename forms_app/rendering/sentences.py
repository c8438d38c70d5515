"""Codes of the kernel → sentences for people: what is wrong and what to do. Every door says the same words."""

from collections.abc import Callable
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from forms_app.schema.errors import FieldError
from forms_app.schema.field import Field
from forms_app.schema.fieldtypes.repeat import row_label
from forms_app.schema.registry import field_type

Params = dict[str, Any]
KIND_NAMES = {"jpeg": "JPEG", "png": "PNG", "webp": "WebP", "heic": "HEIC", "pdf": "PDF"}


def sentence(question: Field, error: FieldError) -> str:
    """One polite sentence for an error at a question. Total over errors.ERROR_CODES."""
    if question.row_fields and error.part:
        return _in_row(question, error)
    return SENTENCES[error.code](part_name(question, error.part), question, error.params)


def _in_row(question: Field, error: FieldError) -> str:
    """As for the row's own question, with the row before its name: 世帯員2の「氏名」の姓."""
    number, _hyphen, rest = (error.part or "").partition("-")
    key, _hyphen, part = rest.partition("-")
    row = f"{row_label(question)}{int(number) + 1}"
    inner = next((each for each in question.row_fields if each.key == key), None)
    if inner is None:
        return SENTENCES[error.code](row, question, error.params)
    name = _("%(row)sの%(name)s") % {"row": row, "name": part_name(inner, part or None)}
    return SENTENCES[error.code](name, inner, error.params)


def part_name(question: Field, part: str | None) -> str:
    """What the sentence calls the place: the question, or its part."""
    if part is None:
        return _("「%(name)s」") % {"name": question.label}
    facts = {"name": question.label, "part": field_type(question.type).part_label(question, part)}
    return _("「%(name)s」の%(part)s") % facts


def _required(name: str, question: Field, params: Params) -> str:
    if field_type(question.type).is_chosen:
        return _("%(name)sを選んでください。") % {"name": name}
    if question.type == "attachment":
        return _("%(name)sを添付してください。") % {"name": name}
    return _("%(name)sを入力してください。") % {"name": name}


def _message(name: str, question: Field, params: Params) -> str:
    """The words of the form's designer, in the language in which the question is read."""
    return (
        question.refuse_message
        or params.get("message")
        or _("%(name)sの答えが、ほかの答えと合いません。確かめてください。") % {"name": name}
    )


def _pattern(name: str, question: Field, params: Params) -> str:
    return (
        question.options.get("pattern_message")
        or params.get("message")
        or _("%(name)sの書き方を確かめてください。") % {"name": name}
    )


def _age_rule(name: str, question: Field, params: Params) -> str:
    ages = _ages(params["min"], params["max"])
    day = params["on"] or _("申請する日")
    facts = {"name": name, "ages": ages, "day": day}
    return _("%(name)sが合っているか、確かめてください。%(day)sに%(ages)sの方が対象です。") % facts


def _ages(least: int | None, most: int | None) -> str:
    if least is None:
        return _("%(most)s歳まで") % {"most": most}
    if most is None:
        return _("%(least)s歳以上") % {"least": least}
    if least == most:
        return _("%(least)s歳") % {"least": least}
    return _("%(least)s歳から%(most)s歳まで") % {"least": least, "most": most}


def _outside_era(template: Callable[[], str]) -> Callable[[str, Field, Params], str]:
    """With the same day in its own era, where it has one: that is what was meant."""

    def say(name: str, question: Field, params: Params) -> str:
        said = template() % {"name": name, **params}
        if not params["same"]:
            return said
        return said + _("同じ日は、%(same)sです。") % {"same": params["same"]}

    return say


def _says(template: Callable[[], str]) -> Callable[[str, Field, Params], str]:
    return lambda name, question, params: (
        template() % {"name": name, "unit": field_type(question.type).unit(question), **params}
    )


SENTENCES: dict[str, Callable[[str, Field, Params], str]] = {
    "required": _required,
    "part_required": _says(lambda: _("%(name)sを入力してください。")),
    "wrong_shape": _says(lambda: _("%(name)sを読み取れませんでした。もう一度入力してください。")),
    "bad_characters": _says(
        lambda: _("%(name)sに、目に見えない特殊な文字が入っています。いったん消して、入力し直してください。")
    ),
    "private_characters": _says(
        lambda: _("%(name)sに、ほかの機器では表示できない外字が入っています。別の漢字か、かなで入力してください。")
    ),
    "too_long": _says(lambda: _("%(name)sは%(max)s文字以内で入力してください。")),
    "too_short": _says(lambda: _("%(name)sは%(min)s文字以上で入力してください。")),
    "my_number": _says(
        lambda: _(
            "%(name)sに、マイナンバー（個人番号）と思われる12桁の数字があります。マイナンバーはここでは受け取れませんので、消してください。"
        )
    ),
    "one_line": _says(lambda: _("%(name)sは改行せずに入力してください。")),
    "pattern": _pattern,
    "not_a_number": _says(lambda: _("%(name)sは数字で入力してください（例: 12）。")),
    "not_an_integer": _says(lambda: _("%(name)sは小数を使わずに入力してください。")),
    "too_many_decimals": _says(lambda: _("%(name)sは小数点以下%(max)s桁までで入力してください。")),
    "too_small": _says(lambda: _("%(name)sは%(min)s%(unit)s以上で入力してください。")),
    "too_large": _says(lambda: _("%(name)sは%(max)s%(unit)s以下で入力してください。")),
    "not_a_date": _says(lambda: _("%(name)sは、ある日付を入力してください（例: 2026年11月23日）。")),
    "not_a_year": _says(lambda: _("%(name)sは西暦4桁、または「令和8」のように元号を付けて入力してください。")),
    "too_early": _says(lambda: _("%(name)sは%(min)s以降の日付を入力してください。")),
    "too_late": _says(lambda: _("%(name)sは%(max)s以前の日付を入力してください。")),
    "not_a_time": _says(lambda: _("%(name)sは「14:30」や「午後2時30分」のように入力してください。")),
    "too_early_a_time": _says(lambda: _("%(name)sは%(min)s以降の時刻を入力してください。")),
    "too_late_a_time": _says(lambda: _("%(name)sは%(max)s以前の時刻を入力してください。")),
    "era_required": _says(lambda: _("%(name)sを選んでください。西暦で入力するときは「西暦」を選びます。")),
    "not_an_era_year": _says(
        lambda: _(
            "%(name)sは、%(era)sの年を「元」か「12」のように入力してください。西暦で入力するときは、元号の欄で「西暦」を選びます。"
        )
    ),
    "not_a_western_year": _says(lambda: _("%(name)sは、西暦の4桁で入力してください（例: 1950）。")),
    "not_a_month": _says(lambda: _("%(name)sは、1から12までの数字で入力してください。")),
    "not_a_day": _says(lambda: _("%(name)sは、1から31までの数字で入力してください。")),
    "beyond_month": _says(lambda: _("%(name)sを確かめてください。%(month)sは%(last)s日までです。")),
    "before_era": _outside_era(lambda: _("%(name)sを確かめてください。%(era)sは%(first)sからです。")),
    "after_era": _outside_era(lambda: _("%(name)sを確かめてください。%(era)sは%(last)sまでです。")),
    "born_in_future": _says(lambda: _("%(name)sが、今日より後の日になっています。元号と年を確かめてください。")),
    "born_too_long_ago": _says(
        lambda: _("%(name)sが、%(years)s年よりも前の日になっています。元号と年を確かめてください。")
    ),
    "too_young": _age_rule,
    "too_old": _age_rule,
    "ends_before_start": _says(lambda: _("%(name)sは、はじめの日と同じか、後の日にしてください。")),
    "too_few_days": _says(lambda: _("%(name)sを確かめてください。期間は%(min)s日以上です。いまは%(days)s日間です。")),
    "too_many_days": _says(lambda: _("%(name)sを確かめてください。期間は%(max)s日までです。いまは%(days)s日間です。")),
    "not_an_option": _says(lambda: _("%(name)sは、表示されている中から選んでください。")),
    "too_few_choices": _says(lambda: _("%(name)sは%(min)s個以上選んでください。")),
    "too_many_choices": _says(lambda: _("%(name)sは%(max)s個までにしてください。")),
    "not_an_email": _says(lambda: _("%(name)sの形を確かめてください（例: hanako@example.jp）。")),
    "not_a_phone": _says(lambda: _("%(name)sは、市外局番から入力してください（例: 058-123-4567）。")),
    "not_a_postal_code": _says(lambda: _("%(name)sは7桁の数字で入力してください（例: 500-8701）。")),
    "not_a_corporate_number": _says(
        lambda: _("%(name)sは13桁の法人番号です。書き間違いがないか、もう一度確かめてください。")
    ),
    "choose_japan_post": _says(lambda: _("%(name)sは「ゆうちょ銀行」を選び、通帳の記号と番号を入力してください。")),
    "not_a_bank_code": _says(
        lambda: _("%(name)sは、4桁の数字で入力してください。分からないときは空けておいてください。")
    ),
    "not_a_branch_code": _says(
        lambda: _("%(name)sは、3桁の数字で入力してください。分からないときは空けておいてください。")
    ),
    "not_an_account_number": _says(lambda: _("%(name)sは、7桁までの数字で入力してください（例: 1234567）。")),
    "not_a_postal_symbol": _says(lambda: _("%(name)sは、通帳にある5桁の数字を入力してください（例: 12180）。")),
    "not_a_postal_number": _says(
        lambda: _("%(name)sは、通帳にある8桁までの数字を、終わりの1まで入力してください（例: 12345671）。")
    ),
    "not_bank_kana": _says(lambda: _("%(name)sは、漢字を使わず、カタカナで入力してください（例: ギフ ハナコ）。")),
    "not_kana": _says(lambda: _("%(name)sは、ひらがなかカタカナで入力してください。")),
    "not_coordinates": _says(lambda: _("%(name)sは、緯度と経度の両方を数字で入力するか、両方とも空けてください。")),
    "outside_japan": _says(lambda: _("%(name)sが日本の外になっています。確かめてください。")),
    "too_few_files": _says(lambda: _("%(name)sは%(min)s件以上添付してください。")),
    "too_many_files": _says(lambda: _("%(name)sは%(max)s件までにしてください。")),
    "unknown_file": _says(lambda: _("%(name)sのファイルが届いていません。もう一度添付してください。")),
    "too_few_rows": _says(lambda: _("%(name)sは%(min)s件以上入力してください。")),
    "too_many_rows": _says(lambda: _("%(name)sは%(max)s件までにしてください。")),
    "check": _message,
    "stop": _message,
    "not_a_drawing": _says(
        lambda: _("%(name)sを読み取れませんでした。もう一度書くか、氏名を入力して署名としてください。")
    ),
    "drawing_too_large": _says(
        lambda: _("%(name)sの線が多すぎて受け取れません。「書き直す」を押して、名前だけを書いてください。")
    ),
    "signature_not_confirmed": _says(lambda: _("%(name)sとして、「この氏名を署名とします」に印を付けてください。")),
    "document_changed": _says(
        lambda: _("%(name)sの内容が新しくなりました。もう一度お読みになり、印を付けてください。")
    ),
    "no_slots": _says(lambda: _("%(name)sは、いま受け付けていません。担当課にお電話ください。")),
    "slot_gone": _says(lambda: _("%(name)sは、ほかの方の予約で埋まりました。別の枠を選んでください。")),
    "not_consented": _says(lambda: _("%(name)sをお読みになり、同意する場合は印を付けてください。")),
}


def upload_sentence(question: Field, refused: Any) -> str:
    """For services.errors.UploadRefused (its code and params; rendering does not import services)."""
    name = part_name(question, None)
    match refused.code:
        case "too_large" if "max_bytes" in refused.params:
            size = filesizeformat(refused.params["max_bytes"])
            return _("%(name)sのファイルが大きすぎます。%(size)s以内のファイルを選んでください。") % {
                "name": name,
                "size": size,
            }
        case "too_large":
            return _("%(name)sの画像が大きすぎます。もう少し小さい画像を選んでください。") % {"name": name}
        case "empty":
            return _("%(name)sのファイルの中身が空です。別のファイルを選んでください。") % {"name": name}
        case "too_many":
            return _("%(name)sは%(max_files)s件までにしてください。") % {"name": name, **refused.params}
        case "kind_not_allowed":
            kinds = "、".join(KIND_NAMES[kind] for kind in refused.params["accepted"])
            return _("%(name)sに使えるファイルは %(kinds)s です。") % {"name": name, "kinds": kinds}
    return _("%(name)sのファイルを開けませんでした。撮り直すか、別のファイルを選んでください。") % {"name": name}
