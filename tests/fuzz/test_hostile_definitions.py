"""500 hostile definitions: refused with sentences or served, each in less than a second of the processor, never an exception."""

import copy
import random
import time
from collections.abc import Callable
from typing import Any

import pytest

from forms_app.rendering.definition_sentences import problem_sentence
from forms_app.schema.answers import validate
from forms_app.schema.definition import load
from forms_app.schema.errors import DefinitionError
from forms_app.schema.mirror import browser_rules
from forms_app.services.shipped import read_shipped, shipped_slugs
from tests.forms_app.schema.questions import TODAY, field_json, form_json

NUMBER = 500
LONGEST_SECONDS = 1.0
STRANGE: list[Any] = [
    None, True, -1, 0, 10**15, 10**400, 1e308, float("nan"), "", " ", "\x00", "\ud800", "𠮷" * 300, "a" * 100_000, [], {}, [[]], {"": {}},
    "__proto__", "constructor", "../../etc/passwd", "{{ 7*7 }}", "%(name)s", "<script>alert(1)</script>", "'; DROP TABLE x; --",
]  # fmt: skip
PATTERNS = ["(a+)+$", "(a|a)*$", "(.*a){30}", "^(\\d+)+-$", "((((((((((a*)*)*)*)*)*)*)*)*)*)", "[", "(?=a)", "\\1", "a{1000}{1000}", "(?P<n>a)(?P=n)",
            "x" * 5000, "\\p{Greek}+", "(?i)(?-i)a"]  # fmt: skip


def whole_form(chance: random.Random) -> dict[str, Any]:
    return copy.deepcopy(read_shipped(chance.choice(shipped_slugs()))["definition"])


def many_questions(chance: random.Random) -> Any:
    return form_json([field_json("text", key=f"q{n}") for n in range(chance.choice([299, 301, 5_000]))])


def many_options(chance: random.Random) -> Any:
    options = [{"value": f"v{n}", "label": f"選択肢{n}"} for n in range(chance.choice([500, 501, 20_000]))]
    return form_json([field_json("choice", options=options)])


def deep_condition(chance: random.Random) -> Any:
    condition: Any = {"field": "a", "operator": "answered"}
    for _level in range(chance.choice([7, 9, 40, 900])):
        condition = {"not": condition} if chance.random() < 0.5 else {"all": [condition, condition]}
    return form_json([field_json("text", key="a"), field_json("text", key="b", show_when=condition)])


def circle(chance: random.Random) -> Any:
    size = chance.choice([2, 3, 200])
    keys = [f"q{n}" for n in range(size)]
    asks = [{"field": keys[(n + 1) % size], "operator": "answered"} for n in range(size)]
    return form_json([field_json("text", key=key, show_when=asks[n]) for n, key in enumerate(keys)])


def long_chain(chance: random.Random) -> Any:
    keys = [f"q{n}" for n in range(290)]
    chance.shuffle(keys)
    fields = [field_json("text", key=keys[0])]
    fields += [
        field_json("text", key=key, show_when={"field": before, "operator": "not_answered"})
        for before, key in zip(keys, keys[1:], strict=False)
    ]
    return form_json(chance.sample(fields, len(fields)))


def evil_pattern(chance: random.Random) -> Any:
    return form_json(
        [field_json("text", key="a", pattern=chance.choice(PATTERNS), pattern_message="書き方が違います。")]
    )


def bomb_of_formulas(chance: random.Random) -> Any:
    fields = [field_json("number", key="c0")]
    fields += [field_json("calculated", key=f"c{n}", formula=f"c{n - 1} * c{n - 1} * c{n - 1}") for n in range(1, 280)]
    return form_json(fields)


def formula_text(chance: random.Random) -> Any:
    text = chance.choice(
        [
            "(" * 500,
            "9" * 500,
            "-" * 499 + "1",
            "1+" * 249 + "1",
            "round(1, 999999999999999)",
            "a/0",
            "max(" + "1," * 200 + "1)",
        ]
    )
    return form_json([field_json("number", key="a"), field_json("calculated", key="b", formula=text)])


def rows_of_rows(chance: random.Random) -> Any:
    field: dict[str, Any] = field_json("text", key="a")
    for level in range(chance.choice([1, 2, 30])):
        field = field_json("repeat", key=f"r{level}", fields=[field] * chance.choice([1, 20]))
    return form_json([field])


def one_thing_broken(chance: random.Random) -> Any:
    """A real form with one value replaced by something strange, somewhere."""
    whole = whole_form(chance)
    owner, name = chance.choice(list(_places(whole)))
    owner[name] = copy.deepcopy(chance.choice(STRANGE))
    return whole


def _places(value: Any) -> Any:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in list(items):
        yield value, name
        yield from _places(inner)


def anything(chance: random.Random) -> Any:
    return chance.choice([*STRANGE, {"schema_version": 1, "title": "x", "pages": chance.choice(STRANGE)}])


MAKERS: list[Callable[[random.Random], Any]] = [
    many_questions, many_options, deep_condition, circle, long_chain, evil_pattern, bomb_of_formulas, formula_text, rows_of_rows, anything,
    *[one_thing_broken] * 10,
]  # fmt: skip


@pytest.mark.parametrize("part", range(10))
def test_a_hostile_definition_is_refused_or_served_within_a_second(part):
    chance = random.Random(part)
    for _number in range(NUMBER // 10):
        maker = chance.choice(MAKERS)
        data = maker(chance)
        started = time.process_time()
        outcome = judge(data)
        assert (maker.__name__, time.process_time() - started < LONGEST_SECONDS) == (maker.__name__, True)
        assert outcome, maker.__name__


def judge(data: Any) -> bool:
    """Refused with sentences; or loaded, and then hostile answers are judged too."""
    try:
        definition = load(data)
    except DefinitionError as refused:
        return all(problem_sentence(problem, data).endswith("。") for problem in refused.problems)
    raw = {field.key: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" * 300 for field in definition.fields}
    raw |= {field.key: "999999999999999" for field in definition.fields if field.type == "number"}
    answers = validate(definition, raw, today=TODAY)
    for page in definition.pages:
        browser_rules(definition, page.key, answers.values, today=TODAY)
    return True
