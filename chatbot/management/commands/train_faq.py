"""Learns the few weights of the chatbot's search from judged questions and writes them to a file."""

from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from chatbot.knowledge import encoders, index, weights
from chatbot.knowledge.entry import Entry
from chatbot.knowledge.labelled import LabelledQuestion, read_entries, read_out_of_scope, read_questions
from chatbot.knowledge.search import look
from chatbot.knowledge.training import learn, lessons


class Command(BaseCommand):
    help = "FAQ検索の重みを、正解つきの質問から学び、ファイルに書きます。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--corpus", type=Path, required=True)
        parser.add_argument("--queries", type=Path, required=True)
        parser.add_argument("--out-of-scope", type=Path, required=True)
        parser.add_argument(
            "--encoders",
            nargs="+",
            choices=[encoders.NONE, *encoders.PACKAGES],
            default=[encoders.NONE, *encoders.PACKAGES],
        )
        parser.add_argument("--output", type=Path, default=weights.SHIPPED)

    def handle(self, *, corpus: Path, queries: Path, out_of_scope: Path, output: Path, **options) -> None:
        entries, questions, strange = read_entries(corpus), read_questions(queries), read_out_of_scope(out_of_scope)
        learned = {name: _learned(name, entries, questions, strange) for name in options["encoders"]}
        weights.save(
            output, learned, {"entries": len(entries), "questions": len(questions), "out_of_scope": len(strange)}
        )
        self.stdout.write(f"{output} に書きました（{'、'.join(learned)}）。")


def _learned(name: str, entries: list[Entry], questions: list[LabelledQuestion], strange: list[str]) -> weights.Weights:
    encoder = encoders.encoder(name)
    eye = partial(look, index.build(entries, encoder=encoder), encoder=encoder)
    return learn(lessons(eye.args[0], questions, eye), [eye(sentence) for sentence in strange])
