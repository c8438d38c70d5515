"""気象庁防災情報XML: read a telegram, and judge what a town does with it. Pure: no Django, no network, no clock, no database.

    telegram = read_telegram(data, name="….xml")             # bytes → Telegram, or UnreadableTelegram
    judgement = judge(telegram, places, rules=…, known=…, at=…)   # → ignore | wait_for_clerk | send, for each town

What is done with a judgement (a draft for a clerk, a broadcast) is another's work: docs/jma.md names the seam.
"""

from .judging import judge
from .known import Known, remember
from .parsing import read_telegram
from .places import Places, Town
from .rules import DEFAULT_RULES, Action, InvalidRules, Rules
from .safe_xml import UnreadableTelegram
from .telegram import Area, Telegram, Warning
from .verdict import Judgement, TownVerdict

__all__ = [
    "DEFAULT_RULES",
    "Action",
    "Area",
    "InvalidRules",
    "Judgement",
    "Known",
    "Places",
    "Rules",
    "Telegram",
    "Town",
    "TownVerdict",
    "UnreadableTelegram",
    "Warning",
    "judge",
    "read_telegram",
    "remember",
]
