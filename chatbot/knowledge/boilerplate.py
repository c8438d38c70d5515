"""What stands in every answer and tells nothing apart: whom to call, when the office is open, where it stands."""

import re
from collections import Counter
from collections.abc import Iterable

_TAIL = re.compile(
    r"【(?:お?問い?合わ?せ先?|関連する(?:ＦＡＱ|FAQ|質問)|担当(?:課|窓口)?|連絡先)】.*?(?=【|■|\Z)", re.DOTALL
)
_HOURS = re.compile(r"■?(?:お?問い?合わ?せ時間|休日|受付時間|開庁時間|閉庁日)(?:[。:：\n]).*?(?=【|■|\Z)", re.DOTALL)
_NUMBERS = re.compile(
    r"(?:電話|FAX|ＦＡＸ|tel)?[:：]?[0-9０-９]{2,5}[-－ー−(（][0-9０-９]{1,4}[-－ー−)）][0-9０-９]{3,4}|https?://\S+|\S+@\S+"
)
_MARKS = re.compile(r"[＜<]改[＞>]|［ＵＲＬ］|\[URL\]")
_SENTENCE = re.compile(r"[^。\n]+")
REPEATED = 4  # a sentence that stands in more answers than that


def cut(answer: str) -> str:
    for pattern in (_TAIL, _HOURS, _NUMBERS, _MARKS):
        answer = pattern.sub("。", answer)
    return answer


def sentences(answer: str) -> list[str]:
    return [found.strip() for found in _SENTENCE.findall(cut(answer)) if found.strip()]


def repeated_sentences(answers: Iterable[str]) -> frozenset[str]:
    counts = Counter(sentence for answer in answers for sentence in set(sentences(answer)))
    return frozenset(sentence for sentence, count in counts.items() if count > REPEATED)
