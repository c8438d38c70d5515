import pytest

from municipalities.support.jma.kinds import kind_of, why_left_alone


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("気象特別警報・警報・注意報", "VPWW53"),
        ("気象警報・注意報（Ｈ２７）", "VPWW54"),
        ("気象警報・注意報（Ｒ０６）（大雨）", "VPWW55"),
        ("気象警報・注意報（Ｒ０６）（土砂災害）", "VPWW56"),
        ("気象警報・注意報（Ｒ０６）（土砂）", "VPWW56"),
        ("気象警報・注意報（Ｒ０６）（高潮）", "VPWW57"),
        ("気象警報・注意報（Ｒ０６）（暴風）", "VPWW58"),
        ("気象警報・注意報（Ｒ０６）（波浪）", "VPWW59"),
        ("気象警報・注意報（Ｒ０６）（大雪）", "VPWW60"),
        ("気象警報・注意報（Ｒ０６）（その他注意報）", "VPWW61"),
        ("土砂災害警戒情報", "VXWW50"),
        ("震度速報", "VXSE51"),
        ("震源・震度に関する情報", "VXSE53"),
        ("記録的短時間大雨情報", "VPOA50"),
        ("竜巻注意情報（目撃情報付き）", "VPHW51"),
        ("府県気象防災速報", "VPBS50"),
        ("噴火速報", "VFVO56"),
        ("府県天気予報（Ｒ１）", ""),
        ("気象警報・注意報（Ｒ０６）（集約通報）", ""),
        ("気象警報・注意報", ""),  # VPWW50, before 2013
        ("", ""),
    ],
)
def test_kind_of_reads_the_title(title, kind):
    assert kind_of(title) == kind


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("20261130030005_0_VXKO62_210000.xml", "VXKO62"),
        ("16_02_01_220728_VXKOii.xml", "VXKO"),
        ("VPWW55.xml", "VXKO"),
        ("", "VXKO"),
    ],
)
def test_kind_of_takes_from_the_name_only_which_river(file, kind):
    assert kind_of("指定河川洪水予報", file_name=file) == kind


@pytest.mark.parametrize(
    "title", ["震源に関する情報", "津波警報・注意報・予報ａ", "気象警報・注意報（Ｒ０６）（集約通報）"]
)
def test_why_left_alone_has_a_reason_of_its_own(title):
    assert why_left_alone(title) != why_left_alone("府県天気予報")
