"""The proposed message: plain Japanese, short enough for a phone's lock screen (title) and one LINE bubble (body).

A warning of 気象庁 is not an order of the town: the words never sound like 避難指示, and say where the town's own word stands.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from . import steps
from .news import News
from .places import Town
from .telegram import CORRECTED, ISSUED, LIFTED, LOWERED, WITHDRAWN, Earthquake, Telegram, Warning

CHANGES = (CORRECTED, ISSUED, LOWERED, LIFTED, WITHDRAWN)
JAPAN = timezone(timedelta(hours=9))
LONGEST_NAME = 40
LONGEST_TITLE = 60
LONGEST_BODY = 400  # a LINE text may have 5,000; nobody reads them in an emergency
WATER = (
    "heavy_rain",
    "landslide",
    "river_flood",
    "flood",
    "storm_surge",
    "record_rain",
    "rain_band",
    "rain_band_forecast",
)
LIFE_IN_DANGER = "命に危険が及ぶ状況です。ただちに身の安全を確保してください。"
ADVICE = {
    "heavy_rain": "低い土地の浸水や川の増水に注意し、川や用水路に近づかないでください。",
    "landslide": "崖や谷の近くなど、土砂災害のおそれがある場所にいる方は、早めに安全な場所へ移ってください。",
    "river_flood": "川に近づかず、浸水のおそれがある場所にいる方は、早めに安全な場所へ移ってください。",
    "flood": "川の増水に注意し、川や用水路に近づかないでください。",
    "storm_surge": "海岸や河口に近づかないでください。",
    "wind": "外出を控え、窓から離れて、飛んでくる物に注意してください。",
    "snowstorm": "外出を控えてください。車の立ち往生と吹きだまりに注意してください。",
    "heavy_snow": "外出を控えてください。車の立ち往生と屋根からの落雪に注意してください。",
    "waves": "海岸に近づかないでください。",
    "record_rain": "災害の危険が急に高まっています。川や崖に近づかないでください。",
    "rain_band": "災害の危険が急に高まっています。川や崖に近づかないでください。",
    "rain_band_forecast": "このあと災害の危険が急に高まるおそれがあります。早めに備えてください。",
    "snow_burst": "外出を控えてください。車の立ち往生に注意してください。",
    "tornado_sighted": "丈夫な建物に入り、窓から離れてください。",
    "tornado": "空の様子に注意し、急な風や雷を感じたら丈夫な建物に入ってください。",
    "eruption": "火口に近づかず、火山の情報に注意してください。",
    "earthquake": "落ち着いて身の安全を確かめ、揺れの強かった所では次の揺れに注意してください。",
}


def title_of(telegram: Telegram, town: Town, news: Sequence[News]) -> str:
    first = news[0]
    mark = "【訂正】" if telegram.info_type == "訂正" else ""
    more = "など" if len(news) > 1 else ""
    return f"{mark}{_short(_headline(first))}{more}（{town.name}）"[:LONGEST_TITLE]


def body_of(telegram: Telegram, town: Town, news: Sequence[News]) -> str:
    sentences = [_sentence(telegram, town, change, [one for one in news if one.change == change]) for change in CHANGES]
    gravest = next((one.warning for one in news if one.change in (ISSUED, CORRECTED)), None)
    issued = gravest.subject if gravest else ""
    advice = _advice(gravest) if gravest else ""
    own = f"避難情報は{town.name}のお知らせで確認してください。" if issued in WATER else ""
    comment = telegram.earthquake.comment if telegram.earthquake and issued == "earthquake" else ""
    lines = [*sentences, _short(comment, 80), advice, own]
    return "\n".join(line for line in lines if line)[:LONGEST_BODY]


def _advice(warning: Warning) -> str:
    if warning.step == steps.SPECIAL:
        return LIFE_IN_DANGER
    # Before 2026 one 大雨警報 stood for two dangers, named in brackets.
    return ADVICE.get("landslide" if "土砂災害" in warning.name else warning.subject, "")


def _headline(news: News) -> str:
    name = news.warning.name
    if news.change == WITHDRAWN:
        return f"「{name}」の取消し"
    if news.change == LIFTED:
        return f"「{news.was or name}」の解除"
    if news.change == LOWERED:
        return f"「{name}」への切替え"
    return f"{name}の地震" if news.warning.subject == "earthquake" else name


def _sentence(telegram: Telegram, town: Town, change: str, news: Sequence[News]) -> str:
    if not news:
        return ""
    if change == ISSUED and news[0].warning.subject == "earthquake":
        return _shaken(telegram, town, news[0])
    names = "".join(f"「{_name(one)}」" for one in news)
    if change == CORRECTED:
        was = "".join(f"「{_short(one.was)}」" for one in news)
        return f"先に{town.name}について{was}とお知らせしましたが、正しくは{names}です。"
    if change == WITHDRAWN:
        return f"先にお知らせした{names}は取り消されました。{town.name}には発表されていません。"
    said = f"{_clock(telegram.reported_at)}、{_short(telegram.publisher.replace(' ', '・')) or '気象庁'}は{town.name}の"
    if change == LIFTED:
        return f"{said}{names}を解除しました。"
    if change == LOWERED:
        return f"{said}{_lowered(news)}に切り替えました。"
    return f"{said[:-1]}に{names}を発表しました。"


def _lowered(news: Sequence[News]) -> str:
    was = "".join(f"「{_short(one.was)}」" for one in news if one.was)
    return (f"{was}を" if was else "警報などを") + "".join(f"「{_name(one)}」" for one in news)


def _name(news: News) -> str:
    """`土砂災害警戒情報（警戒レベル４相当）`; the names since 2026 carry their level in front."""
    warning = news.warning
    name = _short(news.was if news.change == LIFTED and news.was else warning.name)
    if warning.level is None or news.change in (LIFTED, WITHDRAWN) or steps.level_in(name):
        return name
    return f"{name}（警戒レベル{'０１２３４５'[warning.level]}{'相当' if warning.level > 2 else ''}）"


def _shaken(telegram: Telegram, town: Town, news: News) -> str:
    quake = telegram.earthquake
    when = f"{_clock(quake.felt_at)}ごろ" if quake and quake.felt_at else "先ほど"
    seen = f"{when}の地震で、{_short(news.area_name or town.name)}では"
    if news.warning.step == steps.UNREPORTED:
        return f"{seen}震度５弱以上と考えられますが、震度がまだ届いていません{_source(quake)}。"
    return f"{seen}{news.warning.name}を観測しました{_source(quake)}。"


def _source(quake: Earthquake | None) -> str:
    if quake is None or not quake.hypocenter:
        return ""
    magnitude = f"、マグニチュード{_short(quake.magnitude, 5)}" if quake.magnitude else ""
    return f"（震源地は{_short(quake.hypocenter)}{magnitude}）"


def _clock(moment: datetime) -> str:
    local = moment.astimezone(JAPAN)
    return f"{local.day}日{local.hour}時{local.minute}分" if local.minute else f"{local.day}日{local.hour}時"


def _short(text: str, longest: int = LONGEST_NAME) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
