"""What is wrong with a code, and what to do."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from municipalities.logins.by_email import TooManyTries
from municipalities.residents.services.errors import AddressTaken, CodeGone, WrongCode


def too_many_codes() -> str:
    return _(
        "続けて何度も送られたため、いまは確認コードを送れません。時間をおいて、もう一度お試しください。"
        "手続は、ログインしなくてもできます。"
    )


def refusal(error: Exception) -> tuple[str, int]:
    """The sentence, and the status of the page that says it."""
    sentence, status = _REFUSALS[type(error)]
    return sentence(error), status


_REFUSALS: dict[type[Exception], tuple[Callable[..., str], int]] = {
    WrongCode: (
        lambda error: (
            _("確認コードがちがいます。メールの6桁の数字を確かめてください（あと%(tries)s回、入力できます）。")
            % {"tries": error.tries_left}
        ),
        422,
    ),
    CodeGone: (
        lambda error: _(
            "この確認コードは、もう使えません（10分を過ぎたか、何度もちがうコードが入力されました）。"
            "「もう一度送る」を押して、新しいコードを受け取ってください。"
        ),
        410,
    ),
    TooManyTries: (
        lambda error: _(
            "続けて何度も入力されたため、いまは確かめられません。1時間ほどたってから、もう一度お試しください。"
        ),
        429,
    ),
    AddressTaken: (
        lambda error: _(
            "このメールアドレスは、別の登録で使われています。そのアドレスでログインするか、ほかのアドレスを入力してください。"
        ),
        409,
    ),
}
REFUSED = tuple(_REFUSALS)
