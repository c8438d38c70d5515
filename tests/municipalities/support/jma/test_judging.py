from datetime import datetime

import pytest

from municipalities.support.jma import DEFAULT_RULES, Action, Judgement, Known, Telegram, judge, remember

from .telegrams import (
    GIFU,
    PLACES,
    RAIN,
    bulletin,
    kind,
    landslide_alert,
    read_telegram,
    report,
    river,
    shaken,
    volcano,
    weather,
)

DANGER, WARNING, ADVISORY = "レベル４土砂災害危険警報", "レベル３土砂災害警報", "レベル２土砂災害注意報"


def actions(judgement: Judgement) -> dict[str, str]:
    return {verdict.town.name: verdict.action.value for verdict in judgement.verdicts}


def after(*telegrams: Telegram) -> Known:
    known = Known()
    for telegram in telegrams:
        known = remember(known, telegram, judge(telegram, PLACES, known=known))
    return known


def test_judge_decides_for_each_town():
    telegram = weather(
        {"岐阜市": kind(DANGER), "高山市": kind(WARNING), "多治見市": kind(ADVISORY), "稚内市": kind(DANGER)}
    )
    judgement = judge(telegram, PLACES)
    assert actions(judgement) == {"岐阜市": "send", "高山市": "wait_for_clerk", "多治見市": "ignore"}
    assert judgement.reason == (
        "自動で送信（岐阜市）：「レベル４土砂災害危険警報」が発表されました。自動で送る設定です。"
        "職員の確認待ち（高山市）：「レベル３土砂災害警報」が発表されました。職員の確認を待つ設定です。"
    )


def test_judge_proposes_words_of_the_town():
    verdict = judge(weather({"岐阜市": kind(DANGER)}), PLACES).verdicts[0]
    assert (verdict.severity, verdict.title) == (4, "レベル４土砂災害危険警報（岐阜市）")
    assert verdict.body.splitlines() == [
        "30日12時、岐阜県・岐阜地方気象台は岐阜市に「レベル４土砂災害危険警報」を発表しました。",
        "崖や谷の近くなど、土砂災害のおそれがある場所にいる方は、早めに安全な場所へ移ってください。",
        "避難情報は岐阜市のお知らせで確認してください。",
    ]


def test_judge_lets_a_town_have_rules_of_its_own():
    own = DEFAULT_RULES.changed({"landslide": {"danger": "wait_for_clerk", "advisory": "send"}})
    telegram = weather({"岐阜市": kind(DANGER), "高山市": kind(DANGER)})
    assert actions(judge(telegram, PLACES, rules={GIFU.code: own})) == {"岐阜市": "wait_for_clerk", "高山市": "send"}


def test_judge_does_not_carry_what_waits_along_with_what_goes_out():
    telegram = weather(
        {"岐阜市": kind("大雨特別警報") + kind("洪水警報") + kind("雷注意報")}, title="気象警報・注意報（Ｈ２７）"
    )
    titles = [(verdict.action, verdict.title) for verdict in judge(telegram, PLACES).verdicts]
    assert titles == [(Action.SEND, "大雨特別警報（岐阜市）"), (Action.WAIT, "洪水警報（岐阜市）")]


@pytest.mark.parametrize("status", ["訓練", "試験", "", "何か"])
def test_judge_never_tells_a_drill(status):
    judgement = judge(weather({"岐阜市": kind("レベル５土砂災害特別警報")}, status=status), PLACES)
    assert (judgement.action, judgement.reason) == (Action.IGNORE, f"「{status}」の電文です。住民には知らせません。")


@pytest.mark.parametrize(
    "text", ["これは訓練です。", "【訓練】土砂災害", "この電文は試験のために発信しています。", "＜試験＞"]
)
def test_judge_never_tells_what_calls_itself_a_drill(text):
    assert judge(weather({"岐阜市": kind(DANGER)}, text=text), PLACES).action == Action.IGNORE


def test_judge_sends_no_sample_by_itself():
    verdict = judge(weather({"岐阜市": kind(DANGER)}, text="この電文はテストサンプルです。"), PLACES).verdicts[0]
    assert (verdict.action, verdict.reason) == (
        Action.WAIT,
        "「レベル４土砂災害危険警報」が発表されました。本文に「テスト」または「サンプル」とあるため、職員の確認を待ちます。",
    )


def test_judge_takes_a_mention_of_drills_for_no_drill():
    text = "土砂災害に警戒してください。本日の避難訓練は中止されています。"
    assert judge(weather({"岐阜市": kind(DANGER)}, text=text), PLACES).action == Action.SEND


def test_judge_ignores_another_prefecture():
    judgement = judge(weather({"稚内市": kind(DANGER)}), PLACES)
    assert (judgement.action, judgement.reason, judgement.verdicts) == (
        Action.IGNORE,
        "対象は稚内市で、岐阜県の市町村はありません。",
        (),
    )


