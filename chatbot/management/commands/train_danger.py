"""Learns the guess of danger anew, for every encoder that is installed, and says how it does on the examples kept back."""

import json
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from chatbot.dialogue.understanding import danger_guess
from chatbot.dialogue.understanding.danger_learning import KEPT_BACK, examples, learn, lessons, told
from chatbot.dialogue.understanding.emergencies import danger_in
from chatbot.knowledge import encoders


class Command(BaseCommand):
    help = "命に関わることばの見分け方を学びなおし、学習に使わなかった例で確かめます。"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--measure-only", action="store_true")
        parser.add_argument("--harmless", help="命に関わらない質問のファイル（JSONL、query または question）")

    def handle(self, *, measure_only: bool, harmless: str | None, **options) -> None:
        names = [encoders.NONE, *(name for name in encoders.PACKAGES if encoders.encoder(name) is not None)]
        if not measure_only:
            self._learn(names)
        for name in names:
            self.stdout.write(f"{name}: {_figures(encoders.encoder(name), harmless)}")

    def _learn(self, names: list[str]) -> None:
        kept = json.loads(danger_guess.WEIGHTS.read_text()) if danger_guess.WEIGHTS.exists() else {}
        taught = lessons()
        learned = {name: learn(taught, encoders.encoder(name)) for name in names}
        danger_guess.WEIGHTS.write_text(json.dumps({**kept, **learned}) + "\n", encoding="utf-8")
        danger_guess._learned.cache_clear()


def _figures(encoder, harmless: str | None) -> str:
    kept = examples(KEPT_BACK)
    texts = {
        "danger, Japanese": [each.text for each in kept if each.is_danger and not _is_abroad(each.text)],
        "danger, abroad": [each.text for each in kept if each.is_danger and _is_abroad(each.text)],
        "harmless near danger": [each.text for each in kept if not each.is_danger],
    }
    if harmless:
        with open(harmless, encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        texts["harmless of the file"] = [row.get("query") or row["question"] for row in rows]
    return ", ".join(
        f"{name} {told(each, encoder).mean():.3f} (tables alone {_by_tables(each):.3f}, of {len(each)})"
        for name, each in texts.items()
    )


def _by_tables(texts: list[str]) -> float:
    return sum(danger_in(text) is not None for text in texts) / len(texts)


def _is_abroad(text: str) -> bool:
    from chatbot.dialogue.understanding.languages import language_of

    return language_of(text) not in ("", "ja")
