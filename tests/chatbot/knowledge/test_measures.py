import pytest

from chatbot.knowledge.measures import Judged, auroc, ndcg, ranking_figures


def test_ranking_figures_of_hits_count_only_questions_with_a_right_answer() -> None:
    judged = [Judged(["b", "a"], {"a": 2}), Judged(["c"], {"c": 1})]
    figures = ranking_figures(judged)
    assert (figures["hit_at_1"], figures["hit_at_3"], figures["p_at_1"], figures["mrr"]) == (0.0, 1.0, 0.5, 0.75)


def test_ndcg_of_the_best_order_is_one() -> None:
    assert ndcg(Judged(["a", "b"], {"a": 2, "b": 1}), 10) == 1.0


def test_ndcg_falls_with_the_place() -> None:
    assert ndcg(Judged(["x", "a"], {"a": 2}), 10) == pytest.approx(0.6309, abs=1e-4)


def test_auroc_counts_ties_half() -> None:
    assert auroc([0.9, 0.5], [0.5, 0.1]) == 0.875
