import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

TELEGRAM = """<Report xmlns="http://xml.kishou.go.jp/jmaxml1/"><Control><Title>土砂災害警戒情報</Title><Status>通常</Status>
<EditorialOffice>岐阜地方気象台</EditorialOffice><PublishingOffice>岐阜県 岐阜地方気象台</PublishingOffice></Control>
<Head><Title>岐阜県土砂災害警戒情報</Title><ReportDateTime>2026-11-30T12:00:00+09:00</ReportDateTime>
<EventID>岐阜県土砂災害警戒情報</EventID><InfoType>発表</InfoType><Serial>1</Serial><Headline><Text>大雨</Text></Headline></Head>
<Body><Warning type="土砂災害警戒情報"><Item><Kind><Name>警戒</Name><Code>3</Code><Status>発表</Status></Kind>
<Area><Name>白川村</Name><Code>2160400</Code></Area></Item><Item><Kind><Name>警戒</Name><Code>3</Code><Status>発表</Status></Kind>
<Area><Name>富山市</Name><Code>1620100</Code></Area></Item></Warning></Body></Report>"""


@pytest.fixture
def telegram(tmp_path) -> Path:
    path = tmp_path / "VXWW50.xml"
    path.write_text(TELEGRAM, encoding="utf-8")
    return path


def read(*arguments: str | Path) -> str:
    out = StringIO()
    call_command("read_jma", *map(str, arguments), stdout=out)
    return out.getvalue()


def rows(*arguments: str | Path) -> list[dict]:
    return [json.loads(line) for line in read(*arguments, "--json").splitlines()]


def test_read_jma_prints_one_line_a_telegram(telegram):
    (row,) = rows(telegram)
    text = (
        "30日12時、岐阜県・岐阜地方気象台は白川村に「土砂災害警戒情報（警戒レベル４相当）」を発表しました。\n"
        "崖や谷の近くなど、土砂災害のおそれがある場所にいる方は、早めに安全な場所へ移ってください。\n"
        "避難情報は白川村のお知らせで確認してください。"
    )
    reason = "「土砂災害警戒情報」が発表されました。自動で送る設定です。"
    title = "土砂災害警戒情報（白川村）"
    assert row == {
        "file": "VXWW50.xml",
        "kind": "VXWW50",
        "title": "土砂災害警戒情報",
        "info_type": "発表",
        "status": "通常",
        "reported_at": "2026-11-30T12:00:00+09:00",
        "event_id": "岐阜県土砂災害警戒情報",
        "serial": 1,
        "municipality_codes": ["216046"],
        "action": "send",
        "reason": f"自動で送信（白川村）：{reason}",
        "towns": ["shirakawa-mura"],
        "severity": 4,
        "proposed_title": title,
        "proposed_text": text,
        "verdicts": [
            {
                "municipality_code": "216046",
                "town": "shirakawa-mura",
                "action": "send",
                "reason": reason,
                "severity": 4,
                "title": title,
                "text": text,
            }
        ],
        "all_municipality_codes": ["216046", "162019"],
        "area_codes": ["2160400", "1620100"],
    }


def test_read_jma_prints_words_for_people(telegram):
    assert read(telegram).splitlines()[:4] == [
        "VXWW50.xml  VXWW50  土砂災害警戒情報  発表  通常",
        "  → 自動で送信（白川村）：「土砂災害警戒情報」が発表されました。自動で送る設定です。",
        "  市町村：shirakawa-mura",
        "  件名：土砂災害警戒情報（白川村）",
    ]


def test_read_jma_reads_the_others_when_one_is_broken(telegram, tmp_path):
    broken, laughs = tmp_path / "broken.xml", tmp_path / "laughs.xml"
    broken.write_text("<Report>", encoding="utf-8")
    laughs.write_text('<!DOCTYPE r [<!ENTITY a "lol">]><Report>&a;</Report>', encoding="utf-8")
    out = StringIO()
    files = [str(broken), str(tmp_path / "none.xml"), str(laughs), str(telegram)]
    with pytest.raises(CommandError, match="3個のファイルを読めませんでした。") as failure:
        call_command("read_jma", *files, "--json", stdout=out)
    told = [json.loads(line) for line in out.getvalue().splitlines()]
    assert failure.value.returncode == 1
    assert [(row["file"], row["action"], row["reason"][:12]) for row in told] == [
        ("broken.xml", "refused", "XMLとして読めません（"),
        ("none.xml", "refused", "ファイルを開けません。名"),
        ("laughs.xml", "refused", "DTD（文書型や実体の宣"),
        ("VXWW50.xml", "send", "自動で送信（白川村）：「"),
    ]
    assert {tuple(row) for row in told} == {tuple(told[0])}  # every line has the same keys


def test_read_jma_judges_each_file_by_itself_unless_they_are_in_order(telegram):
    assert [row["action"] for row in rows(telegram, telegram)] == ["send", "send"]
    assert [row["action"] for row in rows(telegram, telegram, "--in-order")] == ["send", "ignore"]


@pytest.mark.parametrize(
    ("at", "action"), [("2026-11-30T12:05:00+09:00", "send"), ("2026-12-02T01:12:00+09:00", "ignore")]
)
def test_read_jma_judges_as_of_a_moment(telegram, at, action):
    assert rows(telegram, "--at", at)[0]["action"] == action


def test_read_jma_explains_how_a_moment_is_written(telegram):
    with pytest.raises(CommandError, match="--at は 2026-11-30T12:00:00"):
        read(telegram, "--at", "きのう")


def test_read_jma_takes_the_rules_of_a_town(telegram, tmp_path):
    rules = tmp_path / "rules.json"
    rules.write_text('{"shirakawa-mura": {"landslide": {"danger": "wait_for_clerk"}}}', encoding="utf-8")
    assert rows(telegram, "--rules", rules)[0]["action"] == "wait_for_clerk"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"shirakawa-mura": {"landslide": {"danger": "shout"}}}', "「shout」は選べません"),
        ('{"shirakawa-mura": {"landslide": "send"}}', "「landslide」には区分ごとの扱いを書いてください。"),
        ('{"atlantis": {}}', "'atlantis' という市町村はありません"),
        ("[1]", "--rules のファイルを読めません"),
        ("{", "--rules のファイルを読めません"),
    ],
)
def test_read_jma_refuses_rules_that_mean_nothing(telegram, tmp_path, text, sentence):
    rules = tmp_path / "rules.json"
    rules.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=sentence):
        read(telegram, "--rules", rules)
