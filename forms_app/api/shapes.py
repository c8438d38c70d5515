"""The shapes of the public part, in and out: read by the parser and by the OpenAPI description."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from forms_app.models import Category
from forms_app.models.application import STATUS_CHOICES
from forms_app.schema.errors import ERROR_CODES

ANSWERS_HELP = "設問の key を名前、答えを値とするオブジェクト。形は answers_schema_url の JSON Schema のとおり。知らない名前は読み飛ばす。"


class FieldProblem(serializers.Serializer):
    field = serializers.CharField()
    part = serializers.CharField(allow_null=True, help_text="住所の郵便番号など、設問の一部分。設問全体のときは null")
    code = serializers.CharField(help_text="設問については: " + "、".join(ERROR_CODES))
    message = serializers.CharField(help_text="そのまま画面に出せる文")


class CurrentState(serializers.Serializer):
    status = serializers.ChoiceField(STATUS_CHOICES)
    revision = serializers.IntegerField()


class Refusal(serializers.Serializer):
    code = serializers.CharField()
    message = serializers.CharField(help_text="そのまま画面に出せる文")
    fields = FieldProblem(many=True, required=False)  # type: ignore[assignment]
    current = CurrentState(required=False, help_text="409 のとき: いまの状態")


class FormFacts(serializers.Serializer):
    slug = serializers.SlugField()
    title = serializers.CharField()
    summary = serializers.CharField()
    category = serializers.ChoiceField(Category.choices)
    section = serializers.CharField()
    is_open = serializers.BooleanField()
    opens_at = serializers.DateTimeField(allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()
    url = serializers.URLField()


class FormList(serializers.Serializer):
    forms = FormFacts(many=True)


class FormDetails(FormFacts):
    description = serializers.CharField()
    legal_basis = serializers.CharField()
    needed_items = serializers.ListField(child=serializers.CharField())
    fee = serializers.CharField()
    language = serializers.CharField(help_text="この答えの文の言語（BCP 47）。訳のない文は日本語のまま")
    languages = serializers.ListField(child=serializers.CharField(), help_text="この手続を読める言語")
    definition = serializers.DictField(help_text="ページ、まとまり、設問、表示の条件")
    answers_schema_url = serializers.URLField()


@extend_schema_field({"type": "object", "additionalProperties": True, "description": ANSWERS_HELP})
class AnswersField(serializers.DictField):
    pass


class AnswersSent(serializers.Serializer):
    answers = AnswersField()


class Judgement(serializers.Serializer):
    is_valid = serializers.BooleanField()
    fields = FieldProblem(many=True)  # type: ignore[assignment]
    visible = serializers.ListField(child=serializers.CharField(), help_text="この答えのとき表示される設問の key")
    required = serializers.ListField(child=serializers.CharField(), help_text="この答えのとき必須の設問の key")


class DraftStarted(serializers.Serializer):
    draft = serializers.UUIDField()
    version = serializers.IntegerField()
    expires_at = serializers.DateTimeField()


class FileSent(serializers.Serializer):
    field = serializers.CharField(max_length=40, help_text="添付する設問の key")
    file = serializers.FileField(allow_empty_file=True)


class FileKept(serializers.Serializer):
    id = serializers.UUIDField(help_text="answers のその設問の配列に入れる")
    field = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    size = serializers.IntegerField()


class ApplicationSent(AnswersSent):
    draft = serializers.UUIDField(required=False, allow_null=True, help_text="ファイルを添付したときの下書き")


class Receipt(serializers.Serializer):
    receipt_number = serializers.CharField()
    secret = serializers.CharField(help_text="照会パスワード。申請した本人だけに見せる")
    form = serializers.SlugField()
    version = serializers.IntegerField()
    submitted_at = serializers.DateTimeField()


class LookupSent(serializers.Serializer):
    receipt_number = serializers.CharField(max_length=50)
    secret = serializers.CharField(max_length=50)


class Step(serializers.Serializer):
    at = serializers.DateTimeField()
    verb = serializers.CharField()
    label = serializers.CharField()
    message = serializers.CharField()


class Status(serializers.Serializer):
    receipt_number = serializers.CharField()
    form = serializers.SlugField()
    title = serializers.CharField()
    section = serializers.CharField()
    status = serializers.ChoiceField(STATUS_CHOICES)
    status_label = serializers.CharField()
    submitted_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    history = Step(many=True)
