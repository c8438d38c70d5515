import pytest

from chatbot.dialogue.understanding.emergencies import danger_in

DANGER = {
    "fire": [
        "My house is on fire!", "Fire!", "Please call an ambulance", "my father can't breathe", "He is unconscious",
        "A casa está pegando fogo", "Incêndio!", "Chame uma ambulância", "Socorro, minha mãe desmaiou", "não consigo respirar",
        "Cháy nhà rồi!", "nha toi bi chay", "Gọi xe cấp cứu giúp tôi", "Cứu tôi với", "bố tôi bất tỉnh",
        "着火了！", "请叫救护车", "救命", "我爸爸晕倒了", "喘不过气来",
        "May sunog!", "Sunog!", "Kailangan ko ng ambulansya", "Hindi makahinga ang anak ko", "Saklolo",
        "आगलागी भयो", "घरमा आगो लाग्यो", "एम्बुलेन्स बोलाउनुहोस्", "सास फेर्न सकिन", "बुबा बेहोस हुनुभयो",
    ],
    "crime": [
        "Call the police", "I was robbed", "Someone broke into my house", "There was a car accident",
        "Preciso da polícia", "Fui assaltado", "Ladrão na minha casa", "Teve um acidente de carro",
        "Gọi cảnh sát", "Nhà tôi bị trộm", "tai nạn giao thông",
        "我要报警", "家里进了小偷", "出车祸了", "Tumawag ng pulis", "May magnanakaw sa bahay", "Ninakaw ang bag ko", "घरमा चोर पस्यो", "प्रहरी बोलाउनुहोस्",
    ],
    "suicide": [
        "I want to die", "I'm thinking of suicide", "I don't want to live anymore", "I want to kill myself",
        "Quero morrer", "Penso em suicídio", "não quero mais viver", "Tôi muốn chết", "tôi muốn tự tử", "không muốn sống nữa",
        "我想死", "不想活了", "想自杀", "Gusto ko nang mamatay", "gusto kong magpakamatay", "म मर्न चाहन्छु", "आत्महत्या गर्न मन लाग्छ",
    ],
    "abuse": [
        "My husband hits me", "domestic violence", "My father always beats me", "Meu marido me bate", "violência doméstica",
        "Chồng đánh tôi", "bạo lực gia đình", "老公打我", "我遭受家暴", "Sinasaktan ako ng asawa ko", "Binubugbog ako", "श्रीमानले कुट्छ", "घरेलु हिंसा",
    ],
}  # fmt: skip
HARMLESS = [
    "fire insurance certificate", "When is the fire drill?", "where can I buy a fire extinguisher", "fireworks festival", "Is there a campfire place?",
    "seguro contra incêndio", "Quanto custa a ambulância?", "fogos de artifício", "posto de polícia perto daqui",
    "Xe buýt có chạy hôm nay không?", "bảo hiểm cháy nổ", "đồn cảnh sát ở đâu", "火灾保险", "消防演习", "救命講習", "虐待防止計画", "交通事故証明書", "失火責任",
    "garbage day", "I want to register my dog", "dia do lixo", "Anong araw ang basura?", "फोहोर कुन दिन",
]  # fmt: skip


@pytest.mark.parametrize(("danger", "said"), [(danger, said) for danger, all_of in DANGER.items() for said in all_of])
def test_danger_is_told_in_every_language(danger, said):
    assert danger_in(said) == danger


@pytest.mark.parametrize("said", HARMLESS)
def test_no_danger_in_harmless_words_of_any_language(said):
    assert danger_in(said) is None
