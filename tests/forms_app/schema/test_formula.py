from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms_app.schema.formula import (
    FORMULA_CODES,
    FormulaError,
    age,
    as_json,
    evaluate,
    fixed,
    kind_of,
    names_of,
    parse,
)

KNOWN = {
    "a": Decimal("2.5"),
    "b": Decimal(4),
    "none": Decimal(0),
    "born": date(1961, 4, 1),
    "home": Decimal(2),
    "home.income": (Decimal(100), Decimal("0.5")),
}
KINDS = {"a": "number", "b": "number", "none": "number", "born": "date", "home": "number", "home.income": "numbers"}


def value(text: str) -> object:
    return evaluate(parse(text), KNOWN)


def code(text: str) -> str:
    with pytest.raises(FormulaError) as refused:
        kind_of(parse(text), KINDS)
    return refused.value.code


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a + b * 2", Fraction("10.5")),
        ("(a + b) * 2", 13),
        ("10 - 3 - 2", 5),
        ("8 / 4 / 2", 1),
        ("-a * 2", -5),
        ("1 - -1", 2),
        ("1 / 3 * 3", 1),
        ("0.1 + 0.2", Fraction("0.3")),
        ("sum(home.income)", Fraction("100.5")),
        ("count(home.income) + home", 4),
        ("if(a < b, 500, 0)", 500),
        ("if(b = 4, 1, 0) + if(b != 4, 1, 0)", 1),
        ("max(a, b, 3) - min(a, b, 3)", Fraction("1.5")),
        ("round(2.5, 0)", 3),
        ("round(0 - 2.5, 0)", -3),
        ("round(1234, 0 - 2)", 1200),
        ("floor(0 - 2.1, 0)", -3),
        ("ceil(2.11, 1)", Fraction("2.2")),
        ('age(born, "2026-03-31")', 64),
        ('age(born, "2026-04-01")', 65),
        ('days("2026-12-31", "2027-01-01")', 1),
        ('if(born < "2000-01-01", 1, 2)', 1),
    ],
)
def test_evaluate_calculates(text, result):
    assert value(text) == result


@pytest.mark.parametrize("text", ["gone + 1", "a / none", "if(gone > 1, 1, 2)", "min(a, gone)", "days(born, gone)"])
def test_evaluate_of_something_undefined_is_undefined(text):
    assert value(text) is None


@pytest.mark.parametrize(("text", "result"), [("default(gone, 7)", 7), ("sum(gone.rows)", 0), ("count(gone.rows)", 0)])
def test_evaluate_replaces_what_is_undefined(text, result):
    assert value(text) == result


def test_evaluate_never_asks_the_branch_that_is_not_taken():
    assert value("if(a > b, 1 / none, 2)") == 2


def test_evaluate_stops_at_numbers_beyond_all_use():
    assert value("*".join(["999999999999999"] * 30)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 +", "formula_syntax"),
        ("", "formula_syntax"),
        ("(1", "formula_syntax"),
        ("1 2", "formula_syntax"),
        ("a ** b", "formula_syntax"),
        ("__import__", "formula_syntax"),
        ('days(born, "2026-02-30")', "formula_syntax"),
        ("exec(a)", "formula_function"),
        ("round(a)", "formula_arguments"),
        ("sum(a)", "formula_kind"),
        ("a + born", "formula_kind"),
        ("if(a, 1, 2)", "formula_kind"),
        ("a < born", "formula_kind"),
        ("gone + 1", "formula_name"),
        ("(" * 30 + "1" + ")" * 30, "formula_long"),
        ("1+" * 300 + "1", "formula_long"),
    ],
)
def test_a_formula_that_cannot_be_is_refused(text, expected):
    assert code(text) == expected


@given(st.text('abn()+-*/<>=!.,0129 "', max_size=40))
def test_parse_of_anything_gives_a_formula_or_a_coded_error(text):
    try:
        formula = parse(text)
        kind_of(formula, KINDS)
        outcome = type(evaluate(formula, KNOWN)).__name__
    except FormulaError as error:
        outcome = error.code
    assert outcome in {"Fraction", "date", "bool", "tuple", "NoneType", *FORMULA_CODES}


def test_kind_of_tells_numbers_from_truths():
    assert (kind_of(parse("a + 1"), KINDS), kind_of(parse("a > 1"), KINDS)) == ("number", "truth")


def test_names_of_names_all_that_is_read():
    assert names_of(parse("if(a > 1, sum(home.income), b)")) == {"a", "b", "home.income"}


def test_as_json_writes_what_the_browser_reads():
    assert as_json(parse('age(born, "2027-04-01") + 0.50')) == {
        "call": "+",
        "arguments": [
            {"call": "age", "arguments": [{"name": "born"}, {"date": "2027-04-01"}]},
            {"number": "0.5"},
        ],
    }


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2026, 11, 23), date(2026, 11, 23), 0),
    ],
)
def test_age_counts_whole_years(born, on, years):
    assert age(born, on) == years


@pytest.mark.parametrize(
    ("today", "years"),
    [(date(2026, 4, 1), 40), (date(2026, 12, 31), 40), (date(2027, 3, 31), 40), (date(2027, 4, 1), 41)],
)
def test_end_of_the_fiscal_year_moves_on_by_itself(today, years):
    node = fixed(parse('age(born, "fiscal_year_end")'), today)
    assert evaluate(node, {"born": date(1987, 3, 31)}) == years


def test_today_is_the_day_of_the_application():
    node = fixed(parse('days(start, "today")'), date(2026, 11, 30))
    assert evaluate(node, {"start": date(2026, 11, 1)}) == 29
    assert as_json(node) == {"call": "days", "arguments": [{"name": "start"}, {"date": "2026-11-30"}]}


def test_day_that_moves_is_a_date_and_no_question():
    node = parse('age(born, "today")')
    assert (kind_of(node, {"born": "date"}), names_of(node)) == ("number", frozenset({"born"}))
