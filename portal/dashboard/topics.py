"""Which topics residents ask about in vain, over all towns: two statements to read and one to write, however many towns.

A town contributes words of the shared vocabulary and numbers, never a sentence; a topic is kept only where at least
LEAST_TOWNS towns or LEAST_CONVERSATIONS conversations share it (a constraint of the table).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from municipalities.tenancy import directory
from municipalities.tenancy.models import PUBLIC_SCHEMA

from .models import LEAST_CONVERSATIONS, LEAST_TOWNS, UnansweredTopic

LOOKED_BACK = timedelta(days=90)
MOST_OF_A_TOWN = 300
MOST_KEPT = 200
ALIKE = 0.5
_SCHEMAS = """
    SELECT namespace.nspname, quote_ident(namespace.nspname) FROM pg_namespace namespace
    JOIN pg_class class ON class.relnamespace = namespace.oid AND class.relname = 'chatbot_askedquestion'
    WHERE namespace.nspname = ANY(%s)
"""
_TOPICS = """
    (SELECT %s, topic.terms, count(DISTINCT asked.record_id), topic.state = 'open'
    FROM {schema}.chatbot_unansweredquestion topic JOIN {schema}.chatbot_askedquestion asked ON asked.topic_id = topic.id
    WHERE asked.day >= %s AND topic.state <> 'ignored' AND cardinality(topic.terms) > 0
        AND (asked.outcome IN ('offered', 'none', 'person') OR asked.verdict = 'unhelped')
    GROUP BY topic.id ORDER BY 3 DESC, topic.id LIMIT %s)
"""


@dataclass
class _Shared:
    terms: tuple[str, ...]
    conversations: int = 0
    towns: set[str] = field(default_factory=set)
    open_towns: set[str] = field(default_factory=set)

    @property
    def is_shared_by_enough(self) -> bool:
        return len(self.towns) >= LEAST_TOWNS or self.conversations >= LEAST_CONVERSATIONS


def collect_unanswered_topics() -> int:
    """Put what stands in the table anew. Returns how many topics are shared by enough."""
    shared = [each for each in _together(_of_towns()) if each.is_shared_by_enough]
    shared.sort(key=lambda each: (-each.conversations, -len(each.towns), each.terms))
    now = timezone.now()
    rows = [
        UnansweredTopic(
            terms=list(each.terms),
            town_count=len(each.towns),
            conversation_count=each.conversations,
            open_count=len(each.open_towns),
            collected_at=now,
        )
        for each in shared[:MOST_KEPT]
    ]
    with transaction.atomic():
        UnansweredTopic.objects.all().delete()
        UnansweredTopic.objects.bulk_create(rows)
    return len(rows)


_Told = tuple[str, list[str], int, bool]
"""Schema, terms, conversations, whether it is open there."""


def _together(told: Iterable[_Told]) -> list[_Shared]:
    """The most frequent first; another goes to the first with which it shares at least half of all words of both."""
    found: list[_Shared] = []
    for schema, terms, conversations, is_open in sorted(told, key=lambda each: (-each[2], each[1], each[0])):
        shared = next((each for each in found if _likeness(each.terms, terms) >= ALIKE), None)
        if shared is None:
            shared = _Shared(tuple(terms))
            found.append(shared)
        shared.conversations += conversations
        shared.towns.add(schema)
        if is_open:
            shared.open_towns.add(schema)
    return found


def _likeness(one: Iterable[str], other: Iterable[str]) -> float:
    one, other = set(one), set(other)
    return len(one & other) / len(one | other)


def _of_towns() -> list[_Told]:
    names = [town.schema_name for town in directory.all_towns() if town.is_ready and town.schema_name != PUBLIC_SCHEMA]
    since = timezone.localdate() - LOOKED_BACK
    with connection.cursor() as cursor:
        cursor.execute(_SCHEMAS, [names])
        schemas = cursor.fetchall()
        if not schemas:
            return []
        union = " UNION ALL ".join(_TOPICS.format(schema=quoted) for _name, quoted in schemas)
        cursor.execute(union, [value for name, _quoted in schemas for value in (name, since, MOST_OF_A_TOWN)])
        return cursor.fetchall()
