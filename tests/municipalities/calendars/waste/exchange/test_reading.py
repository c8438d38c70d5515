"""The family's dialects in small files of our own; each is a way of writing that a town has published."""

from datetime import date

import pytest

from municipalities.calendars.recurrence import Kind
from municipalities.calendars.waste.calendar import Deed
from municipalities.calendars.waste.exchange.problems import SENTENCES
from municipalities.calendars.waste.exchange.reading import Import, read_files

DESCRIPTION = "label,sublabel,description,styles,bgcolor\n燃えるごみ,,,img/a.svg,#aa0000\nびん,,,,#00AA00\n"
TARGET = "type,name,notice,furigana\n燃えるごみ,生ごみ,水を切る,な\n"
AREA_DAYS = "地名,センター,燃えるごみ,びん\n本町,東センター,月 木,水2\n南町,,火金,水1 水3\n"


def read(**texts: str | bytes) -> Import:
    given = {"area_days": AREA_DAYS, "description": DESCRIPTION, "target": TARGET} | texts
    contents = {
        f"{name}.csv": text if isinstance(text, bytes) else text.encode()
        for name, text in given.items()
        if text is not None
    }
    return read_files(contents)


def problems(made: Import) -> list[tuple]:
    return [(each.file, each.row, each.column, each.code, each.token) for each in made.problems]


def days(made: Import, area: str, category: str, first: date, last: date) -> list[date]:
    calendar = made.calendar
    key = next(each.key for each in calendar.areas if each.name == area)
    return [each.day for each in calendar.collections(key, first, last) if each.category.name == category]


def test_plain_files_are_read_without_a_word():
    made = read()
    calendar = made.calendar
    assert [area.name for area in calendar.areas] == ["本町", "南町"]
    assert [(each.name, each.color, each.letter) for each in calendar.categories] == [
        ("燃えるごみ", "#aa0000", "燃"),
        ("びん", "#00aa00", "び"),
    ]
    assert [(item.name, item.notice, item.heading) for item in calendar.items] == [("生ごみ", "水を切る", "な")]
    assert days(made, "本町", "びん", date(2026, 12, 1), date(2026, 12, 31)) == [date(2026, 12, 9)]
    assert problems(made) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_say_the_same(encoding, line_end):
    texts = {"area_days": AREA_DAYS, "description": DESCRIPTION, "target": TARGET}
    made = read(**{name: text.replace("\n", line_end).encode(encoding) for name, text in texts.items()})
    assert (made.calendar, problems(made)) == (read().calendar, [])


def test_broken_signs_are_told():
    made = read(target=TARGET.encode() + "燃えるごみ,".encode() + b"\xe3\x81,,\n")
    assert ("target.csv", 0, 0, "undecodable", "") in problems(made)


@pytest.mark.parametrize(
    "header", ["type,name,notice,furigana", "label,name,notice,furigana", "分類,品目,備考,よみ", "label,name"]
)
def test_items_are_read_under_each_header(header):
    made = read(target=f"{header}\nびん,一升びん\n")
    assert ([(item.name, item.notice) for item in made.calendar.items], problems(made)) == ([("一升びん", "")], [])


def test_quoted_line_breaks_stay_in_the_notice_and_rows_are_counted_as_in_a_spreadsheet():
    made = read(target='type,name,notice,furigana\n燃えるごみ,かばん,"30cmまで\n金具は外す",か\n\n生ゴミ？,箱,,は\n')
    assert made.calendar.items[0].notice == "30cmまで\n金具は外す"
    assert problems(made) == [("target.csv", 4, 1, "unknown_category", "生ゴミ？")]


def test_quotation_mark_that_is_not_closed_loses_no_rows():
    rows = "".join(f"燃えるごみ,品目{number},,し\n" for number in range(60))
    made = read(target=f'type,name,notice,furigana\n燃えるごみ,"箱,,は\n{rows}')
    assert (len(made.calendar.items), problems(made)) == (61, [("target.csv", 0, 0, "unbalanced_quote", "")])


def test_token_that_is_not_understood_is_told_with_its_place_and_the_rest_is_kept():
    made = read(area_days="地名,センター,燃えるごみ,びん\n本町,,月 毎日 木,20260230 20260301\n")
    assert problems(made) == [
        ("area_days.csv", 2, 3, "unknown_token", "毎日"),
        ("area_days.csv", 2, 4, "impossible_day", "20260230"),
    ]
    assert made.problems[0].column_name == "燃えるごみ"
    assert days(made, "本町", "燃えるごみ", date(2026, 12, 1), date(2026, 12, 7)) == [
        date(2026, 12, 3),
        date(2026, 12, 7),
    ]


