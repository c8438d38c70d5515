"""The shapes of the staff's part, in and out."""

from rest_framework import serializers

from forms_app.models.application import STATUS_CHOICES
from forms_app.workflow import TRANSITIONS, Actor

from .shapes import AnswersField, FileKept, Step

LONGEST_MESSAGE = 2000
STAFF_VERBS = [t.verb for t in TRANSITIONS.values() if t.actor == Actor.STAFF]


class ListAsked(serializers.Serializer):
    status = serializers.ChoiceField(STATUS_CHOICES, required=False)
    form = serializers.SlugField(max_length=60, required=False)
    section = serializers.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    submitted_from = serializers.DateField(required=False, help_text="申請日（この日から）")
    submitted_to = serializers.DateField(required=False, help_text="申請日（この日まで）")
    updated_since = serializers.DateTimeField(required=False, help_text="この時より後に変わったもの")
    limit = serializers.IntegerField(min_value=1, max_value=200, required=False, default=50)
    cursor = serializers.CharField(max_length=300, required=False, help_text="前の答えの next")


class SectionShape(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()


class ApplicationFacts(serializers.Serializer):
    id = serializers.UUIDField()
    receipt_number = serializers.CharField()
    form = serializers.SlugField()
    title = serializers.CharField()
    version = serializers.IntegerField()
    section = SectionShape()
    assignee = serializers.CharField(allow_null=True)
    status = serializers.ChoiceField(STATUS_CHOICES)
    status_label = serializers.CharField()
    revision = serializers.IntegerField(help_text="変更のたびに増える番号。transitions に添える")
    submitted_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    url = serializers.URLField()


class ApplicationPage(serializers.Serializer):
    applications = ApplicationFacts(many=True)
    next = serializers.CharField(allow_null=True, help_text="続きがあるとき: 次の cursor")


class FileListed(FileKept):
    url = serializers.URLField()


class ApplicationDetails(ApplicationFacts):
    answers = AnswersField()
    files = FileListed(many=True)
    history = Step(many=True)


class TransitionSent(serializers.Serializer):
    verb = serializers.ChoiceField(STAFF_VERBS)
    revision = serializers.IntegerField(min_value=1, help_text="見ていた revision。ほかの人が先に変えていたら 409")
    message = serializers.CharField(
        max_length=LONGEST_MESSAGE,
        required=False,
        allow_blank=True,
        default="",
        help_text="申請者へのお知らせ。差戻しと不承認では必須",
    )
