from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from chatbot.knowledge import index, store, vectors
from chatbot.knowledge.entry import Entry
from chatbot.knowledge.index import Index
from chatbot.knowledge.search import search

from .letters import Letters
from .small_town import ENTRIES

QUESTIONS = ["粗大ごみを出したい", "住民票が欲しい", "子どもを預けたい", "税金が払えない", "じどうてあて", "犬"]


def same_answers(one: Index, other: Index) -> bool:
    return all(_scores(one, question) == pytest.approx(_scores(other, question)) for question in QUESTIONS)


def _scores(small_index: Index, question: str) -> dict[str, float]:
    return {found.id: found.score for found in search(small_index, question, limit=30).found}


def test_with_changes_is_as_if_built_anew(small_index: Index) -> None:
    grown = index.build(ENTRIES[:-3]).with_changes(ENTRIES[-3:])
    assert same_answers(grown, small_index)


def test_with_changes_replaces_and_removes(small_index: Index) -> None:
    other = Entry("inu", "猫の登録はできますか。", "猫に登録の制度はありません。", revision=1)
    changed = small_index.with_changes([other], ["gikai"])
    assert same_answers(changed, index.build([*(e for e in ENTRIES if e.id not in ("inu", "gikai")), other]))


def test_with_changes_leaves_the_old_index_as_it_was(small_index: Index) -> None:
    before = _scores(small_index, "犬")
    small_index.with_changes((), ["inu"])
    assert _scores(small_index, "犬") == before


def test_with_changes_counts_the_version(small_index: Index) -> None:
    assert small_index.with_changes((), ["inu"]).version == small_index.version + 1


def test_with_changes_keeps_vectors_with_their_titles() -> None:
    letters = Letters()
    grown = index.build(ENTRIES, encoder=letters).with_changes([ENTRIES[10]], ["inkan"], encoder=letters)
    anew = index.build([*(e for e in ENTRIES if e.id not in (ENTRIES[10].id, "inkan")), ENTRIES[10]], encoder=letters)
    assert (grown.ids, grown.title_vectors.full.numbers.tolist()) == (
        anew.ids,
        anew.title_vectors.full.numbers.tolist(),
    )


def test_synchronised_with_the_same_revisions_is_the_same_index(small_index: Index) -> None:
    assert small_index.synchronised_with(ENTRIES) is small_index


def test_synchronised_with_reads_what_changed(small_index: Index) -> None:
    entries = [replace(ENTRIES[0], question="戸籍の取り方", revision=1), *ENTRIES[2:]]
    assert (small_index.synchronised_with(entries).revisions, len(small_index.synchronised_with(entries))) == (
        {entry.id: entry.revision for entry in entries},
        len(ENTRIES) - 1,
    )


def test_store_gives_back_the_same_index(small_index: Index, tmp_path: Path) -> None:
    store.save(small_index, tmp_path)
    loaded = store.load(tmp_path)
    assert (same_answers(loaded, small_index), loaded.version) == (True, small_index.version)


def test_store_maps_vectors_into_memory(tmp_path: Path) -> None:
    store.save(index.build(ENTRIES, encoder=Letters()), tmp_path)
    assert isinstance(store.load(tmp_path).title_vectors.full.numbers, np.memmap)


def test_store_keeps_the_version_in_use_and_the_one_before(small_index: Index, tmp_path: Path) -> None:
    for version in (1, 2, 3):
        store.save(replace(small_index, version=version), tmp_path)
    assert (store.saved_version(tmp_path), sorted(p.name for p in tmp_path.glob("version-*"))) == (
        3,
        ["version-2", "version-3"],
    )


def test_store_loads_nothing_where_nothing_was_saved(tmp_path: Path) -> None:
    assert (store.load(tmp_path), store.saved_version(tmp_path)) == (None, 0)


def test_store_loads_nothing_that_another_thesaurus_made(small_index: Index, tmp_path: Path) -> None:
    store.save(small_index, tmp_path)
    assert store.load(tmp_path, thesaurus=replace(small_index.analyser.thesaurus, version=-1)) is None


def unit_vectors(number: int) -> np.ndarray:
    """In heaps, as those of sentences are."""
    chance = np.random.default_rng(1)
    centres = chance.normal(size=(300, 128)).astype(np.float32)
    full = centres[chance.integers(0, 300, number)] + chance.normal(0, 0.3, (number, 128)).astype(np.float32)
    return full / np.linalg.norm(full, axis=1, keepdims=True)


def test_vectors_chosen_by_projection_hold_the_nearest() -> None:
    full = unit_vectors(8000)
    nearest = vectors.build(vectors.pack(full)).nearest(full[17], 10)
    assert len(set(nearest) & set(np.argsort(-(full @ full[17]))[:10])) >= 9


def test_greatest_of_many_is_as_by_sorting() -> None:
    values = np.random.default_rng(2).normal(size=10_001)
    assert sorted(vectors.greatest(values, 50)) == sorted(np.argsort(-values)[:50])


def test_pack_keeps_cosines_to_a_thousandth() -> None:
    full = unit_vectors(500)
    cosines = vectors.pack(full).cosines(full[17])
    assert np.abs(cosines - full @ full[17]).max() < 0.002


def test_pack_takes_a_vector_of_nothing() -> None:
    assert vectors.pack(np.zeros((1, 4), np.float32)).unpacked().tolist() == [[0, 0, 0, 0]]
