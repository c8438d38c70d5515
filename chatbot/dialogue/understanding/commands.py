"""What one says to a form instead of an answer, to the chat and to each other, in the other languages of the portal. Pure.

Whole messages only: within a sentence the same words are an answer or a question.
"""

from .plain_words import plain

QUIT, BACK, SKIP, FIX, SEND, WHY = "quit", "back", "skip", "fix", "send", "why"
HELP, PERSON, GREETING, THANKS = "help", "person", "greeting", "thanks"
_WORDS = {
    QUIT: "stop, quit, cancel, later, parar, pare, cancelar, sair, depois, deixar para depois, dung lai, thoi, huy, de sau, 停止, 取消, 以后再填, "
    "不填了, tumigil, itigil, tama na, mamaya, mamaya na, kanselahin, रोक्ने, रोक, रोक्नुहोस्, पछि, पछि गर्ने, रद्द",
    BACK: "back, go back, previous, voltar, volta, anterior, quay lai, tro lai, 返回, 上一题, 回去, bumalik, balik, पछाडि, फर्कने, पछाडि जाने",
    SKIP: "skip, next, pass, pular, pula, proximo, proxima, bo qua, tiep theo, 跳过, 下一题, laktawan, susunod, छोड्ने, छोड, अर्को",
    FIX: "change, fix, correct, edit, corrigir, mudar, alterar, sua, sua lai, 修改, 更改, 改, baguhin, itama, ayusin, सच्याउने, बदल्ने",
    SEND: "send, submit, apply, send this, yes, enviar, envia, mandar, enviar assim, sim, gui, gui di, vang, dong y, 发送, 提交, 申请, 是, 是的, "
    "ipadala, isumite, oo, opo, पठाउने, पठाउनुहोस्, हो",
    WHY: "why, why do you ask, por que, porque, por que pergunta, tai sao, vi sao, 为什么, 为什么问, bakit, bakit mo tinatanong, किन, किन सोधेको",
    HELP: "help, menu, how to use, what can you do, ajuda, ajudar, como usar, o que voce faz, tro giup, giup, giup do, cach dung, huong dan, "
    "帮助, 菜单, 使用方法, 怎么用, tulong, paano gamitin, मद्दत, सहयोग, कसरी प्रयोग गर्ने",
    PERSON: "person, human, staff, talk to a person, talk to a human, talk to staff, speak to a person, i want to talk to a person, operator, "
    "phone number, pessoa, atendente, funcionario, falar com uma pessoa, falar com um funcionario, falar com atendente, quero falar com alguem, "
    "nhan vien, hoi nhan vien, gap nhan vien, noi chuyen voi nhan vien, toi muon gap nhan vien, 人工, 人工服务, 工作人员, 找工作人员, 问工作人员, "
    "kawani, tao, kausap na tao, gusto kong makipag-usap sa tao, makipag-usap sa kawani, कर्मचारी, कर्मचारीसँग कुरा गर्ने, मानिससँग कुरा गर्ने",
    GREETING: "hello, hi, hey, good morning, good afternoon, good evening, ola, oi, bom dia, boa tarde, boa noite, xin chao, chao, chao ban, "
    "你好, 您好, 早上好, 晚上好, kumusta, kamusta, magandang umaga, magandang hapon, magandang gabi, नमस्ते, नमस्कार",
    THANKS: "thanks, thank you, thank you very much, thanks a lot, many thanks, obrigado, obrigada, muito obrigado, muito obrigada, valeu, "
    "cam on, cam on ban, cam on nhieu, xin cam on, 谢谢, 谢谢你, 谢谢您, 多谢, 非常感谢, salamat, salamat po, maraming salamat, maraming salamat po, "
    "धन्यवाद, धेरै धन्यवाद",
}  # fmt: skip
_COMMANDS = {plain(word): command for command, words in _WORDS.items() for word in words.split(",")}
LONGEST = 60


def command_in(text: str) -> str:
    return _COMMANDS.get(plain(text), "") if len(text) <= LONGEST else ""
