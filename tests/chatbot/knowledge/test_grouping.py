import pytest

from chatbot.content import load
from chatbot.knowledge import index
from chatbot.knowledge.entry import Entry
from chatbot.knowledge.grouping import Groups, are_alike

SAME = [
    ["公園で犬を散歩させてもいいか", "犬の散歩 公園", "公園に犬を連れて行ける?", "いぬのさんぽ こうえん"],
    ["プレミアム商品券はどこで買える", "商品券の購入", "プレミアム付商品券 いつから"],
    ["花火大会の駐車場", "花火大会 駐車場どこ"],
    ["市営プールは今年やってる?", "プールはいつから開いてますか"],
    ["太陽光パネルの補助金", "ソーラーパネル 補助", "太陽光発電の補助金はありますか"],
    ["ドローンを飛ばしたい", "ドローン飛ばしていい?"],
]


@pytest.fixture(scope="module")
def known():
    entries = load.entries()[::4]
    return index.build(
        [
            Entry(id=e["slug"], question=e["question"], answer=e["answer"], paraphrases=tuple(e["paraphrases"]))
            for e in entries
        ]
    )


def grouped(known, questions) -> list[list[str]]:
    groups, found = Groups(known), {}
    for question in questions:
        found.setdefault(groups.join(question), []).append(question)
    return list(found.values())


def test_groups_hold_what_means_the_same_in_other_words(known):
    assert grouped(known, [question for group in SAME for question in group]) == SAME


def test_groups_are_the_same_every_time(known):
    questions = [question for group in zip(*(group[:2] for group in SAME), strict=True) for question in group]
    assert grouped(known, questions) == grouped(known, questions)


def test_groups_that_began_are_joined(known):
    groups = Groups(known)
    assert [groups.begin(question) for question, *_others in SAME] == list(range(len(SAME)))
    assert [groups.join(group[1]) for group in SAME] == list(range(len(SAME)))
    assert len(groups) == len(SAME)


def test_questions_without_words_are_compared_by_their_signs(known):
    assert are_alike(known, "xyzzy plugh", "xyzzy  plugh!")


def test_questions_about_different_things_are_not_alike(known):
    assert not are_alike(known, "粗大ごみの出し方", "保育園の申込み")
