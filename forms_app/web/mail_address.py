"""One e-mail address that is asked for outside of a form, judged as a form's question is."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from forms_app.rendering.sentences import sentence
from forms_app.schema.errors import AnswerError, FieldError
from forms_app.schema.field import Field
from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type

LONGEST_TYPED = 300
KEY = "address"


class AddressRefused(Exception):
    """`sentence`: for the one who typed it."""

    def __init__(self, sentence: str):
        super().__init__()
        self.sentence = sentence


def typed_address(request: HttpRequest) -> str:
    """As typed, to be shown again."""
    return request.POST.get(KEY, "").replace("\x00", "")[:LONGEST_TYPED]


def clean_address(typed: str) -> str:
    """Raises AddressRefused."""
    question = Field(key=KEY, type="email", label=_("メールアドレス"), page_key="", group_key="", required=True)
    try:
        address = field_type("email").clean(question, typed, today=timezone.localdate())
        if address is UNANSWERED:
            raise AnswerError("required")
    except AnswerError as error:
        refused = FieldError(KEY, error.code, error.part, error.params)
        raise AddressRefused(sentence(question, refused)) from error
    return str(address)
