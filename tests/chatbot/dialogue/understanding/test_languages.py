import pytest

from chatbot.dialogue.understanding.languages import language_asked_for, language_of

SAID = {
    "ja": ["道路に穴があいています", "ごみの日はいつですか", "住民票", "引越しの手続", "印鑑登録", "粗大ごみ"],
    "en": [
        "There is a hole in the road in front of my house",
        "How do I throw away a sofa?",
        "I want to register my dog",
        "where is the town hall",
        "Hello",
        "thank you",
    ],
    "pt-BR": [
        "Tem um buraco na rua em frente da minha casa",
        "Como jogo fora o lixo grande?",
        "quero registrar meu cachorro",
        "Onde fica a prefeitura?",
        "bom dia",
        "Não entendi",
    ],
    "vi": [
        "Đường trước nhà tôi có lỗ hổng",
        "Tôi muốn đăng ký nuôi chó",
        "toi muon dang ky nuoi cho",
        "Rác bỏ ngày nào?",
        "Xin chào",
    ],
    "zh-Hans": ["我家门前的路上有个坑", "垃圾什么时候扔？", "怎么办理住民票", "你好，请问", "我想登记狗"],
    "fil": ["May butas sa kalsada sa harap ng bahay ko", "Paano magtapon ng malaking basura?", "Salamat po", "gusto ko magtanong"],
    "ne": ["मेरो घर अगाडिको बाटोमा खाल्डो छ", "फोहोर कहिले फाल्ने?", "नमस्ते"],
    "": ["", "2", "058-272-1111", "???", "OK", "no", "Gifu Hanako", "👍", "LINE"],
}  # fmt: skip
ASKED = {
    "ja": ["日本語", "日本語でお願いします", "にほんごで", "Japanese please", "em japonês", "用日语", "tiếng Nhật", "जापानी"],
    "ja-simple": ["やさしい日本語で", "やさしいにほんご", "やさしい日本語にしてください", "easy Japanese"],
    "en": ["English", "english please", "in English", "Do you speak English?", "英語で", "えいごでおねがいします", "inglês"],
    "pt-BR": ["Português", "portugues", "em português, por favor", "Fala português?", "ポルトガル語で話してください", "Portuguese"],
    "vi": ["Tiếng Việt", "tieng viet", "nói tiếng Việt", "ベトナム語でお願い", "Vietnamese"],
    "zh-Hans": ["中文", "请用中文", "说中文", "中国語で", "Chinese", "简体中文"],
    "fil": ["Filipino", "Tagalog po", "sa Tagalog", "タガログ語で", "フィリピン語"],
    "ne": ["नेपाली", "नेपालीमा", "Nepali", "ネパール語で"],
    "": ["", "英語の本を借りたい", "I am learning English at school", "中国", "フィリピンに送りたい", "ja", "español", "日本"],
}  # fmt: skip


@pytest.mark.parametrize(("language", "text"), [(tag, text) for tag, texts in SAID.items() for text in texts])
def test_language_of_is_told_by_script_and_common_words(language, text):
    assert language_of(text) == language


@pytest.mark.parametrize(("language", "text"), [(tag, text) for tag, texts in ASKED.items() for text in texts])
def test_language_asked_for_is_understood_in_any_language(language, text):
    assert language_asked_for(text) == language


@pytest.mark.parametrize("text", ["English", "Português", "日本語", "中文"])
def test_language_alone_may_be_the_answer_to_a_question(text):
    assert language_asked_for(text, alone=False) == ""


@pytest.mark.parametrize(("text", "language"), [("in English", "en"), ("英語で", "en"), ("em português", "pt-BR")])
def test_language_wished_for_is_no_answer(text, language):
    assert language_asked_for(text, alone=False) == language
