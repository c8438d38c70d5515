"""Makes municipalities/support/town_points_<JIS>.tsv of 「Geolonia 住所データ」 (https://geolonia.github.io/japanese-addresses/, CC BY 4.0).

    python -m devtools.make_town_points towns.csv 21

Reads the columns jisx0402, town, koaza, lat, lng of a UTF-8 CSV; writes municipality, name, latitude, longitude, without towns that
have no point.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parents[1] / "municipalities" / "support"
NO_NAME = "（大字なし）"


def lines_of(source: Path) -> Iterator[str]:
    with source.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            name = row["town"].replace(NO_NAME, "") + row["koaza"]
            if name and row["lat"] and row["lng"]:
                yield f"{row['jisx0402']}\t{name}\t{float(row['lat']):.6f}\t{float(row['lng']):.6f}\n"


def main(source: str, prefecture: str) -> None:
    lines = sorted(set(lines_of(Path(source))))
    (TARGET / f"town_points_{prefecture}.tsv").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
