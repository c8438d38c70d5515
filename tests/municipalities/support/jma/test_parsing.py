from datetime import datetime

import pytest

from municipalities.support.jma import UnreadableTelegram, Warning, read_telegram

from .telegrams import CODES, LANDSLIDE, RAIN, items, kind, landslide_alert, report, river, shaken, volcano, weather


def test_read_telegram_reads_control_and_head():
    telegram = landslide_alert({"岐阜市": kind("警戒")}, serial="2", info="訂正", head_title="岐阜県土砂災害警戒情報")
    assert (telegram.kind, telegram.status, telegram.info_type, telegram.serial, telegram.event_id) == (
        "VXWW50",
        "通常",
        "訂正",
        2,
        "岐阜県土砂災害警戒情報",
    )
    assert telegram.reported_at == datetime.fromisoformat("2026-11-30T12:00:00+09:00")


@pytest.mark.parametrize(
    "xml",
    [
        "<feed><entry/></feed>",
        "<Report><Control/></Report>",
        report(RAIN).replace("2026-11-30T12:00:00+09:00", "きょう"),
        report(RAIN).replace("12:00:00+09:00", "12:00:00"),
    ],
)
def test_read_telegram_refuses_what_is_no_telegram(xml):
    with pytest.raises(UnreadableTelegram, match="気象庁防災情報XMLの電文ではありません"):
        read_telegram(xml.encode())


@pytest.mark.parametrize(
    ("name", "status", "last", "read"),
    [
        ("レベル４土砂災害危険警報", "発表", "レベル３土砂災害警報", ("landslide", "danger", 4, "issued", "warning")),
        ("レベル５大雨特別警報", "発表", "", ("heavy_rain", "special", 5, "issued", None)),
        ("レベル２大雨注意報", "継続", "レベル２大雨注意報", ("heavy_rain", "advisory", 2, "continued", "advisory")),
        ("レベル３大雨警報", "危険警報から警報", "", ("heavy_rain", "warning", 3, "lowered", "danger")),
        (
            "レベル４高潮危険警報",
            "特別警報から危険警報",
            "レベル５高潮特別警報",
            ("storm_surge", "danger", 4, "lowered", "special"),
        ),
        ("暴風雪警報", "発表", "", ("snowstorm", "warning", None, "issued", None)),
        ("強風注意報", "発表", "", ("wind", "advisory", None, "issued", None)),
        ("大雪特別警報", "発表", "", ("heavy_snow", "special", None, "issued", None)),
        ("洪水警報", "発表", "", ("flood", "warning", 3, "issued", None)),
        ("大雨警報", "発表", "", ("heavy_rain", "warning", None, "issued", None)),
        ("濃霧注意報", "発表", "", ("other", "advisory", None, "issued", None)),
        ("解除", "解除", "レベル３大雨警報", ("heavy_rain", "warning", 3, "lifted", "warning")),
        ("波浪警報", "解除", "", ("waves", "warning", None, "lifted", None)),
    ],
)
def test_read_telegram_reads_a_warning(name, status, last, read):
    warning = weather({"岐阜市": kind(name, status, last)}).areas[0].warnings[0]
    assert (warning.subject, warning.step, warning.level, warning.change, warning.before) == read


def test_read_telegram_reads_the_condition_of_old_heavy_rain():
    warning = weather({"岐阜市": kind("大雨警報", condition="土砂災害、浸水害")}).areas[0].warnings[0]
    assert (warning.name, warning.level) == ("大雨警報（土砂災害、浸水害）", 3)


@pytest.mark.parametrize(
    "nothing", ["<Kind><Status>発表警報・注意報はなし</Status></Kind>", kind("なし", "なし"), kind("解除", "解除")]
)
def test_read_telegram_keeps_a_town_without_warnings(nothing):
    area = weather({"岐阜市": nothing}).areas[0]
    assert (area.code, area.warnings) == ("2120100", ())


def test_read_telegram_reads_the_finest_division_alone():
    coarse = items({"210000": kind("レベル５土砂災害特別警報")}, division="気象警報・注意報（府県予報区等）")
    fine = items({"岐阜市": kind("レベル４土砂災害危険警報")})
    telegram = read_telegram(report(LANDSLIDE, coarse + fine).encode())
    assert [(area.code, area.warnings[0].step) for area in telegram.areas] == [("2120100", "danger")]


