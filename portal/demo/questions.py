"""A month of invented questions, so that the pages of what residents asked are not empty."""

from datetime import timedelta

from django.utils import timezone

from chatbot.learning.topics import group_unanswered
from chatbot.models import Answered, AskedQuestion, Channel, ConversationRecord, FaqEntry

DAYS = 28
READ = ("garbage-how-to", "move-in", "resident-record-copy", "bulky-waste-apply", "dog-registration-apply")
IN_VAIN = (
    "公園でドローンを飛ばしてもいいですか",
    "ドローンの空撮がしたい 公園",
    "クマが出たときの連絡先",
    "クマを見ました。どこに言えばいい",
    "子ども食堂はどこにありますか",
    "プレミアム商品券はまだ買えますか",
    "プレミアム商品券の購入",
    "公園でドローン飛ばしたい",
)


def make_questions() -> None:
    """Nothing where something was asked already."""
    if ConversationRecord.objects.exists():
        return
    known = list(FaqEntry.objects.filter(slug__in=READ).order_by("slug").values_list("slug", flat=True))
    today = timezone.localdate()
    for number in range(DAYS * 3):
        record = ConversationRecord.objects.create(
            day=today - timedelta(days=number // 3),
            channel=Channel.WEB,
            language="en" if number % 13 == 0 else "ja",
            wants_person=number % 8 == 0,
        )
        _ask(record, number, known)
    group_unanswered()


def _ask(record: ConversationRecord, number: int, known: list[str]) -> None:
    facts = {"record": record, "day": record.day, "language": record.language}
    if known:
        slug = known[number % len(known)]
        is_alone, verdict = number % 3 > 0, ("helped", "", "", "unhelped")[number % 4]
        AskedQuestion.objects.create(
            **facts,
            number=1,
            answered=Answered.ALONE if is_alone else Answered.OFFERED,
            shown=[slug],
            read=slug,
            verdict=verdict,
        )
    if number % 2 == 0:
        question = AskedQuestion(**facts, number=2, answered=Answered.NOTHING, wants_person=record.wants_person)
        question.text = IN_VAIN[number // 2 % len(IN_VAIN)]
        question.save(force_insert=True)
