from chatbot.knowledge.vocabulary import shared_terms


def test_shared_terms_are_the_same_for_other_words():
    assert shared_terms("布団の捨て方") == shared_terms("ふとんを捨てたい") != []


def test_shared_terms_hold_nothing_that_no_town_shares():
    assert shared_terms("金華山のシャチホコ饅頭本舗の山田次郎") == []


def test_shared_terms_name_nouns_of_the_titles_that_ship():
    assert shared_terms("農園の区域") == ["農園", "区域"][::-1]
