from chatbot.knowledge.neighbours import neighbours
from tests.factories import faq


def found(question: str, **options) -> list[tuple[str, bool]]:
    return [(each.entry.slug, each.is_alike) for each in neighbours(question, **options)]


def dogs(**facts):
    return faq.published(slug="dogs", question="犬を飼い始めたときは、どんな手続が必要ですか？", **facts)


def test_nearly_the_same_question_is_alike(in_town):
    dogs()
    assert found("犬を飼い始めたときの手続きは何が必要ですか") == [("dogs", True)]


def test_question_about_the_same_thing_is_near(in_town):
    dogs()
    assert found("犬が逃げました") == [("dogs", False)]


def test_other_words_of_an_entry_count(in_town):
    dogs(paraphrases=["狂犬病の予防注射はどこで受けられますか？"])
    [neighbour] = neighbours("狂犬病の予防注射はどこで受けられますか")
    assert (neighbour.title, neighbour.is_alike) == ("狂犬病の予防注射はどこで受けられますか？", True)


def test_draft_elsewhere_is_a_neighbour_when_it_is_alike(in_town):
    faq.entry(slug="draft", question="猫を飼うときの手続は？")
    assert (found("猫を飼うときの手続きは？"), found("猫のえさは？")) == ([("draft", True)], [])


def test_entry_is_no_neighbour_of_its_own(in_town):
    entry = dogs()
    assert found(entry.question, other_than=entry) == []


def test_nothing_typed_has_no_neighbours(in_town):
    dogs()
    assert found(" ") == []


def test_retired_entry_is_no_neighbour(in_town):
    faq.entry(question="猫を飼うときの手続は？", state="retired")
    assert found("猫を飼うときの手続は？") == []
