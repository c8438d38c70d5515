"""The types of questions there are. A new one is a class in fieldtypes/ and a line here."""

from .fieldtypes.address import Address
from .fieldtypes.attachment import Attachment
from .fieldtypes.bank_account import BankAccount
from .fieldtypes.base import FieldType
from .fieldtypes.birthday import Birthday
from .fieldtypes.calculated import Calculated
from .fieldtypes.choice import Choice
from .fieldtypes.choices import Choices
from .fieldtypes.consent import Consent
from .fieldtypes.corporate_number import CorporateNumber
from .fieldtypes.date import Date
from .fieldtypes.date_range import DateRange
from .fieldtypes.document import Document
from .fieldtypes.email import Email
from .fieldtypes.heading import Heading
from .fieldtypes.hidden import Hidden
from .fieldtypes.location import Location
from .fieldtypes.matrix import Matrix
from .fieldtypes.money import Money
from .fieldtypes.name import Name
from .fieldtypes.number import Number
from .fieldtypes.paragraph import Paragraph
from .fieldtypes.phone import Phone
from .fieldtypes.postal_code import PostalCode
from .fieldtypes.rating import Rating
from .fieldtypes.repeat import Repeat
from .fieldtypes.signature import Signature
from .fieldtypes.slot import Slot
from .fieldtypes.text import Text
from .fieldtypes.textarea import Textarea
from .fieldtypes.time import Time
from .fieldtypes.yes_no import YesNo


def field_type(name: str) -> FieldType:
    """KeyError for a type that does not exist; a loaded definition has none such."""
    return FIELD_TYPES[name]


FIELD_TYPES: dict[str, FieldType] = {
    kind.name: kind
    for kind in (
        Text(),
        Textarea(),
        Number(),
        Money(),
        Calculated(),
        Date(),
        Birthday(),
        DateRange(),
        Time(),
        YesNo(),
        Choice(),
        Choices(),
        Rating(),
        Matrix(),
        Name(),
        Address(),
        PostalCode(),
        Phone(),
        Email(),
        CorporateNumber(),
        BankAccount(),
        Location(),
        Attachment(),
        Repeat(field_type),
        Consent(),
        Document(),
        Signature(),
        Slot(),
        Hidden(),
        Heading(),
        Paragraph(),
    )
}
