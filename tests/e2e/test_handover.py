"""A question that the portal cannot answer is answered by a clerk, while the resident looks on; out of hours, by mail."""

from datetime import date, time

import pytest
from playwright.sync_api import Page, expect

from chatbot.models import CannedReply, HandoverRating, Inquiry
from municipalities.accounts.models import Role
from municipalities.opening.models import SpecialDay
from municipalities.support.japanese_calendar import today_in_japan
from tests.factories import accounts

from .conftest import PHONE
from .test_axe import violations
from .test_chat import latest, press, say
from .test_journey import await_mails, link_in, log_in, text_of

pytestmark = pytest.mark.slow


@pytest.fixture
def sections(committed_town):
    made = [
        accounts.section(name="道路維持課", phone="058-214-4719", place="本庁舎6階", email="doro@example.jp"),
        accounts.section(name="市民課", phone="058-214-2346"),
    ]
    for section, username in zip(made, ("clerk", "other"), strict=True):
        accounts.staff(role=Role.CLERK, sections=(section,), username=username)
    return made


@pytest.fixture
def canned(sections):
    text = "{town}{section}の{staff}です。お問い合わせありがとうございます。くわしくは {phone} へお電話ください。"
    return CannedReply.objects.create(title="あいさつと電話番号", text=text)


def today(*, is_open: bool) -> None:
    """Whatever the clock says."""
    day: date = today_in_japan()
    SpecialDay.objects.create(day=day, name="試しの日", is_open=is_open, opens_at=time(0), closes_at=time(23, 59, 59))


def tell(page: Page, text: str) -> None:
    page.get_by_label("職員に伝えること").fill(text)
    page.get_by_role("button", name="送る", exact=True).click()


def test_clerk_answers_while_the_resident_looks_on(live_portal, canned, page, desk, picture):
    today(is_open=True)
    page.goto(live_portal.url("gifu-shi", "/chat/"))
    say(page, "私道の側溝のふたは、どちらが直しますか")
    expect(latest(page)).to_contain_text("うまくお答えできませんでした")
    press(page, "職員に聞く")
    expect(latest(page)).to_contain_text("どの課に聞きたいですか")
    picture(page, "handover-1-section")
    press(page, "道路維持課")
    expect(page.get_by_text("職員を待っています。")).to_be_visible()
    wrong = {"waiting": violations(page)}
    tell(page, "家の前の側溝です。ふたが割れています。")
    expect(page.locator(".chat-said").last).to_contain_text("ふたが割れています")
    picture(page, "handover-2-waiting")

    log_in(desk, live_portal)
    desk.goto(live_portal.url("gifu-shi", "/admin/chatbot/handover/"))
    expect(desk.get_by_text("未読2件")).to_be_visible()
    wrong["inbox"] = violations(desk)
    picture(desk, "handover-3-inbox")
    desk.get_by_role("link", name="道路維持課").click()
    expect(desk.get_by_text("私道の側溝のふたは")).to_be_visible()
    desk.get_by_role("button", name="担当する").click()
    expect(page.get_by_text("道路維持課 職員 太郎が対応しています。")).to_be_visible()
    desk.get_by_role("button", name="文に入れる").click()
    wrong["talk"] = violations(desk)
    picture(desk, "handover-4-answering")
    desk.keyboard.press("Control+Enter")
    expect(latest(page)).to_contain_text("岐阜市道路維持課の職員 太郎です。")
    picture(page, "handover-5-answered")
    wrong["answered"] = violations(page)
    tell(page, "ありがとうございます。電話してみます。")
    expect(desk.get_by_text("電話してみます。")).to_be_visible()
    picture(desk, "handover-6-read")
    desk.get_by_role("button", name="対応を終わる").click()
    expect(desk.get_by_text("対応を終わりました。")).to_be_visible()

    expect(latest(page)).to_contain_text("今回の対応はいかがでしたか")
    picture(page, "handover-7-rating")
    press(page, "とても良かった")
    expect(latest(page)).to_contain_text("感想や困ったこと")
    say(page, "すぐに教えてもらえました")
    expect(latest(page)).to_contain_text("ありがとうございました")
    rating = HandoverRating.objects.get()
    assert (rating.score, rating.comment) == (5, "すぐに教えてもらえました")
    say(page, "こんにちは")
    expect(latest(page)).to_contain_text("岐阜市の相談窓口です")
    assert {where: found for where, found in wrong.items() if found} == {}


