"""Questions that nobody could answer, put together by what they want to know."""

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction

from chatbot.dialogue.understanding.anonymous import without_masks
from chatbot.dialogue.understanding.municipal_words import in_japanese_words
from chatbot.knowledge.current import current_index
from chatbot.knowledge.grouping import Groups
from chatbot.knowledge.search import search
from chatbot.knowledge.vocabulary import shared_terms
from chatbot.models import AskedQuestion, FaqEntry, UnansweredQuestion
from municipalities.tenancy.context import current_schema

MOST_AT_ONCE = 1000
MOST_TOPICS = 5000
"""So many that were asked last are compared with; older ones are asked so seldom that a new one may begin."""

NEAR = 1.7
"""What the search finds with a smaller score is about something else: 花火大会の駐車場 is no 農地の転用."""


def words_of(question: str) -> str:
    """What a question is compared and searched by."""
    return in_japanese_words(without_masks(question))


def group_unanswered() -> int:
    """Give each question that was asked in vain its topic, a new one where there is none like it.

    Returns how many; where it is MOST_AT_ONCE, there may be more. Two at once: the second waits and finds nothing left.
    """
    with transaction.atomic():
        _wait_for_turn()
        asked = list(AskedQuestion.objects.ungrouped().order_by("pk")[:MOST_AT_ONCE])
        if asked:
            _group(asked)
    return len(asked)


def _wait_for_turn() -> None:
    """Not by the questions' rows: a resident who presses a button meanwhile must not wait for thousands to be compared."""
    with connection.cursor() as cursor:
        # Advisory locks are the database's, not the schema's.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('group unanswered ' || %s))", [current_schema()])


def _group(asked: Sequence[AskedQuestion]) -> None:
    groups, topics = _known()
    known, joined = len(topics), {}
    for question in asked:
        text = question.text
        place = groups.join(words_of(text))
        if place == len(topics):
            topics.append(_new_topic(question, text))
        topic = question.topic = topics[place]
        topic.first_on, topic.last_on = min(topic.first_on, question.day), max(topic.last_on, question.day)
        if place < known:
            joined[place] = topic
    _place(topics[known:])
    UnansweredQuestion.objects.bulk_create(topics[known:])
    UnansweredQuestion.objects.bulk_update(joined.values(), ["first_on", "last_on"])
    _save_topics_of(asked)


def _save_topics_of(asked: Sequence[AskedQuestion]) -> None:
    for question in asked:
        question.topic_id = question.topic.pk  # a new topic had no number yet
    AskedQuestion.objects.bulk_update(asked, ["topic"], batch_size=500)


def _known() -> tuple[Groups, list[UnansweredQuestion]]:
    """The topics that are there, in the order in which they began."""
    newest = UnansweredQuestion.objects.order_by("-last_on", "-pk")[:MOST_TOPICS]
    topics, groups = sorted(newest, key=lambda topic: topic.pk), Groups(current_index())
    for topic in topics:
        groups.begin(words_of(topic.title))
    return groups, topics


def _new_topic(question: AskedQuestion, text: str) -> UnansweredQuestion:
    day: date = question.day
    topic = UnansweredQuestion(
        language=question.language, first_on=day, last_on=day, terms=shared_terms(words_of(text))
    )
    topic.title = text
    return topic


def _place(topics: Sequence[UnansweredQuestion]) -> None:
    """In the field of life and the section of the entry that comes nearest, if any comes near. One statement for all."""
    index = current_index()
    nearest = [search(index, words_of(topic.title), limit=1).found for topic in topics]
    slugs = {found[0].id for found in nearest if found and found[0].score >= NEAR}
    entries = {
        entry.slug: entry for entry in FaqEntry.objects.filter(slug__in=slugs).only("slug", "category", "section")
    }
    for topic, found in zip(topics, nearest, strict=True):
        entry = entries.get(found[0].id) if found else None
        if entry is not None:
            topic.category_id, topic.section_id = entry.category_id, entry.section_id
