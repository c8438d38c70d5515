"""Every refusal of the kernel has a code that is written down, and every code written down is used."""

import ast
from collections.abc import Iterator
from pathlib import Path

from forms_app import schema
from forms_app.schema.errors import (
    DEFINITION_CODES,
    ERROR_CODES,
    AnswerError,
    DefinitionError,
    DefinitionProblem,
    FieldError,
)
from forms_app.schema.registry import FIELD_TYPES

KERNEL = Path(schema.__path__[0])


def nodes() -> Iterator[ast.AST]:
    for path in KERNEL.rglob("*.py"):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def texts_in(node: ast.AST) -> set[str]:
    return {child.value for child in ast.walk(node) if isinstance(child, ast.Constant) and isinstance(child.value, str)}


def argument_of(names: set[str], position: int) -> set[str]:
    """The texts given at this place to calls of these names, in all of the kernel."""
    calls = (node for node in nodes() if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names)
    given = [call.args[position] for call in calls if len(call.args) > position]
    return set().union(*(texts_in(argument) for argument in given))


def yielded_codes() -> set[str]:
    """The second of `yield option, code, params` in check()."""
    found = (node.value for node in nodes() if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple))
    return {three.elts[1].value for three in found if len(three.elts) == 3 and isinstance(three.elts[1], ast.Constant)}


def codes_of_answers() -> set[str]:
    assigned = (
        node for node in nodes() if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code"
    )
    chosen = set().union(*(texts_in(branch) for node in assigned for branch in branches(node.value)))
    return argument_of({"AnswerError"}, 0) | chosen


def branches(value: ast.expr) -> list[ast.expr]:
    return [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]


def codes_of_definitions() -> set[str]:
    return argument_of({"DefinitionProblem", "_Refused"}, 1) | argument_of({"FormulaError"}, 0) | yielded_codes()


def test_codes_of_answers_are_those_the_kernel_uses():
    assert codes_of_answers() == ERROR_CODES.keys()


def test_codes_of_definitions_are_those_the_kernel_uses():
    assert codes_of_definitions() == DEFINITION_CODES.keys()


def test_every_type_is_looked_at():
    classes = {node.name for node in nodes() if isinstance(node, ast.ClassDef)}
    assert {type(kind).__name__ for kind in FIELD_TYPES.values()} <= classes


def test_an_answer_error_carries_code_part_and_facts():
    error = AnswerError("too_long", "town", max=10)
    assert (str(error), error.code, error.part, error.params) == ("too_long", "too_long", "town", {"max": 10})


def test_errors_of_two_fields_do_not_share_their_facts():
    assert FieldError("a", "required").params is not FieldError("b", "required").params


def test_a_definition_error_names_the_first_five_problems():
    error = DefinitionError([DefinitionProblem(f"p{n}", "shape") for n in range(9)])
    assert (str(error), len(error.problems)) == ("p0: shape; p1: shape; p2: shape; p3: shape; p4: shape", 9)
