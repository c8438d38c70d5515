"""What every channel does: compose, hand over, and turn a library's error into a code and a verdict."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from municipalities.notifications.message import Message


@dataclass(frozen=True)
class Letter:
    """A message on its way. `reference` and `written_at` stay the same over all attempts: a copy is known as one."""

    reference: UUID
    to: str
    message: Message
    written_at: datetime


class DeliveryFailed(Exception):
    """`code` holds no personal data. `is_final`: trying again would meet the same refusal."""

    def __init__(self, code: str, *, is_final: bool):
        super().__init__(code)
        self.code = code
        self.is_final = is_final


class Channel(ABC):
    name: ClassVar[str]

    def send(self, letter: Letter) -> None:
        """Hand the letter over for the current town. Raises DeliveryFailed, whatever went wrong."""
        try:
            self.hand_over(self.compose(letter))
        except Exception as error:
            # `from None`: a library's error quotes the address, and a traceback ends in the log.
            raise DeliveryFailed(self.code_of(error), is_final=self.is_final(error)) from None

    @abstractmethod
    def compose(self, letter: Letter) -> Any:
        """The letter in the channel's own shape."""

    @abstractmethod
    def hand_over(self, composed: Any) -> None:
        """Return only once the other side has taken responsibility."""

    def code_of(self, error: Exception) -> str:
        return type(error).__name__

    def is_final(self, error: Exception) -> bool:
        return False
