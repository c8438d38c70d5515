import ast
import re
from pathlib import Path

import pytest

from municipalities.audit import wording
from municipalities.audit.models import AuditRecord

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ("municipalities", "forms_app", "chatbot", "portal")
ACTION = re.compile(r"[a-z]+\.([a-z_]+)\Z")


def record(**facts) -> AuditRecord:
    return AuditRecord(**{"action": "staffuser.change", "object_type": "accounts.staffuser", **facts})


def actions_in_the_code() -> set[str]:
    """Every literal `action="<noun>.<verb>"` of a call, and the second argument of our own `_record…`."""
    files = [path for name in SOURCES for path in (ROOT / name).rglob("*.py")]
    return {action for path in files for action in _actions(ast.parse(path.read_text(encoding="utf-8")))}


def _actions(tree: ast.AST) -> list[str]:
    keywords = [node.value for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "action"]
    values = [node.value for node in keywords if isinstance(node, ast.Constant)]
    return [value for value in values if isinstance(value, str) and ACTION.match(value)]


def test_every_verb_that_the_code_records_has_a_japanese_name():
    actions = actions_in_the_code()
    assert len(actions) >= 5
    assert {action for action in actions if ACTION.match(action).group(1) not in wording.VERBS} == set()


def test_verb_of_a_known_action():
    assert wording.verb_of(record(action="application.approve")) == "承認"


def test_verb_of_an_unknown_action_is_shown_as_it_is():
    assert wording.verb_of(record(action="application.teleport")) == "teleport"


@pytest.mark.parametrize(
    ("object_type", "noun"),
    [("accounts.staffuser", "職員"), ("tenancy.municipality", "市町村"), ("gone.model", "gone.model"), ("x", "x")],
)
def test_noun_of_a_type(object_type, noun):
    assert wording.noun_of(object_type) == noun


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ({}, ""),
        ({"fields": ["role", "sections"]}, "変更した項目：役割、所属"),
        ({"role": "clerk"}, "役割：担当者"),
        ({"disabled_features": []}, "使わない機能：なし"),
        ({"from": "a", "to": None}, "変更前：a／変更後：なし"),
        ({"fields": ["a_field_removed_since"]}, "変更した項目：a_field_removed_since"),
    ],
)
def test_describe_a_detail(detail, words):
    assert wording.describe(record(detail=detail)) == words