def test_missing_and_superfluous_cells_are_told_trailing_blanks_are_not():
    made = read(area_days="地名,センター,燃えるごみ,びん,\n本町,,月\n南町,,月,水1,,,\n北町,,火1,水2,,金\n\n  ,,,\n")
    assert problems(made) == [
        ("area_days.csv", 2, 4, "missing_column", ""),
        ("area_days.csv", 4, 6, "extra_cell", "金"),
    ]


def test_padded_centres_and_names_are_trimmed():
    made = read(area_days="地名,センター,燃えるごみ\n本町　,     　 ,月\n")
    assert [(area.name, area.center) for area in made.calendar.areas] == [("本町", "")]


def test_same_area_twice_is_one_and_with_other_days_two():
    made = read(area_days="地名,センター,燃えるごみ,びん\n本町,,月,水2\n本町,,月,水2\n本町,,火,水2\n")
    assert [area.name for area in made.calendar.areas] == ["本町", "本町（2）"]
    assert [code for *_place, code, _token in problems(made)] == ["duplicate_area", "same_name_area"]


def test_columns_before_the_centre_are_what_areas_are_listed_under():
    made = read(area_days="地区区分,地区名,地名,センター,燃えるごみ\n町A,長岡,矢頭東,,月\n")
    assert [(area.name, area.group) for area in made.calendar.areas] == [("矢頭東", "町A 長岡")]


def test_second_column_without_a_name_is_the_centres():
    made = read(area_days="地名,,可燃ごみ,びん\n浅野,西,月 木,水2\n", description=None)
    assert (
        [(area.name, area.center) for area in made.calendar.areas],
        [each.name for each in made.calendar.categories],
    ) == ([("浅野", "西")], ["可燃ごみ", "びん", "燃えるごみ"])


def test_same_name_in_two_districts_is_two_areas_and_each_has_its_replaced_days():
    made = read(
        area_days="地区,地名,センター,燃えるごみ\n根上,中町,,月\n寺井,中町,,月\n",
        alternate_days="地区,地名,label,収集日,代替日\n寺井,中町,燃えるごみ,20261207,20261208\n",
    )
    assert [area.name for area in made.calendar.areas] == ["中町", "中町（寺井）"]
    assert days(made, "中町", "燃えるごみ", date(2026, 12, 7), date(2026, 12, 8)) == [date(2026, 12, 7)]
    assert days(made, "中町（寺井）", "燃えるごみ", date(2026, 12, 7), date(2026, 12, 8)) == [date(2026, 12, 8)]
    assert problems(made) == []


def test_numbers_of_districts_become_their_names():
    made = read(area_days="マスター,地名,センター,燃えるごみ\n1,玉川,,月\n", area_master="mastercode,name\n1,東地区\n")
    assert ([(area.name, area.group) for area in made.calendar.areas], problems(made)) == ([("玉川", "東地区")], [])


def test_name_that_is_a_list_of_quarters_keeps_them_all():
    quarters = [f"第{number}町内会" for number in range(60)]
    made = read(area_days=f"地区,自治会名,燃えるごみ,びん\n惇明,{' '.join(quarters)},月,水２　４\n")
    [area] = made.calendar.areas
    assert (area.name, area.group, [each.name for each in area.districts]) == (
        "第0町内会・第1町内会ほか",
        "惇明",
        quarters,
    )
    assert problems(made) == []


def test_quarters_in_a_file_of_their_own_and_no_column_of_centres():
    made = read(
        area_days="収集地区,燃えるごみ,びん\nA,月 木,e4w20180425\n",
        area="地名,センター,収集地区\n下町,東センター,A\n上町,東センター,A\n谷,,B\n",
    )
    [area] = made.calendar.areas
    assert ([each.name for each in area.districts], area.center) == (["下町", "上町"], "東センター")
    assert days(made, "A", "びん", date(2018, 4, 1), date(2018, 5, 31)) == [date(2018, 4, 25), date(2018, 5, 23)]
    assert problems(made) == [("area.csv", 4, 3, "unknown_area", "B")]


def test_rest_of_a_centre_takes_days_away_or_a_week_later_but_never_a_named_day():
    texts = {
        "area_days.csv": "地名,センター,燃えるごみ,びん\n本町,東センター,金1 20160101,金\n",
        "center.csv": "名称,休止開始日,休止終了日\n東センター,2015/12/29,2016/01/03\n",
        "description.csv": DESCRIPTION,
        "target.csv": TARGET,
    }
    contents = {name: text.encode() for name, text in texts.items()}
    taken, shifted = read_files(contents), read_files(contents, shifts=True)
    january = date(2016, 1, 1), date(2016, 1, 15)
    assert days(taken, "本町", "燃えるごみ", *january) == [date(2016, 1, 1)]
    assert days(shifted, "本町", "燃えるごみ", *january) == [date(2016, 1, 1), date(2016, 1, 8)]
    assert days(taken, "本町", "びん", *january) == [date(2016, 1, 8), date(2016, 1, 15)]


