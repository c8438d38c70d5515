"""Questions typed in kana alone, written with the kanji of the entries: the likeliest row of known words with these readings.

A small kana-kanji conversion (Viterbi over kinds of words). What no entry says stays in kana.
"""

import re

from .lexicon import START, Lexicon
from .text import has_kanji

_RUN = re.compile(r"[ぁ-ゖー]{2,}")
_LONGEST_READING = 12
_UNKNOWN_SIGN = -14.0
_UNKNOWN = "?"
_NEVER_SEEN_TOGETHER = -9.0
_BESIDE_UNKNOWN = -3.5

_State = tuple[float, int, str, str]  # score so far, where the word begins, the kind before it, the word


def is_typed_in_kana(sentence: str) -> bool:
    return not has_kanji(sentence) and _RUN.search(sentence) is not None


def restored(sentence: str, lexicon: Lexicon) -> str:
    return _RUN.sub(lambda run: _converted(run[0], lexicon), sentence)


def _converted(run: str, lexicon: Lexicon) -> str:
    best: list[dict[str, _State]] = [{START: (0.0, 0, "", "")}, *({} for _ in run)]
    for begin in range(len(run)):
        for end, word, kind, likelihood in _words(run, begin, lexicon):
            score, before = max(
                (state[0] + _chance(lexicon, kind_before, kind), kind_before)
                for kind_before, state in best[begin].items()
            )
            candidate = (score + likelihood, begin, before, word)
            if kind not in best[end] or candidate > best[end][kind]:
                best[end][kind] = candidate
    return "".join(reversed(list(_path(best))))


def _words(run: str, begin: int, lexicon: Lexicon):
    for end in range(begin + 1, min(begin + _LONGEST_READING, len(run)) + 1):
        for word, kind, likelihood in lexicon.read_as(run[begin:end]):
            yield end, word, kind, likelihood
    yield begin + 1, run[begin], _UNKNOWN, _UNKNOWN_SIGN


def _chance(lexicon: Lexicon, before: str, after: str) -> float:
    if _UNKNOWN in (before, after):
        return _BESIDE_UNKNOWN
    return lexicon.follows.get(before, {}).get(after, _NEVER_SEEN_TOGETHER)


def _path(best: list[dict[str, _State]]):
    end, kind = len(best) - 1, max(best[-1], key=lambda kind: best[-1][kind][0])
    while end:
        _, begin, before, word = best[end][kind]
        yield word
        end, kind = begin, before
