"""The name of a warning → its subject, its step and its 警戒レベル.

Since 2026-05-28 the name itself carries the level (レベル４土砂災害危険警報); older names get it from the table of 内閣府
「避難情報に関するガイドライン」, where it has one.
"""

import re
from unicodedata import normalize

SPECIAL, DANGER, WARNING, ADVISORY, INFORMATION = "special", "danger", "warning", "advisory", "information"
UNREPORTED = "unreported"  # 震度５弱以上と考えられるが、震度が届いていない
INTENSITIES = ("1", "2", "3", "4", UNREPORTED, "5-", "5+", "6-", "6+", "7")

# The first that stands in the name: 「暴風雪」 before 「暴風」, 「土砂」 before 「大雨」.
SUBJECTS = (
    ("土砂", "landslide"),
    ("氾濫", "river_flood"),
    ("洪水", "flood"),
    ("大雨", "heavy_rain"),
    ("高潮", "storm_surge"),
    ("暴風雪", "snowstorm"),
    ("風雪", "snowstorm"),
    ("暴風", "wind"),
    ("強風", "wind"),
    ("大雪", "heavy_snow"),
    ("波浪", "waves"),
    ("噴火", "eruption"),
    ("火口", "eruption"),
)
STEPS = (
    ("特別警報", SPECIAL),
    ("危険警報", DANGER),
    ("警報", WARNING),
    ("注意報", ADVISORY),
    ("発生情報", SPECIAL),
    ("危険情報", DANGER),
    ("警戒情報", WARNING),
    ("注意情報", ADVISORY),
)
LEVEL_BEFORE_2026 = {
    ("heavy_rain", SPECIAL): 5,
    ("heavy_rain", ADVISORY): 2,
    ("landslide", DANGER): 4,
    ("flood", WARNING): 3,
    ("flood", ADVISORY): 2,
    ("storm_surge", SPECIAL): 4,
    ("storm_surge", WARNING): 4,
    ("river_flood", SPECIAL): 5,
    ("river_flood", DANGER): 4,
    ("river_flood", WARNING): 3,
    ("river_flood", ADVISORY): 2,
}
_LEVEL = re.compile(r"レベル([2-5])")
_ORDER = {ADVISORY: 2, INFORMATION: 3, WARNING: 3, DANGER: 4, SPECIAL: 5}


def subject_of(name: str) -> str:
    return next((subject for word, subject in SUBJECTS if word in name), "other")


def step_of(name: str) -> str | None:
    """None for a name that is no warning: 「なし」, 「解除」."""
    return next((step for word, step in STEPS if word in name), None)


def level_of(name: str, *, subject: str, step: str) -> int | None:
    named = level_in(name)
    return named or LEVEL_BEFORE_2026.get((subject, step))


def level_in(text: str) -> int | None:
    """`【警戒レベル３相当】…`, `レベル４大雨危険警報` → the number; None where no level stands in the text."""
    found = _LEVEL.search(normalize("NFKC", text))
    return int(found[1]) if found else None


def rank(step: str | None) -> int:
    """To compare two steps of one subject; 0 for nothing."""
    if step in INTENSITIES:
        return INTENSITIES.index(step) + 1
    return _ORDER.get(step or "", 0)


def severity(step: str) -> int:
    """1 (for information) … 5 (life is in danger now), over all subjects: what a page or a channel sorts by."""
    if step in INTENSITIES:
        return {"7": 5, "6+": 5, "6-": 5, "5+": 4, "5-": 4, UNREPORTED: 4, "4": 3, "3": 2}.get(step, 1)
    return _ORDER.get(step, 1)


def intensity_name(step: str) -> str:
    """`5-` → 震度５弱"""
    if step == UNREPORTED:
        return "震度５弱以上（未入電）"
    return "震度" + step.translate(str.maketrans("1234567+-", "１２３４５６７強弱"))
