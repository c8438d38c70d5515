import pytest

from chatbot.knowledge import index, weights
from chatbot.knowledge.entry import Entry
from chatbot.knowledge.index import Index
from chatbot.knowledge.search import NOTHING, search

from .letters import Letters
from .small_town import ENTRIES


def first(small_index: Index, question: str) -> str:
    return search(small_index, question).found[0].id


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("布団を捨てたい", "sodai"),
        ("引っ越してきました", "tennyu"),
        ("町営バスより印鑑証明がほしい", "inkan"),
        ("父が死にました", "shibo"),
        ("ブランコが壊れている", "koen"),
        ("学童に入れたい", "gakudo"),
        ("保険料が払えない 年金", "nenkin"),
    ],
)
def test_search_finds_by_words_the_entry_does_not_use(small_index: Index, question: str, entry: str) -> None:
    assert first(small_index, question) == entry


def test_search_prefers_the_general_entry_to_narrower_ones(small_index: Index) -> None:
    assert first(small_index, "住民票が欲しい") == "juminhyo"


def test_search_finds_by_a_paraphrase(small_index: Index) -> None:
    assert first(small_index, "子どもを預けて働きに出たい") == "hoiku"


def test_search_finds_by_the_answer_alone(small_index: Index) -> None:
    assert first(small_index, "狂犬病の注射") == "inu"


def test_search_names_each_entry_once(small_index: Index) -> None:
    found = [one.id for one in search(small_index, "子どもを保育所に預けたい").found]
    assert len(found) == len(set(found))


def test_search_is_sure_of_a_question_for_the_town(small_index: Index) -> None:
    assert search(small_index, "粗大ごみを出したいのですが、どうすればいいですか。").belongs > 0.9


def test_search_is_sure_that_a_riddle_is_none(small_index: Index) -> None:
    assert search(small_index, "アジアとヨーロッパの架け橋と呼ばれる国は?").belongs < 0.1


def test_search_of_a_foreign_question_never_answers_alone() -> None:
    letters = Letters()
    found = search(index.build(ENTRIES, encoder=letters), "garbage", encoder=letters, weighed=weights.shipped("e5"))
    assert (found.belongs, found.certainty, len(found.found)) == (0.5, 0.0, 10)


@pytest.mark.parametrize("question", ["", "   ", "???", "🐕", "\x00", "a" * 10_000])
def test_search_of_nothing_finds_nothing(small_index: Index, question: str) -> None:
    assert search(small_index, question) == NOTHING


def test_search_in_an_empty_town_finds_nothing() -> None:
    assert search(index.build([]), "住民票") == NOTHING


def test_search_in_a_town_of_one_entry_finds_it() -> None:
    assert [one.id for one in search(index.build([Entry("a", "住民票を取りたい")]), "住民票").found] == ["a"]


@pytest.mark.parametrize("question", ["じゅうみんひょうがほしい", "そだいごみのだしかた", "じどうてあてはいつ"])
def test_search_finds_what_is_typed_in_kana(small_index: Index, question: str) -> None:
    assert first(small_index, question) in {"juminhyo", "sodai", "jidoteate"}


@pytest.mark.parametrize(
    ("question", "entry"), [("冷庫蔵の処分", "kaden"), ("児童手手当の日", "jidoteate"), ("ごみぶくろはどこ", "fukuro")]
)
def test_search_finds_in_spite_of_a_mistake(small_index: Index, question: str, entry: str) -> None:
    assert first(small_index, question) == entry
