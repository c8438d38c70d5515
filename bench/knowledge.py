"""`python -m bench.knowledge [--encoder use] [--towns 42] [--entries 1000]`: the memory of two web processes and a worker that all
hold the index of every town.

Each process sets Django up with the portal's URLs, opens every town's index from its folder as it does at work, and asks each a
question. What processes share is counted once (Pss of Linux).
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

PROCESSES = 3
GOAL_MB = 1536
QUESTIONS = (
    "犬を飼い始めたら",
    "すいどうりょうきんがたかい",
    "住民票がほしい",
    "粗大ゴミの出し方",
    "税金を払うのが難しい",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", default="use", choices=("none", "use", "e5"))
    parser.add_argument("--towns", type=int, default=42)
    parser.add_argument("--entries", type=int, default=1000)
    parser.add_argument("--hold", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.hold:
        hold(Path(options.hold), options.encoder)
    else:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), options)


def measure(folder: Path, options: argparse.Namespace) -> None:
    write_towns(folder, options.encoder, options.towns, options.entries)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    arguments = [sys.executable, "-m", "bench.knowledge", "--encoder", options.encoder, "--hold", str(folder)]
    holders = [subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(PROCESSES)]
    try:
        before = [line_of(each) for each in holders]
        without = sum(memory_of(each.pid) for each in holders)
        for each in holders:
            each.stdin.write(b"\n")
            each.stdin.flush()
        after = [line_of(each) for each in holders]
        used = sum(memory_of(each.pid) for each in holders)
    finally:
        for each in holders:
            each.kill()
            each.wait()
    print(f"{options.towns} towns × {options.entries} entries, encoder {options.encoder}; folders {size / 1e6:.0f} MB")
    print(f"{PROCESSES} processes without an index: {without:.0f} MB ({', '.join(before)})")
    print(f"{PROCESSES} processes with all of them: {used:.0f} MB of {GOAL_MB} ({', '.join(after)})")


def write_towns(folder: Path, encoder_name: str, towns: int, entries: int) -> None:
    """Every town has words of its own; the vectors, which take long to make, are those of the first, in files of each town's own."""
    from chatbot.knowledge import encoders, index, store

    first = index.build(entries_of_a_town(entries, town=0), encoder=encoders.encoder(encoder_name))
    store.save(first, folder / "0")
    for town in range(1, towns):
        made = index.build(entries_of_a_town(entries, town=town))
        vectors = {name: getattr(first, name) for name in ("title_vectors", "answer_vectors", "encoder")}
        store.save(replace(made, **vectors), folder / str(town))


def entries_of_a_town(number: int, *, town: int) -> list:
    """Those that ship, again and again, each time with words of its own: names of places, of buildings, of rules."""
    from chatbot.content import load
    from chatbot.knowledge.entry import Entry

    chance, shipped = random.Random(town), load.entries()
    return [
        Entry(
            id=f"{facts['slug']}-{place}",
            question=f"{own_word(chance)}の{facts['question']}",
            answer=f"{facts['answer']}\n\n{own_word(chance)}と{own_word(chance)}は{own_word(chance)}へ。",
            paraphrases=tuple(facts["paraphrases"]),
            category=facts["category"],
            general=facts["general"],
            revision=1,
        )
        for place, facts in ((place, shipped[place % len(shipped)]) for place in range(number))
    ]


def own_word(chance: random.Random) -> str:
    return "".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(chance.randint(2, 4)))


def hold(folder: Path, encoder_name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    import django
    from django.urls import get_resolver

    django.setup()
    len(get_resolver().url_patterns)
    tell("set up")
    sys.stdin.readline()
    started = time.perf_counter()
    known = ask_all(folder, encoder_name)
    tell(f"{len(known)} in {time.perf_counter() - started:.1f} s")
    sys.stdin.readline()


def ask_all(folder: Path, encoder_name: str) -> list:
    from chatbot.knowledge import encoders, store
    from chatbot.knowledge.search import search

    encoder = encoders.encoder(encoder_name)
    known = [store.load(each) for each in sorted(folder.iterdir())]
    for index in known:
        for question in QUESTIONS:
            search(index, question, encoder=encoder)
    return known


def tell(words: str) -> None:
    print(words, flush=True)


def line_of(process: subprocess.Popen) -> str:
    return process.stdout.readline().decode().strip()


def memory_of(pid: int) -> float:
    """Megabytes, what is shared divided among those who share it."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    main()
