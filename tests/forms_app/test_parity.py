"""Two thousand random pairs of a form and answers: residents' pages, the API and the counter judge alike, and store alike."""

from collections import Counter as Count
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from forms_app.models import Form
from forms_app.rendering.sentences import sentence
from forms_app.schema.answers import Answers, validate
from forms_app.schema.definition import Definition, load
from forms_app.schema.field import Field
from forms_app.schema.registry import FIELD_TYPES, field_type
from forms_app.web import apply
from municipalities.accounts.models import Role
from municipalities.support.japanese_calendar import today_in_japan
from tests.factories import accounts
from tests.factories import forms as form_factory
from tests.forms_app.doors import Api, Counter, Door, Verdict, Web
from tests.forms_app.schema import random_forms

pytestmark = pytest.mark.slow
CHUNKS, FORMS, ANSWERS = 4, 25, 20
OFFERED = [name for name, kind in FIELD_TYPES.items() if kind.is_offered]
ANSWERED = [name for name in OFFERED if FIELD_TYPES[name].takes_answer]
LIKELY: dict[str, list[object]] = {
    **{name: [kind.sample[1]] for name, kind in FIELD_TYPES.items() if kind.sample[1]},
    "name": [random_forms.NAME],
    "address": [random_forms.ADDRESS],
    "location": [random_forms.PLACE],
    "date": [{"year": "2026", "month": "11", "day": "23"}, {"year": "令和8", "month": "11", "day": "20"}],
    "number": ["2", "1", "12"],
    "text": ["犬と", "犬"],
    "textarea": ["犬と"],
    "phone": ["058-214-4719"],
    "email": ["hanako@example.jp"],
    "choice": random_forms.FRUITS,
    "choices": [random_forms.FRUITS[:1], random_forms.FRUITS[:2]],
    "consent": ["yes"],
    "document": ["yes"],
    "attachment": [["1", "2"], []],
    "signature": [{"typed": "岐阜 花子", "confirmed": "yes", "drawn": ""}],
    "slot": ["morning"],
    "repeat": [[{"item": "猫", "price": "1", "left": "", "bought": ""}], [{"item": "猫"}, {"item": "犬"}], []],
}


