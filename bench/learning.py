"""`python -m bench.learning`: how long ten thousand questions in vain take to be put together, and how the second thousand adds.

No database: the kernel with the entries that ship. Made-up questions: a title or paraphrase with other words before and behind it.
"""

import random
import time

from chatbot.content import load
from chatbot.knowledge import index, text
from chatbot.knowledge.entry import Entry
from chatbot.knowledge.grouping import Groups

QUESTIONS = 10_000
BEFORE = ("", "すみません、", "教えてください。", "急ぎです。", "母のことで、")
BEHIND = ("", "のですが", "はどこですか", "について知りたい", "、いくらですか")


def main() -> None:
    entries = load.entries()
    known = index.build([_entry(each) for each in entries])
    chosen = random.Random(14)
    titles = [title for each in entries for title in (each["question"], *each["paraphrases"])]
    asked = [
        f"{chosen.choice(BEFORE)}{chosen.choice(titles).rstrip('？?')}{chosen.choice(BEHIND)}" for _ in range(QUESTIONS)
    ]
    text.forget()
    groups, began = Groups(known), time.perf_counter()
    for number, question in enumerate(asked, 1):
        groups.join(question)
        if number in (1000, QUESTIONS):
            print(f"{number:6} questions: {time.perf_counter() - began:5.1f} s, {len(groups)} groups")


def _entry(each: dict) -> Entry:
    return Entry(
        id=each["slug"], question=each["question"], answer=each["answer"], paraphrases=tuple(each["paraphrases"])
    )


if __name__ == "__main__":
    main()
