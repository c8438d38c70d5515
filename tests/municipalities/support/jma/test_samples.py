"""The samples of 気象庁, which stay out of the project: read where they lie beside it. The verdicts are those of docs/jma.md."""

from pathlib import Path

import pytest

from municipalities.support.jma import Judgement, Telegram, judge, read_telegram
from municipalities.tenancy.jma_places import read_places

SAMPLES = Path(__file__).resolve().parents[5] / "shared" / "data" / "jma-xml"
GIFU = read_places("gifu")
VERDICTS = {
    "15_08_01_130412_VPWW53.xml": ("VPWW53", "ignore", 0),
    "15_11_01_150916_VPWW54.xml": ("VPWW54", "ignore", 0),
    "15_16_01_241031_VPWW56.xml": ("VPWW56", "ignore", 0),
    "15_16_03_241226_VPWW55.xml": ("VPWW55", "ignore", 0),
    "15_16_04_250630_VPWW58.xml": ("VPWW58", "ignore", 0),
    "15_16_07_250630_VPWW61.xml": ("VPWW61", "ignore", 0),
    "15_17_01_241226_VPWW56.xml": ("VPWW56", "ignore", 0),
    "15_17_01_250630_VPWW56.xml": ("VPWW56", "ignore", 0),
    "16_02_01_220728_VXKOii.xml": ("VXKO", "ignore", 0),
    "17_02_01_190529_VXWW50.xml": ("VXWW50", "ignore", 0),
    "18_01_01_100806_VPOA50.xml": ("VPOA50", "ignore", 0),
    "32-35_01_01_100806_VXSE51.xml": ("VXSE51", "wait_for_clerk", 15),
    "32-35_01_03_240613_VXSE53.xml": ("VXSE53", "ignore", 0),
}
# The same samples as if they were about Gifu: (file, what is written instead, action and towns that follow).
MOVED = [
    ("15_08_01_130412_VPWW53.xml", {"2920100": "2120100"}, "send", ["岐阜市"]),
    ("15_11_01_150916_VPWW54.xml", {"3520100": "2120100"}, "wait_for_clerk", ["岐阜市"]),
    ("15_16_01_241031_VPWW56.xml", {"0121400": "2120100", "0151200": "2120300"}, "send", ["岐阜市"]),
    ("15_16_03_241226_VPWW55.xml", {"0121400": "2120100"}, "send", ["岐阜市"]),
    ("15_16_03_241226_VPWW55.xml", {"0151100": "2120100"}, "ignore", []),
    ("15_16_07_250630_VPWW61.xml", {"0121400": "2120100"}, "ignore", []),
    ("16_02_01_220728_VXKOii.xml", {"0000000": "2120100"}, "wait_for_clerk", ["岐阜市"]),
    ("17_02_01_190529_VXWW50.xml", {"0133100": "2150600", "0134601": "2160400"}, "send", ["白川町"]),
    ("18_01_01_100806_VPOA50.xml", {"270000": "210000", "大阪市中央区": "郡上市付近"}, "wait_for_clerk", ["郡上市"]),
    (
        "32-35_01_03_240613_VXSE53.xml",
        {"訓練": "通常", "2230600": "2120600", "2210100": "2120100"},
        "send",
        ["岐阜市", "中津川市"],
    ),
    ("32-35_01_03_240613_VXSE53.xml", {"2230600": "2120600"}, "ignore", []),  # still a drill
]

pytestmark = pytest.mark.skipif(
    not SAMPLES.exists(), reason=f"NO {SAMPLES}: the reader was NOT tried on real telegrams"
)


def judged(name: str, changes: dict[str, str] | None = None) -> tuple[Telegram, Judgement]:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    for old, new in (changes or {}).items():
        text = text.replace(old, new)
    telegram = read_telegram(text.encode(), name=name)
    return telegram, judge(telegram, GIFU)


@pytest.mark.parametrize("name", VERDICTS)
def test_a_sample_is_judged_as_the_table_says(name):
    telegram, judgement = judged(name)
    assert (telegram.kind, judgement.action, len(judgement.acted_on)) == VERDICTS[name]
    assert judgement.reason


def test_every_sample_stands_in_the_table():
    assert sorted(path.name for path in SAMPLES.glob("*.xml")) == sorted(VERDICTS)


@pytest.mark.parametrize(("name", "changes", "action", "towns"), MOVED)
def test_a_sample_moved_to_gifu_reaches_the_right_towns(name, changes, action, towns):
    _, judgement = judged(name, changes)
    assert (judgement.action, [verdict.town.name for verdict in judgement.acted_on]) == (action, towns)
