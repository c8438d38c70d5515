import numpy as np

from chatbot.knowledge.learning import Judgement, folds, joined, learn_chance, learn_ranking


def test_learn_ranking_finds_the_feature_that_tells() -> None:
    chance = np.random.default_rng(0)
    judgements = []
    for _ in range(60):
        gains = np.eye(10)[chance.integers(10)]
        judgements.append(
            Judgement(np.column_stack((gains + chance.normal(0, 0.3, 10), chance.normal(0, 1, 10))), gains)
        )
    told, noise = learn_ranking(judgements)
    assert told > 10 * abs(noise)


def test_learn_ranking_gives_nothing_to_a_feature_that_never_varies() -> None:
    gains = np.array([1.0, 0.0])
    assert learn_ranking([Judgement(np.array([[1.0, 5.0], [0.0, 5.0]]), gains)] * 3)[1] == 0.0


def test_learn_chance_is_calibrated() -> None:
    chance = np.random.default_rng(0)
    observed = chance.normal(size=(4000, 1))
    happened = chance.random(4000) < 1 / (1 + np.exp(-(1 + 2 * observed[:, 0])))
    assert np.allclose(learn_chance(observed, happened), [1, 2], atol=0.25)


def test_joined_puts_questions_with_a_common_answer_together() -> None:
    one, two, three, four = joined([["a"], ["b"], ["a", "b"], ["c"]])
    assert (one == two == three, four == one) == (True, False)


def test_folds_keep_groups_whole() -> None:
    groups = ["a"] * 5 + ["b"] * 3 + ["c"] * 2
    assert folds(groups, 2).tolist() == [0] * 5 + [1] * 5
