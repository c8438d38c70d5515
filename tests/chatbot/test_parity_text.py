"""The forms that ship, said in words alone: what a channel without controls stores is what the form's own reading keeps."""

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as hypothesis_settings

from chatbot.dialogue.filling.parts import Part, is_by_parts, next_part
from chatbot.dialogue.skills.form_filling import asked_now
from forms_app.models import Application, Draft
from forms_app.schema.answers import validate
from forms_app.schema.definition import load
from forms_app.schema.field import Field
from forms_app.schema.registry import field_type
from forms_app.services import attachments
from forms_app.services.draft import save_answers
from forms_app.services.shipped import ship_form, shipped_slugs
from municipalities.support.japanese_calendar import today_in_japan
from tests.chatbot.test_parity import answer_sets
from tests.factories import accounts
from tests.factories.chat import Talk, text_only
from tests.forms_app.doors import _uploads, _without_ids

pytestmark = pytest.mark.slow
SETS = 8
MOST_TURNS = 300
SKIP, RESUME = "form:skip", "form:resume"


class Speaker:
    """A person who has the answers in mind and says each as it is asked for."""

    def __init__(self, talk: Talk, values: dict[str, Any]):
        self.talk, self.values = talk, values
        self.talk.replies = []

    def answer(self, draft: Draft, question: Field) -> None:
        if question.key not in self.values:
            self.talk.replies = self.talk.press(SKIP)
        elif question.type == "attachment":
            self._on_the_page(draft, question)
        elif is_by_parts(question):
            self._part(question)
        else:
            self.talk.replies = self.talk.say(said(question, self.values[question.key]))

    def _on_the_page(self, draft: Draft, question: Field) -> None:
        names = self.values[question.key]
        stored = [attachments.store_upload(draft=draft, field=question, upload=each) for each in _uploads(names)]
        save_answers(draft_id=draft.public_id, raw={question.key: [str(each.public_id) for each in stored]})
        self.talk.press(RESUME)

    def _part(self, question: Field) -> None:
        state = self.talk.state.get("parts", {})
        given = state["given"] if state.get("key") == question.key else {}
        part = next_part(question, given, today=today_in_japan())
        raw = field_type(question.type).to_raw(question, self.values[question.key])
        words = said_of_part(question, part, raw)
        self.talk.replies = self.talk.say(words) if words else self.talk.press(SKIP)


def said(question: Field, value: Any) -> str:
    kind = field_type(question.type)
    if kind.is_chosen and question.type not in ("yes_no", "rating"):
        labels = {option["value"]: option["label"] for option in kind.shown_options(question)}
        return "、".join(labels[each] for each in value) if kind.many else labels[value]
    if question.type in ("date", "birthday"):
        return spoken_day(value)
    if question.type == "yes_no":
        return "はい" if value in (True, "yes") else "いいえ"
    if question.type in ("consent", "document"):
        return "同意します"
    return value["address"] if question.type == "location" else str(value)


def spoken_day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.year}年{day.month}月{day.day}日"


def said_of_part(question: Field, part: Part, raw: Any) -> str:
    """'' for what is left empty."""
    if part.takes == "more":
        return "はい" if int(part.name.partition("-")[0]) + 1 < len(raw) else "いいえ"
    if part.takes == "yes":
        return "はい"
    values = [value_at(question, raw, name) for name in part.fills]
    if part.takes == "option":
        return dict(part.options)[values[0]]
    if part.takes == "answer":
        return said(part.question, values[0]) if values[0] != "" else ""
    if part.takes == "day":
        return spoken_day(values[0])
    return " ".join(map(str, values)).strip()


def value_at(question: Field, raw: Any, name: str) -> Any:
    if question.row_fields:
        number, _hyphen, rest = name.partition("-")
        key, _hyphen, part = rest.partition("-")
        value = raw[int(number)].get(key, "")
        inner = next(each for each in question.row_fields if each.key == key)
        if value == "" or part:
            return value[part] if value else ""
        return field_type(inner.type).clean(inner, value, today=today_in_japan())
    return dict(zip(field_type(question.type).parts_of(question), "", strict=False)) | raw and raw[name]


def without_codes(typed: dict[str, Any]) -> dict[str, Any]:
    """Nobody knows the codes of a bank by heart: they are asked on a page only."""
    codes = {"bank_code": "", "branch_code": ""}
    return {
        key: value | codes if isinstance(value, dict) and "branch" in value else value for key, value in typed.items()
    }


def is_sayable(typed: dict[str, Any], questions: dict[str, Field]) -> bool:
    """A drawing is for a page, degrees are for a map, nobody says a day before 明治, and a name of two words has two words."""
    for key, value in typed.items():
        kind = questions[key].type
        if kind == "name" and any(re.search(r"[\s（）()、,]", part) for part in value.values()):
            return False
        if kind in ("date", "birthday") and value < "1868-10-23":
            return False
        if kind == "location" and value["latitude"] or kind == "signature" and value["kind"] == "drawn":
            return False
    return True


@pytest.mark.parametrize("slug", shipped_slugs())
def test_what_is_said_in_words_alone_is_stored_as_the_form_reads_it(slug, in_town):
    form = ship_form(slug=slug, section=accounts.section())
    form.refresh_from_db()
    definition = load(form.current_version.definition)
    questions = {field.key: field for field in definition.fields}
    seen = Counter()

    @seed(21)
    @hypothesis_settings(max_examples=SETS, deadline=None, database=None, phases=[Phase.generate],
                         suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(answer_sets(definition))
    def compare(typed) -> None:
        typed = without_codes(typed)
        read = validate(definition, typed, today=today_in_japan())
        if read.errors or not is_sayable(read.values, questions):
            return
        with transaction.atomic():
            assert stored_by_words(form.slug, dict(read.values)) == _without_ids(read.values), typed
            transaction.set_rollback(True)
        seen["said"] += 1

    compare()
    assert seen["said"] >= 1


def stored_by_words(slug: str, values: dict[str, Any]) -> dict[str, Any] | None:
    talk = text_only()
    talk.press(f"start:{slug}")
    speaker = Speaker(talk, values)
    for _turn in range(MOST_TURNS):
        asked = asked_now(talk.state)
        if asked is None:
            break
        if talk.state.get("offers"):
            talk.say("いいえ")
            continue
        speaker.answer(asked.draft, asked.step.question)
    else:
        raise AssertionError(f"the conversation does not end: {talk.replies}")
    talk.press("form:send")
    filed = Application.objects.first()
    return _without_ids(filed.get_answers()) if filed else None
