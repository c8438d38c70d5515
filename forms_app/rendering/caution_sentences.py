"""What a designer is advised to look at (schema.cautions), in sentences that say what to do."""

from django.utils.translation import gettext as _

from forms_app.schema.cautions import Caution
from forms_app.schema.definition import Definition


def caution_sentence(caution: Caution, definition: Definition) -> str:
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


def _name(caution: Caution, definition: Definition) -> str:
    match caution.kind:
        case "page":
            return definition.page(caution.key).title
        case "field":
            return definition.field(caution.key).label
    return ""
