from datetime import date

import pytest

from chatbot.dialogue.understanding.opening_words import OpeningQuestion, opening_question

TODAY = date(2026, 11, 24)
SECTIONS = ["道路維持課", "市民課"]


def asked(text: str) -> OpeningQuestion | None:
    return opening_question(text, today=TODAY, sections=SECTIONS, town="岐阜市")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("何時まで？", OpeningQuestion()),
        ("市役所は何時から何時までですか", OpeningQuestion()),
        ("岐阜市役所の開庁時間を教えてください", OpeningQuestion()),
        ("役場はまだ開いていますか", OpeningQuestion()),
        ("土曜日は開いていますか", OpeningQuestion(weekdays=(5,))),
        ("土日はやっていますか？", OpeningQuestion(weekdays=(5, 6))),
        ("どようびはあいてますか", OpeningQuestion(weekdays=(5,))),
        ("明日は休みですか", OpeningQuestion(day=date(2026, 11, 25))),
        ("来週の月曜日は開いていますか", OpeningQuestion(day=date(2026, 11, 30))),
        ("12月29日は開いていますか", OpeningQuestion(day=date(2026, 12, 29))),
        ("祝日は休みですか", OpeningQuestion(asks_holidays=True)),
        ("年末年始はいつから休みですか", OpeningQuestion(asks_new_year=True)),
        ("道路維持課の電話番号", OpeningQuestion(section="道路維持課", asks_contact=True)),
        ("道路維持課はどこですか", OpeningQuestion(section="道路維持課", asks_contact=True)),
        ("市民課", OpeningQuestion(section="市民課", asks_contact=True)),
        ("市民課は何時まで", OpeningQuestion(section="市民課")),
        ("電話番号を教えて", OpeningQuestion(asks_contact=True)),
    ],
)
def test_opening_question(text, question):
    assert asked(text) == question


@pytest.mark.parametrize(
    "text",
    [
        "", "図書館は何時まで開いていますか", "ごみは何時までに出せばいいですか", "住民票は土曜日に取れますか", "どこですか", "こんにちは",
        "休日診療をしている病院の電話番号", "保育園の開園時間", "市民課で印鑑登録をしたい", "職員の電話番号", "はい", "11月28日",
    ],
)  # fmt: skip
def test_question_about_something_else_is_none(text):
    assert asked(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "What are your opening hours?",
        "Qual o horário da prefeitura?",
        "giờ làm việc của ủy ban",
        "市政府几点开门",
        "कार्यालय समय",
    ],
)
def test_hours_are_asked_for_in_other_languages(text):
    assert asked(text) == OpeningQuestion()


@pytest.mark.parametrize("text", ["Is there a job at the city hall?", "city hall garbage hours", "prefeitura"])
def test_other_questions_in_other_languages_are_none(text):
    assert asked(text) is None
