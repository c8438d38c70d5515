"""Receipt number and password in what a person writes, as far as their shapes go. Pure."""

import re
import unicodedata

_DASH = re.compile("[‐‑‒–—―−ーｰ－]")
_NUMBER = re.compile(r"(?<![0-9])[0-9]{5}[\s-]?[0-9]{5}(?![0-9])")
_SECRET = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{4}[\s-]{0,2}[0-9A-Za-z]{4}(?![0-9A-Za-z])")
_ABOUT = "申請|申込み?|申し込み|手続き?|届け?出|審査|処理|予約"
_ASKS = re.compile(
    rf"(?:{_ABOUT}).{{0,12}}(?:どうなりました|どうなった|どうなって|どうなっとる|状況|進み|進捗|経過|結果)"
    r"|(?:状況|結果|経過)を?(?:照会|確認)|受付番号.{0,8}[0-9０-９]|照会(?:したい|する|して)"
)
_LOST = re.compile("なく|無く|失|忘れ|わす|わから|分から|ない|届かな|見つから")


def number_in(text: str) -> str | None:
    """As written; whether it is one, its check digit tells."""
    found = _NUMBER.search(_plain(text))
    return found[0] if found else None


def secret_in(text: str) -> str | None:
    """Of what is not the number."""
    found = _SECRET.search(_NUMBER.sub(" ", _plain(text)))
    return found[0] if found else None


def asks_for_status(text: str) -> bool:
    return bool(_ASKS.search(text[:500])) and not is_lost(text)


def is_lost(text: str) -> bool:
    """「なくしました」「わかりません」: nothing to look up with."""
    return bool(_LOST.search(text[:500]))


def hide_secret(text: str) -> str:
    secret = secret_in(text)
    return _plain(text).replace(secret, "〔照会パスワード〕") if secret else text


def _plain(text: str) -> str:
    return _DASH.sub("-", unicodedata.normalize("NFKC", text[:1000]))
