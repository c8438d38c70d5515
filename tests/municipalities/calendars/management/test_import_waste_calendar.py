import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from municipalities.calendars.models import WasteArea, WasteImport, WasteVersion

AREA_DAYS = "地名,センター,燃えるごみ,びん\n本町,東,月 毎日,e4w20180425\n"
DESCRIPTION = "label,sublabel,description,styles,bgcolor\n燃えるごみ,,,,#aa0000\nびん,,,,#00aa00\n"
TARGET = "type,name,notice,furigana\nびん,一升びん,酒屋へ,い\n"


@pytest.fixture
def folder(tmp_path):
    for name, text in {"area_days": AREA_DAYS, "description": DESCRIPTION, "target": TARGET}.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def run(folder, **options) -> dict:
    out = io.StringIO()
    call_command("import_waste_calendar", folder, municipality="gifu-shi", json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def test_report_tells_areas_categories_items_days_and_problems(in_town, folder):
    told = run(folder, dry_run=True, first=date(2018, 4, 1))
    assert told["areas"] == [{"name": "本町", "group": "", "center": "東", "districts": []}]
    assert [(each["name"], each["color"]) for each in told["categories"]] == [
        ("燃えるごみ", "#aa0000"),
        ("びん", "#00aa00"),
    ]
    assert told["items"] == [{"name": "一升びん", "reading": "い", "category": "びん", "notice": "酒屋へ"}]
    assert (told["from"], told["until"]) == ("2018-04-01", "2019-03-31")
    assert told["collection_days"]["本町"]["びん"][:2] == ["2018-04-25", "2018-05-23"]
    assert len(told["collection_days"]["本町"]["燃えるごみ"]) == 52
    assert told["problems"] == [
        {"file": "area_days.csv", "code": "unknown_token", "row": 2, "column": 3, "column_name": "燃えるごみ", "token": "毎日",
         "message": "収集日の書き方として読めません。この部分は取り込んでいません。"}
    ]  # fmt: skip


def test_dry_run_writes_nothing_and_a_run_writes_the_working_copy(in_town, folder):
    assert (run(folder, dry_run=True)["written"], WasteArea.objects.count()) == (False, 0)
    assert (
        run(folder)["written"],
        WasteArea.objects.count(),
        WasteImport.objects.count(),
        WasteVersion.objects.count(),
    ) == (True, 1, 1, 0)
    assert (run(folder, publish=True)["published"], run(folder, publish=True)["published"]) == (True, False)


def test_rests_follow_the_setting_of_the_program_and_the_option_goes_before_it(in_town, folder):
    (folder / "area_days.csv").write_text("地名,センター,びん\n本町,東,金1\n", encoding="utf-8")
    (folder / "center.csv").write_text("名称,開始,終了\n東,2015/12/29,2016/1/3\n", encoding="utf-8")
    (folder / "setting.js").write_text("var MaxMonth = 3;\nvar WeekShift = true; // 金沢\n", encoding="utf-8")
    january = [
        [day for day in run(folder, dry_run=True, first=date(2016, 1, 1), **options)["collection_days"]["本町"]["びん"] if day < "2016-02"]
        for options in ({}, {"closures": "skip"})
    ]  # fmt: skip
    assert january == [["2016-01-08"], []]


def test_words_for_people_name_the_place(in_town, folder):
    out = io.StringIO()
    call_command("import_waste_calendar", folder, municipality="gifu-shi", dry_run=True, stdout=out)
    assert out.getvalue().splitlines() == [
        "area_days.csv 2行目 3列目（燃えるごみ） 「毎日」：収集日の書き方として読めません。この部分は取り込んでいません。",
        "地区 1、分類 2、品目 1、気になる点 1。何も書き込んでいません。",
    ]


def test_unknown_town_and_folder_without_files_are_refused(in_town, folder, tmp_path_factory):
    with pytest.raises(CommandError):
        call_command("import_waste_calendar", folder, municipality="nowhere")
    with pytest.raises(CommandError):
        call_command("import_waste_calendar", tmp_path_factory.mktemp("empty"), municipality="gifu-shi")


def test_export_writes_what_an_import_reads(in_town, folder, tmp_path_factory):
    run(folder, publish=True)
    there = tmp_path_factory.mktemp("out")
    call_command(
        "export_waste_calendar", there, municipality="gifu-shi", encoding="cp932", working=True, stdout=io.StringIO()
    )
    again = run(there, dry_run=True, first=date(2018, 4, 1))
    assert (again["problems"], again["collection_days"]) == (
        [],
        run(folder, dry_run=True, first=date(2018, 4, 1))["collection_days"],
    )
