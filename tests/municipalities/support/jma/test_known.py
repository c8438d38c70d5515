import pytest

from municipalities.support.jma import Action, Known, judge, remember
from municipalities.support.jma.known import order_of

from .telegrams import PLACES, bulletin, kind, landslide_alert, shaken
from .test_judging import actions, after

ALERT = {"岐阜市": kind("警戒")}
LATER = "2026-11-30T12:30:00+09:00"


def test_judge_ignores_an_older_serial_after_a_newer_one():
    known = after(landslide_alert(ALERT, serial="2"))
    judgement = judge(landslide_alert({"高山市": kind("警戒")}, serial="1"), PLACES, known=known)
    assert (judgement.action, judgement.reason) == (Action.IGNORE, "すでに新しい電文を受け取っています。")


def test_judge_ignores_the_same_telegram_again():
    known = after(landslide_alert(ALERT, serial="1"))
    judgement = judge(landslide_alert(ALERT, serial="1"), PLACES, known=known)
    assert judgement.reason == "すでに受け取った電文です。"


def test_judge_takes_serial_1_of_the_next_rain_for_new():
    known = after(landslide_alert(ALERT, serial="8"))
    telegram = landslide_alert({"高山市": kind("警戒")}, serial="1", at="2027-07-01T01:00:00+09:00")
    assert actions(judge(telegram, PLACES, known=known))["高山市"] == "send"


def test_remember_leaves_an_older_telegram_without_a_trace():
    known = after(landslide_alert(ALERT, serial="2"))
    older = landslide_alert({"高山市": kind("警戒")}, serial="1")
    assert remember(known, older, judge(older, PLACES, known=known)) == known


def test_remember_leaves_a_drill_without_a_trace():
    drill = landslide_alert(ALERT, status="訓練")
    assert remember(Known(), drill, judge(drill, PLACES, known=Known())) == Known()


def test_a_correction_holds_against_what_it_corrects():
    issued, corrected = landslide_alert(ALERT, serial="1"), landslide_alert(ALERT, serial="1", info="訂正")
    assert order_of(corrected) > order_of(issued)


def test_judge_tells_who_a_correction_adds_and_takes_back_whom_it_drops():
    known = after(landslide_alert(ALERT, serial="1"))
    correction = landslide_alert({"高山市": kind("警戒")}, serial="1", info="訂正")
    told = {one.town.name: (one.action.value, one.title) for one in judge(correction, PLACES, known=known).verdicts}
    assert told == {
        "高山市": ("send", "【訂正】土砂災害警戒情報（高山市）"),
        "岐阜市": ("wait_for_clerk", "【訂正】「土砂災害警戒情報」の取消し（岐阜市）"),
    }


@pytest.mark.parametrize(("right", "action"), [("6-", "send"), ("4", "wait_for_clerk")])
def test_judge_corrects_an_intensity(right, action):
    known = after(shaken([("岐阜市", "2120100", "5-")], serial="1"))
    correction = shaken([("岐阜市", "2120100", right)], serial="1", info="訂正")
    verdict = judge(correction, PLACES, known=known).verdicts[0]
    said = {"6-": "６弱", "4": "４"}[right]
    assert verdict.action == action
    assert verdict.body.startswith(f"先に岐阜市について「震度５弱」とお知らせしましたが、正しくは「震度{said}」です。")


def test_judge_says_nothing_of_a_correction_that_changes_nothing_for_a_town():
    known = after(shaken([("岐阜市", "2120100", "5-")], serial="1"))
    correction = shaken([("岐阜市", "2120100", "5-")], serial="1", info="訂正")
    assert actions(judge(correction, PLACES, known=known)) == {"岐阜市": "ignore"}


def test_judge_withdraws_from_those_who_were_told():
    known = after(shaken([("岐阜市", "2120100", "5-"), ("高山市", "2120300", "3")], serial="1"))
    verdicts = judge(shaken([], serial="2", info="取消", at=LATER), PLACES, known=known).verdicts
    assert [(one.town.name, one.action.value, one.body) for one in verdicts] == [
        ("岐阜市", "wait_for_clerk", "先にお知らせした「震度５弱」は取り消されました。岐阜市には発表されていません。")
    ]


def test_judge_withdraws_nothing_that_nobody_was_told():
    cancel = shaken([], serial="2", info="取消", at=LATER)
    for known in (None, Known()):
        judgement = judge(cancel, PLACES, known=known)
        assert (judgement.action, judgement.verdicts) == (Action.IGNORE, ())


def test_judge_withdraws_by_the_areas_when_nothing_is_remembered():
    assert actions(judge(landslide_alert(ALERT, info="取消"), PLACES)) == {"岐阜市": "wait_for_clerk"}


def test_judge_does_not_tell_after_a_withdrawal_what_came_before_it():
    cancel = shaken([], serial="2", info="取消", at=LATER)
    late = shaken([("岐阜市", "2120100", "5-")], serial="1")
    assert judge(late, PLACES, known=after(cancel)).reason == "すでに新しい電文を受け取っています。"


def test_judge_withdraws_every_word_about_one_rain():
    first = bulletin("記録的短時間大雨情報", text="高山市付近で約１００ミリ", event="JPGF202611301130_202611301130")
    cancel = bulletin(
        "記録的短時間大雨情報", text="取り消します", event="JPGF202611301130_202611301140", info="取消", at=LATER
    )
    assert actions(judge(cancel, PLACES, known=after(first))) == {"高山市": "wait_for_clerk"}
