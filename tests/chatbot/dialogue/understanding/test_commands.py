import pytest

from chatbot.dialogue.understanding.commands import (
    BACK,
    GREETING,
    HELP,
    PERSON,
    QUIT,
    SEND,
    SKIP,
    THANKS,
    WHY,
    command_in,
)


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("Voltar", BACK), ("back", BACK), ("Quay lại", BACK), ("返回", BACK), ("Bumalik", BACK), ("पछाडि", BACK),
        ("pular", SKIP), ("skip", SKIP), ("bỏ qua", SKIP), ("跳过", SKIP), ("laktawan", SKIP), ("छोड्ने", SKIP),
        ("parar", QUIT), ("stop!", QUIT), ("dừng lại", QUIT), ("停止", QUIT), ("tumigil", QUIT), ("रोक्ने", QUIT),
        ("Enviar assim", SEND), ("send", SEND), ("gửi", SEND), ("提交", SEND), ("ipadala", SEND), ("पठाउने", SEND),
        ("Por quê?", WHY), ("why?", WHY), ("为什么？", WHY), ("bakit", WHY), ("किन?", WHY),
        ("Ajuda", HELP), ("help", HELP), ("帮助", HELP), ("मद्दत", HELP),
        ("Falar com um funcionário", PERSON), ("I want to talk to a person", PERSON), ("人工服务", PERSON),
        ("Bom dia!", GREETING), ("Xin chào", GREETING), ("नमस्ते", GREETING), ("Kumusta?", GREETING),
        ("Muito obrigada!", THANKS), ("cảm ơn bạn", THANKS), ("谢谢", THANKS), ("Salamat po", THANKS), ("धन्यवाद", THANKS),
        ("pular o muro", ""), ("the bus stop is broken", ""), ("", ""),
    ],
)  # fmt: skip
def test_command_is_the_whole_message(said, command):
    assert command_in(said) == command
