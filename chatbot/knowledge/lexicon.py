"""The words of the entries as they are written and read, and which kind follows which: what misspelt questions are mended by."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log
from sys import intern

from . import text
from .text import Token

TITLE_COUNTS = 3
COMPOUND = range(3, 11)
SHORT_COMPOUND = (3, 4)
START = "^"


@dataclass(frozen=True)
class Lexicon:
    """Counts. They only grow: a word of an entry that is gone does no harm until the index is built anew."""

    words: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    compounds: Counter[str] = field(default_factory=Counter)

    def with_more(self, titles: Iterable[str], answers: Iterable[str]) -> "Lexicon":
        more = Lexicon(Counter(self.words), Counter(self.pairs), Counter(self.compounds))
        more.read(titles, answers)
        return more

    def read(self, titles: Iterable[str], answers: Iterable[str]) -> None:
        """For a lexicon in the making."""
        for sentence in titles:
            tokens = text.tokens(sentence)
            _count(tokens, TITLE_COUNTS, self.words, self.pairs)
            self.compounds.update(_compounds(tokens))
        for sentence in answers:
            _count(text.tokens(sentence), 1, self.words, self.pairs)

    def read_as(self, reading: str) -> Iterator[tuple[str, str, float]]:
        """The likeliest word of each kind that is read so, its kind, and the logarithm of its share in the kind."""
        for word in self._by_reading.get(reading, ()):
            yield word[1], word[2], log(self.words[word] / self._of_kind[word[2]])

    @cached_property
    def _of_kind(self) -> Counter[str]:
        of_kind: Counter[str] = Counter()
        for (_, _, kind), count in self.words.items():
            of_kind[kind] += count
        return of_kind

    @cached_property
    def _by_reading(self) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
        best: dict[str, dict[str, tuple[str, str, str]]] = defaultdict(dict)
        for word, count in self.words.items():
            reading, surface, kind = word
            known = best[reading].get(kind)
            if known is None or (count, surface) > (self.words[known], known[1]):
                best[reading][kind] = word
        return {reading: tuple(kinds.values()) for reading, kinds in best.items()}

    @cached_property
    def follows(self) -> Mapping[str, Mapping[str, float]]:
        """The logarithm of the chance that a kind follows another; kinds never seen together are missing."""
        total = Counter()
        for (before, _), count in self.pairs.items():
            total[before] += count
        chances: dict[str, dict[str, float]] = defaultdict(dict)
        for (before, after), count in self.pairs.items():
            chances[before][after] = log(count / total[before])
        return chances

    @cached_property
    def compounds_by_part(self) -> Mapping[str, Sequence[str]]:
        """Under what one mistake may leave as it was: the first two signs, the last two, in a short one the outermost."""
        found: dict[str, list[str]] = defaultdict(list)
        for compound in self.compounds:
            found["<" + compound[:2]].append(compound)
            found[">" + compound[-2:]].append(compound)
            if len(compound) in SHORT_COMPOUND:
                found[compound[0] + "~" + compound[-1]].append(compound)
        return {intern(part): tuple(compounds) for part, compounds in found.items()}


def _count(tokens: Sequence[Token], times: int, words: Counter, pairs: Counter) -> None:
    before = START
    for token in tokens:
        words[token.reading, token.surface, token.kind] += times
        pairs[before, token.kind] += times
        before = token.kind


def _compounds(tokens: Sequence[Token]) -> Iterable[str]:
    """Words of content in a row, of one to three: 児童, 児童手当, 手当."""
    for start in range(len(tokens)):
        for end in range(start + 1, min(start + 3, len(tokens)) + 1):
            run = tokens[start:end]
            joined = "".join(token.surface for token in run)
            if all(token.content for token in run) and len(joined) in COMPOUND:
                yield joined
