"""The browser's mirror judges as the server does: the same modules that pages load, run under node."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import playwright
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms_app.schema.answers import Answers, validate
from forms_app.schema.conditions import PRESENCE
from forms_app.schema.definition import Definition, load
from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.mirror import browser_rules, comparable_json, field_rules
from forms_app.schema.registry import field_type
from municipalities.support.japanese_calendar import parse_year, to_wareki

from .questions import TODAY, comparison, field_json, form, question
from .random_forms import MONTHS, OPTIONS, TYPED, YEARS, answers_to, forms

HERE = Path(__file__).parent
MODULES = Path(__file__).parents[3] / "static" / "js"
BUNDLED_NODE = Path(playwright.__file__).parent / "driver" / "node"
NODE = shutil.which("node") or (str(BUNDLED_NODE) if BUNDLED_NODE.exists() else None)
Ask = Callable[..., object]
NOTHING_ELSE = {"disabled": [], "offered": {}, "calculated": {}}


@pytest.fixture(scope="module")
def browser_side(tmp_path_factory) -> Iterator[Ask]:
    """One node process for all examples."""
    if NODE is None:
        pytest.skip("NO NODE HERE: the browser's mirror of the conditions was NOT compared with the server")
    folder = tmp_path_factory.mktemp("js")
    shutil.copytree(MODULES, folder, dirs_exist_ok=True)
    (folder / "package.json").write_text('{"type": "module"}')
    command = [NODE, str(HERE / "mirror.mjs"), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as node:

        def ask(call: str, **facts: object) -> object:
            node.stdin.write(json.dumps({"call": call, **facts}) + "\n")
            node.stdin.flush()
            return json.loads(node.stdout.readline())

        yield ask
        node.stdin.close()


def server_side(definition: Definition, page_key: str, answers: Answers) -> dict[str, list[str]]:
    own = {field.key for field in definition.page(page_key).fields}
    return {
        "visible": sorted(answers.visible & own),
        "required": sorted(answers.required & own),
        "disabled": sorted(answers.disabled & own),
        "offered": {key: sorted(values) for key, values in answers.offered.items() if key in own},
        "calculated": {
            field.key: comparable_json(Decimal(answers.values[field.key]))
            for field in definition.page(page_key).fields
            if field.type == "calculated" and field.key in answers.values
        },
    }


def rules_of(definition: Definition, page_key: str, answers: Answers) -> dict[str, object]:
    own = {field.key for field in definition.page(page_key).fields}
    earlier = {key: value for key, value in answers.values.items() if key not in own}
    return browser_rules(definition, page_key, earlier, today=TODAY)


def disagreements(ask: Ask, definition: Definition, raw: dict[str, object]) -> list[tuple[object, object]]:
    """(server's word, browser's word) for each page where they differ."""
    answers = validate(definition, raw, today=TODAY)
    pairs = [
        (
            server_side(definition, page.key, answers),
            ask("walk", rules=rules_of(definition, page.key, answers), raw=raw),
        )
        for page in definition.pages
    ]
    return [pair for pair in pairs if pair[0] != pair[1]]


@pytest.mark.parametrize("kind", [kind for kind in TYPED if kind != "repeat"])  # its rows: in whole forms below
def test_the_browser_reads_an_answer_as_the_server_does(browser_side, kind):
    @settings(max_examples=400, deadline=None)
    @given(options=OPTIONS.get(kind, st.just({})), raw=TYPED[kind])
    def agree(options, raw):
        field = question(kind, **options)
        seen = browser_side("comparable", rules=field_rules(field, today=TODAY), raw=raw)
        assert same_sign(seen) == compared(field, raw)

    agree()


def same_sign(seen: object) -> object:
    """012 is 12: the browser compares numbers, it does not write them."""
    return comparable_json(Decimal(seen["number"])) if isinstance(seen, dict) and "number" in seen else seen


def compared(field: Field, raw: object) -> object:
    """What the server compares, as the browser writes it; None for nothing and for what is refused."""
    kind = field_type(field.type)
    try:
        value = kind.clean(field, raw, today=TODAY)
    except AnswerError:
        return None
    if value is UNANSWERED:
        return None
    return True if set(kind.operators) == set(PRESENCE) else comparable_json(kind.comparable(field, value))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_browser_shows_and_requires_what_the_server_does(browser_side, data):
    definition_json = data.draw(forms())
    raw = data.draw(answers_to(definition_json))
    assert disagreements(browser_side, load(definition_json), raw) == []


def test_a_mirror_that_differs_is_noticed(browser_side):
    """The control of the test above."""
    definition = form([field_json("text", "a"), field_json("text", "b", show_when=comparison("a", "answered"))])
    answers = validate(definition, {"a": "x"}, today=TODAY)
    rules = rules_of(definition, "p0", answers)
    rules["fields"]["b"]["show_when"] = comparison("a", "not_answered")
    assert browser_side("walk", rules=rules, raw={"a": "x"}) != server_side(definition, "p0", answers)


def test_a_hidden_question_is_undefined_for_those_after_it(browser_side):
    definition = form(
        [
            field_json("choice", "a"),
            field_json("text", "b", show_when=comparison("a", "equals", "apple")),
            field_json("text", "c", show_when=comparison("b", "equals", "x")),
            field_json("text", "d", show_when={"not": comparison("b", "equals", "x")}, required=True),
        ]
    )
    rules = browser_rules(definition, "p0", {}, today=TODAY)
    assert browser_side("walk", rules=rules, raw={"a": "pear", "b": "x", "c": "", "d": ""}) == {
        "visible": ["a", "d"],
        "required": ["d"],
        **NOTHING_ELSE,
    }


def test_the_browser_compares_more_digits_than_a_double_holds(browser_side):
    limit = comparison("a", "at_least", "999999999999998.0000000002")
    definition = form([field_json("number", "a"), field_json("text", "b", show_when=limit)])
    rules = browser_rules(definition, "p0", {}, today=TODAY)
    assert browser_side("walk", rules=rules, raw={"a": "999999999999998.0000000001"}) == {
        "visible": ["a"],
        "required": [],
        **NOTHING_ELSE,
    }


@given(typed=st.sampled_from([*YEARS, *MONTHS]) | st.text("令和平成昭元 0123９RHs年", max_size=6))
@settings(max_examples=200, deadline=None)
def test_the_browser_reads_a_year_as_the_server_does(browser_side, typed):
    try:
        year = parse_year(typed)
    except ValueError:
        year = None
    assert browser_side("year", typed=typed) == year


@given(day=st.dates(date(1860, 1, 1), date(2060, 12, 31)))
@settings(max_examples=200, deadline=None)
def test_the_browser_names_the_era_of_the_server(browser_side, day):
    era_and_year = re.match(r"\D+?(元|\d+)年|", to_wareki(day))[0]
    assert browser_side("wareki", day=day.isoformat()) == era_and_year


def test_rules_hold_what_earlier_pages_answered_and_this_page_reads():
    definition = form(
        [field_json("number", "a"), field_json("date", "b"), field_json("text", "c")],
        [
            field_json("text", "d", show_when=comparison("a", "at_least", 65)),
            field_json("text", "e", require_when=comparison("b", "answered")),
        ],
    )
    earlier = {"a": "70.0", "b": "1956-11-23", "c": "読まれない"}
    assert browser_rules(definition, "p1", earlier)["known"] == {"a": {"number": "70"}, "b": {"date": "1956-11-23"}}


def test_rules_list_the_questions_in_order_of_evaluation():
    definition = form([field_json("text", "a", show_when=comparison("b", "answered")), field_json("text", "b")])
    assert browser_rules(definition, "p0", {})["order"] == ["b", "a"]


def test_rules_turn_a_moving_limit_into_a_day():
    definition = form([field_json("date", "a", min="today+3d")])
    fields = browser_rules(definition, "p0", {}, today=date(2026, 11, 29))["fields"]
    assert (fields["a"]["min"], fields["a"]["max"]) == ({"date": "2026-12-02"}, None)


def test_comparable_of_a_composite_says_only_that_it_is_answered():
    assert comparable_json({"family": "岐阜"}) is True
