from chatbot.knowledge import boilerplate


def test_sentences_leave_out_whom_to_call_and_when() -> None:
    answer = "窓口で申請してください。■問合せ時間。午前8時30分～午後5時。【お問い合わせ】。住民課。電話0584-11-2222。"
    assert boilerplate.sentences(answer) == ["窓口で申請してください"]


def test_sentences_leave_out_numbers_and_links() -> None:
    assert boilerplate.sentences("予約は電話0584-11-2222へ。https://example.jp/a をご覧ください。") == [
        "予約は",
        "へ",
        "をご覧ください",
    ]


def test_repeated_sentences_are_those_that_stand_in_many_answers() -> None:
    answers = [f"第{number}の話。詳しくはお尋ねください。" for number in range(boilerplate.REPEATED + 1)]
    assert boilerplate.repeated_sentences(answers) == frozenset({"詳しくはお尋ねください"})
