"""The bubbles of form filling: the question, why it is asked again, what can be pressed; and the answers to check at the end."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from chatbot.dialogue.message import Choice, Reply
from forms_app.rendering.nodes import AnswerNode, walk_for_reading
from forms_app.rendering.sentences import sentence
from forms_app.schema.answers import Answers
from forms_app.schema.definition import Definition
from forms_app.schema.errors import FieldError
from forms_app.schema.field import Field
from forms_app.schema.registry import field_type

from .plan import Next, can_be_skipped, place_of
from .reading import needs_controls, options_on_offer

ANSWER, SKIP, BACK, WHY, FIX, SEND, QUIT, PAGE = (
    "form:answer:", "form:skip", "form:back", "form:why", "form:fix", "form:send", "form:quit", "form:page",
)  # fmt: skip
MOST_CHIPS = 13
"""As many as LINE shows; longer lists are for the control, or are written."""
AGREEABLE = ("consent", "document")


def question_reply(definition: Definition, step: Next, *, can_go_back: bool) -> Reply:
    question = step.question
    assert question is not None
    lines = [*_mistakes(question, step.errors), _place(definition, step.answers, question)]
    lines += _told_before(definition, question, step.answers) if not step.errors else []
    lines += [field_type(question.type).question(question), *_particulars(question)]
    return Reply(
        "\n".join(line for line in lines if line),
        choices=tuple(_answers_to_press(question, step.answers) + _ways_on(question, step.answers, can_go_back)),
        asks=question.key,
    )


def check_reply(definition: Definition, values: Mapping[str, Any]) -> Reply:
    lines = [_("入力が終わりました。次の内容でよろしいですか。")]
    for node in walk_for_reading(definition, values):
        lines += ["", f"■ {node.title}", *(f"{answer.label}：{_short(answer)}" for answer in node.answers)]
    send = Choice(_("この内容で送る"), SEND)
    return Reply("\n".join(lines), choices=(send, Choice(_("直す"), FIX), Choice(_("あとにする"), QUIT)))


def fix_reply(questions: Sequence[Field]) -> Reply:
    chips = tuple(Choice(question.label, f"{FIX}:{question.key}") for question in questions)
    return Reply(_("どの答えを直しますか。"), choices=chips)


def stop_reply(stops: Sequence[FieldError]) -> Reply:
    reasons = [str(error.params["message"]) for error in stops]
    lines = [_("申し訳ありません。この手続は、次の理由でお受けできません。"), *reasons]
    choices = (Choice(_("前の答えを直す"), BACK), Choice(_("やめる"), QUIT))
    return Reply("\n".join(lines), choices=choices)


def why_reply(question: Field) -> str:
    return question.help or _("この手続の審査に必要なため、お聞きしています。目的のほかには使いません。")


def _mistakes(question: Field, errors: Sequence[FieldError]) -> list[str]:
    return [sentence(question, error) for error in errors]


def _place(definition: Definition, answers: Answers, question: Field) -> str:
    number, many = place_of(definition, answers, question)
    return _("【%(number)s問目／%(many)s問】") % {"number": number, "many": many}


def _told_before(definition: Definition, question: Field, answers: Answers) -> list[str]:
    """Headings and paragraphs that stand right before the question on its page."""
    fields = definition.page(question.page_key).fields
    before: list[str] = []
    for field in fields[: fields.index(question)]:
        is_words = not field_type(field.type).takes_answer and field.key in answers.visible
        before = [*before, str(field.options.get("text") or field.label)] if is_words else []
    return before


def _particulars(question: Field) -> list[str]:
    text = str(question.options.get("text", "")) if question.type in AGREEABLE else ""
    example = _("（例：%(example)s）") % {"example": question.example} if question.example else ""
    return [text, question.help, example]


def _answers_to_press(question: Field, answers: Answers) -> list[Choice]:
    if question.type in AGREEABLE:
        return [Choice(_("同意する"), f"{ANSWER}yes")]
    options = [] if field_type(question.type).many else options_on_offer(question, answers)
    options = [] if needs_controls(question) else options
    chips = [Choice(str(option["label"]), f"{ANSWER}{option['value']}") for option in options]
    return chips if len(chips) <= MOST_CHIPS else []


def _ways_on(question: Field, answers: Answers, can_go_back: bool) -> list[Choice]:
    ways = [Choice(_("答えずに進む"), SKIP)] if can_be_skipped(question, answers) else []
    ways += [Choice(_("1つ戻る"), BACK)] if can_go_back else []
    return [*ways, Choice(_("あとにする"), QUIT)]


def _short(answer: AnswerNode) -> str:
    if answer.file_ids:
        return _("%(count)s件") % {"count": len(answer.file_ids)}
    return answer.text or (_("（手書き）") if answer.picture else _("（答えなし）"))
