"""What a designer is advised to look at (schema.cautions), in sentences that say what to do."""

from django.utils.translation import gettext as _

from forms_app.schema.cautions import Caution
from forms_app.schema.definition import Definition

from .language_names import LANGUAGE_NAMES

OF_LANGUAGE = ("missing_translation", "outdated_translation")


def caution_sentence(caution: Caution, definition: Definition) -> str:
    if caution.code in OF_LANGUAGE:
        return _of_language(caution)
    texts = {
        "never_shown_page": _(
            "ページ「%(name)s」は、どのように答えても表示されません。表示する条件を見直してください。"
        ),
        "never_shown": _("「%(name)s」は、どのように答えても表示されません。表示する条件を見直してください。"),
        "same_label": _("同じページに「%(name)s」が2つ以上あります。区別できる名前にしてください。"),
        "long_option": _(
            "「%(name)s」の選択肢「%(label)s」は、LINEのボタンに入りません。%(longest)d文字までにしてください。"
        ),
        "long_page": _(
            "ページ「%(name)s」には設問が%(count)dあります。ページを分けると、スマートフォンで答えやすくなります。"
        ),
        "no_email": _("メールアドレスをたずねる設問がありません。申請した方に、受付や結果のお知らせを送れません。"),
        "no_retention": _(
            "個人の情報をたずねますが、保存期間が決まっていません。「手続の案内を編集する」で決めてください。"
        ),
    }
    return texts[caution.code] % {**caution.params, "name": _name(caution, definition)}


def _of_language(caution: Caution) -> str:
    facts = {**caution.params, "language": LANGUAGE_NAMES[caution.params["language"]]}
    if caution.code == "outdated_translation":
        return (
            _("「%(text)s」など%(count)dの文は、日本語を変えたあと、%(language)sの訳が前のままです。確かめてください。")
            % facts
        )
    if not caution.params["is_offered"]:
        return _("%(language)sの訳は、手続の名前を訳すまで、住民の画面に出ません。「翻訳」で入力してください。") % facts
    return _("%(language)sの訳が、%(count)dの文のうち%(missing)dありません。そこは日本語のまま表示します。") % facts


def _name(caution: Caution, definition: Definition) -> str:
    match caution.kind:
        case "page":
            return definition.page(caution.key).title
        case "field":
            return definition.field(caution.key).label
    return ""
