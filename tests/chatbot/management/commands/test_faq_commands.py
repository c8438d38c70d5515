import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from chatbot.knowledge import weights

ENTRIES = [
    ("a", "粗大ごみの出し方を知りたい"),
    ("b", "住民票を取りたい"),
    ("c", "保育所に入りたい"),
    ("d", "犬を登録したい"),
    ("e", "年金について"),
]
QUESTIONS = [
    ("布団を捨てたい", "a"),
    ("住民票がほしい", "b"),
    ("子どもを預けたい", "c"),
    ("犬を飼った", "d"),
    ("年金はいつ", "e"),
]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    paths = {name: tmp_path / name for name in ("corpus", "queries", "out_of_scope")}
    _write(paths["corpus"], [{"id": id, "question": question, "answer": "窓口へどうぞ。"} for id, question in ENTRIES])
    _write(paths["queries"], [{"id": id, "query": query, "relevant": {id: 2}} for query, id in QUESTIONS])
    paths["out_of_scope"].write_text(json.dumps({"riddles": ["月まで何キロ?", "一番高い山は?"]}), encoding="utf-8")
    return paths


def _write(path: Path, rows: list[dict]) -> None:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")


def printed(files: dict[str, Path], **options) -> dict[str, float]:
    out = StringIO()
    call_command("evaluate_faq", **files, json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def test_evaluate_faq_prints_the_figures(files: dict[str, Path]) -> None:
    figures = printed(files)
    assert (
        figures["hit_at_3"],
        figures["questions"],
        {"mrr", "ndcg_at_10", "abstention_auroc", "p50_ms", "p95_ms"} <= figures.keys(),
    ) == (1, 5, True)


def test_evaluate_faq_learns_from_other_folds(files: dict[str, Path]) -> None:
    assert printed(files, cross_validate=True)["questions"] == 5


def test_evaluate_faq_reads_the_index_it_saved(files: dict[str, Path], tmp_path: Path) -> None:
    assert [printed(files, index=tmp_path / "index")["hit_at_3"] for _ in range(2)] == [1, 1]


def test_evaluate_faq_without_questions_out_of_scope_knows_no_abstention(files: dict[str, Path]) -> None:
    assert printed({**files, "out_of_scope": None})["abstention_auroc"] is None


def test_train_faq_writes_weights_that_can_be_loaded(files: dict[str, Path], tmp_path: Path) -> None:
    call_command("train_faq", **files, encoders=["none"], output=tmp_path / "weights.json", stdout=StringIO())
    assert len(weights.load(tmp_path / "weights.json", "none").ranking) == len(weights.FEATURES)
