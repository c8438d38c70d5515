"""What a person reads of an audit record. The noun is the model's own name; verbs and details are named here."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import AuditRecord

VERBS = {
    "create": gettext_lazy("登録"),
    "change": gettext_lazy("変更"),
    "delete": gettext_lazy("削除"),
    "view": gettext_lazy("閲覧"),
    "download": gettext_lazy("ダウンロード"),
    "login": gettext_lazy("ログイン"),
    "activate": gettext_lazy("利用の再開"),
    "deactivate": gettext_lazy("利用の停止"),
    "reset_password": gettext_lazy("パスワードの再発行"),
    "change_password": gettext_lazy("パスワードの変更"),
    "provision": gettext_lazy("新規開設"),
    "suspend": gettext_lazy("ページの停止"),
    "reopen": gettext_lazy("ページの再開"),
    "close": gettext_lazy("終了"),
    "switch_features": gettext_lazy("機能の切替"),
    "edit": gettext_lazy("編集"),
    "undo": gettext_lazy("編集の取り消し"),
    "redo": gettext_lazy("編集のやり直し"),
    "publish": gettext_lazy("公開"),
    "quota": gettext_lazy("受付件数の上限の変更"),
    "copy": gettext_lazy("コピーからの作成"),
    "import": gettext_lazy("ファイルからの読込み"),
    "restore": gettext_lazy("前の版の内容への復元"),
    "stop": gettext_lazy("受付の停止"),
    "resume": gettext_lazy("受付の再開"),
    "request": gettext_lazy("書き出しの依頼"),
    "print": gettext_lazy("印刷用の書き出し"),
    "submit": gettext_lazy("申請"),
    "resubmit": gettext_lazy("再提出"),
    "withdraw": gettext_lazy("取下げ"),
    "take_over": gettext_lazy("担当の開始"),
    "assign": gettext_lazy("担当者の変更"),
    "move": gettext_lazy("担当課の変更"),
    "return_for_correction": gettext_lazy("差戻し"),
    "approve": gettext_lazy("承認"),
    "reject": gettext_lazy("却下"),
    "complete": gettext_lazy("完了"),
    "note": gettext_lazy("内部メモの追加"),
    "take": gettext_lazy("対応の開始"),
    "answer": gettext_lazy("返事"),
    "transfer": gettext_lazy("ほかの課への引き継ぎ"),
    "return_to_bot": gettext_lazy("自動の案内への引き渡し"),
    "issue": gettext_lazy("発行"),
    "revoke": gettext_lazy("取消し"),
    "ping": gettext_lazy("試しの通知"),
    "replay": gettext_lazy("通知の送り直し"),
    "file": gettext_lazy("添付ファイルの閲覧"),
    "request_review": gettext_lazy("確認の依頼"),
    "review": gettext_lazy("内容の確認"),
    "confirm": gettext_lazy("内容の見直し"),
    "retire": gettext_lazy("公開の終了"),
    "expire": gettext_lazy("見直しの期限切れによる非表示"),
    "pause": gettext_lazy("機能の停止"),
    "unpause": gettext_lazy("機能の再開"),
    "draft": gettext_lazy("質問と答えの作成"),
    "add_words": gettext_lazy("ほかの言い方への追加"),
    "ignore": gettext_lazy("対応しない判断"),
    "reconsider": gettext_lazy("未対応への戻し"),
    "subscribe": gettext_lazy("週間報告の受け取りの開始"),
    "forget": gettext_lazy("保存期間の終了による削除"),
    "give_up": gettext_lazy("作業中の変更の取りやめ"),
    "unsubscribe": gettext_lazy("週間報告の受け取りの停止"),
}
DETAILS = {
    "fields": gettext_lazy("変更した項目"),
    "town": gettext_lazy("市町村"),
    "from": gettext_lazy("変更前"),
    "to": gettext_lazy("変更後"),
    "revision": gettext_lazy("更新の回数"),
    "version": gettext_lazy("公開版"),
    "mandatory_reason": gettext_lazy("必ず使ってもらう理由"),
    "disabled_features": gettext_lazy("使わない機能"),
    "format": gettext_lazy("形式"),
    "rows": gettext_lazy("件数"),
    "first_day": gettext_lazy("申請日（から）"),
    "last_day": gettext_lazy("申請日（まで）"),
    "form": gettext_lazy("元の手続フォーム"),
    "token": gettext_lazy("連携トークン"),
    "entry": gettext_lazy("よくある質問の記号"),
    "submitted_on": gettext_lazy("申請日"),
    "closed_on": gettext_lazy("対応が終わった日"),
    "files": gettext_lazy("添付ファイルの数"),
}
# Details that hold values of another field.
FIELD_OF = {"from": "status", "to": "status"}


def verb_of(record: AuditRecord) -> str:
    verb = record.action.rpartition(".")[2]
    return str(VERBS.get(verb, verb))


def noun_of(object_type: str) -> str:
    model = _model(object_type)
    return capfirst(str(model._meta.verbose_name)) if model else object_type


def describe(record: AuditRecord) -> str:
    """`変更した項目：役割、所属`, the details joined by `／`."""
    model = _model(record.object_type)
    return "／".join(_details(record.detail, model))


def _details(detail: dict[str, Any], model: type[models.Model] | None) -> Iterator[str]:
    for key, value in detail.items():
        if key == "fields":
            text = "、".join(_name(model, name) for name in value)
        else:
            text = _shown(model, key, value)
        yield _("%(name)s：%(value)s") % {"name": DETAILS.get(key) or _name(model, key), "value": text}


def _name(model: type[models.Model] | None, field_name: str) -> str:
    field = _field(model, field_name)
    return str(field.verbose_name) if field else field_name


def _shown(model: type[models.Model] | None, key: str, value: Any) -> str:
    if value in (None, "", []):
        return _("なし")
    if isinstance(value, list):
        return "、".join(map(str, value))
    choices = dict(getattr(_field(model, FIELD_OF.get(key, key)), "choices", None) or [])
    return str(choices.get(value, value))


def _field(model: type[models.Model] | None, name: str) -> models.Field | None:
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def _model(object_type: str) -> type[models.Model] | None:
    try:
        return apps.get_model(object_type)
    except (LookupError, ValueError):
        return None
