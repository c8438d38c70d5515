"""What was read and told before: which telegram is the newer one, and what a town's residents believe to be in force."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .telegram import Telegram
from .verdict import Judgement

INFO_TYPES = ("発表", "遅延", "訂正", "取消")  # of one moment and serial, the later one holds
GROWING = ("VPOA50", "VPBS50")  # `KJPTK202608221709_202608221717`: the event, and the time of this word about it
EPOCH = "0001-01-01T00:00:00+00:00"

Order = tuple[datetime, int, int, datetime]


@dataclass(frozen=True)
class Known:
    """`latest[stream]`: the newest telegram. `told[town code, topic]`: (subject, step, name) last told and not lifted since."""

    latest: Mapping[str, Order] = field(default_factory=dict)
    told: Mapping[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)
    streams: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def is_older(self, telegram: Telegram) -> bool:
        latest = self.latest.get(stream_of(telegram))
        return latest is not None and order_of(telegram) < latest

    def is_same(self, telegram: Telegram) -> bool:
        return self.latest.get(stream_of(telegram)) == order_of(telegram)

    def told_from(self, telegram: Telegram) -> dict[tuple[str, str], tuple[str, str, str]]:
        """What was told on the ground of this telegram's stream: what a 取消 takes back."""
        stream = stream_of(telegram)
        return {key: what for key, what in self.told.items() if self.streams.get(key) == stream}


def stream_of(telegram: Telegram) -> str:
    """Telegrams of one stream replace each other. Warnings have no EventID: there an office has one stream for each kind."""
    event = telegram.event_id
    if telegram.kind in GROWING:
        event = event.split("_")[0]
    return " ".join((telegram.kind, event or telegram.office))


def order_of(telegram: Telegram) -> Order:
    """The time first: a 土砂災害警戒情報 keeps its EventID for years and begins each time at serial 1."""
    kind_of_news = INFO_TYPES.index(telegram.info_type) if telegram.info_type in INFO_TYPES else 0
    sent_at = telegram.sent_at or datetime.fromisoformat(EPOCH)
    return telegram.reported_at, telegram.serial or 0, kind_of_news, sent_at


def remember(known: Known, telegram: Telegram, judgement: Judgement) -> Known:
    """The state after the telegram, as if all that was proposed had been done. Older and foreign ones change nothing."""
    if not judgement.is_news:
        return known
    stream = stream_of(telegram)
    told, streams = dict(known.told), dict(known.streams)
    for verdict in judgement.verdicts:
        for topic, what in verdict.told.items():
            key = (verdict.town.code, topic)
            if what is None:
                told.pop(key, None)
                streams.pop(key, None)
            else:
                told[key], streams[key] = what, stream
    return Known({**known.latest, stream: order_of(telegram)}, told, streams)
