"""個人番号 (マイナンバー): who may not collect it must not keep it either, even where it was typed by mistake (番号法第19条・第20条)."""

import re

from stdnum.jp import in_

from .japanese_text import hyphens

# Twelve digits that stand alone, in one run or in fours as the card shows them. The check digit: 番号法の命令第5条 (python-stdnum).
_ALONE = re.compile(r"(?<![0-9-])([0-9]{12}|[0-9]{4}([ -])[0-9]{4}\2[0-9]{4})(?![0-9-])")


def holds_my_number(text: str) -> bool:
    """Of other numbers of twelve digits, one in eleven has the same check digit by chance."""
    return any(in_.is_valid(re.sub("[ -]", "", found[0])) for found in _ALONE.finditer(hyphens(text)))
