import pytest

from chatbot.dialogue.understanding.municipal_words import in_japanese_words


@pytest.mark.parametrize(
    ("said", "japanese"),
    [
        ("Como jogo fora um sofá?", "粗大ごみ"),
        ("lixo grande", "粗大ごみ"),
        ("There are potholes", "道路 穴 破損"),
        ("Tôi mới nuôi chó", "犬 登録"),
        ("cho tôi hỏi", "cho tôi hỏi"),
        ("我家门前的路上有个坑", "道路 穴 破損"),
        ("बाटोमा खाल्डो छ", "道路 穴 破損"),
        ("May aso ako, saan ang city hall?", "市役所 開庁時間 犬 登録"),
        ("道路に穴", "道路に穴"),
        ("hello", "hello"),
        ("", ""),
    ],
)
def test_in_japanese_words_is_what_an_entry_is_found_by(said, japanese):
    assert in_japanese_words(said) == japanese