def test_judge_ignores_an_unknown_kind_with_a_reason():
    judgement = judge(read_telegram(report("府県天気予報").encode()), PLACES)
    assert (judgement.action, judgement.reason) == (Action.IGNORE, "この種類の電文は扱いません。")


def test_judge_ignores_what_goes_on_unchanged():
    judgement = judge(weather({"岐阜市": kind(DANGER, "継続", DANGER)}), PLACES)
    assert (judgement.action, judgement.reason) == (
        Action.IGNORE,
        "岐阜市：「レベル４土砂災害危険警報」は前の電文から変わっていません。",
    )


def test_judge_tells_what_goes_on_if_the_beginning_was_missed():
    telegram = weather({"岐阜市": kind(DANGER, "継続", DANGER)})
    assert judge(telegram, PLACES, known=Known()).action == Action.SEND


@pytest.mark.parametrize(
    ("step", "action"),
    [
        ("7", "send"),
        ("6-", "send"),
        ("5-", "send"),
        ("未入電", "wait_for_clerk"),
        ("4", "wait_for_clerk"),
        ("3", "ignore"),
    ],
)
def test_judge_decides_by_intensity(step, action):
    assert actions(judge(shaken([("岐阜市", "2120100", step)]), PLACES)) == {"岐阜市": action}


def test_judge_proposes_words_for_an_earthquake():
    verdict = judge(shaken([("岐阜岐阜市", "2120100", "5+")]), PLACES).verdicts[0]
    assert verdict.title == "震度５強の地震（岐阜市）"
    assert verdict.body.splitlines()[:2] == [
        "30日11時55分ごろの地震で、岐阜市では震度５強を観測しました（震源地は岐阜県美濃東部、マグニチュード5.9）。",
        "この地震による津波の心配はありません。",
    ]


def test_judge_spreads_a_first_report_over_the_towns_of_the_region():
    judgement = judge(shaken([("岐阜県美濃東部", "431", "5-")], title="震度速報"), PLACES)
    assert actions(judgement) == {"多治見市": "send", "東白川村": "send"}


def test_judge_does_not_tell_one_earthquake_twice():
    first = shaken([("岐阜県美濃東部", "431", "5-")], title="震度速報")
    detail = shaken([("多治見市", "2120400", "5-"), ("岐阜市", "2120100", "4")], at="2026-11-30T12:03:00+09:00")
    assert actions(judge(detail, PLACES, known=after(first))) == {"岐阜市": "wait_for_clerk", "多治見市": "ignore"}


def test_judge_tells_a_town_whose_shaking_was_stronger_than_first_told():
    first = shaken([("岐阜県美濃東部", "431", "5-")], title="震度速報")
    detail = shaken([("多治見市", "2120400", "6-")], at="2026-11-30T12:03:00+09:00")
    assert actions(judge(detail, PLACES, known=after(first))) == {"多治見市": "send"}


def test_judge_tells_one_danger_once_over_two_kinds_of_telegrams():
    alert = landslide_alert({"岐阜市": kind("警戒"), "高山市": kind("なし", "なし")})
    assert actions(judge(alert, PLACES)) == {"岐阜市": "send"}
    known = after(weather({"岐阜市": kind(DANGER)}))
    assert actions(judge(alert, PLACES, known=known)) == {"岐阜市": "ignore"}


@pytest.mark.parametrize("name", ["記録的短時間大雨情報", "府県気象防災速報"])
def test_judge_finds_the_town_of_a_record_rain_in_its_sentence(name):
    text = "１１時３０分岐阜県で記録的短時間大雨　東白川村付近で約１００ミリ"
    judgement = judge(bulletin(name, text=text, head_title="岐阜県気象防災速報（記録的短時間大雨）"), PLACES)
    assert actions(judgement) == {"東白川村": "wait_for_clerk"}


def test_judge_never_sends_by_itself_on_a_rough_area():
    eager = {town.code: DEFAULT_RULES.changed({"record_rain": {"information": "send"}}) for town in PLACES.towns}
    judgement = judge(bulletin("記録的短時間大雨情報", text="県内で大雨"), PLACES, rules=eager)
    assert set(actions(judgement).values()) == {"wait_for_clerk"}
    assert judgement.verdicts[0].reason == (
        "「記録的短時間大雨情報」が発表されました。対象の市町村が電文にはっきり書かれていないため、職員の確認を待ちます。"
    )


def test_judge_takes_a_river_to_its_towns():
    telegram = river(
        "氾濫危険情報", "40", gauges={"忠節": "【警戒レベル４相当】"}, towns=[("忠節", "岐阜市", "2120100")]
    )
    judgement = judge(telegram, PLACES)
    assert actions(judgement) == {"岐阜市": "send"}
    assert judgement.verdicts[0].title == "長良川中流氾濫危険情報（岐阜市）"


