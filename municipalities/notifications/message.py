"""What is said, whatever carries it: no address, no mail, no LINE."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """`text`: plain Japanese paragraphs, parted by blank lines. `link`: an absolute URL where the reader goes on."""

    title: str
    text: str
    link: str | None = None
