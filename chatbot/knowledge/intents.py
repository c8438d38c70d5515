"""What somebody wants to know of a thing: when, where, how much, with what, how, what it is, who, whether."""

import re

import numpy as np

from .text import normalise

_PATTERNS = tuple(
    map(
        re.compile,
        (
            r"いつ|何時|何日|何曜|曜日|期限|期間|時間|日程|何月|支給日|締",
            r"どこ|場所|窓口|何課|どの課|担当|部署|何階|行き方|所在",
            r"いくら|料金|費用|手数料|値段|金額|代金",
            r"必要な(もの|物|書類)|持ち物|持って(いく|行く)|書類|用意|持参",
            r"方法|どう(す|や|した)|仕方|手続|やり方|出し方|申請|したい",
            r"とは|って何|なんですか|何ですか|について",
            r"対象|資格|条件|要件|だれ|誰",
            r"できますか|出来|可能|でき(る|ない)|もらえ|いいですか|良いですか",
        ),
    )
)
KINDS = len(_PATTERNS)


def intents(sentence: str) -> np.ndarray:
    folded = normalise(sentence)
    return np.array([pattern.search(folded) is not None for pattern in _PATTERNS], dtype=np.float32)


_OWN_CONCERN = re.compile(
    r"たい|下さい|ください|もらえ|もらい|ほし|欲し|困|教えて|でしょうか|いいですか|いいの|すれば|したら|できますか|ありますか|私|うちの|我が家|自宅|近所|しま(した|す)|して(も|しま)|ですが|んやけど"
)
_RIDDLE = re.compile(r"(何|なん)と(言|い)う|なんという|(の|もの|ところ|場所|こと)は(何|なに|どれ|どこ)?(です|でしょう)?か?[?。]?$|どれ[?。]?$|誰[?。]?$|次の(うち|内)|この中で")


def manner(sentence: str) -> tuple[float, float]:
    """Whether somebody speaks of a concern of their own, and whether it sounds like a riddle from an almanac."""
    folded = normalise(sentence)
    return float(len(_OWN_CONCERN.findall(folded))), float(_RIDDLE.search(folded) is not None)
