"""Prints how well the chatbot's search answers judged questions, as one JSON object with --json."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from chatbot.knowledge import encoders, index, misspelling, store
from chatbot.knowledge.encoders import Encoder
from chatbot.knowledge.entry import Entry
from chatbot.knowledge.evaluation import PARTS, evaluate
from chatbot.knowledge.index import Index
from chatbot.knowledge.labelled import read_entries, read_out_of_scope, read_questions
from chatbot.knowledge.thesaurus import EMPTY


class Command(BaseCommand):
    help = "FAQ検索の精度を、正解つきの質問で測ります。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--corpus", type=Path, required=True)
        parser.add_argument("--queries", type=Path, required=True)
        parser.add_argument("--out-of-scope", type=Path)
        parser.add_argument("--encoder", choices=[encoders.NONE, *encoders.PACKAGES], default=encoders.NONE)
        parser.add_argument(
            "--cross-validate", action="store_true", help="重みを、同じ正解を含まない他の質問から学びなおして測ります。"
        )
        parser.add_argument(
            "--index", type=Path, help="索引を置くフォルダー。あれば読み、変わった項目だけ作りなおします。"
        )
        parser.add_argument(
            "--spelling",
            choices=[misspelling.KANA, misspelling.TYPO],
            help="質問を、すべてひらがな、または1字の打ちまちがいにして測ります。",
        )
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument("--without", choices=sorted(filter(None, PARTS)), help="その部分を使わずに測ります。")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, corpus: Path, queries: Path, out_of_scope: Path | None, **options) -> None:
        encoder = encoders.encoder(options["encoder"])
        figures = evaluate(
            _index(read_entries(corpus), encoder, options["index"], options["without"]),
            read_questions(queries),
            read_out_of_scope(out_of_scope) if out_of_scope else (),
            encoder=encoder,
            cross_validate=options["cross_validate"],
            without=options["without"],
            **(
                {"asked_as": misspelling.misspeller(options["spelling"], options["seed"])}
                if options["spelling"]
                else {}
            ),
        )
        self.stdout.write(_as_json(figures) if options["json"] else _as_lines(figures))


def _index(entries: list[Entry], encoder: Encoder | None, folder: Path | None, without: str | None) -> Index:
    if without == "thesaurus":
        return index.build(entries, encoder=encoder, thesaurus=EMPTY)
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
