from datetime import timedelta

import pytest
from django.utils import timezone

from chatbot.knowledge import verbs
from chatbot.models import FaqEntry
from municipalities.accounts.models import Role
from tests.factories import accounts, faq
from tests.municipalities.accounts.visible_text import visible_text

from .conftest import typed


def change(entry: FaqEntry) -> str:
    return f"{entry.pk}/change/"


def new_words(section, **facts) -> dict:
    blank = FaqEntry(question="水道を使い始めるには？", answer="水道課へ。", section=section, category=faq.category())
    return typed(blank, **facts)


def test_page_shows_the_answer_as_residents_read_it(entry, clerk, pages):
    page = pages.get(change(entry))
    assert "<strong>犬の登録</strong>をしてください。" in page.content.decode()
    assert page.context["standing"]["label"] == "公開中"


def test_clerk_adds_an_entry(section, clerk, pages):
    answer = pages.post("add/", new_words(section, paraphrases="水道の開始\r\n\r\n開栓"))
    made = FaqEntry.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/chatbot/faqentry/{made.pk}/change/")
    assert (made.question, made.paraphrases, made.state) == ("水道を使い始めるには？", ["水道の開始", "開栓"], "draft")


def test_new_entry_is_looked_at_again_in_a_year(clerk, pages):
    assert pages.get("add/").context["form"]["review_on"].value() > timezone.localdate() + timedelta(days=360)


def test_new_entry_may_begin_with_a_question_of_a_resident(clerk, pages):
    assert pages.get("add/?question=犬の登録").context["form"]["question"].value() == "犬の登録"


def test_clerk_saves_and_asks_for_review(section, clerk, pages):
    pages.post("add/", new_words(section, then="request"))
    assert FaqEntry.objects.get().state == "waiting"


def test_manager_saves_and_publishes(section, log_in, pages):
    log_in(Role.SECTION_MANAGER, (section,))
    pages.post("add/", new_words(section, then="publish"))
    assert FaqEntry.objects.get().state == "published"


def test_clerk_who_asks_to_publish_gets_a_draft(section, clerk, pages):
    pages.post("add/", new_words(section, then="publish"))
    assert FaqEntry.objects.get().state == "draft"


def test_change_is_saved_with_its_reason(entry, clerk, pages):
    links = {"links_label": ["県のページ", ""], "links_url": ["https://www.pref.gifu.lg.jp/", ""]}
    pages.post(change(entry), typed(entry, answer="1行目\r\n2行目", note="手数料が変わった", **links))
    saved = FaqEntry.objects.get()
    assert (saved.answer, saved.links[0]["label"], saved.state) == ("1行目\n2行目", "県のページ", "draft")
    assert saved.revisions.first().note == "手数料が変わった"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"question": " "}, "question"),
        ({"answer": ""}, "answer"),
        ({"category": ""}, "category"),
        ({"section": "999999"}, "section"),
        ({"review_on": "きのう"}, "review_on"),
        ({"review_on": "2020-01-01"}, "review_on"),
        ({"links_label": ["県"], "links_url": ["javascript:alert(1)"]}, "links"),
        ({"paraphrases": "あ" * 101}, "paraphrases"),
        ({"language": "xx"}, "language"),
        ({"form_slug": "none"}, "form_slug"),
    ],
)
def test_wrong_input_is_told_at_its_field_and_kept(entry, clerk, pages, changes, field):
    page = pages.post(change(entry), typed(entry, **{"short_answer": "打ちかけ", **changes}))
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert "打ちかけ" in page.content.decode()
    assert FaqEntry.objects.get().revision == entry.revision


def test_change_of_a_colleague_is_not_overwritten_and_nothing_typed_is_lost(entry, clerk, section, pages):
    colleague = accounts.staff(sections=(section,))
    verbs.save_entry(entry=entry, staff=colleague, revision=entry.revision, facts={"answer": "同僚の答え"})
    page = pages.post(change(entry), typed(entry, answer="わたしの答え"))
    text = visible_text(page.content.decode())
    assert (page.status_code, FaqEntry.objects.get().answer) == (409, "同僚の答え")
    assert "先にこの質問を変更しました" in text
    assert "同僚の答え" in text
    assert page.context["form"]["answer"].value() == "わたしの答え"
    again = pages.post(change(entry), typed(entry, answer="わたしの答え", revision=page.context["revision"]))
    assert (again.status_code, FaqEntry.objects.get().answer) == (302, "わたしの答え")


def test_other_section_reads_and_cannot_write(entry, log_in, pages):
    log_in(sections=(accounts.section(),))
    page = pages.get(change(entry))
    assert (page.status_code, page.context["form"]) == (200, None)
    assert pages.post(change(entry), typed(entry, answer="ちがう")).status_code == 403
    assert FaqEntry.objects.get().answer == entry.answer


def test_entry_cannot_be_added_for_another_section(clerk, pages):
    page = pages.post("add/", new_words(accounts.section()))
    assert (page.status_code, list(page.context["form"].errors), FaqEntry.objects.count()) == (422, ["section"], 0)


def test_who_only_reads_cannot_add(section, log_in, pages):
    log_in(Role.READ_ONLY, (section,))
    assert pages.get("add/").status_code == 403


def test_entry_that_is_not_there(clerk, pages):
    assert [pages.get(f"{pk}/change/").status_code for pk in (999999, 10**30, "9" * 5000, "x")] == [404] * 4


def test_nearest_questions_are_shown_while_writing(entry, clerk, pages):
    html = pages.post("neighbours/", {"question": "犬を飼い始めたときの手続きは？"}).json()["html"]
    assert "ほとんど同じ質問が、すでにあります" in html
    assert f"/{entry.pk}/change/" in html


def test_entry_is_not_its_own_neighbour(entry, clerk, pages):
    assert pages.post("neighbours/", {"question": entry.question, "entry": entry.pk}).json()["html"].strip() == ""


def test_preview_is_sanitised(clerk, pages):
    html = pages.post("preview/", {"question": "<b>", "answer": "**太字**<script>alert(1)</script>"}).json()["html"]
    assert "<strong>太字</strong>" in html
    assert "<script" not in html
    assert "<b>" not in html


def test_reach_tells_what_would_be_found(entry, clerk, pages):
    data = {
        "question": "猫を飼うには？",
        "answer": "届出はいりません。",
        "paraphrases": "猫の登録",
        "tried": "ねこを飼いたい",
    }
    html = pages.post("reach/", data).json()["html"]
    assert "ねこを飼いたい" in html
    assert "猫の登録" in html
    assert "いちばん先に出ます" in html
    assert FaqEntry.objects.count() == 1


@pytest.mark.parametrize("address", ["preview/", "neighbours/", "reach/", "add/"])
def test_hostile_words_break_nothing(entry, clerk, pages, address):
    bad = "\0\u202e<script>alert(1)</script>' OR 1=1 --" + "あ" * 30_000
    names = (
        "question",
        "answer",
        "paraphrases",
        "short_answer",
        "form_slug",
        "audience",
        "tried",
        "links_label",
        "note",
    )
    page = pages.post(address, {**dict.fromkeys(names, bad), "links_url": bad, "section": bad, "category": bad})
    assert page.status_code in (200, 422)
    assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("address", ["preview/", "neighbours/", "reach/"])
def test_helpers_answer_writers_who_post(address, section, log_in, pages):
    log_in(sections=(section,))
    assert pages.get(address).status_code == 405
    assert pages.post(address, {"entry": "x" * 50, "category": "９"}).status_code == 200
    log_in(Role.READ_ONLY, (section,))
    assert pages.post(address).status_code == 403
