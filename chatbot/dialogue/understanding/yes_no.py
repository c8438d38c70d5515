"""Whether a person says yes. Pure. 「いいです」「大丈夫です」「結構です」 mean either: the chat asks again."""

import re

from .plain_words import plain
from .spoken import bare

_YES = """
はい はーい はあい うん うんうん ええ そう そうです そうだ そうだよ そうそう そうですね そうだね その通り その通りです そのとおり そのとおりです
合ってます 合っています 合ってる あってます あっています あってる 間違いない 間違いありません まちがいない まちがいありません もちろん もちろんです
お願いします おねがいします お願いいたします お願い おねがい よろしく よろしくお願いします よろしくおねがいします 頼む 頼みます たのむ たのみます
いる いります 要る 要ります 必要 必要です ほしい ほしいです 欲しい 欲しいです する します やる やります 進める 進めて 進めてください すすめてください
ある あります ok okです おっけー おけ おーけー yes y いえす 了解 了解です わかりました 分かりました 同意します 同意する 👍 🙆 ⭕ ○
"""
_NO = """
いいえ いえ いえいえ いや いやです いやいや ううん うーうん 違う 違います 違うよ 違いますよ ちがう ちがいます ちがうよ ちゃう そうじゃない そうではない
そうではありません そうじゃないです いらない いらないです いりません 要らない 要りません 不要 不要です 必要ない 必要ないです 必要ありません やめる やめます やめて やめておきます
やめとく しない しないです しません やらない やりません ない ないです なし なしです ありません 無い 無し だめ だめです 嫌 嫌です no n のー 間違ってる
間違っています 間違い まちがい まちがってる ちがいました 違いました 同意しない 同意しません 遠慮します 👎 🙅 ❌ ×
"""
_YES_ABROAD = """yes, yeah, yep, yes please, sure, of course, i agree, agree, correct, that is right, sim, sim por favor, claro, com certeza, isso,
concordo, certo, esta certo, co, vang, da, u, dung, dung roi, duoc, dong y, toi dong y, 是, 是的, 对, 对的, 好, 好的, 可以, 同意, 有, 需要, 要, 嗯, oo, opo, oo po,
sige, tama, meron, mayroon, sumasang-ayon, sumasang-ayon ako, हो, हजुर, छ, ठीक छ, हुन्छ, चाहिन्छ, सहमत छु, म सहमत छु"""
_NO_ABROAD = """no thanks, no thank you, nope, not needed, i do not agree, i don't agree, nao, nao obrigado, nao obrigada, nao preciso, nao tem, nao tenho,
nao concordo, khong, khong co, khong can, da khong, khong dong y, 不, 不是, 不对, 不用, 不要, 不需要, 没有, 不同意, hindi, hindi po, wala, wala po, ayaw, ayoko,
hindi kailangan, hindi ako sumasang-ayon, होइन, छैन, चाहिँदैन, पर्दैन, सहमत छैन"""
_ABROAD = {plain(word): True for word in _YES_ABROAD.split(",")} | {
    plain(word): False for word in _NO_ABROAD.split(",")
}
_VERDICTS = dict.fromkeys(_YES.split(), True) | dict.fromkeys(_NO.split(), False)
_BREAK = re.compile(r"[\s、。,.!?！？，．]+")


def yes_no_in(text: str) -> bool | None:
    """None where anything else is said with it, or yes and no in one breath."""
    if (verdict := _ABROAD.get(plain(text[:200]))) is not None:
        return verdict
    verdicts = {_VERDICTS.get(bare(part)) for part in _BREAK.split(text[:200]) if bare(part)}
    return verdicts.pop() if len(verdicts) == 1 else None
