"""The forms that ship, five hundred sets of answers: the conversation judges, refuses and stores as the web does."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from chatbot.dialogue.message import Reply
from chatbot.dialogue.skills.form_filling import asked_now
from forms_app.models import Application, Draft, Form
from forms_app.rendering.sentences import sentence
from forms_app.schema.definition import Definition, load
from forms_app.services import attachments
from forms_app.services.shipped import ship_form, shipped_slugs
from forms_app.web import apply
from tests.factories import accounts
from tests.factories.chat import Talk
from tests.forms_app.doors import Door, Verdict, Web, _uploads
from tests.forms_app.schema import random_forms
from tests.forms_app.test_parity import _as_one_person, _mended

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
    without_links = {key: value for key, value in typed.items() if definition.field(key).type != "hidden"}
    return _mended(definition, without_links) if draw(st.integers(0, 3)) else without_links


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


def is_part_of(by_chat: Verdict, by_web: Verdict) -> bool:
    """The chat tells of one question at a time: its sentences are those of the web at that question."""
    if not by_chat.refused or by_chat.refused[0][0] == "":
        return True
    key = by_chat.refused[0][0]
    return sorted(by_chat.refused) == sorted(line for line in by_web.refused if line[0] == key)