def test_read_telegram_reads_intensities_of_cities_and_not_their_regions():
    telegram = shaken(
        [("岐阜山県市", "2121500", "5-"), ("岐阜市", CODES["岐阜市"], "4"), ("高山市", "2120300", "未入電")]
    )
    assert [(area.code, area.warnings[0].step) for area in telegram.areas] == [
        ("2121500", "5-"),
        ("2120100", "4"),
        ("2120300", "unreported"),
    ]


def test_read_telegram_knows_a_river_by_its_reach():
    telegram = river("レベル４氾濫危険警報", "40", gauges={}, towns=[("忠節", "岐阜市", "2120100")], file="VXKO62.xml")
    assert telegram.kind == "VXKO62"
    assert telegram.areas[0].warnings == (
        Warning(
            subject="river_flood",
            step="danger",
            name="長良川中流　レベル４氾濫危険警報",
            code="40",
            level=4,
            topic="river_flood 850401000100",
        ),
    )


@pytest.mark.parametrize(
    ("code", "step", "change"),
    [
        ("10", "advisory", "lifted"),
        ("20", "advisory", "issued"),
        ("22", "advisory", "lowered"),
        ("31", "warning", "issued"),
        ("41", "danger", "issued"),
        ("51", "special", "issued"),
        ("53", "special", "issued"),
    ],
)
def test_read_telegram_reads_the_codes_of_rivers(code, step, change):
    telegram = river("氾濫情報", code, gauges={}, towns=[("忠節", "岐阜市", "2120100")])
    assert [(one.step, one.change) for one in telegram.areas[0].warnings] == [(step, change)]


def test_read_telegram_gives_a_town_no_more_than_its_own_gauges_say():
    telegram = river(
        "氾濫危険情報",
        "40",
        gauges={"忠節": "【警戒レベル４相当】…", "墨俣": "【警戒レベル２相当】…"},
        towns=[("忠節", "岐阜市", "2120100"), ("墨俣", "大垣市", "2120200"), ("墨俣", "岐阜市", "2120100")],
    )
    assert {area.name: area.warnings[0].step for area in telegram.areas} == {"岐阜市": "danger", "大垣市": "advisory"}


@pytest.mark.parametrize(
    ("name", "last", "condition", "step", "change"),
    [
        ("噴火警報", "噴火予報", "発表", "special", "issued"),
        ("火口周辺警報", "噴火予報", "発表", "warning", "issued"),
        ("火口周辺警報", "噴火警報", "切替", "warning", "lowered"),
        ("噴火予報：警報解除", "火口周辺警報", "解除", "warning", "lifted"),
    ],
)
def test_read_telegram_reads_volcanoes(name, last, condition, step, change):
    telegram = volcano("噴火警報・予報", {"2122000": "岐阜県下呂市"}, name=name, last=last, condition=condition)
    assert [(one.step, one.change) for one in telegram.areas[0].warnings] == [(step, change)]


def test_municipality_code_has_its_check_digit():
    areas = shaken([("岐阜市", "2120100", "4"), ("八雲町熊石", "0134602", "4")]).areas
    assert [area.municipality_code for area in areas] == ["212016", "013463"]


@pytest.mark.parametrize(
    ("text", "code", "change", "before"),
    [
        (
            "【警戒レベル４相当情報［洪水］】〔警戒レベル３相当から４相当に切替〕長良川では氾濫のおそれあり",
            "40",
            "issued",
            "warning",
        ),
        ("【警戒レベル３相当情報［洪水］】〔継続〕長良川では避難判断水位を上回る", "31", "continued", None),
        ("【警戒レベル３相当情報［洪水］】〔警戒レベル４相当から３相当に引下げ〕長良川", "31", "issued", "danger"),
    ],
)
def test_read_telegram_reads_from_a_rivers_headline_what_was_before(text, code, change, before):
    xml = river("氾濫情報", code, gauges={}, towns=[("忠節", "岐阜市", "2120100")], headline=text)
    assert [(one.change, one.before) for one in xml.areas[0].warnings] == [(change, before)]
