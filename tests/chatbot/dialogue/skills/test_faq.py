from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chatbot.dialogue.skills.faq import FIELD, FIELDS, NONE, SHOW, SOLVED, UNSOLVED
from chatbot.knowledge.current import find
from chatbot.models import FaqEntry
from municipalities.tenancy.context import tenant_context
from tests.factories import faq
from tests.factories.chat import Talk, labels
from tests.factories.forms import published_form

CERTAIN = "犬を飼いはじめたら何か届けるの"
SEVERAL = "引っ越しの手続き"
FAR_OFF = "総理大臣は誰"


@pytest.fixture
def knowledge(in_town, shipped_knowledge):
    return in_town


def values(reply) -> list[str]:
    return [choice.value for choice in reply.choices]


def test_faq_answers_alone_where_it_is_sure(knowledge):
    [reply] = Talk().say(CERTAIN)
    entry = FaqEntry.objects.get(slug="dog-registration-apply")
    assert reply.html.startswith(f"<p><strong>{entry.question}</strong></p>")
    assert reply.text == f"{entry.question}\n{entry.short_answer}"
    assert values(reply) == [SOLVED, UNSOLVED]


def test_faq_offers_titles_where_it_is_not(knowledge):
    [reply] = Talk().say(SEVERAL)
    titles = [found.entry.question for found in find(SEVERAL, limit=5).found]
    assert labels(reply) == [*titles[: len(reply.choices) - 1], "どれでもない"]
    assert 4 <= len(reply.choices) <= 6


def test_faq_shows_the_title_that_is_pressed(knowledge):
    talk = Talk()
    talk.say(SEVERAL)
    [reply] = talk.press(f"{SHOW}move-out")
    assert FaqEntry.objects.get(slug="move-out").question in reply.html


def test_faq_starts_the_procedure_of_an_answer(knowledge):
    published_form(slug="dog-registration", title="犬の登録申請")
    talk = Talk()
    [reply] = talk.say(CERTAIN)
    assert (labels(reply)[0], values(reply)[0]) == ("この手続を始める", "start:dog-registration")
    assert talk.press("start:dog-registration")[0].text.startswith("「犬の登録申請」を、ここで順番にお聞きします。")


def test_faq_names_no_procedure_that_is_closed(knowledge):
    published_form(slug="dog-registration", title="犬の登録申請", opens_at=timezone.now() + timedelta(days=1))
    assert values(Talk().say(CERTAIN)[0]) == [SOLVED, UNSOLVED]


def test_faq_offers_others_after_an_answer_that_did_not_help(knowledge):
    talk = Talk()
    talk.say(CERTAIN)
    [reply] = talk.press(UNSOLVED)
    others = [f"{SHOW}{found.entry.slug}" for found in find(CERTAIN, limit=6).found[1:]]
    assert values(reply) == [*others, NONE]


def test_faq_is_glad_of_an_answer_that_helped(knowledge):
    talk = Talk()
    talk.say(CERTAIN)
    assert talk.press(SOLVED)[0].text.startswith("お役に立てて何よりです。")


def test_faq_goes_from_none_of_these_to_fields_to_titles_to_a_person(knowledge):
    talk = Talk()
    offered = values(talk.say(SEVERAL)[0])
    [asked] = talk.press(NONE)
    assert asked.text == "どの分野のことですか。"
    assert values(asked)[0] == f"{FIELD}moving"
    titles = values(talk.press(f"{FIELD}moving")[0])
    assert set(titles) & set(offered) == {NONE}
    assert labels(talk.press(NONE)[0]) == ["職員に聞く"]


def test_faq_shows_all_fields_and_those_below(knowledge):
    talk = Talk()
    top = values(talk.press(FIELDS)[0])
    assert len(top) == 13
    assert values(talk.press(top[0])[0])[0].startswith(FIELD)


def test_faq_finds_nothing_near_to_a_question_for_somebody_else(knowledge):
    [reply] = Talk().say(FAR_OFF)
    assert labels(reply) == ["分野から探す", "職員に聞く"]


def test_faq_leaves_the_word_to_others_in_a_town_without_entries(in_town):
    assert labels(Talk().say(CERTAIN)[0]) == ["使い方", "職員に聞く"]


def test_faq_does_not_show_what_is_not_published(knowledge):
    FaqEntry.objects.filter(slug="move-out").update(hidden_at=timezone.now())
    assert Talk().press(f"{SHOW}move-out")[0].text == "この質問は、公開を終わりました。"


def test_faq_does_not_show_what_another_town_published(knowledge, other_town):
    with tenant_context(other_town):
        faq.published(slug="only-there")
    assert Talk().press(f"{SHOW}only-there")[0].text == "この質問は、公開を終わりました。"


@pytest.mark.parametrize(
    "choice", ["faq:", "faq:show", "faq:show:", "faq:field:zzz", "faq:evil", "faq:none", "faq:unsolved"]
)
def test_faq_has_an_answer_to_any_choice(knowledge, choice):
    assert Talk().press(choice) != []


def test_faq_keeps_nobodys_telephone_number(knowledge):
    talk = Talk()
    talk.say("090-1234-5678です。引っ越しの手続きを教えて")
    assert talk.state["asked"] == "〔電話番号〕です。引っ越しの手続きを教えて"


def test_faq_says_that_an_answer_is_past_its_day(knowledge):
    FaqEntry.objects.filter(slug="move-out").update(due_on=timezone.localdate() - timedelta(days=1))
    assert "見直す時期を過ぎています" in Talk().press(f"{SHOW}move-out")[0].html


def test_faq_costs_as_many_statements_with_more_entries(knowledge):
    talk = Talk()
    before = statements_of(talk)
    section = FaqEntry.objects.first().section
    for number in range(20):
        faq.published(section=section, question=f"税金{number}を納めるには？")
    assert statements_of(talk) == before


def statements_of(talk: Talk) -> int:
    talk.say(SEVERAL)  # so that the index is as new as the entries
    with CaptureQueriesContext(connection) as asked:
        talk.say("税金を納める方法")
    return len(asked)


def test_faq_answers_alone_what_stands_there_word_for_word(knowledge):
    asked = "ドローンを飛ばしたい"
    entry = faq.published(question="無人航空機の飛行には許可が要りますか？", paraphrases=[asked])
    for said in (asked, "ドローンを飛ばしたい？", " ドローンを飛ばしたい。"):
        assert Talk().say(said)[0].html.startswith(f"<p><strong>{entry.question}</strong></p>")


def test_faq_offers_what_several_entries_say_word_for_word_or_a_single_word_says(knowledge):
    for number in range(2):
        faq.published(question=f"無人航空機{number}の許可は？", paraphrases=["ドローンを飛ばしたい", "ドローン"])
    faq.published(question="空からの撮影の届出は？", paraphrases=["空撮"])
    for said in ("ドローンを飛ばしたい", "空撮"):
        assert values(Talk().say(said)[0])[-1] == NONE
