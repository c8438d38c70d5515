"""What one telegram says, without the XML: who says it, when, and for each area which warnings in which step."""

from dataclasses import dataclass
from datetime import datetime

from ..municipality_code import check_digit

# How a warning stands against the telegram before it.
ISSUED, CONTINUED, LOWERED, LIFTED = "issued", "continued", "lowered", "lifted"
CORRECTED, WITHDRAWN = "corrected", "withdrawn"  # only in a judgement: against what was told


@dataclass(frozen=True)
class Warning:
    """One 警報, 注意報, 情報 or 震度 in one area.

    `subject`, `step`: the key of the rules (rules.py). `level`: 警戒レベル（相当） 2–5 where there is one.
    `change`: issued | continued | lowered | lifted. `before`: the step it had, where the telegram tells.
    `topic`: the thing that goes on under this name, so that two telegrams about it are known as one: a river, an earthquake.
    """

    subject: str
    step: str
    name: str
    code: str = ""
    level: int | None = None
    change: str = ISSUED
    before: str | None = None
    topic: str = ""


@dataclass(frozen=True)
class Area:
    """`code` as the telegram has it: 7 digits a municipality or part of one, 6 a forecast area, 3 a seismic region, 2 a prefecture.

    `named_in`: where the area is wider than what is meant, the sentences that name the towns. Nothing goes out by itself then.
    """

    code: str
    name: str
    warnings: tuple[Warning, ...]
    named_in: str = ""

    @property
    def municipality_code(self) -> str:
        """全国地方公共団体コード, 6 digits; '' for an area that is no municipality or part of one."""
        five = self.code[:5]
        return five + check_digit(five) if len(self.code) == 7 and self.code.isdecimal() and self.code.isascii() else ""


@dataclass(frozen=True)
class Earthquake:
    """Empty strings where the telegram does not tell: 震度速報 knows no hypocentre."""

    felt_at: datetime | None
    hypocenter: str = ""
    magnitude: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Telegram:
    """`kind`: データ種類コード (VPWW56), 'VXKO' where the number of the river is not known, '' for one that is not read.

    `status`: 通常 訓練 試験. `info_type`: 発表 訂正 取消 遅延. `says_drill`: the text calls itself 訓練 or 試験; `says_sample`: it
    says that it is a sample for trying out systems.
    """

    kind: str
    title: str
    status: str
    info_type: str
    sent_at: datetime | None
    reported_at: datetime
    valid_until: datetime | None
    event_id: str
    serial: int | None
    office: str
    publisher: str
    head_title: str
    headline: str
    says_drill: bool
    says_sample: bool
    areas: tuple[Area, ...]
    earthquake: Earthquake | None = None