def test_centre_nobody_knows_is_told_once_where_the_town_keeps_centres():
    text = "地名,センター,燃えるごみ\n本町,西,月\n南町,西,火\n"
    known = read(area_days=text, center="名称,休止開始日,休止終了日\n東,2026/12/29,2027/1/3\n")
    assert problems(known) == [("area_days.csv", 0, 0, "unknown_center", "西")]
    assert problems(read(area_days=text, center="名称,休止開始日,休止終了日\n")) == []


@pytest.mark.parametrize("span", ["2027/1/3,2026/12/29", "2026/13/1,2027/1/3", "年末,年始"])
def test_impossible_rest_is_told(span):
    made = read(area_days="地名,燃えるごみ\n本町,月\n", center=f"名称,休止開始日,休止終了日\n東,{span}\n")
    assert ([code for *_place, code, _token in problems(made)], made.calendar.breaks) == (["impossible_span"], ())


def test_remarks_are_said_with_the_days_and_alone():
    made = read(
        area_days="地名,センター,燃えるごみ,びん\n本町,,月 *1,*2 *9\n",
        remarks="ID,注意事項\n1,夜間収集です\n2,拠点へ\n",
    )
    assert [(plan.rule.kind, plan.note) for plan in made.calendar.plans] == [
        (Kind.WEEKLY, "夜間収集です"),
        (Kind.NONE, "拠点へ"),
    ]
    assert problems(made) == [("area_days.csv", 2, 4, "unknown_remark", "*9")]


def test_replaced_days_move_and_fall_out():
    made = read(
        alternate_days="地区,地名,ごみの種類,収集日,代替日\n,本町,燃えるごみ,20261231,20270104\n,本町,燃えるごみ,20261228,\n,西町,びん,20261228,\n"
    )
    assert [(each.day, each.deed, each.moved_to) for each in made.calendar.exceptions] == [
        (date(2026, 12, 31), Deed.MOVE, date(2027, 1, 4)), (date(2026, 12, 28), Deed.SKIP, None),
    ]  # fmt: skip
    assert problems(made) == [("alternate_days.csv", 4, 2, "unknown_area", "西町")]


def test_categories_keep_the_order_of_description_and_others_follow():
    made = read(area_days="地名,センター,缶,びん,燃えるごみ\n本町,,月,火,水\n")
    assert [each.name for each in made.calendar.categories] == ["燃えるごみ", "びん", "缶"]
    assert problems(made) == [("area_days.csv", 1, 3, "unknown_category", "缶")]


def test_categories_are_the_same_in_other_widths():
    made = read(
        area_days="地名,センター,燃えるゴミ,ﾋﾞﾝ\n本町,,月,火\n",
        description="label\n燃えるゴミ\nビン\n",
        target="type,name\nビン ,瓶\n",
    )
    assert (len(made.calendar.categories), made.calendar.items[0].category, problems(made)) == (
        2,
        made.calendar.categories[1].key,
        [],
    )


@pytest.mark.parametrize(
    ("typed", "color", "told"),
    [("#ABC", "#aabbcc", 0), ("733b96", "#733b96", 0), ("red", "#2e6b2e", 1), ("", "#2e6b2e", 0)],
)
def test_colour_is_read_or_told(typed, color, told):
    made = read(description=f"label,bgcolor\n燃えるごみ,#000000\nびん,{typed}\n")
    assert (made.calendar.categories[1].color, len(made.problems)) == (color, told)


def test_files_that_are_missing_or_unknown_are_told():
    made = read_files({"AREA_DAYS.CSV": AREA_DAYS.encode(), "kawa.csv": b"a,b\n"})
    assert [(each.file, each.code) for each in made.problems] == [
        ("description.csv", "missing_file"),
        ("target.csv", "missing_file"),
        ("kawa.csv", "unknown_file"),
    ]
    assert [each.name for each in made.calendar.categories] == ["燃えるごみ", "びん"]


def test_days_where_names_should_be_are_told():
    assert problems(read(area_days="本町,月 木,水2\n南町,火,水1\n"))[0] == ("area_days.csv", 1, 0, "missing_header", "")


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"\xef\xbb\xbf", b"\x00" * 50, b'"', b"," * 5000, bytes(range(256)) * 20]
)
def test_no_content_breaks_the_reader(content):
    for name in ("area_days", "description", "target", "center", "remarks", "area", "alternate_days"):
        made = read(**{name: content})
        assert all(each.code in SENTENCES and str(each) for each in made.problems)
