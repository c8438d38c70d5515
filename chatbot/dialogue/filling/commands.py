"""Words and buttons that are no answer: back, skip, change, send, later. Pure."""

from chatbot.dialogue.message import Incoming
from chatbot.dialogue.understanding.commands import command_in
from forms_app.schema.field import Field

from . import asking

_STOP = frozenset({"やめる", "中断", "中止", "あとで", "あとにする", "終了", "キャンセル"})
_BACK = frozenset({"戻る", "もどる", "1つ戻る", "一つ戻る", "前に戻る"})
_SKIP = frozenset({"とばす", "飛ばす", "スキップ", "答えずに進む", "次へ"})
_FIX = frozenset({"直す", "なおす", "修正", "変更", "訂正"})
_SEND = frozenset({"送る", "送信", "この内容で送る", "はい", "申請する"})
_WHY = frozenset({"なぜ", "なぜ聞くの", "どうして", "何のため"})
_FREE_TEXT = ("text", "textarea")
_VERBS = (asking.QUIT, asking.BACK, asking.SKIP, asking.SEND, asking.WHY)


def command(incoming: Incoming, question: Field | None) -> tuple[str, str]:
    """(verb, key), or ("", "") for an answer. What may be the answer to a free question is none, unless it was pressed."""
    verb, _colon, key = (
        incoming.choice.rpartition(":") if incoming.choice.startswith(f"{asking.FIX}:") else ("", "", "")
    )
    if verb:
        return asking.FIX, key
    if incoming.choice:
        return (incoming.choice, "") if incoming.choice in (*_VERBS, asking.FIX) else ("", "")
    meant = _meant(incoming.text)
    if meant in (asking.QUIT, asking.BACK):
        return meant, ""
    if question is None:
        return (meant if meant in (asking.SEND, asking.FIX) else ""), ""
    return ("" if question.type in _FREE_TEXT or meant == asking.SEND else meant), ""


def _meant(text: str) -> str:
    word, abroad = text.strip(" 　。！!？?"), command_in(text)
    return next((verb for verb, words in _WORDS.items() if word in words or verb == f"form:{abroad}"), "")


_WORDS = {
    asking.QUIT: _STOP,
    asking.BACK: _BACK,
    asking.SKIP: _SKIP,
    asking.FIX: _FIX,
    asking.WHY: _WHY,
    asking.SEND: _SEND,
}
