import pytest

from chatbot.knowledge import index, weights
from chatbot.knowledge.entry import Entry
from chatbot.knowledge.index import Index
from chatbot.knowledge.search import NOTHING, search

from .letters import Letters
from .small_town import ENTRIES


def first(town: Index, question: str) -> str:
    return search(town, question).found[0].id


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
def test_search_finds_by_words_the_entry_does_not_use(town: Index, question: str, entry: str) -> None:
    assert first(town, question) == entry


def test_search_prefers_the_general_entry_to_narrower_ones(town: Index) -> None:
    assert first(town, "住民票が欲しい") == "juminhyo"


def test_search_finds_by_a_paraphrase(town: Index) -> None:
    assert first(town, "子どもを預けて働きに出たい") == "hoiku"


def test_search_finds_by_the_answer_alone(town: Index) -> None:
    assert first(town, "狂犬病の注射") == "inu"


def test_search_names_each_entry_once(town: Index) -> None:
    found = [one.id for one in search(town, "子どもを保育所に預けたい").found]
    assert len(found) == len(set(found))


def test_search_is_sure_of_a_question_for_the_town(town: Index) -> None:
    assert search(town, "粗大ごみを出したいのですが、どうすればいいですか。").belongs > 0.9


def test_search_is_sure_that_a_riddle_is_none(town: Index) -> None:
    assert search(town, "アジアとヨーロッパの架け橋と呼ばれる国は?").belongs < 0.1


def test_search_of_a_foreign_question_never_answers_alone() -> None:
    letters = Letters()
    found = search(index.build(ENTRIES, encoder=letters), "garbage", encoder=letters, weighed=weights.shipped("e5"))
    assert (found.belongs, found.certainty, len(found.found)) == (0.5, 0.0, 10)


@pytest.mark.parametrize("question", ["", "   ", "???", "🐕", "\x00", "a" * 10_000])
def test_search_of_nothing_finds_nothing(town: Index, question: str) -> None:
    assert search(town, question) == NOTHING


def test_search_in_an_empty_town_finds_nothing() -> None:
    assert search(index.build([]), "住民票") == NOTHING


def test_search_in_a_town_of_one_entry_finds_it() -> None:
    assert [one.id for one in search(index.build([Entry("a", "住民票を取りたい")]), "住民票").found] == ["a"]


@pytest.mark.parametrize("question", ["じゅうみんひょうがほしい", "そだいごみのだしかた", "じどうてあてはいつ"])
def test_search_finds_what_is_typed_in_kana(town: Index, question: str) -> None:
    assert first(town, question) in {"juminhyo", "sodai", "jidoteate"}


@pytest.mark.parametrize(
    ("question", "entry"), [("冷庫蔵の処分", "kaden"), ("児童手手当の日", "jidoteate"), ("ごみぶくろはどこ", "fukuro")]
)
def test_search_finds_in_spite_of_a_mistake(town: Index, question: str, entry: str) -> None:
    assert first(town, question) == entry
