"""The bubbles of form filling: the question, why it is asked again, what can be pressed; and the answers to check at the end."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from chatbot.dialogue.languages import spoken_now
from chatbot.dialogue.message import Choice, Link, Reply
from forms_app.rendering.nodes import AnswerNode, walk_for_reading
from forms_app.rendering.sentences import sentence
from forms_app.schema.answers import Answers
from forms_app.schema.definition import Definition
from forms_app.schema.errors import FieldError
from forms_app.schema.field import Field
from forms_app.schema.registry import field_type
from forms_app.schema.texts import JAPANESE

from .parts import Part
from .plan import Next, can_be_skipped, place_of
from .reading import needs_controls, options_on_offer
from .translated import as_read

ANSWER, SKIP, BACK, WHY, FIX, SEND, QUIT, PAGE, RESUME, TAKE, LEAVE = (
    "form:answer:", "form:skip", "form:back", "form:why", "form:fix", "form:send", "form:quit", "form:page", "form:resume",
    "form:take", "form:leave",
)  # fmt: skip
MOST_CHIPS = 13
"""As many as LINE shows; longer lists are for the control, or are written."""
AGREEABLE = ("consent", "document")


def question_reply(definition: Definition, step: Next, *, can_go_back: bool) -> Reply:
    assert step.question is not None
    definition = as_read(definition)
    question = definition.field(step.question.key)
    lines = [*_mistakes(question, step.errors), _place(definition, step.answers, question)]
    lines += _told_before(definition, question, step.answers) if not step.errors else []
    lines += [_sentence_of(question), *_particulars(question)]
    return Reply(
        "\n".join(line for line in lines if line),
        choices=tuple(_answers_to_press(question, step.answers) + _ways_on(question, step.answers, can_go_back)),
        asks=question.key,
    )


def part_reply(
    definition: Definition, step: Next, part: Part, *, mistake: str, is_first: bool, can_go_back: bool
) -> Reply:
    """One part of the question; what is told of the whole stands before the first."""
    assert step.question is not None
    definition = as_read(definition)
    question = definition.field(step.question.key)
    lines = [mistake] if mistake else _mistakes(question, step.errors)
    lines += [_place(definition, step.answers, question)] if is_first else []
    lines += [_sentence_of(question), *_particulars(question)] if is_first else []
    lines += [part_sentence(part), *(_particulars(part.question) if part.question else [])]
    may_skip = part.may_be_empty or (is_first and can_be_skipped(question, step.answers))
    ways = [Choice(_("答えずに進む"), SKIP)] if may_skip else []
    ways += [Choice(_("1つ戻る"), BACK)] if can_go_back or not is_first else []
    choices = (*_part_choices(part, step.answers), *ways, Choice(_("あとにする"), QUIT))
    return Reply("\n".join(line for line in lines if line), choices=choices, asks=question.key)


def part_sentence(part: Part) -> str:
    if part.takes == "more":
        return _("ほかにも「%(row)s」がありますか。") % {"row": part.label}
    if part.takes == "yes":
        return _("「%(name)s」を署名としてよいですか。") % {"name": part.label}
    if part.takes == "option":
        return _("「%(part)s」を選んでください。") % {"part": part.label}
    return _("%(part)sを入力してください。") % {"part": part.label}


def not_understood(part: Part) -> str:
    return {
        "name": _("姓と名のあいだを、1文字あけて入力してください（例：岐阜 花子）。"),
        "day": _("日付を読み取れませんでした。「12月1日」のように入力してください。"),
        "postal_code": _("郵便番号は、7桁の数字で入力してください（例：500-8701）。"),
        "institution": _("金融機関の名前を入力してください（例：岐阜銀行、ゆうちょ銀行）。"),
        "option": _("ボタンを押すか、同じ言葉を入力してください。"),
        "yes": _("よければ「はい」と入力してください。直すときは「戻る」と入力してください。"),
        "more": _("「はい」か「いいえ」でお答えください。"),
    }.get(part.takes, "")


def _part_choices(part: Part, answers: Answers) -> list[Choice]:
    if part.takes in ("yes", "more"):
        no = [Choice(_("いいえ"), f"{ANSWER}no")] if part.takes == "more" else []
        return [Choice(_("はい"), f"{ANSWER}yes"), *no]
    if part.question is not None:
        return _answers_to_press(part.question, answers)
    return [Choice(label, f"{ANSWER}{value}") for value, label in part.options]


def offer_reply(
    definition: Definition,
    values: Mapping[str, Any],
    keys: Sequence[str],
    *,
    again: bool = False,
    is_from_profile: bool = False,
) -> Reply:
    """What was understood already; nothing of it is taken without a yes."""
    lines = [_("「はい」か「いいえ」でお答えください。")] if again else []
    if is_from_profile:
        lines += [_("プロフィールの内容を合わせると、次のようになります。よろしいですか。")]
    else:
        lines += [_("次のように受け取りました。よろしいですか。")]
    questions = [as_read(definition).field(key) for key in keys]
    shown = [(each, field_type(each.type).display(each, values[each.key])) for each in questions if each.key in values]
    lines += ["・" + _answered(question.label, text) for question, text in shown]
    fixes = [Choice(_("「%(label)s」を直す") % {"label": each.label}, f"{FIX}:{each.key}") for each in questions]
    ways = (Choice(_("いいえ、1つずつ答える"), LEAVE), Choice(_("あとにする"), QUIT))
    return Reply("\n".join(lines), choices=(Choice(_("はい"), TAKE), *fixes, *ways))


def page_reply(question_text: Reply, links: tuple[Link, ...]) -> Reply:
    """A question that only a page can ask, in a channel that has none."""
    text = _("この質問は、画面で答えてください。答えたら「続きを入力する」を押してください。")
    choices = (Choice(_("続きを入力する"), RESUME), *question_text.choices)
    return Reply(f"{question_text.text}\n{text}", choices=choices, links=links, asks=question_text.asks)


def check_reply(definition: Definition, values: Mapping[str, Any]) -> Reply:
    lines = [_("入力が終わりました。次の内容でよろしいですか。")]
    for node in walk_for_reading(as_read(definition), values):
        lines += ["", f"■ {node.title}", *(_answered(answer.label, _short(answer)) for answer in node.answers)]
    send = Choice(_("この内容で送る"), SEND)
    return Reply("\n".join(lines), choices=(send, Choice(_("直す"), FIX), Choice(_("あとにする"), QUIT)))


def fix_reply(questions: Sequence[Field]) -> Reply:
    chips = tuple(Choice(question.label, f"{FIX}:{question.key}") for question in questions)
    return Reply(_("どの答えを直しますか。"), choices=chips)


def stop_reply(definition: Definition, stops: Sequence[FieldError]) -> Reply:
    shown = as_read(definition)
    reasons = [sentence(shown.field(error.field), error) for error in stops]
    lines = [_("申し訳ありません。この手続は、次の理由でお受けできません。"), *reasons]
    choices = (Choice(_("前の答えを直す"), BACK), Choice(_("やめる"), QUIT))
    return Reply("\n".join(lines), choices=choices)


def why_reply(question: Field) -> str:
    return question.help or _("この手続の審査に必要なため、お聞きしています。目的のほかには使いません。")


def _sentence_of(question: Field) -> str:
    """Types know how to ask in Japanese; in another language the form's own words are the question."""
    return field_type(question.type).question(question) if spoken_now() == JAPANESE else question.label


def _answered(label: str, text: str) -> str:
    return _("%(label)s：%(text)s") % {"label": label, "text": text}


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
