"""The search against judged questions of a real city, which stay outside the project: only figures come in."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "faq-eval"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.exists(), reason=f"NO {DATA}: the search was NOT measured on a real city's questions"),
]


def figures(**options) -> dict[str, float]:
    out = StringIO()
    files = {
        "corpus": DATA / "corpus.jsonl",
        "queries": DATA / "dev_queries.jsonl",
        "out_of_scope": DATA / "out_of_scope.json",
    }
    call_command("evaluate_faq", **files, json=True, stdout=out, **options)
    return json.loads(out.getvalue())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index")


@pytest.fixture(scope="module")
def measured(folder: Path) -> dict[str, float]:
    return figures(cross_validate=True, index=folder)


def test_search_finds_the_right_entry_among_three(measured: dict[str, float]) -> None:
    assert measured["hit_at_3"] >= 0.72


def test_search_tells_what_is_no_question_for_a_town(measured: dict[str, float]) -> None:
    assert measured["abstention_auroc"] >= 0.96


def test_search_is_right_when_it_is_sure(measured: dict[str, float]) -> None:
    assert measured["right_in_most_confident_fifth"] >= 0.85


def test_search_loses_little_when_everything_is_in_kana(measured: dict[str, float], folder: Path) -> None:
    assert figures(cross_validate=True, index=folder, spelling="kana")["hit_at_3"] >= measured["hit_at_3"] - 0.10


def test_search_loses_little_by_one_mistake(measured: dict[str, float], folder: Path) -> None:
    assert figures(cross_validate=True, index=folder, spelling="typo")["hit_at_3"] >= measured["hit_at_3"] - 0.05