def test_what_the_resident_types_survives_an_answer(live_portal, canned, page, desk):
    today(is_open=True)
    page.goto(live_portal.url("gifu-shi", "/chat/"))
    press(page, "職員に聞く")
    expect(latest(page)).to_contain_text("どの課に聞きたいですか")
    press(page, "道路維持課")
    expect(page.get_by_text("職員を待っています。")).to_be_visible()
    log_in(desk, live_portal)
    desk.goto(live_portal.url("gifu-shi", "/admin/chatbot/handover/"))
    desk.get_by_role("link", name="道路維持課").click()
    page.get_by_label("職員に伝えること").fill("書きかけの")
    desk.get_by_role("button", name="担当する").click()
    expect(page.get_by_text("道路維持課 職員 太郎が対応します。")).to_be_visible()
    expect(page.get_by_label("職員に伝えること")).to_have_value("書きかけの")


def test_without_script_a_link_shows_the_answer(live_portal, sections, new_context):
    today(is_open=True)
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto(live_portal.url("gifu-shi", "/chat/"))
    press(page, "職員に聞く")
    press(page, "道路維持課")
    page.get_by_role("link", name="新しい返事を見る").click()
    expect(page.get_by_text("職員を待っています。")).to_be_visible()


def test_out_of_hours_the_question_is_answered_by_mail(
    live_portal, worker, mail_sink, sections, page, desk, picture, empty_queue
):
    today(is_open=False)
    page.goto(live_portal.url("gifu-shi", "/chat/"))
    press(page, "職員に聞く")
    expect(latest(page)).to_contain_text("いまは閉まっています")
    picture(page, "handover-8-closed")
    press(page, "問い合わせとして送る（メールで回答）")
    expect(latest(page)).to_contain_text("どの課への問い合わせですか")
    press(page, "道路維持課")
    for asked, words in (
        ("聞きたいこと", "側溝のふたが割れています。いつ直りますか。"),
        ("お名前", "岐阜花子"),
        ("メールアドレス", "hanako@example.jp"),
    ):
        expect(latest(page)).to_contain_text(asked)
        say(page, words)
    expect(latest(page)).to_contain_text("次の内容で送ります")
    picture(page, "handover-9-check")
    press(page, "この内容で送る")
    expect(latest(page)).to_contain_text("お問い合わせを受け付けました")
    wrong = {"filed": violations(page)}
    await_mails(mail_sink, 2)

    log_in(desk, live_portal)
    desk.goto(live_portal.url("gifu-shi", "/admin/chatbot/inquiry/"))
    picture(desk, "handover-10-inquiries")
    desk.get_by_role("link", name=f"お問い合わせ {Inquiry.objects.get().pk}").click()
    desk.get_by_label("回答の文").fill("来週の火曜日に直します。")
    wrong["inquiry"] = violations(desk)
    picture(desk, "handover-11-inquiry")
    desk.get_by_role("button", name="メールで回答する").click()
    expect(desk.get_by_text("回答をメールで送りました。")).to_be_visible()
    mail = await_mails(mail_sink, 3)[-1]
    assert (mail["To"], "来週の火曜日に直します。" in text_of(mail)) == ("hanako@example.jp", True)
    page.goto(link_in(mail))
    expect(page.get_by_text("来週の火曜日に直します。")).to_be_visible()
    wrong["page"] = violations(page)
    picture(page, "handover-12-answer")
    assert {where: found for where, found in wrong.items() if found} == {}
