"""Prints how well the chatbot's search answers judged questions, as one JSON object with --json."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from chatbot.knowledge import encoders, index, store
from chatbot.knowledge.evaluation import evaluate
from chatbot.knowledge.labelled import read_entries, read_out_of_scope, read_questions


class Command(BaseCommand):
    help = "FAQ検索の精度を、正解つきの質問で測ります。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--corpus", type=Path, required=True)
        parser.add_argument("--queries", type=Path, required=True)
        parser.add_argument("--out-of-scope", type=Path)
        parser.add_argument("--encoder", choices=[encoders.NONE, *encoders.PACKAGES], default=encoders.NONE)
        parser.add_argument("--cross-validate", action="store_true", help="重みを、同じ正解を含まない他の質問から学びなおして測ります。")
        parser.add_argument("--index", type=Path, help="索引を置くフォルダー。あれば読み、変わった項目だけ作りなおします。")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, corpus: Path, queries: Path, out_of_scope: Path | None, **options) -> None:
        encoder = encoders.encoder(options["encoder"])
        entries = read_entries(corpus)
        figures = evaluate(
            _index(entries, encoder, options["index"]),
            read_questions(queries),
            read_out_of_scope(out_of_scope) if out_of_scope else (),
            encoder=encoder,
            cross_validate=options["cross_validate"],
        )
        self.stdout.write(_as_json(figures) if options["json"] else _as_lines(figures))


def _index(entries, encoder, folder: Path | None) -> index.Index:
    saved = store.load(folder) if folder else None
    if saved is not None and saved.encoder == (encoder.name if encoder else encoders.NONE):
        return saved.synchronised_with(entries, encoder=encoder)
    built = index.build(entries, encoder=encoder)
    if folder:
        store.save(built, folder)
    return built


def _as_json(figures: dict[str, float]) -> str:
    return json.dumps({name: None if value != value else round(value, 4) for name, value in figures.items()})


def _as_lines(figures: dict[str, float]) -> str:
    return "\n".join(f"{name:32}{value:10.3f}" for name, value in figures.items())
