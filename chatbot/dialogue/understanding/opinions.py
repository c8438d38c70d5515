"""Whether somebody wants to tell the town an opinion, a wish or a complaint. Pure."""

import re

_WHAT = "ご?意見|ご?要望|苦情|ご?提案|クレーム|お礼"
_TELLS = re.compile(
    rf"(?:{_WHAT})(?:が|を|の|は|も|、|など)?.{{0,8}}?(?:したい|言いた|いいた|送|出した|伝え|届け|書き|ある|あり|入れたい|聞いて)"
)
_ALONE = re.compile(rf"(?:{_WHAT})(?:箱|フォーム)?(?:です)?")
_OF_A_PLAN = re.compile("パブ|計画|条例|案に|案へ|公募")
_IS_ASKED = re.compile("ありました|あったら|書き方|どう(?:なり|した)|件数|一覧|内容を知|公表|文例|回答")


def is_opinion(text: str) -> bool:
    """Not the 意見公募 of a plan, which is a procedure of its own, and no question about the opinions of others."""
    said = text[:500].strip(" 　。、！!？?")
    if _OF_A_PLAN.search(said) or _IS_ASKED.search(said):
        return False
    return bool(_ALONE.fullmatch(said) or _TELLS.search(said))
