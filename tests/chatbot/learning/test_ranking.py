from datetime import date, timedelta

from chatbot.learning.ranking import ranked
from chatbot.models import Answered, UnansweredQuestion
from tests.factories import accounts
from tests.factories.asked import asked, record, topic

LAST = date(2026, 11, 30)
FIRST = LAST - timedelta(days=29)


def numbers() -> list[tuple]:
    found = ranked(UnansweredQuestion.objects.all(), first=FIRST, last=LAST)
    return [(each.title, each.talks, each.count, each.before, each.since) for each in found]


def test_ranked_counts_conversations_questions_and_those_before(in_town):
    seldom, often, old = topic("商品券", last_on=LAST), topic("ドローン"), topic("昔の質問", last_on=date(2020, 1, 1))
    one = record(day=LAST)
    asked("ドローン", topic=often, record=one, day=LAST)
    asked("ドローン？", topic=often, record=one, day=LAST)
    asked("空撮", topic=often, day=FIRST)
    asked("ドローン", topic=often, day=FIRST - timedelta(days=1))
    asked("商品券", topic=seldom, day=LAST, answered=Answered.ALONE, read="tickets")
    often.asked.filter(day__gt=LAST).delete()
    assert numbers() == [("ドローン", 2, 3, 1, 0), ("商品券", 1, 1, 0, 0)]
    assert old.asked.count() == 1


def test_ranked_tells_what_was_asked_after_it_was_handled(in_town):
    made = topic(state="ignored", reason="国の仕事", handled_by=accounts.staff(), handled_on=LAST - timedelta(days=2))
    for days in (3, 2, 1, 0):
        asked("ドローン", topic=made, day=LAST - timedelta(days=days))
    assert numbers() == [("ドローンを飛ばしたい", 4, 4, 0, 2)]
