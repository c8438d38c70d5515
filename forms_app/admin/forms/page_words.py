"""Titles and explanations of the pages that change one thing of a form."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class DeleteWords:
    title: Any
    explanation: Any
    done: Any


ADD_TITLES = {
    "page": gettext_lazy("ページの追加"),
    "group": gettext_lazy("まとまりの追加"),
    "field": gettext_lazy("設問の追加"),
}
EDIT_TITLES = {
    "page": gettext_lazy("ページの編集"),
    "group": gettext_lazy("まとまりの編集"),
    "field": gettext_lazy("設問の編集"),
}
MOVED = {
    "up": gettext_lazy("「%(name)s」を上へ動かしました。"),
    "down": gettext_lazy("「%(name)s」を下へ動かしました。"),
    "place": gettext_lazy("「%(name)s」を動かしました。"),
}
COPIED = {
    "page": gettext_lazy("ページをコピーしました。"),
    "group": gettext_lazy("まとまりをコピーしました。"),
    "field": gettext_lazy("設問をコピーしました。"),
}
DELETE_WORDS = {
    "page": DeleteWords(
        gettext_lazy("ページの削除"),
        gettext_lazy("このページと、中の設問をすべて削除します。"),
        gettext_lazy("ページを削除しました。"),
    ),
    "group": DeleteWords(
        gettext_lazy("まとまりの削除"),
        gettext_lazy("このまとまりと、中の設問をすべて削除します。"),
        gettext_lazy("まとまりを削除しました。"),
    ),
    "field": DeleteWords(
        gettext_lazy("設問の削除"),
        gettext_lazy("この設問を削除します。すでに届いている申請の内容は変わりません。"),
        gettext_lazy("設問を削除しました。"),
    ),
}
CONDITION_WORDS = {
    "show_when": (
        gettext_lazy("表示する条件"),
        gettext_lazy("条件を入力しなければ、いつも表示します。"),
    ),
    "require_when": (
        gettext_lazy("必須にする条件"),
        gettext_lazy("「必須にする」に印がなくても、ここの条件に合うときは必須になります。"),
    ),
    "disable_when": (
        gettext_lazy("入力できなくする条件"),
        gettext_lazy("条件に合うときは、見えていても入力できなくなり、答えなかったことになります。"),
    ),
    "refuse_when": (
        gettext_lazy("受け付けない条件"),
        gettext_lazy(
            "ほかの答えと合わないときや、手続の対象でないときに使います。例：終わりの日が、はじまりの日より前"
        ),
    ),
}
OFFER_EXPLANATION = gettext_lazy("条件を入力しなければ、いつも選べます。合わないときは、この選択肢を出しません。")
