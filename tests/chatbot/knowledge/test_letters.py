from chatbot.knowledge.letters import search_by_letters

QUESTIONS = [("dogs", "犬を飼うときの手続は？"), ("water", "水道を使い始めるには？"), ("bins", "ゴミの出し方は？")]


def test_search_by_letters_puts_the_likest_first():
    assert search_by_letters(QUESTIONS, "水道を使いたい", limit=3).found[0].id == "water"


def test_search_by_letters_reads_katakana_as_hiragana():
    assert search_by_letters(QUESTIONS, "ごみ", limit=3).found[0].id == "bins"


def test_search_by_letters_leaves_out_what_shares_nothing():
    assert search_by_letters(QUESTIONS, "税金", limit=3).found == ()


def test_search_by_letters_keeps_to_the_limit():
    assert len(search_by_letters(QUESTIONS, "犬を水道をゴミの", limit=2).found) == 2


def test_search_by_letters_is_never_certain():
    assert search_by_letters(QUESTIONS, "犬を飼うときの手続は？", limit=3).certainty == 0.0
