"""An index in a folder: flat arrays that processes map into memory together. A new version is written beside the old one and
becomes the current one in a single step; whoever reads the old one goes on reading it."""

import json
import os
import shutil
from collections import Counter
from pathlib import Path
from sys import intern

import numpy as np

from .analysis import ANSWER_FIELDS, TITLE_FIELDS, Analyser
from .field import Field, Rows
from .index import Index
from .lexicon import Lexicon
from .thesaurus import Thesaurus, shipped
from .vectors import Packed, Vectors

FORMAT = 2
CURRENT = "current.json"
_ARRAYS = ("impacts", "rarity", "totals", "list_starts", "list_rows", "list_impacts")
_ROW_ARRAYS = ("starts", "words", "counts")
_PACKED_ARRAYS = ("numbers", "steps")


def save(index: Index, folder: Path) -> None:
    target = folder / f"version-{index.version}"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name, field in {**index.titles, **index.answers}.items():
        _save_field(field, target, name)
    for name in ("first_titles", "general"):
        np.save(target / name, getattr(index, name))
    _save_vectors(index, target)
    _write(
        target / "entries.json",
        {
            "ids": index.ids,
            "revisions": index.revisions,
            "repeated": sorted(index.analyser.repeated),
            "own_names": sorted(index.analyser.own_names),
        },
    )
    _write(target / "lexicon.json", _lexicon_as_lists(index.lexicon))
    previous = _read(folder / CURRENT).get("version") if (folder / CURRENT).exists() else None
    _become_current(index, folder)
    _forget(folder, {index.version, previous})


def load(folder: Path, *, thesaurus: Thesaurus | None = None) -> Index | None:
    """None where nothing was saved, or by another version of this programme or of the thesaurus: then build it anew."""
    words = shipped() if thesaurus is None else thesaurus
    current = _read(folder / CURRENT) if (folder / CURRENT).exists() else {}
    if (current.get("format"), current.get("thesaurus")) != (FORMAT, words.version):
        return None
    source = folder / f"version-{current['version']}"
    entries = _read(source / "entries.json")
    ids = tuple(map(intern, entries["ids"]))
    return Index(
        ids=ids,
        revisions={id: entries["revisions"][id] for id in ids},
        titles={name: _load_field(source, name) for name in TITLE_FIELDS},
        answers={name: _load_field(source, name) for name in ANSWER_FIELDS},
        **{name: _map(source / f"{name}.npy") for name in ("first_titles", "general")},
        title_vectors=_load_vectors(source),
        answer_vectors=_load_packed(source, "answer_vectors"),
        encoder=current["encoder"],
        analyser=Analyser(words, frozenset(entries["repeated"]), frozenset(entries["own_names"])),
        lexicon=_lexicon(_read(source / "lexicon.json")),
        version=current["version"],
    )


def saved_version(folder: Path) -> int:
    """What a process compares with its own to know that it is behind; 0 where nothing was saved."""
    return _read(folder / CURRENT)["version"] if (folder / CURRENT).exists() else 0


def _save_field(field: Field, target: Path, name: str) -> None:
    for array in _ARRAYS:
        np.save(target / f"{name}.{array}", getattr(field, array))
    for array in _ROW_ARRAYS:
        np.save(target / f"{name}.rows.{array}", getattr(field.rows, array))
    _write(target / f"{name}.json", list(field.vocabulary))


def _load_field(source: Path, name: str) -> Field:
    vocabulary = {intern(word): number for number, word in enumerate(_read(source / f"{name}.json"))}
    rows = Rows(*(_map(source / f"{name}.rows.{array}.npy") for array in _ROW_ARRAYS))
    return Field(vocabulary, rows, *(_map(source / f"{name}.{array}.npy") for array in _ARRAYS))


def _save_vectors(index: Index, target: Path) -> None:
    if index.title_vectors is None or index.answer_vectors is None:
        return
    _save_packed(index.title_vectors.full, target, "title_vectors")
    _save_packed(index.answer_vectors, target, "answer_vectors")
    if index.title_vectors.short is not None:
        np.save(target / "basis", index.title_vectors.basis)
        _save_packed(index.title_vectors.short, target, "short_vectors")


def _save_packed(packed: Packed, target: Path, name: str) -> None:
    for array in _PACKED_ARRAYS:
        np.save(target / f"{name}.{array}", getattr(packed, array))


def _load_vectors(source: Path) -> Vectors | None:
    packed = _load_packed(source, "title_vectors")
    if packed is None:
        return None
    return Vectors(packed, _map_if_there(source / "basis.npy"), _load_packed(source, "short_vectors"))


def _load_packed(source: Path, name: str) -> Packed | None:
    if not (source / f"{name}.numbers.npy").exists():
        return None
    return Packed(*(_map(source / f"{name}.{array}.npy") for array in _PACKED_ARRAYS))


def _map_if_there(path: Path) -> np.ndarray | None:
    return _map(path) if path.exists() else None


def _lexicon_as_lists(lexicon: Lexicon) -> dict:
    return {
        "words": [[*word, count] for word, count in lexicon.words.items()],
        "pairs": [[*pair, count] for pair, count in lexicon.pairs.items()],
        "compounds": dict(lexicon.compounds),
    }


def _lexicon(lists: dict) -> Lexicon:
    # Towns have most words in common: a process that knows many of them keeps each word once.
    words = Counter({tuple(map(intern, word)): count for *word, count in lists["words"]})
    pairs = Counter({tuple(map(intern, pair)): count for *pair, count in lists["pairs"]})
    return Lexicon(words, pairs, Counter({intern(word): count for word, count in lists["compounds"].items()}))


def _become_current(index: Index, folder: Path) -> None:
    facts = {
        "format": FORMAT,
        "version": index.version,
        "encoder": index.encoder,
        "thesaurus": index.analyser.thesaurus.version,
    }
    beside = folder / f"{CURRENT}.{os.getpid()}"
    _write(beside, facts)
    os.replace(beside, folder / CURRENT)


def _forget(folder: Path, kept: set[int | None]) -> None:
    for old in folder.glob("version-*"):
        if int(old.name.removeprefix("version-")) not in kept:
            shutil.rmtree(old, ignore_errors=True)


def _map(path: Path) -> np.ndarray:
    """Empty files cannot be mapped."""
    return np.load(path, mmap_mode="r") if path.stat().st_size > 128 else np.load(path)


def _write(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))
