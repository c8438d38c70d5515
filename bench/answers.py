"""`python -m bench.answers [--encoder use]`: how long one answer takes at 500, 5,000 and 50,000 entries.

Entries are those that ship, each with words of its own (bench.knowledge). Their vectors, which take long to make, are those of the first
500, shaken a little; a question is encoded as at work. The best of the rounds is told: other programs only ever add time.
"""

import argparse
import json
from pathlib import Path
from time import perf_counter

import numpy as np

from .knowledge import entries_of_a_town

SIZES = (500, 5_000, 50_000)
GOALS_MS = {"none": 2, "use": 8, "e5": 45}
QUESTIONS = Path(__file__).parent.parent / "tests/chatbot/content/questions.json"


class Shaken:
    """The encoder, which makes the vectors of many entries out of those of a few."""

    def __init__(self, encoder) -> None:
        self.name, self.dimensions, self.questions = encoder.name, encoder.dimensions, encoder.questions
        self.encoder, self.chance, self.few = encoder, np.random.default_rng(0), None

    def titles(self, sentences):
        return self._many(len(sentences), sentences)

    def answers(self, titles, answers):
        return self._many(len(titles), titles)

    def _many(self, number, sentences):
        if self.few is None:
            self.few = self.encoder.titles(list(dict.fromkeys(sentences))[:500])
        made = self.few[np.arange(number) % len(self.few)]
        made = made + self.chance.normal(0, 0.02, made.shape).astype(np.float32)
        return made / np.linalg.norm(made, axis=1, keepdims=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", default="use", choices=GOALS_MS)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    from chatbot.knowledge import encoders

    encoder = encoders.encoder(options.encoder)
    asked = [each["question"] for each in json.loads(QUESTIONS.read_text(encoding="utf-8"))]
    for size in SIZES:
        half, most = measure(size, asked, encoder, options.rounds)
        goal = f" (at most {GOALS_MS[options.encoder]})" if size == 5_000 else ""
        print(f"{options.encoder}, {size} entries: {half:.1f} ms (median), {most:.1f} ms (95 %){goal}", flush=True)


def measure(size: int, asked: list[str], encoder, rounds: int) -> tuple[float, float]:
    from chatbot.knowledge import index, text
    from chatbot.knowledge.search import search

    shaken = Shaken(encoder) if encoder else None
    known = index.build(entries_of_a_town(size, town=0), encoder=shaken)
    best = np.full(len(asked), np.inf)
    for _round in range(rounds):
        for number, question in enumerate(asked):
            text.forget()
            began = perf_counter()
            search(known, question, encoder=shaken)
            best[number] = min(best[number], (perf_counter() - began) * 1000)
    return float(np.percentile(best, 50)), float(np.percentile(best, 95))


if __name__ == "__main__":
    main()