@st.composite
def pairs(draw: st.DrawFn, kinds: list[str]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A form, some of whose questions refuse, and ANSWERS answers to it: two of three mended until nothing is wrong."""
    whole = draw(random_forms.forms(kinds))
    _refuse_something(draw, whole)
    definition = load(whole)
    answers = []
    for number in range(ANSWERS):
        typed = _as_one_person(definition, draw(random_forms.answers_to(whole)))
        answers.append(_mended(definition, typed) if number % 3 else typed)
    return whole, answers


def _refuse_something(draw: st.DrawFn, whole: dict[str, Any]) -> None:
    fields = [field for page in whole["pages"] for group in page["groups"] for field in group["fields"]]
    asked = [field for field in fields if FIELD_TYPES[field["type"]].takes_answer]
    own = [field for field in asked if FIELD_TYPES[field["type"]].is_asked]
    if own and draw(st.integers(0, 2)) == 0:
        field = draw(st.sampled_from(own))
        condition = draw(random_forms.conditions([field]))
        message = f"「{field['key']}」は受け付けられません。"
        field |= {"refuse_when": condition, "refuse_message": message, "refuse_stops": draw(st.booleans())}


def _as_one_person(definition: Definition, typed: Mapping[str, Any]) -> dict[str, Any]:
    """A link says one thing to all hidden questions."""
    typed = {key: _as_typed(definition.field(key), value) for key, value in typed.items()}
    said = [field.key for field in definition.fields if field.type == "hidden"]
    return typed | dict.fromkeys(said, typed[said[0]] if said else "")


def _as_typed(field: Field, value: Any) -> Any:
    """As a page can post it: in the parts it shows, and without NUL."""
    value, kind = _without_nul(value), field_type(field.type)
    parts = kind.parts_of(field)
    if isinstance(value, str):
        return kind.to_raw(field, value) if value and parts else value
    return {part: value.get(part, "") for part in parts} if parts and isinstance(value, dict) else value


def _without_nul(value: Any) -> Any:
    """In rows and parts too."""
    if isinstance(value, dict):
        return {key: _without_nul(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_without_nul(item) for item in value]
    return value.replace("\x00", "") if isinstance(value, str) else value


def _mended(definition: Definition, typed: dict[str, Any]) -> dict[str, Any]:
    """Likelier answers where something is wrong, as long as that helps."""
    for _round in range(6):
        wrong = {error.field for error in _judged(definition, typed).errors}
        if not wrong:
            break
        for key in sorted(wrong):  # in the same order in every process: what was found must be found again
            typed = _likelier(definition, typed, key)
    return typed


def _likelier(definition: Definition, typed: dict[str, Any], key: str) -> dict[str, Any]:
    field = definition.field(key)
    likely = [_in_parts_shown(field, value) for value in LIKELY.get(field.type, [])]
    candidates = [{**typed, key: _as_typed(field, value)} for value in likely]
    return min([typed, *candidates], key=lambda each: len(_judged(definition, each).errors))


def _in_parts_shown(field: Field, value: Any) -> Any:
    """A period is shown in parts of eras, or as two days: a sample is what is stored."""
    return field_type(field.type).to_raw(field, value) if field.type == "date_range" else value


def _judged(definition: Definition, typed: Mapping[str, Any]) -> Answers:
    return validate(definition, typed, today=today_in_japan())


@pytest.fixture
def doors(in_town, client_of, settings, monkeypatch) -> list[Door]:
    """In a town where one person may begin and send as often as two thousand."""
    settings.API_WRITES_IN_TEN_MINUTES = 10**6
    monkeypatch.setattr(apply, "STARTS", replace(apply.STARTS, attempts=10**6))
    clerk = client_of(in_town)
    clerk.force_login(accounts.staff(role=Role.TENANT_ADMIN))
    return [Web(in_town, client_of(in_town)), Api(in_town, client_of(in_town)), Counter(in_town, clerk)]


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_door_judges_and_stores_alike(doors, chunk):
    often = ANSWERED[chunk::CHUNKS]
    seen = Mix()

    @seed(chunk)
    @hypothesis_settings(max_examples=FORMS, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(pairs([*OFFERED, *often * 2]))
    def compare(pair) -> None:
        with transaction.atomic():
            compare_answers(*pair)
            transaction.set_rollback(True)  # one transaction full of dead rows grows slower with each form

    def compare_answers(whole, many) -> None:
        form = form_factory.published_form(definition=whole)
        for answers in many:
            seen.count(load(whole), answers, compare_doors(doors, form, load(whole), answers))

    compare()
    seen.is_wide(often)


def compare_doors(doors: list[Door], form: Form, definition: Definition, answers: dict[str, Any]) -> Verdict:
    judged = _judged(definition, answers)
    sentences = sorted((error.field, sentence(definition.field(error.field), error)) for error in judged.errors)
    verdicts = [door.judge(form, definition, answers) for door in doors]
    odd = [
        (type(door).__name__, set(verdict.refused) ^ set(sentences))
        for door, verdict in zip(doors, verdicts, strict=True)
    ]
    assert [name for name, difference in odd if difference] == [], (odd, answers, definition.source)
    assert doors[1].codes == sorted((error.field, error.code, error.part or "") for error in judged.errors), answers
    assert [verdict.stored for verdict in verdicts] == [verdicts[0].stored] * len(doors), answers
    assert (verdicts[0].stored is None) == bool(sentences), answers
    return verdicts[0]


class Mix:
    """What was compared: a proof over empty answers would prove nothing."""

    def __init__(self) -> None:
        self.pairs = self.accepted = 0
        self.types: Count[str] = Count()
        self.codes: Count[str] = Count()

    def count(self, definition: Definition, answers: dict[str, Any], verdict: Verdict) -> None:
        judged = _judged(definition, answers)
        self.pairs += 1
        self.accepted += verdict.stored is not None
        self.types.update({definition.field(key).type for key in judged.values})
        self.codes.update({error.code for error in judged.errors})

    def is_wide(self, often: list[str]) -> None:
        """All types are answered many times: each in the chunk that asks for it often."""
        assert self.pairs == FORMS * ANSWERS
        assert self.accepted / self.pairs > 0.25, self.accepted
        assert [name for name in often if self.types[name] < 5] == [], self.types
        assert len(self.codes) > 15, self.codes
