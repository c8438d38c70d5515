"""Answers that stand in a sentence already (said before a form began, or more than was asked), or in the resident's profile.
They are offered, never taken. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date

from chatbot.dialogue.understanding.amounts import counts_in, money_in, time_in
from chatbot.dialogue.understanding.choices import named_in
from chatbot.dialogue.understanding.dates import date_in
from chatbot.dialogue.understanding.phones import phone_in
from chatbot.dialogue.understanding.places import place_in
from forms_app.schema.answers import Answers, validate
from forms_app.schema.definition import Definition
from forms_app.schema.field import Field
from forms_app.schema.profile import offered
from forms_app.schema.registry import field_type

from .plan import answered_keys, asked_questions
from .reading import options_on_offer

LONGEST = 500
ROUNDS = 3
"""An answer may open a question that another word of the sentence answers."""
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_BORN = re.compile("生まれ|うまれ|生年月日")
ONE_KIND = ({"date", "birthday", "date_range"}, {"number", "money"}, {"address", "location"})
"""Types whose answers are taken for each other: of what was asked, nothing more is looked for."""


@dataclass(frozen=True)
class Heard:
    sentence: str
    today: date
    home: str
    """The town's name: the one meant where none is named."""


def answers_in(
    definition: Definition, raw: Mapping[str, object], settled: Set[str], heard: Heard, *, asked: Field | None = None
) -> dict[str, object]:
    """Key → raw answer of each question that the sentence answers beyond doubt, in the order of the form. `asked`: the one it was the answer to."""
    if len(heard.sentence) > LONGEST:
        return {}
    offers: dict[str, object] = {}
    for _round in range(ROUNDS):
        answers = validate(definition, {**raw, **offers}, today=heard.today)
        known = settled | answered_keys(definition, raw) | set(offers)
        open_questions = [
            question
            for question in asked_questions(definition, answers)
            if question.key not in known and (asked is None or not _is_of_the_kind(question, asked))
        ]
        fresh = _readable(definition, {**raw, **offers}, _found(open_questions, answers, heard), heard.today)
        if not fresh:
            break
        offers |= fresh
    return {field.key: offers[field.key] for field in definition.fields if field.key in offers}


def known_answers(
    definition: Definition, raw: Mapping[str, object], facts: Mapping[str, object], *, today: date
) -> dict[str, object]:
    """Key → raw answer of each question that the resident's profile answers now."""
    questions = asked_questions(definition, validate(definition, raw, today=today))
    return _readable(definition, raw, offered(questions, facts), today)


def _is_of_the_kind(question: Field, asked: Field) -> bool:
    return question.type == asked.type or any({question.type, asked.type} <= kind for kind in ONE_KIND)


def _found(questions: Iterable[Field], answers: Answers, heard: Heard) -> dict[str, object]:
    """Where two questions could be meant by the same words, neither is answered."""
    questions = list(questions)
    found: dict[str, object] = {}
    for kind, reader in _READERS.items():
        of_kind = [question for question in questions if question.type == kind]
        told = {question.key: reader(question, heard) for question in of_kind}
        told = {key: value for key, value in told.items() if value is not None}
        found |= told if len(of_kind) == 1 or kind == "number" and len(told) == 1 else {}
    return found | _chosen(questions, answers, heard.sentence)


def _chosen(questions: Iterable[Field], answers: Answers, sentence: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for question in questions:
        kind = field_type(question.type)
        if not kind.is_chosen or kind.parts_of(question) or question.type in ("yes_no", "rating"):
            continue
        named = named_in(sentence, options_on_offer(question, answers))
        if kind.many and named:
            found[question.key] = named
        elif len(named) == 1:
            found[question.key] = named[0]
    often = Counter(map(str, found.values()))
    return {key: value for key, value in found.items() if often[str(value)] == 1}


def _readable(
    definition: Definition, raw: Mapping[str, object], found: Mapping[str, object], today: date
) -> dict[str, object]:
    """What its question would refuse is not offered."""
    answers = validate(definition, {**raw, **found}, today=today)
    wrong = {error.field for error in answers.errors}
    return {key: value for key, value in found.items() if key in answers.values and key not in wrong}


def _day(question: Field, heard: Heard) -> object:
    if _BORN.search(heard.sentence):
        return None
    day = date_in(heard.sentence, today=heard.today)
    return field_type(question.type).to_raw(question, day.isoformat()) if day else None


def _birthday(question: Field, heard: Heard) -> object:
    if not _BORN.search(heard.sentence):
        return None
    day = date_in(heard.sentence, today=heard.today, past=True)
    return field_type(question.type).to_raw(question, day.isoformat()) if day else None


def _number(question: Field, heard: Heard) -> object:
    """By its unit where it has one; else the only thing that is counted."""
    counted = counts_in(heard.sentence)
    unit = field_type(question.type).unit(question)
    of_unit = [number for number, counter in counted if counter == unit]
    alike = of_unit or ([number for number, counter in counted] if _counts_things(unit) else [])
    return alike[0] if len(alike) == 1 else None


def _counts_things(unit: str) -> bool:
    return unit in ("", "個", "つ", "点", "こ")


def _address(_question: Field, heard: Heard) -> object:
    place = place_in(heard.sentence, home=heard.home)
    if place is None:
        return None
    code = place.address.postal_code
    return {
        "postal_code": f"{code[:3]}-{code[3:]}",
        "prefecture": place.address.prefecture,
        "city": place.address.city,
        "town": place.town,
        "building": "",
    }


def _location(_question: Field, heard: Heard) -> object:
    place = place_in(heard.sentence, home=heard.home)
    return {"address": f"{place.address.city}{place.town}", "latitude": "", "longitude": ""} if place else None


def _mail(_question: Field, heard: Heard) -> object:
    found = set(_MAIL.findall(heard.sentence))
    return found.pop() if len(found) == 1 else None


_READERS: dict[str, Callable[[Field, Heard], object]] = {
    "date": _day,
    "birthday": _birthday,
    "number": _number,
    "money": lambda _question, heard: money_in(heard.sentence),
    "time": lambda _question, heard: time_in(heard.sentence),
    "phone": lambda _question, heard: phone_in(heard.sentence),
    "email": _mail,
    "address": _address,
    "location": _location,
}
