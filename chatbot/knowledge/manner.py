"""How a question is put: a resident speaks of a concern, an almanac asks riddles."""

import re

from .text import normalise

_OWN_CONCERN = re.compile(
    r"たい|下さい|ください|もらえ|もらい|ほし|欲し|困|教えて|でしょうか|いいですか|いいの|すれば|したら|できますか|ありますか|私|うちの|我が家|自宅|近所|しま(した|す)|して(も|しま)|ですが|んやけど"
)
_RIDDLE = re.compile(
    r"(何|なん)と(言|い)う|なんという|(の|もの|ところ|場所|こと)は(何|なに|どれ|どこ)?(です|でしょう)?か?[?。]?$|どれ[?。]?$|誰[?。]?$|次の(うち|内)|この中で"
)


def manner(sentence: str) -> tuple[float, float]:
    """Whether somebody speaks of a concern of their own, and whether it sounds like a riddle from an almanac."""
    folded = normalise(sentence)
    return float(len(_OWN_CONCERN.findall(folded))), float(_RIDDLE.search(folded) is not None)
