"""Which language is this, and which one is asked for? By script, by common words, by the names of languages. Pure."""

import re

from .plain_words import plain

_DEVANAGARI = re.compile("[\u0900-\u097f]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_SIMPLIFIED = re.compile(
    "[这说请吗么们办证户钱电话护车东书见买卖缴费单马门开关处坏爸妈她它什很吧呢您你哪怎给问间时谁让帮谢险应该对报动岁儿务线发从听读认识丢还进过远边]"
)
"""Signs that Chinese has and Japanese has not (or hardly): 垃圾 alone is told by the words below."""
_CHINESE_WORDS = (
    "垃圾",
    "我想",
    "我的",
    "在哪",
    "可以",
    "什么",
    "中国人",
    "我要",
    "需要",
    "孩子",
    "多少",
    "外国人登",
    "医保",
    "狗",
)
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_PORTUGUESE = re.compile("[ãõçÃÕÇ]")
"""Vietnamese has one of them too, and never without its own signs in a whole sentence."""
_WORDS = {
    "en": """the is are am i my me we our you your how where what when which who does did can could would should want need please
        hello there this that with from have has lost broken apply get make for and not it about know tell someone
        thanks thank help file pay report street road child baby""",
    "pt-BR": """o os as de da do das dos em na um uma que como onde quando qual quanto para por meu minha meus quero queria preciso
        posso nao esta estou sao sou eu voce tem tenho fazer ola bom dia boa tarde noite obrigado obrigada favor rua buraco lixo
        filho filha casa ajuda ate com sobre fica prefeitura entendi cidade pagar imposto cachorro escola jogar jogo""",
    "fil": """ang ng mga sa po ako ko mo ka paano saan kailan gusto kailangan may mayroon meron wala ba hindi salamat kumusta opo oo
        ito yung naman lang para kung bakit magkano sino ano basura anak bahay aking namin bago akong aso gawin""",
    "vi": """toi muon lam sao dau khong duoc xin chao cam on cho cua nhu nao bao nhieu can giup voi con nha rac duong dang ky
        thue tre em o""",
}
_WORDS_OF = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_NAMES = {
    "ja": "日本語 にほんご ニホンゴ japanese japones japonais nihongo tiengnhat tiếngnhật nhật 日语 日文 hapon nipongo जापानी जापानीभाषा",
    "ja-simple": "やさしい日本語 やさしいにほんご 易しい日本語 優しい日本語 かんたんな日本語 簡単な日本語 easyjapanese simplejapanese plainjapanese"
    " japonesfacil japonêsfácil 简单日语 简单的日语",
    "en": "english 英語 えいご エイゴ イングリッシュ ingles inglês tienganh tiếnganh 英语 英文 inglis ingles अंग्रेजी अङ्ग्रेजी",
    "pt-BR": "portugues português portuguese ポルトガル語 ぽるとがる語 ポルトガルご brasileiro portuguêsdobrasil 葡萄牙语 葡语 पोर्चुगिज",
    "vi": "tiengviet tiếngviệt vietnamese ベトナム語 ベトナムご việt 越南语 越南文 vietnamita",
    "zh-Hans": "中文 简体中文 汉语 普通话 简体 chinese 中国語 ちゅうごく語 ちゅうごくご mandarin chines chinês tiengtrung tiếngtrung",
    "fil": "filipino tagalog pilipino フィリピン語 フィリピノ語 タガログ語 たがろぐ語 wikangfilipino wikangtagalog 菲律宾语 他加禄语",
    "ne": "नेपाली नेपालीभाषा nepali nepalese ネパール語 ねぱーる語 ネパールご 尼泊尔语",
}  # fmt: skip
_CALLED = {plain(name).replace(" ", ""): language for language, names in _NAMES.items() for name in names.split()}
_BEFORE = re.compile(
    r"^(?:(?:please|can|could|do|does|you|we|i|speak|talk|use|switch|to|change|in|fala|fale|falar|pode|voce|quero|em|no|por|favor"
    r"|trong|bang|noi|xin|hay|sa|mag|gusto|ko|ng|用|请|请用|说|请说|换成|切换到)\s+)+"
)
_AFTER = re.compile(
    r"\s*(?:で(?:お願い(?:します|いたします)?|おねがいします?|話して(?:ください)?|はなして(?:ください)?|話したい(?:です)?|いいですか|教えて(?:ください)?)?"
    r"|に(?:して(?:ください)?|変えて(?:ください)?|切り替えて(?:ください)?)?|は(?:できますか|話せますか)|please|por favor|po|nhe|mode|version"
    r"|मा(?: बोल्नुहोस्| कुरा गरौं)?|可以吗|好吗)$"
)


def language_of(text: str) -> str:
    """The tag; '' where it cannot be told: a number, a name, one word that several languages have."""
    if _DEVANAGARI.search(text):
        return "ne"
    if _KANA.search(text):
        return "ja"
    if _SIMPLIFIED.search(text) or any(word in text for word in _CHINESE_WORDS):
        return "zh-Hans"
    if re.search("[\u4e00-\u9fff]", text):
        return "ja"
    if _VIETNAMESE.search(text):
        return "vi"
    if _PORTUGUESE.search(text):
        return "pt-BR"
    return _by_words(set(re.findall("[a-z]+", plain(text))))


def _by_words(words: set[str]) -> str:
    counted = sorted(((len(words & known), language) for language, known in _WORDS_OF.items()), reverse=True)
    (most, language), (second, _other) = counted[:2]
    is_told = most > second and (most > 1 or len(words) <= 3)
    return language if is_told else ""


def language_asked_for(text: str, *, alone: bool = True) -> str:
    """The tag of the language that somebody wants to speak: 「English」「em português, por favor」「やさしい日本語で」; else ''.

    `alone`: a bare name is a wish too. Where a form asks something it may be the answer.
    """
    said = plain(text[:80])
    rest = _AFTER.sub("", _BEFORE.sub("", re.sub("^(?:用|请用|说)", "", said)))
    if rest == said and not alone:
        return ""
    return _CALLED.get(rest.replace(" ", ""), "")
