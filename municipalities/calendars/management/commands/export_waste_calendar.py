import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from municipalities.calendars.models.published import current_waste
from municipalities.calendars.services.working import read_working
from municipalities.calendars.waste.exchange.writing import ENCODINGS, write_files
from municipalities.tenancy.context import tenant_context

from .import_waste_calendar import open_town


class Command(BaseCommand):
    help = "Write a town's garbage calendar as the files of the 5374.jp family. What they have no sign for is told."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--municipality", required=True, metavar="SLUG")
        parser.add_argument("--encoding", choices=ENCODINGS, default=ENCODINGS[0], help="utf-8 has a BOM")
        parser.add_argument("--working", action="store_true", help="the working copy instead of what is published")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, folder: Path, municipality: str, encoding: str, **options: Any) -> None:
        with tenant_context(open_town(municipality)):
            published = current_waste()
            if published is None and not options["working"]:
                raise CommandError("nothing is published in this town")
            calendar = read_working() if options["working"] else published.calendar
        export = write_files(calendar, encoding=encoding)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in export.files.items():
            (folder / name).write_bytes(content)
        told = {"files": sorted(export.files), "losses": export.losses}
        lines = (
            [json.dumps(told, ensure_ascii=False, indent=1)] if options["json"] else [*told["files"], *told["losses"]]
        )
        self.stdout.write("\n".join(lines))
