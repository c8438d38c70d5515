"""Words and buttons that are no answer: back, skip, change, send, later. Pure."""

from chatbot.dialogue.message import Incoming
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
    word = incoming.text.strip(" 　。！!？?")
    if word in _STOP or word in _BACK:
        return (asking.QUIT if word in _STOP else asking.BACK), ""
    if question is None:
        return (asking.SEND if word in _SEND else asking.FIX if word in _FIX else ""), ""
    if question.type in _FREE_TEXT:
        return "", ""
    return next((verb for verb, words in _WORDS if word in words), ""), ""


_WORDS = ((asking.SKIP, _SKIP), (asking.FIX, _FIX), (asking.WHY, _WHY))
