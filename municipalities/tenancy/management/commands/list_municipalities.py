import csv
import json

from django.core.management.base import BaseCommand, CommandParser

from municipalities.tenancy import directory
from municipalities.tenancy.models import Municipality

COLUMNS = ("code", "name", "kana", "slug", "county", "region", "latitude", "longitude", "website", "host", "state")


class Command(BaseCommand):
    help = "List the municipalities (not the prefecture) in the order of their codes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=("slug", "csv", "json"), default="slug")

    def handle(self, *args, format: str, **options) -> None:
        rows = [self._row(town) for town in directory.all_towns()]
        getattr(self, f"_print_{format}")(rows)

    def _row(self, town: Municipality) -> dict[str, str]:
        row = {column: str(getattr(town, column)) for column in COLUMNS if column != "host"}
        return {**row, "host": directory.host_of(town.schema_name) or ""}

    def _print_slug(self, rows: list[dict[str, str]]) -> None:
        for row in rows:
            self.stdout.write(row["slug"])

    def _print_csv(self, rows: list[dict[str, str]]) -> None:
        writer = csv.DictWriter(self.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

    def _print_json(self, rows: list[dict[str, str]]) -> None:
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
