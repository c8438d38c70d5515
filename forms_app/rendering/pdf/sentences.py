"""What the reader is told of signs that could not be printed as they were typed."""

from django.utils.translation import gettext as _

from .glyphs import GETA, Unshown

MOST_NAMED = 30


def unshown_sentences(unshown: Unshown) -> list[str]:
    told = []
    if unshown.signs:
        told.append(
            _(
                "「%(geta)s」は、この書類の書体にない文字です（%(codes)s）。申請の内容には、入力されたとおりに残っています。"
            )
            % {"geta": GETA, "codes": _listed([_code(sign) for sign in sorted(unshown.signs)])}
        )
    if unshown.variants:
        told.append(
            _(
                "次の文字は、字の形を指定して入力されましたが、ふつうの形で印刷しています（%(letters)s）。"
                "申請の内容には、入力されたとおりに残っています。"
            )
            % {"letters": _listed([f"{each[0]} {_code(each)}" for each in sorted(unshown.variants)])}
        )
    return told


def _code(letters: str) -> str:
    return " ".join(f"U+{ord(c):04X}" for c in letters)


def _listed(names: list[str]) -> str:
    more = [_("ほか%(count)d字") % {"count": len(names) - MOST_NAMED}] if len(names) > MOST_NAMED else []
    return "、".join([*names[:MOST_NAMED], *more])
