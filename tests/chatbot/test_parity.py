"""The forms that ship, five hundred sets of answers: the conversation judges, refuses and stores as the web does."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from chatbot.dialogue.message import Reply
from chatbot.dialogue.skills.form_filling import asked_now
from forms_app.models import Application, Draft, Form
from forms_app.rendering.sentences import sentence
from forms_app.schema.answers import validate
from forms_app.schema.definition import Definition, load
from forms_app.schema.errors import FieldError
from forms_app.schema.field import Field
from forms_app.schema.registry import field_type
from forms_app.services import attachments
from forms_app.services.shipped import ship_form, shipped_slugs
from forms_app.web import apply
from municipalities.support.japanese_calendar import today_in_japan
from tests.factories import accounts
from tests.factories.chat import Talk
from tests.forms_app.doors import Door, Verdict, Web, _uploads
from tests.forms_app.schema import random_forms
from tests.forms_app.test_parity import LIKELY, _as_one_person, _as_typed

pytestmark = pytest.mark.slow
SETS = 25
MOST_TURNS = 200


class Chat(Door):
    """Answers each question as it is asked, by its control. Where one is refused twice, the person gives up."""

    def judge(self, form: Form, definition: Definition, answers: dict[str, Any]) -> Verdict:
        talk = Talk()
        reply = talk.press(f"start:{form.slug}")[-1]
        refused: list[tuple[str, str]] = []
        for _turn in range(MOST_TURNS):
            asked = asked_now(talk.state)
            if asked is None:
                break
            question = asked.step.question
            assert reply.asks == question.key
            if asked.step.errors:
                refused = [(question.key, sentence(question, error)) for error in asked.step.errors]
                break
            reply = talk.put(self._raw(asked.draft, question, answers))[-1]
        else:
            raise AssertionError("the conversation does not end")
        return self._verdict(talk, reply, refused)

    def _verdict(self, talk: Talk, reply: Reply, refused: list[tuple[str, str]]) -> Verdict:
        if refused or not any(choice.value == "form:send" for choice in reply.choices):
            return Verdict(tuple(refused or [("", reply.text)]), None)
        before = self._known()
        talk.press("form:send")
        return Verdict((), self._stored(before))

    def _raw(self, draft: Draft, question, answers: dict[str, Any]) -> Any:
        if question.type != "attachment":
            return answers.get(question.key, "")
        stored = [
            attachments.store_upload(draft=draft, field=question, upload=each)
            for each in _uploads(answers.get(question.key, []))
        ]
        return [str(each.public_id) for each in stored]

    def _known(self) -> set[int]:
        return set(Application.objects.values_list("pk", flat=True))


@pytest.fixture
def web(in_town, client_of, monkeypatch) -> Web:
    monkeypatch.setattr(apply, "STARTS", replace(apply.STARTS, attempts=10**6))
    return Web(in_town, client_of(in_town))


@st.composite
def answer_sets(draw: st.DrawFn, definition: Definition) -> dict[str, Any]:
    typed = _as_one_person(definition, draw(random_forms.answers_to(definition.as_json())))
    typed = {key: value for key, value in typed.items() if definition.field(key).type != "hidden"}
    typed = mended(definition, typed) if draw(st.integers(0, 4)) else typed
    return {key: value for key, value in typed.items() if not is_hidden_file(definition, typed, key)}


def is_hidden_file(definition: Definition, typed: dict[str, Any], key: str) -> bool:
    """A page refuses too many files before it knows that nobody asked for them; a conversation never asks."""
    is_visible = key in validate(definition, typed, today=today_in_japan()).visible
    return definition.field(key).type == "attachment" and not is_visible


def mended(definition: Definition, typed: dict[str, Any]) -> dict[str, Any]:
    """Likelier answers to what is wrong, a question at a time, as long as any helps."""
    for _round in range(8):
        wrong = {error.field for error in judged(definition, typed)}
        for key in wrong:
            field = definition.field(key)
            candidates = [{**typed, key: value} for value in likely(field)]
            typed = min([typed, *candidates], key=lambda each: how_wrong(definition, each, key))
        if not wrong:
            break
    return typed


def how_wrong(definition: Definition, typed: dict[str, Any], key: str) -> tuple[bool, int]:
    """A right answer may open further questions: those come next."""
    errors = judged(definition, typed)
    return key in {error.field for error in errors}, len(errors)


def judged(definition: Definition, typed: dict[str, Any]) -> tuple[FieldError, ...]:
    return validate(definition, typed, today=today_in_japan()).errors


def likely(field: Field) -> list[Any]:
    kind = field_type(field.type)
    if field.row_fields:
        return [[{inner.key: likely(inner)[0] for inner in field.row_fields}]]
    if kind.is_chosen and kind.parts_of(field):
        return [dict.fromkeys(kind.parts_of(field), option["value"]) for option in kind.shown_options(field)]
    if kind.is_chosen:
        return [[option["value"]] if kind.many else option["value"] for option in kind.shown_options(field)]
    days = (today_in_japan() + timedelta(days=days) for days in (0, 10, 20, 40, -40, -400, -9000))
    by_type = {
        "date": [kind.to_raw(field, day.isoformat()) for day in days] if field.type in ("date", "birthday") else [],
        "number": ["1", "3", "12", "100", "2000"],
        "text": ["岐阜", "ギフ", "1234567", "gifu"],
    }
    soon = [(today_in_japan() + timedelta(days=ahead)).isoformat() for ahead in (15, 16)]
    options = field.options.get("options", [])
    by_type |= {
        "date_range": [{"from": soon[0], "to": soon[1]}],
        "matrix": [dict.fromkeys(kind.parts_of(field), option["value"]) for option in options],
        "attachment": [[str(uuid4())]],
    }
    by_type |= {"birthday": by_type["date"], "money": by_type["number"]}
    written = [
        *by_type.get(field.type, []),
        *LIKELY.get(field.type, []),
        *([field.example] if field.example else []),
        "",
    ]
    is_day = field.type in ("date", "birthday")
    return [
        _as_typed(field, value) if is_day else value
        for value in written
        if is_day or not (value and isinstance(value, str) and kind.parts_of(field))
    ]


@pytest.mark.parametrize("slug", shipped_slugs())
def test_conversation_judges_and_stores_as_the_web_does(slug, in_town, web):
    form = ship_form(slug=slug, section=accounts.section())
    form.refresh_from_db()
    definition = load(form.current_version.definition)
    chat, seen = Chat(in_town, web.client), Counter()

    @seed(20)
    @hypothesis_settings(max_examples=SETS, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(answer_sets(definition))
    def compare(answers) -> None:
        with transaction.atomic():
            by_web, by_chat = web.judge(form, definition, answers), chat.judge(form, definition, answers)
            transaction.set_rollback(True)
        assert by_chat.stored == by_web.stored, answers
        assert bool(by_chat.refused) == bool(by_web.refused), (by_chat, by_web, answers)
        assert is_part_of(by_chat, by_web), (by_chat, by_web, answers)
        seen["accepted" if by_web.stored is not None else "refused"] += 1

    compare()
    assert sum(seen.values()) == SETS
    assert seen["accepted"] >= 5, seen


def is_part_of(by_chat: Verdict, by_web: Verdict) -> bool:
    """The chat tells of one question at a time: its sentences are those of the web at that question."""
    if not by_chat.refused or by_chat.refused[0][0] == "":
        return True
    key = by_chat.refused[0][0]
    return sorted(by_chat.refused) == sorted(line for line in by_web.refused if line[0] == key)