def test_judge_asks_a_clerk_where_a_river_names_no_towns_by_code():
    telegram = river("レベル５氾濫特別警報", "51", gauges={}, text="岐阜県高山市で氾濫が発生しました。")
    assert actions(judge(telegram, PLACES)) == {"高山市": "wait_for_clerk"}


def test_judge_sends_the_first_word_of_an_eruption():
    telegram = volcano("噴火速報", {"2120300": "岐阜県高山市", "2042900": "長野県王滝村"})
    judgement = judge(telegram, PLACES)
    assert (actions(judgement), judgement.verdicts[0].title) == ({"高山市": "send"}, "御嶽山の噴火速報（高山市）")


@pytest.mark.parametrize(("sighted", "action"), [("", "ignore"), ("【目撃情報あり】", "wait_for_clerk")])
def test_judge_waits_with_a_tornado_only_if_it_was_seen(sighted, action):
    title, text = "竜巻注意情報（目撃情報付き）", f"{sighted}岐阜県は竜巻などの激しい突風が発生しやすい気象状況です。"
    body = weather({"岐阜市": kind("竜巻注意情報")}, title=title, text=text, head_title="岐阜県竜巻注意情報")
    assert actions(judge(body, PLACES)) == {"岐阜市": action}


@pytest.mark.parametrize(("last", "action"), [(DANGER, "wait_for_clerk"), (ADVISORY, "ignore")])
def test_judge_proposes_an_all_clear_for_what_was_worth_telling(last, action):
    assert actions(judge(weather({"岐阜市": kind("解除", "解除", last)}), PLACES)) == {"岐阜市": action}


def test_judge_proposes_no_all_clear_where_nothing_was_told():
    telegram = weather({"岐阜市": kind("解除", "解除", DANGER)})
    assert actions(judge(telegram, PLACES, known=Known())) == {"岐阜市": "ignore"}


def test_judge_words_an_all_clear_and_a_step_down():
    known = after(weather({"岐阜市": kind(DANGER), "高山市": kind(DANGER)}))
    later = weather(
        {"岐阜市": kind("解除", "解除", DANGER), "高山市": kind(WARNING, "危険警報から警報", DANGER)},
        at="2026-11-30T18:30:00+09:00",
    )
    assert [verdict.body for verdict in judge(later, PLACES, known=known).verdicts] == [
        "30日18時30分、岐阜県・岐阜地方気象台は岐阜市の「レベル４土砂災害危険警報」を解除しました。",
        "30日18時30分、岐阜県・岐阜地方気象台は高山市の「レベル４土砂災害危険警報」を「レベル３土砂災害警報」に切り替えました。",
    ]


def test_judge_proposes_an_all_clear_for_what_a_later_telegram_no_longer_has():
    known = after(weather({"岐阜市": kind(DANGER)}))
    nothing = "<Kind><Status>発表警報・注意報はなし</Status></Kind>"
    later = weather({"岐阜市": nothing}, at="2026-11-30T18:30:00+09:00")
    verdict = judge(later, PLACES, known=known).verdicts[0]
    assert (verdict.action, verdict.title) == (Action.WAIT, "「レベル４土砂災害危険警報」の解除（岐阜市）")


def test_judge_does_not_take_the_silence_of_another_kind_for_an_all_clear():
    known = after(weather({"岐阜市": kind(DANGER)}))
    rain = weather({"岐阜市": kind("レベル２大雨注意報")}, title=RAIN, at="2026-11-30T18:30:00+09:00")
    assert actions(judge(rain, PLACES, known=known)) == {"岐阜市": "ignore"}


@pytest.mark.parametrize(
    ("at", "action"),
    [
        ("2026-11-30T12:01:00+09:00", "send"),
        ("2026-11-30T15:01:00+09:00", "wait_for_clerk"),
        ("2026-11-30T11:45:00+09:00", "wait_for_clerk"),  # from the future: somebody's clock is wrong
        ("2026-12-01T12:01:00+09:00", "ignore"),
    ],
)
def test_judge_sends_no_stale_telegram_by_itself(at, action):
    judgement = judge(weather({"岐阜市": kind(DANGER)}), PLACES, at=datetime.fromisoformat(at))
    assert judgement.action == action


def test_judge_ignores_what_is_past_its_own_end():
    telegram = weather({"岐阜市": kind(DANGER)}, valid="2026-11-30T13:00:00+09:00")
    judgement = judge(telegram, PLACES, at=datetime.fromisoformat("2026-11-30T13:01:00+09:00"))
    assert (judgement.action, judgement.reason) == (Action.IGNORE, "有効期限を過ぎた電文です。")


def test_judge_waits_with_a_delayed_telegram():
    assert judge(weather({"岐阜市": kind(DANGER)}, info="遅延"), PLACES).action == Action.WAIT
